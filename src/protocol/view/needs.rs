//! How far an event is confirmed: a state for each need, and the share of its
//! musts that are accepted. A request counts for a need only if the event's author
//! wrote it, in the event's festival or an ancestor's, and the need names its
//! resource or none.

use core::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::View;
use super::ask::{AskState, Grant};
use super::entity::Entity;
use super::filter::Outlook;
use super::part::Part;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::event::{Event, Importance, Need};
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::resource::{Condition, Resource, ResourceKind};

/// What one need has come to; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NeedState {
    /// Granted in full for the event as it is now.
    Accepted,
    /// Granted, but the event moved or grew out of the grant: ask again.
    Stale,
    /// The owner has not answered, or granted a part.
    Waiting,
    /// On the waiting list.
    Waitlisted,
    /// Declined.
    Declined,
    /// It cannot be had.
    Unavailable,
    /// The request was withdrawn, or its resource deleted.
    Withdrawn,
    /// Nobody was asked.
    NotAsked,
    /// The resource is of a festival that is not here; stays out of the share.
    NotKnownHere,
}

/// A need and what it has come to.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedView<'a> {
    /// The need.
    pub need: &'a Need,
    /// Its state.
    pub state: NeedState,
    /// Units granted for the event as it is now.
    pub granted: u64,
    /// The requests that count for it: festival and id, in the order of their ids.
    pub requests: Vec<(FestivalId, InstanceId)>,
    /// The resource that is granted, else asked for, else named.
    pub resource: Option<InstanceId>,
    /// Whether an accepted request of it is on a resource of which more is granted than there is.
    pub overbooked: bool,
}

/// How many of an event's needs are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// Accepted musts.
    pub accepted: u32,
    /// All musts that are known here.
    pub musts: u32,
    /// Musts whose festival is not here, named beside the share.
    pub unknown: u32,
}

impl Confirmed {
    /// Whether all musts are accepted. An event without musts has nothing to
    /// confirm; one with a must that is not known here is not confirmed. What would
    /// be nice never stands in the way.
    pub fn is_complete(&self) -> bool {
        self.accepted == self.musts && self.unknown == 0
    }

    /// Whether there is nothing to confirm.
    pub fn is_empty(&self) -> bool {
        self.musts == 0 && self.unknown == 0
    }
}

/// An event and what its needs have come to.
#[derive(Clone, Debug, PartialEq)]
pub struct EventView<'a> {
    /// Its festival.
    pub festival: FestivalId,
    /// The event.
    pub event: &'a Entity<Event>,
    /// Its needs.
    pub needs: Vec<NeedView<'a>>,
    /// The share.
    pub confirmed: Confirmed,
    /// The place: of the needs for a place the accepted one, else the first.
    pub place: Option<InstanceId>,
    /// What the need for that place has come to; none without a place.
    pub place_state: Option<NeedState>,
}

impl EventView<'_> {
    /// Whether something it was granted is granted more often than there is.
    pub fn overbooked(&self) -> bool {
        self.needs.iter().any(|need| need.overbooked)
    }
}

impl View {
    /// An event, wherever it is.
    pub fn find_event(&self, id: &InstanceId) -> Option<(FestivalId, &Entity<Event>)> {
        self.parts
            .values()
            .find_map(|part| Some((part.festival, part.events.get(id)?)))
    }

