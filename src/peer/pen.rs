//! The pen: signs what is to be said, entry by entry, so that each knows the ids of
//! those before it. A whole wish is signed before anything of it is stored, and
//! may span the logs of several festivals; what is refused halfway leaves nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::local::{Local, Row};
use super::membership::Membership;
use super::refusal::Refusal;
use super::view_model::Problem;
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::handshake::Identity;
use crate::gossip::ledger::Ledger;
use crate::protocol::append::OpenStep;
use crate::protocol::festival::log_id;
use crate::protocol::id::{AuthorId, DeviceNumber, FestivalId, InstanceId, LogKey};
use crate::protocol::log::{Authentic, Head};
use crate::protocol::message::Message;
use crate::protocol::schema::festival::Festival;
use crate::protocol::schema::fields::{self, Change, Schema};
use crate::protocol::schema::join::{self, Join};
use crate::protocol::schema::resource::{Resource, ResourceChange};
use crate::protocol::view::View;
use crate::protocol::view::verdict::Kind;

/// What the pen writes with: all that is known, and who writes.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) view: &'a View,
    pub(super) local: &'a Local,
    pub(super) memberships: &'a BTreeMap<FestivalId, Membership>,
    pub(super) identity: &'a Identity,
    pub(super) ledger: &'a Ledger,
    /// Unix milliseconds.
    pub(super) now: u64,
}

/// A wish while it is signed.
pub(super) struct Pen<'a> {
    pub(super) desk: Desk<'a>,
    entropy: &'a mut dyn Entropy,
    clock: u64,
    open: BTreeMap<FestivalId, OpenLog>,
    entered: BTreeMap<FestivalId, Membership>,
    /// Steps that are full.
    steps: Vec<Authentic>,
    rows: Vec<Row>,
}

struct OpenLog {
    device: DeviceNumber,
    step: OpenStep,
}

/// A signed wish.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Own steps, in the order in which they are to be stored.
    pub(super) steps: Vec<Authentic>,
    /// Memberships as they are afterwards.
    pub(super) memberships: Vec<Membership>,
    /// Local rows beside those of the memberships.
    pub(super) rows: Vec<Row>,
}

impl Written {
    /// How many entries were signed.
    pub(super) fn entries(&self) -> usize {
        let steps = self.steps.iter();
        steps.map(|step| step.run().entries.len()).sum()
    }

    /// Whether there is nothing to store.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.memberships.is_empty() && self.rows.is_empty()
    }
}

impl<'a> Pen<'a> {
    /// A pen.
    ///
    /// # Errors
    ///
    /// [`Problem::Writing`] where the clocks of this author are used up.
    pub(super) fn new(desk: Desk<'a>, entropy: &'a mut dyn Entropy) -> Result<Self, Refusal> {
        let author = desk.identity.author.author();
        let clock = desk.view.next_clock(author, desk.now);
        Ok(Self {
            desk,
            entropy,
            clock: clock.ok_or(Problem::Writing)?,
            open: BTreeMap::new(),
            entered: BTreeMap::new(),
            steps: Vec::new(),
            rows: Vec::new(),
        })
    }

    /// Who writes.
    pub(super) fn me(&self) -> AuthorId {
        self.desk.identity.author.author()
    }

    /// Now, unix seconds.
    pub(super) fn seconds(&self) -> i64 {
        i64::try_from(self.desk.now / 1000).unwrap_or(i64::MAX)
    }

    /// What was signed: of each log one step, if that holds it.
    ///
    /// # Errors
    ///
    /// [`Problem::Writing`] where it does not pass the checks of what is received.
    pub(super) fn finish(self) -> Result<Written, Refusal> {
        let mut steps = self.steps;
        let open = self.open.into_values().map(|log| log.step);
        for step in open.filter(|step| !step.is_empty()) {
            steps.push(step.finish()?);
        }
        Ok(Written {
            steps,
            memberships: self.entered.into_values().collect(),
            rows: self.rows,
        })
    }

    /// Random bytes.
    pub(super) fn draw<const N: usize>(&mut self) -> [u8; N] {
        draw(self.entropy)
    }

