//! One festival's share of the view: the fold of the messages in its logs, and of
//! nothing else, so peers with the same logs agree on it whatever other festivals
//! they know.

use std::collections::{BTreeMap, BTreeSet};

use super::ask::Ask;
use super::entity::{Entity, Origin, RawEntity, Stamp};
use super::verdict::{Kind, Slot, VoidReason};
use crate::protocol::id::{AuthorId, FestivalId, InstanceId, LogKey, SeqNum};
use crate::protocol::schema::branch::Branch;
use crate::protocol::schema::event::Event;
use crate::protocol::schema::festival::Festival;
use crate::protocol::schema::hide::Hide;
use crate::protocol::schema::join::Join;
use crate::protocol::schema::profile::Profile;
use crate::protocol::schema::resource::Resource;

/// One log as the view knows it.
#[derive(Clone, Debug, Default)]
pub struct LogState {
    /// Every message, the first at index 0.
    pub slots: Vec<Slot>,
    /// Highest clock that counted.
    pub clock: u64,
    /// Height at which the log was frozen.
    pub frozen: Option<SeqNum>,
    /// What its join says.
    pub join: Option<Join>,
}

impl LogState {
    /// Number of messages taken in.
    pub fn height(&self) -> SeqNum {
        self.slots.len() as SeqNum
    }
}

/// A change that waits for its instance: as bytes, because nobody knows whether it
/// will ever come, and read values take tens of times the room.
#[derive(Clone, Debug)]
pub(super) struct Parked {
    pub(super) stamp: Stamp,
    pub(super) payload: Box<[u8]>,
}

/// One festival's share of the view.
#[derive(Clone, Debug)]
pub struct Part {
    pub(super) festival: FestivalId,
    pub(super) logs: BTreeMap<LogKey, LogState>,
    pub(super) voids: BTreeMap<(LogKey, SeqNum), VoidReason>,
    /// Of which schema each instance is.
    pub(super) kinds: BTreeMap<InstanceId, Kind>,
    /// Changes that wait for their instance, by where they stand.
    pub(super) parked: BTreeMap<InstanceId, BTreeMap<(LogKey, SeqNum), Parked>>,
    pub(super) profiles: BTreeMap<InstanceId, Entity<Profile>>,
    pub(super) descriptions: BTreeMap<InstanceId, Entity<Festival>>,
    pub(super) branches: BTreeMap<InstanceId, Entity<Branch>>,
    pub(super) resources: BTreeMap<InstanceId, Entity<Resource>>,
    pub(super) events: BTreeMap<InstanceId, Entity<Event>>,
    pub(super) hides: BTreeMap<InstanceId, Entity<Hide>>,
    pub(super) raws: BTreeMap<InstanceId, RawEntity>,
    /// Requests and their answers, by request.
    pub(super) asks: BTreeMap<InstanceId, Ask>,
    /// Requests by event, asker and need: what others ask for an event costs its
    /// author nothing.
    pub(super) by_event: BTreeSet<(InstanceId, AuthorId, u32, InstanceId)>,
    /// Requests by resource, those included that are known only by an answer.
    pub(super) by_resource: BTreeSet<(InstanceId, InstanceId)>,
    /// Answered requests by resource: only the owner makes them many.
    pub(super) by_answer: BTreeSet<(InstanceId, InstanceId)>,
    /// Instances by author: resources, events.
    pub(super) by_author: BTreeSet<(AuthorId, Kind, InstanceId)>,
    /// Profiles and descriptions, lowest first.
    pub(super) profile_order: BTreeSet<(AuthorId, Stamp)>,
    pub(super) description_order: BTreeSet<Stamp>,
    /// Valid replacements: (replaced, newer).
    pub(super) replacers: BTreeSet<(InstanceId, Stamp)>,
    /// Requests whose `replaces` is not known yet: (replaced, newer).
    pub(super) awaiting: BTreeSet<(InstanceId, InstanceId)>,
    /// Answers whose resource is not known yet: (resource, answer).
    pub(super) unowned: BTreeMap<(InstanceId, Stamp), super::ask::Answer>,
    /// The same, by answer.
    pub(super) ownerless: BTreeMap<InstanceId, InstanceId>,
    /// Which request an answer is for.
    pub(super) answered: BTreeMap<InstanceId, InstanceId>,
}

impl Part {
    /// A festival of which nothing is known yet.
    pub fn new(festival: FestivalId) -> Self {
        Self {
            festival,
            logs: BTreeMap::new(),
            voids: BTreeMap::new(),
            kinds: BTreeMap::new(),
            parked: BTreeMap::new(),
            profiles: BTreeMap::new(),
            descriptions: BTreeMap::new(),
            branches: BTreeMap::new(),
            resources: BTreeMap::new(),
            events: BTreeMap::new(),
            hides: BTreeMap::new(),
            raws: BTreeMap::new(),
            asks: BTreeMap::new(),
            by_event: BTreeSet::new(),
            by_resource: BTreeSet::new(),
            by_answer: BTreeSet::new(),
            by_author: BTreeSet::new(),
            profile_order: BTreeSet::new(),
            description_order: BTreeSet::new(),
            replacers: BTreeSet::new(),
            awaiting: BTreeSet::new(),
            unowned: BTreeMap::new(),
            ownerless: BTreeMap::new(),
            answered: BTreeMap::new(),
        }
    }