    /// An event with its needs.
    pub fn event(&self, festival: &FestivalId, id: &InstanceId) -> Option<EventView<'_>> {
        let event = self.part(festival)?.events.get(id)?;
        Some(event_view(&self.scope(festival), *festival, event))
    }

    /// All events of a festival, in the order of their ids.
    pub fn events(&self, festival: &FestivalId) -> Vec<EventView<'_>> {
        let events = self.part(festival).map(|part| part.events.keys());
        self.events_of(festival, events.into_iter().flatten())
    }

    /// Some events of a festival, in the order given; those that are not there are
    /// left out.
    pub fn events_of<'a>(
        &self,
        festival: &FestivalId,
        ids: impl Iterator<Item = &'a InstanceId>,
    ) -> Vec<EventView<'_>> {
        self.each_of(&self.scope(festival), festival, ids).collect()
    }

    /// What a filter asks about some events of a festival; of those that are there.
    pub fn outlooks<'a>(
        &self,
        festival: &FestivalId,
        ids: impl Iterator<Item = &'a InstanceId>,
    ) -> Vec<(InstanceId, Outlook)> {
        // Whether too much is granted is asked of what is shown only: for a thousand events
        // that costs as much as all else.
        let scope = Scope {
            overbooked: None,
            ..self.scope(festival)
        };
        let events = self.each_of(&scope, festival, ids);
        events
            .map(|event| (event.event.id(), event.outlook(self)))
            .collect()
    }

    fn each_of<'v, 'a>(
        &'v self,
        scope: &Scope<'v>,
        festival: &FestivalId,
        ids: impl Iterator<Item = &'a InstanceId>,
    ) -> impl Iterator<Item = EventView<'v>> {
        let part = self.part(festival);
        let events = ids.filter_map(move |id| part?.events.get(id));
        events.map(|event| event_view(scope, *festival, event))
    }

    /// Where events of a festival may ask: it and its ancestors.
    fn scope(&self, festival: &FestivalId) -> Scope<'_> {
        let chain = core::iter::once(*festival).chain(self.ancestors(festival));
        Scope::new(chain.filter_map(|festival| self.part(&festival)).collect())
    }
}

/// Where events may ask, and what was computed for one of them and serves all.
pub(super) struct Scope<'a> {
    parts: Vec<&'a Part>,
    /// Of which resources too much is granted to whom; none where nobody asks.
    overbooked: Option<RefCell<BTreeMap<InstanceId, BTreeSet<InstanceId>>>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(parts: Vec<&'a Part>) -> Self {
        Self {
            parts,
            overbooked: Some(RefCell::default()),
        }
    }

    fn resource(&self, id: &InstanceId) -> Option<&'a Entity<Resource>> {
        self.parts.iter().find_map(|part| part.resources.get(id))
    }

    fn is_overbooked(&self, part: &Part, resource: InstanceId, request: &InstanceId) -> bool {
        let Some(known) = &self.overbooked else {
            return false;
        };
        let mut known = known.borrow_mut();
        let known = known.entry(resource);
        known
            .or_insert_with(|| part.overbooked(resource))
            .contains(request)
    }
}

/// An event as the parts in `scope` have it.
pub(super) fn event_view<'a>(
    scope: &Scope<'a>,
    festival: FestivalId,
    event: &'a Entity<Event>,
) -> EventView<'a> {
    let needs: Vec<NeedView<'a>> = event
        .value
        .needs
        .iter()
        .map(|need| need_view(scope, event, need))
        .collect();
    let mut confirmed = Confirmed::default();
    let musts = needs
        .iter()
        .filter(|need| need.need.importance == Importance::Must);
    for need in musts {
        if need.state == NeedState::NotKnownHere {
            confirmed.unknown += 1;
        } else {
            confirmed.musts += 1;
            confirmed.accepted += u32::from(need.state == NeedState::Accepted);
        }
    }
    let is_place = |need: &&NeedView<'_>| need.resource.is_some_and(|id| is_place(scope, &id));
    let accepted = needs
        .iter()
        .filter(is_place)
        .find(|need| need.state == NeedState::Accepted);
    let at = accepted.or_else(|| needs.iter().find(is_place));
    let place = at.and_then(|need| need.resource);
    let place_state = at.map(|need| need.state);
    EventView {
        festival,
        event,
        needs,
        confirmed,
        place,
        place_state,
    }
}

fn is_place(scope: &Scope<'_>, id: &InstanceId) -> bool {
    let resource = scope.resource(id);
    resource.is_some_and(|resource| resource.value.kind == ResourceKind::Place)
}

/// One request that counts for a need.
struct Counting {
    festival: FestivalId,
    id: InstanceId,
    state: NeedState,
    resource: InstanceId,
    asked: u64,
    granted: u64,
    overbooked: bool,
}