    /// Stores a local row with the rest.
    pub(super) fn row(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Enters a festival with the rest.
    pub(super) fn enter(&mut self, membership: Membership) {
        self.entered.insert(membership.festival(), membership);
    }

    /// What this installation keeps of a festival, as it is now.
    ///
    /// # Errors
    ///
    /// [`Problem::UnknownFestival`].
    pub(super) fn membership(&self, festival: &FestivalId) -> Result<&Membership, Refusal> {
        let known = self
            .entered
            .get(festival)
            .or_else(|| self.desk.memberships.get(festival));
        known.ok_or_else(|| Problem::UnknownFestival.into())
    }

    /// Makes an instance; gives its id.
    pub(super) fn create<T: Schema>(
        &mut self,
        festival: &FestivalId,
        value: &T,
    ) -> Result<InstanceId, Refusal> {
        let message = fields::create(value, 0, self.desk.now)?;
        self.say(festival, message)
    }

    /// Changes an instance.
    pub(super) fn update<T: Schema>(
        &mut self,
        festival: &FestivalId,
        id: InstanceId,
        change: &T::Change,
    ) -> Result<(), Refusal> {
        let message = fields::update::<T>(id, change, 0, self.desk.now)?;
        self.say(festival, message).map(drop)
    }

    /// Ends an instance.
    pub(super) fn delete<T: Schema>(
        &mut self,
        festival: &FestivalId,
        id: InstanceId,
    ) -> Result<(), Refusal> {
        let message = fields::delete::<T>(id, 0, self.desk.now);
        self.say(festival, message).map(drop)
    }

    /// Signs a message as it is but for its clock.
    pub(super) fn say(
        &mut self,
        festival: &FestivalId,
        message: Message,
    ) -> Result<InstanceId, Refusal> {
        if is_archived(self.desk.view, festival) && message.schema != Festival::NAME {
            return Err(Problem::Archived.into());
        }
        self.device(festival)?;
        self.sign(festival, message)
    }

    /// Signs one entry at the end of an open log.
    fn sign(&mut self, festival: &FestivalId, mut message: Message) -> Result<InstanceId, Refusal> {
        message.clock = self.clock;
        let payload = message.encode()?;
        let log = self.open.get_mut(festival).ok_or(Problem::Writing)?;
        if !log.step.has_room(payload.len()) && !log.step.is_empty() {
            let step = log.step.clone().finish()?;
            log.step = OpenStep::new(step.head().clone());
            self.steps.push(step);
        }
        let hash = log.step.sign(&self.desk.identity.author, payload)?;
        self.clock += 1;
        Ok(hash.instance())
    }

    /// The number of this installation's log in a festival, which is begun where
    /// there is none that can go on.
    ///
    /// # Errors
    ///
    /// [`Problem::UnknownFestival`], and why it could not be begun.
    pub(super) fn device(&mut self, festival: &FestivalId) -> Result<DeviceNumber, Refusal> {
        if let Some(log) = self.open.get(festival) {
            return Ok(log.device);
        }
        let membership = self.membership(festival)?.clone();
        let going_on = membership.device.zip(self.stored_head(&membership));
        if let Some((device, head)) = going_on {
            let step = OpenStep::new(head);
            self.open.insert(*festival, OpenLog { device, step });
            return Ok(device);
        }
        self.begin(festival, membership)
    }

    /// The end of our log, where it can go on.
    fn stored_head(&self, membership: &Membership) -> Option<Head> {
        let log = membership.log(self.me())?;
        let part = self.desk.view.part(&membership.festival());
        let is_frozen = part
            .and_then(|part| part.logs().get(&log))
            .is_some_and(|state| state.frozen.is_some());
        let head = self.desk.ledger.stored(&log)?;
        (!membership.lost && !head.ended() && !is_frozen).then(|| head.clone())
    }

    fn begin(
        &mut self,
        festival: &FestivalId,
        mut membership: Membership,
    ) -> Result<DeviceNumber, Refusal> {
        let (device, key) = self.draw_log(festival);
        let step = OpenStep::new(Head::empty(*festival, key));
        self.open.insert(*festival, OpenLog { device, step });
        let join = Join {
            festival: *festival,
            device,
            sealing_key: self.desk.identity.installation,
        };
        let message = Message::create(join::NAME, &join, 0, self.desk.now)?;
        self.sign(festival, message)?;
        let earlier = membership.device.replace(device);
        membership.lost = false;
        self.entered.insert(*festival, membership);
        self.move_deciders(festival, earlier, device)?;
        Ok(device)
    }

    /// A device number whose log this author does not have yet.
    fn draw_log(&mut self, festival: &FestivalId) -> (DeviceNumber, LogKey) {
        loop {
            let device = DeviceNumber(u32::from_le_bytes(self.draw()));
            let key = LogKey {
                author: self.me(),
                log_id: log_id(festival, device),
            };
            let ledger = self.desk.ledger;
            if ledger.stored(&key).is_none() && ledger.fork(&key).is_none() {
                return (device, key);
            }
        }
    }

    /// Own resources for which an earlier log of this installation decided follow
    /// it to the new one: else nobody would answer for them.
    fn move_deciders(
        &mut self,
        festival: &FestivalId,
        lost: Option<DeviceNumber>,
        device: DeviceNumber,
    ) -> Result<(), Refusal> {
        let Some(part) = self.desk.view.part(festival) else {
            return Ok(());
        };
        let installation = self.desk.identity.installation;
        let earlier: BTreeSet<u32> = part
            .logs_of(self.me())
            .filter_map(|(_, log)| log.join.as_ref())
            .filter(|join| join.sealing_key == installation)
            .map(|join| join.device.0)
            .chain(lost.map(|device| device.0))
            .collect();
        let change = ResourceChange {
            decider: Change::Set(device.0),
            ..ResourceChange::default()
        };
        for id in part.made_by(self.me(), Kind::Resource) {
            let resource = part
                .resources()
                .get(&id)
                .filter(|resource| !resource.deleted);
            let decider = resource.and_then(|resource| resource.value.decider);
            if decider.is_some_and(|decider| earlier.contains(&decider)) {
                let message = fields::update::<Resource>(id, &change, 0, self.desk.now)?;
                self.sign(festival, message)?;
            }
        }
        Ok(())
    }
}

/// Whether a festival's founder says that it is over and only to be read.
pub(super) fn is_archived(view: &View, festival: &FestivalId) -> bool {
    let part = view.part(festival);
    let description = part.and_then(|part| part.description());
    description.is_some_and(|description| description.value.archived)
}
