//! The owner's queue: requests for somebody's resources, rivals beside each other,
//! with what the owner should know before answering.

use std::collections::BTreeMap;

use super::View;
use super::ask::{Ask, AskState, Grant};
use super::calendar::{Clash, gap};
use super::part::Part;
use super::verdict::Kind;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::schema::parts::Interval;

/// Open requests of one person to one owner that are shown unfolded.
pub const SHOWN_PER_PERSON: usize = 50;

/// What is known here about the event that a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventStanding {
    /// The asker's own event, which may ask here.
    Known(FestivalId),
    /// The event has not come, or is of a festival that is not here.
    Unknown,
    /// Somebody else's event.
    Foreign,
    /// An event of a festival that is not below the resource's.
    Elsewhere,
    /// The event was cancelled or deleted.
    Over,
}

/// A request as its owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueItem<'a> {
    /// The festival of the resource and of the request.
    pub festival: FestivalId,
    /// The request.
    pub id: InstanceId,
    /// The resource.
    pub resource: InstanceId,
    /// The question and its answers.
    pub ask: &'a Ask,
    /// What became of it.
    pub state: AskState,
    /// What is known about its event.
    pub event: EventStanding,
    /// What it occupies.
    pub grant: Option<Grant>,
    /// What stands against it; none where it is folded away, behind the first
    /// [`SHOWN_PER_PERSON`] open requests of one person ([`View::queue_item`] says it then).
    pub judgement: Option<Judgement>,
}

/// What stands against granting a request now.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Other open requests for the same time.
    pub rivals: Vec<InstanceId>,
    /// Whether it could be granted now.
    pub fits: Result<(), Clash>,
}

impl QueueItem<'_> {
    /// Whether it is folded away.
    pub fn is_folded(&self) -> bool {
        self.judgement.is_none()
    }
}

impl View {
    /// What is known about the event of a request.
    pub fn event_standing(&self, festival: &FestivalId, ask: &Ask) -> EventStanding {
        let Some(request) = &ask.request else {
            return EventStanding::Unknown;
        };
        let Some((home, event)) = self.find_event(&request.value.event) else {
            return EventStanding::Unknown;
        };
        if event.author() != request.author() {
            EventStanding::Foreign
        } else if !self.may_ask_in(&home, festival) {
            EventStanding::Elsewhere
        } else if event.deleted || event.value.is_cancelled() {
            EventStanding::Over
        } else {
            EventStanding::Known(home)
        }
    }

    /// One request as its owner sees it.
    pub fn queue_item(&self, festival: &FestivalId, id: &InstanceId) -> Option<QueueItem<'_>> {
        let part = self.part(festival)?;
        let mut item = self.unjudged(part, id)?;
        item.judgement = Some(part.judge(id));
        Some(item)
    }

    fn unjudged<'a>(&'a self, part: &'a Part, id: &InstanceId) -> Option<QueueItem<'a>> {
        let ask = part.asks.get(id)?;
        Some(QueueItem {
            festival: part.festival,
            id: *id,
            resource: ask.resource()?,
            ask,
            state: part.state(id),
            event: self.event_standing(&part.festival, ask),
            grant: part.grant(id),
            judgement: None,
        })
    }

    /// All requests for an owner's resources, in all festivals: the open ones and
    /// those that occupy something. Ordered by resource, start and stamp.
    pub fn queue(&self, owner: AuthorId) -> Vec<QueueItem<'_>> {
        let mut items: Vec<QueueItem<'_>> = Vec::new();
        for part in self.parts.values() {
            for resource in part.made_by(owner, Kind::Resource) {
                let ids = part
                    .asks_for(resource)
                    .filter(|id| part.asks.get(id).and_then(Ask::resource) == Some(resource));
                let items_here = ids.filter_map(|id| self.unjudged(part, &id));
                items
                    .extend(items_here.filter(|item| item.state.is_open() || item.grant.is_some()));
            }
        }
        items.sort_by_key(|item| {
            let request = item.ask.request.as_ref();
            let start = request.and_then(|request| request.value.start);
            (
                item.festival,
                item.resource,
                start,
                request.map(|request| request.origin.stamp),
                item.id,
            )
        });
        self.judge_shown(&mut items);
        items
    }

    /// Judges all but what is folded: nobody can make the owner's device compare
    /// thousands of requests with one another.
    fn judge_shown(&self, items: &mut [QueueItem<'_>]) {
        let mut shown: BTreeMap<AuthorId, usize> = BTreeMap::new();
        for item in items {
            let asker = item.ask.request.as_ref().filter(|_| item.state.is_open());
            let before = asker.map_or(0, |request| {
                let count = shown.entry(request.author()).or_default();
                *count += 1;
                *count - 1
            });
            if before < SHOWN_PER_PERSON {
                item.judgement = self.part(&item.festival).map(|part| part.judge(&item.id));
            }
        }
    }
}

impl Part {
    fn judge(&self, id: &InstanceId) -> Judgement {
        Judgement {
            rivals: self.rivals(id),
            fits: self.request_fits(id, &[]),
        }
    }

    /// Whether a request could be granted in full now. What it replaces is ignored;
    /// `held` is kept for others.
    ///
    /// # Errors
    ///
    /// [`Clash`]; also for a request that is not known or over.
    pub fn request_fits(&self, id: &InstanceId, held: &[Grant]) -> Result<(), Clash> {
        let request = self
            .asks
            .get(id)
            .and_then(|ask| ask.request.as_ref())
            .ok_or(Clash::Gone)?;
        let mut ignored = self.replaced_by(id);
        ignored.insert(*id);
        let fields = &request.value;
        self.fits(
            fields.resource,
            fields.interval(),
            fields.quantity,
            &ignored,
            held,
        )
    }

    /// Other open requests for the same resource whose time, with the gap, meets
    /// that of `id`. What `id` replaces, or what replaces it, is no rival.
    pub fn rivals(&self, id: &InstanceId) -> Vec<InstanceId> {
        let Some(request) = self.asks.get(id).and_then(|ask| ask.request.as_ref()) else {
            return Vec::new();
        };
        let resource = request.value.resource;
        let gap = self
            .resources
            .get(&resource)
            .map_or(0, |resource| gap(&resource.value));
        let time = |interval: Option<Interval>| {
            let interval = interval.unwrap_or(Interval::ALWAYS);
            Interval {
                start: interval.start,
                end: interval.end.saturating_add(gap),
            }
        };
        let wanted = time(request.value.interval());
        let own = self.replaced_by(id);
        let is_rival = |other: &InstanceId| {
            let asked = self.asks.get(other).and_then(|ask| ask.request.as_ref());
            other != id
                && !own.contains(other)
                && self.state(other).is_open()
                && asked.is_some_and(|asked| time(asked.value.interval()).overlaps(&wanted))
                && !self.replaced_by(other).contains(id)
        };
        self.asks_for(resource).filter(is_rival).collect()
    }
}