fn need_view<'a>(scope: &Scope<'a>, event: &'a Entity<Event>, need: &'a Need) -> NeedView<'a> {
    let wanted = event.value.interval_of(need);
    let counting: Vec<Counting> = scope
        .parts
        .iter()
        .flat_map(|part| counting(scope, part, event, need, wanted))
        .collect();
    let granted: u64 = counting.iter().map(|request| request.granted).sum();
    let best = counting.iter().min_by_key(|request| request.state);
    NeedView {
        need,
        state: need_state(scope, need, &counting, granted),
        granted,
        requests: counting
            .iter()
            .map(|request| (request.festival, request.id))
            .collect(),
        resource: best.map(|request| request.resource).or(need.resource),
        overbooked: counting.iter().any(|request| request.overbooked),
    }
}

fn need_state(scope: &Scope<'_>, need: &Need, counting: &[Counting], granted: u64) -> NeedState {
    if granted >= u64::from(need.quantity) {
        return NeedState::Accepted;
    }
    let Some(others) = counting
        .iter()
        .map(|request| request.state)
        .filter(|state| *state != NeedState::Accepted)
        .min()
    else {
        let asked: u64 = counting.iter().map(|request| request.asked).sum();
        return match granted {
            0 => unasked(scope, need),
            // Everything asked for was answered, and the event wants more than was asked for.
            _ if asked < u64::from(need.quantity) => NeedState::Stale,
            _ => NeedState::Waiting,
        };
    };
    others
}

/// The state of a need for which no request counts.
fn unasked(scope: &Scope<'_>, need: &Need) -> NeedState {
    let Some(id) = need.resource else {
        return NeedState::NotAsked;
    };
    match scope.resource(&id) {
        None => NeedState::NotKnownHere,
        Some(resource)
            if resource.deleted || resource.value.status.state == Condition::OutOfOrder =>
        {
            NeedState::Unavailable
        }
        Some(_) => NeedState::NotAsked,
    }
}

/// The requests in one part that count for a need.
fn counting(
    scope: &Scope<'_>,
    part: &Part,
    event: &Entity<Event>,
    need: &Need,
    wanted: Option<Interval>,
) -> Vec<Counting> {
    let requests = part.asks_of(event.id(), event.author(), need.need);
    requests
        .filter_map(|id| count(scope, part, id, event, need, wanted))
        .collect()
}

fn count(
    scope: &Scope<'_>,
    part: &Part,
    id: InstanceId,
    event: &Entity<Event>,
    need: &Need,
    wanted: Option<Interval>,
) -> Option<Counting> {
    let ask = part.asks.get(&id)?;
    let request = ask.request.as_ref()?;
    let resource = request.value.resource;
    let counts =
        request.author() == event.author() && need.resource.is_none_or(|named| named == resource);
    if !counts || ask.void.is_some() {
        return None;
    }
    let ask_state = part.state(&id);
    let grant = part.grant_in(&id, ask, resource, || ask_state);
    let timed = ask
        .answer()
        .is_some_and(|answer| answer.value.interval().is_some());
    let state = match ask_state {
        AskState::Accepted if grant.is_some_and(|grant| covers(&grant, timed, wanted)) => {
            NeedState::Accepted
        }
        AskState::Accepted => NeedState::Stale,
        AskState::Waiting => NeedState::Waiting,
        AskState::Waitlisted => NeedState::Waitlisted,
        AskState::Declined => NeedState::Declined,
        AskState::Unavailable => NeedState::Unavailable,
        AskState::Withdrawn | AskState::ResourceDeleted | AskState::Superseded => {
            NeedState::Withdrawn
        }
        AskState::Replaced | AskState::Void | AskState::Unknown => return None,
    };
    let granted = grant
        .filter(|_| state == NeedState::Accepted)
        .map_or(0, |grant| u64::from(grant.quantity));
    let overbooked = grant.is_some() && scope.is_overbooked(part, resource, &id);
    let asked = u64::from(request.value.quantity);
    Some(Counting {
        festival: part.festival,
        id,
        state,
        resource,
        asked,
        granted,
        overbooked,
    })
}

/// Whether a grant still covers the time wanted. A grant without a time covers an
/// event without one; either alone means the event changed after the answer.
fn covers(grant: &Grant, timed: bool, wanted: Option<Interval>) -> bool {
    match wanted {
        Some(wanted) => timed && grant.interval.contains(&wanted),
        None => !timed,
    }
}
