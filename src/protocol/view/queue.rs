//! The owner's queue: requests for somebody's resources, rivals beside each other,
//! with what the owner should know before answering.

use std::collections::BTreeMap;

use super::View;
use super::ask::{Ask, AskState, Grant};
use super::calendar::{Clash, gap};
use super::entity::Entity;
use super::part::Part;
use super::verdict::Kind;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::request::Request;
use crate::protocol::schema::resource::Resource;

/// Open requests of one person to one owner that are shown unfolded.
pub const SHOWN_PER_PERSON: usize = 50;

/// Open requests for one resource that are shown unfolded, whoever asks: keys cost
/// nothing, so a limit for each person alone would bound nothing.
pub const SHOWN_PER_RESOURCE: usize = 500;

/// Most rivals that are named beside one request.
pub const RIVALS_NAMED: usize = 50;

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
    /// [`SHOWN_PER_PERSON`] open requests of one person or [`SHOWN_PER_RESOURCE`] for
    /// one resource ([`View::queue_item`] says it then).
    pub judgement: Option<Judgement>,
}

/// What stands against granting a request now.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Other open requests for the same time, the first [`RIVALS_NAMED`] by id.
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
        let resource = part.asks.get(id)?.resource()?;
        let mut item = self.unjudged(part, id, resource)?;
        item.judgement = Some(part.judge(id, &part.open_times(resource)));
        Some(item)
    }

    fn unjudged<'a>(
        &'a self,
        part: &'a Part,
        id: &InstanceId,
        resource: InstanceId,
    ) -> Option<QueueItem<'a>> {
        let ask = part.asks.get(id).filter(|ask| ask.is_about(resource))?;
        Some(QueueItem {
            festival: part.festival,
            id: *id,
            resource,
            ask,
            state: part.state(id),
            event: self.event_standing(&part.festival, ask),
            grant: part.grant_of(id, resource),
            judgement: None,
        })
    }

    /// All requests for an owner's resources, in all festivals: the open ones and
    /// those that occupy something. Ordered by resource, start and stamp.
    pub fn queue(&self, owner: AuthorId) -> Vec<QueueItem<'_>> {
        let mut folding = Folding::default();
        let mut items = Vec::new();
        for part in self.parts.values() {
            for resource in part.made_by(owner, Kind::Resource) {
                items.extend(self.queue_for(part, resource, &mut folding));
            }
        }
        items
    }

    /// Those for one resource. All but what is folded are judged: nobody can make the
    /// owner's device compare thousands of requests with one another.
    pub fn queue_for<'a>(
        &'a self,
        part: &'a Part,
        resource: InstanceId,
        folding: &mut Folding,
    ) -> Vec<QueueItem<'a>> {
        let items = part
            .asks_for(resource)
            .filter_map(|id| self.unjudged(part, &id, resource));
        let mut items: Vec<QueueItem<'_>> = items
            .filter(|item| item.state.is_open() || item.grant.is_some())
            .collect();
        items.sort_by_key(|item| {
            let request = item.ask.request.as_ref();
            let start = request.and_then(|request| request.value.start);
            let stamp = request.map(|request| request.origin.stamp);
            (start, stamp, item.id)
        });
        let open = part.open_times(resource);
        let mut of_resource = 0;
        for item in &mut items {
            let asker = item.ask.request.as_ref().filter(|_| item.state.is_open());
            let is_shown = asker.is_none_or(|request| {
                let of_person = folding.by_person.entry(request.author()).or_default();
                let is_shown = *of_person < SHOWN_PER_PERSON && of_resource < SHOWN_PER_RESOURCE;
                *of_person += usize::from(is_shown);
                of_resource += usize::from(is_shown);
                is_shown
            });
            if is_shown {
                item.judgement = Some(part.judge(&item.id, &open));
            }
        }
        items
    }
}

/// How many open requests of each person were shown already.
#[derive(Clone, Debug, Default)]
pub struct Folding {
    by_person: BTreeMap<AuthorId, usize>,
}

impl Part {
    fn judge(&self, id: &InstanceId, open: &[(InstanceId, Interval)]) -> Judgement {
        Judgement {
            rivals: self.rivals_among(id, open),
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
    /// that of `id`: the first [`RIVALS_NAMED`] by id. What `id` replaces, or what
    /// replaces it, is no rival.
    pub fn rivals(&self, id: &InstanceId) -> Vec<InstanceId> {
        let request = self.asks.get(id).and_then(|ask| ask.request.as_ref());
        request.map_or_else(Vec::new, |request| {
            self.rivals_among(id, &self.open_times(request.value.resource))
        })
    }

    /// The open requests for a resource whose time meets this one, each with the gap.
    pub fn waiting_for(
        &self,
        resource: &Entity<Resource>,
        time: Interval,
    ) -> impl Iterator<Item = &Entity<Request>> {
        let time = Interval {
            end: time.end.saturating_add(gap(&resource.value)),
            ..time
        };
        let open = self.open_times(resource.id()).into_iter();
        let meets = open.filter(move |(_, wanted)| wanted.overlaps(&time));
        meets.filter_map(|(id, _)| self.asks.get(&id)?.request.as_ref())
    }

    /// The open requests for a resource and their times, with the gap, by id.
    fn open_times(&self, resource: InstanceId) -> Vec<(InstanceId, Interval)> {
        let open = self
            .asks_for(resource)
            .filter(|id| self.state(id).is_open());
        open.filter_map(|id| Some((id, self.time_with_gap(&id)?)))
            .collect()
    }

    fn time_with_gap(&self, id: &InstanceId) -> Option<Interval> {
        let request = &self.asks.get(id)?.request.as_ref()?.value;
        let resource = self.resources.get(&request.resource);
        let gap = resource.map_or(0, |resource| gap(&resource.value));
        let interval = request.interval().unwrap_or(Interval::ALWAYS);
        Some(Interval {
            start: interval.start,
            end: interval.end.saturating_add(gap),
        })
    }

    fn rivals_among(&self, id: &InstanceId, open: &[(InstanceId, Interval)]) -> Vec<InstanceId> {
        let Some(wanted) = self.time_with_gap(id) else {
            return Vec::new();
        };
        let mut own = self.replaced_by(id);
        own.append(&mut self.replacing(id));
        own.insert(*id);
        let is_rival =
            |(other, time): &&(_, Interval)| time.overlaps(&wanted) && !own.contains(other);
        let rivals = open.iter().filter(is_rival).take(RIVALS_NAMED);
        rivals.map(|(other, _)| *other).collect()
    }
}