    /// The festival.
    pub fn festival(&self) -> FestivalId {
        self.festival
    }

    /// The logs that name the festival.
    pub fn logs(&self) -> &BTreeMap<LogKey, LogState> {
        &self.logs
    }

    /// The logs of one author.
    pub fn logs_of(&self, author: AuthorId) -> impl Iterator<Item = (&LogKey, &LogState)> {
        use crate::protocol::id::LogId;
        let from = LogKey {
            author,
            log_id: LogId(0),
        };
        let to = LogKey {
            author,
            log_id: LogId(u64::MAX),
        };
        self.logs.range(from..=to)
    }

    /// Every resource, deleted ones included.
    pub fn resources(&self) -> &BTreeMap<InstanceId, Entity<Resource>> {
        &self.resources
    }

    /// Every event, deleted and cancelled ones included.
    pub fn events(&self) -> &BTreeMap<InstanceId, Entity<Event>> {
        &self.events
    }

    /// Every request and what was answered.
    pub fn asks(&self) -> &BTreeMap<InstanceId, Ask> {
        &self.asks
    }

    /// Every branch, deleted ones included.
    pub fn branches(&self) -> &BTreeMap<InstanceId, Entity<Branch>> {
        &self.branches
    }

    /// Instances of schemas that are not known here.
    pub fn raws(&self) -> &BTreeMap<InstanceId, RawEntity> {
        &self.raws
    }

    /// The request that an answer is for.
    pub fn request_of_answer(&self, answer: &InstanceId) -> Option<InstanceId> {
        self.answered.get(answer).copied()
    }

    /// What describes the festival: its founder's lowest description.
    pub fn description(&self) -> Option<&Entity<Festival>> {
        let in_order = self
            .description_order
            .iter()
            .filter_map(|stamp| self.descriptions.get(&stamp.id));
        in_order
            .into_iter()
            .find(|description| !description.deleted)
    }

    /// What somebody says about themselves: their lowest profile.
    pub fn profile(&self, author: AuthorId) -> Option<&Entity<Profile>> {
        let all = (author, LOWEST)..=(author, HIGHEST);
        let in_order = self
            .profile_order
            .range(all)
            .filter_map(|(_, stamp)| self.profiles.get(&stamp.id));
        in_order.into_iter().find(|profile| !profile.deleted)
    }

    /// Instances that somebody made, of one kind.
    pub fn made_by(&self, author: AuthorId, kind: Kind) -> impl Iterator<Item = InstanceId> {
        let all = (author, kind, LOWEST.id)..=(author, kind, HIGHEST.id);
        self.by_author.range(all).map(|(_, _, id)| *id)
    }

    /// Requests that name a resource.
    pub fn asks_for(&self, resource: InstanceId) -> impl Iterator<Item = InstanceId> {
        let all = (resource, LOWEST.id)..=(resource, HIGHEST.id);
        self.by_resource.range(all).map(|(_, request)| *request)
    }

    /// Requests of somebody that name a need of an event.
    pub fn asks_of(
        &self,
        event: InstanceId,
        asker: AuthorId,
        need: u32,
    ) -> impl Iterator<Item = InstanceId> {
        let all = (event, asker, need, LOWEST.id)..=(event, asker, need, HIGHEST.id);
        self.by_event.range(all).map(|(_, _, _, request)| *request)
    }

    /// Requests that were answered for a resource.
    pub(super) fn answered_for(&self, resource: InstanceId) -> impl Iterator<Item = InstanceId> {
        let all = (resource, LOWEST.id)..=(resource, HIGHEST.id);
        self.by_answer.range(all).map(|(_, request)| *request)
    }

    /// Records that a message has no effect.
    pub(super) fn void(&mut self, log: LogKey, seq: SeqNum, reason: VoidReason) {
        self.voids.insert((log, seq), reason);
    }

    /// As [`Part::void`], by where a message came from.
    pub(super) fn void_origin(&mut self, origin: &Origin, reason: VoidReason) {
        self.void(origin.log, origin.seq, reason);
    }
}

/// Below every stamp.
pub(super) const LOWEST: Stamp = Stamp {
    clock: 0,
    id: InstanceId::from_bytes([0; 32]),
};
/// Above every stamp.
pub(super) const HIGHEST: Stamp = Stamp {
    clock: u64::MAX,
    id: InstanceId::from_bytes([0xff; 32]),
};
