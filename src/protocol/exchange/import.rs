//! Takes a programme into the view as the user's own resources and events. Ids are
//! known only once something is written, so an import goes in steps: ask
//! [`next_step`], write what it says, ask again, until it says nothing. Each step
//! looks at the view alone, so an import that broke off goes on, and the same file
//! twice changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Programme, Status};
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::limits::{MAX_HOSTS, MAX_LINKS, MAX_URL_BYTES};
use crate::protocol::schema::authorization::Authorization;
use crate::protocol::schema::event::{
    Event, EventChange, EventState, EventStatus, EventTime, Importance, Need,
};
use crate::protocol::schema::fields::Schema;
use crate::protocol::schema::parts::{Host, Link, Source};
use crate::protocol::schema::request::Request;
use crate::protocol::schema::resource::{Resource, ResourceKind};
use crate::protocol::view::View;
use crate::protocol::view::ask::{AskState, Grant};
use crate::protocol::view::part::Part;
use crate::protocol::view::verdict::Kind;

/// One message to write in the festival.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A room.
    Resource(Box<Resource>),
    /// An event.
    Event(Box<Event>),
    /// An event that changed in the file.
    EventChange(InstanceId, Box<EventChange>),
    /// The request of an event for its room.
    Request(Box<Request>),
    /// The user's answer to their own request.
    Answer(Box<Authorization>),
}

/// What to write next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// Messages; none when the import is done.
    pub items: Vec<Item>,
    /// Events whose room is taken by an earlier one, by guid; complete when the
    /// import is done.
    pub clashes: Vec<String>,
}

/// What is still missing to have `programme` in a festival as `author`'s.
pub fn next_step(
    view: &View,
    festival: &FestivalId,
    author: AuthorId,
    programme: &Programme,
    system: &str,
) -> Step {
    let empty = Part::new(*festival);
    let part = view.part(festival).unwrap_or(&empty);
    let rooms = rooms(part, author, system);
    let missing = programme
        .rooms()
        .into_iter()
        .filter(|room| !rooms.contains_key(*room));
    let items: Vec<Item> = missing
        .map(|room| Item::Resource(Box::new(resource(room, system))))
        .collect();
    if !items.is_empty() {
        return Step {
            items,
            clashes: Vec::new(),
        };
    }
    let events = events(part, author, system);
    let items = events_to_write(part, programme, &rooms, &events, system);
    if !items.is_empty() {
        return Step {
            items,
            clashes: Vec::new(),
        };
    }
    answers(part, programme, &rooms, &events)
}

/// The user's own rooms of a system, by name there.
fn rooms(part: &Part, author: AuthorId, system: &str) -> BTreeMap<String, InstanceId> {
    let own = part
        .made_by(author, Kind::Resource)
        .filter_map(|id| part.resources().get(&id));
    let own = own.filter(|resource| !resource.deleted);
    own.filter_map(|resource| {
        Some((
            guid_of(resource.value.source.as_ref(), system)?,
            resource.id(),
        ))
    })
    .collect()
}

/// The user's own events of a system, by guid there; deleted ones too, so that an
/// import does not bring back what was deleted.
fn events(part: &Part, author: AuthorId, system: &str) -> BTreeMap<String, InstanceId> {
    let own = part
        .made_by(author, Kind::Event)
        .filter_map(|id| part.events().get(&id));
    own.filter_map(|event| Some((guid_of(event.value.source.as_ref(), system)?, event.id())))
        .collect()
}

fn guid_of(source: Option<&Source>, system: &str) -> Option<String> {
    source
        .filter(|source| source.system == system)
        .map(|source| source.guid.clone())
}

fn resource(room: &str, system: &str) -> Resource {
    let source = Some(Source {
        system: system.to_owned(),
        guid: room.to_owned(),
    });
    Resource {
        source,
        ..Resource::new(room, ResourceKind::Place)
    }
}

fn optional(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn event(entry: &Entry, zone: &str, rooms: &BTreeMap<String, InstanceId>, system: &str) -> Event {
    let room = rooms.get(&entry.room);
    let need = room.map(|room| Need {
        need: 0,
        resource: Some(*room),
        label: String::new(),
        quantity: 1,
        importance: Importance::Must,
        start: None,
        end: None,
    });
    let zone = optional(zone).unwrap_or_else(|| "UTC".to_owned());
    let time = EventTime {
        start: entry.interval.start,
        end: entry.interval.end,
        zone,
        all_day: entry.all_day,
    };
    let fits = |url: &String| !url.is_empty() && url.len() <= MAX_URL_BYTES;
    let links = entry
        .links
        .iter()
        .filter(|(url, _)| fits(url))
        .take(MAX_LINKS);
    let people = entry
        .people
        .iter()
        .filter(|name| !name.is_empty())
        .take(MAX_HOSTS);
    let state = if entry.status == Status::Cancelled {
        EventState::Cancelled
    } else {
        EventState::Open
    };
    Event {
        title: optional(&entry.title).unwrap_or_else(|| "?".to_owned()),
        subtitle: optional(&entry.subtitle),
        summary: entry.summary.clone(),
        description: optional(&entry.description),
        kind: optional(&entry.kind),
        track: optional(&entry.track),
        language: optional(&entry.language),
        hosts: people
            .map(|name| Host {
                name: name.clone(),
                author: None,
            })
            .collect(),
        time: Some(time),
        status: EventStatus {
            state,
            reason: String::new(),
        },
        links: links
            .map(|(url, label)| Link {
                url: url.clone(),
                label: label.clone(),
            })
            .collect(),
        needs: need.into_iter().collect(),
        source: Some(Source {
            system: system.to_owned(),
            guid: guid(entry),
        }),
        ..Event::default()
    }
}

/// The entry's identity; where the file gives none, title and start.
pub fn guid(entry: &Entry) -> String {
    optional(&entry.guid).unwrap_or_else(|| format!("{} {}", entry.interval.start, entry.title))
}

fn events_to_write(
    part: &Part,
    programme: &Programme,
    rooms: &BTreeMap<String, InstanceId>,
    events: &BTreeMap<String, InstanceId>,
    system: &str,
) -> Vec<Item> {
    let mut seen = BTreeSet::new();
    let mut items = Vec::new();
    for entry in programme
        .entries
        .iter()
        .filter(|entry| seen.insert(guid(entry)))
    {
        let new = event(entry, &programme.zone, rooms, system);
        match events
            .get(&guid(entry))
            .and_then(|id| part.events().get(id))
        {
            None => items.push(Item::Event(Box::new(new))),
            Some(old) if old.deleted => {}
            Some(old) => items.extend(changed(old.id(), &old.value, new)),
        }
    }
    items
}

/// What the file changed. What a file cannot say stays as the user made it, and
/// what was cancelled stays cancelled.
fn changed(id: InstanceId, old: &Event, new: Event) -> Option<Item> {
    let status = if old.is_cancelled() {
        old.status.clone()
    } else {
        new.status.clone()
    };
    let others = old.needs.iter().filter(|need| need.need != 0).cloned();
    let needs = new.needs.iter().cloned().chain(others).collect();
    let kept = Event {
        status,
        needs,
        tags: old.tags.clone(),
        picture: old.picture.clone(),
        people_max: old.people_max,
        ..new
    };
    (kept != *old).then(|| Item::EventChange(id, Box::new(old.change_to(&kept))))
}

/// Requests of events for their rooms, then answers: who starts first gets the
/// room, the rest are listed and stay open.
fn answers(
    part: &Part,
    programme: &Programme,
    rooms: &BTreeMap<String, InstanceId>,
    events: &BTreeMap<String, InstanceId>,
) -> Step {
    let mut step = Step::default();
    let mut taken: BTreeMap<InstanceId, Vec<Grant>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for entry in programme
        .entries
        .iter()
        .filter(|entry| seen.insert(guid(entry)))
    {
        let event = events
            .get(&guid(entry))
            .and_then(|id| part.events().get(id));
        let Some((event, room)) = event.zip(rooms.get(&entry.room)) else {
            continue;
        };
        if event.deleted || event.value.is_cancelled() {
            continue;
        }
        let asked: Vec<InstanceId> = part
            .asks_of(event.id(), event.author(), 0)
            .filter(|id| fits(part, id, entry, room))
            .collect();
        let Some(id) = asked.last() else {
            let replaces = part
                .asks_of(event.id(), event.author(), 0)
                .filter(|id| is_standing(part, id, room))
                .last();
            step.items.push(Item::Request(Box::new(request(
                entry,
                event.id(),
                *room,
                replaces,
            ))));
            continue;
        };
        if part.state(id) == AskState::Accepted {
            continue;
        }
        let held = taken.entry(*room).or_default();
        if part.request_fits(id, held).is_ok() {
            held.push(Grant {
                interval: entry.interval,
                quantity: 1,
                request: *id,
            });
            let answer = Authorization::accept(*id, *room, Some(entry.interval), 1);
            step.items.push(Item::Answer(Box::new(answer)));
        } else {
            step.clashes.push(guid(entry));
        }
    }
    step
}

/// Whether a request is for the entry as it is, and not over.
fn fits(part: &Part, id: &InstanceId, entry: &Entry, room: &InstanceId) -> bool {
    let request = part.asks().get(id).and_then(|ask| ask.request.as_ref());
    let same = request.is_some_and(|request| {
        request.value.resource == *room && request.value.interval() == Some(entry.interval)
    });
    same && !part.state(id).is_final()
}

fn is_standing(part: &Part, id: &InstanceId, room: &InstanceId) -> bool {
    let request = part.asks().get(id).and_then(|ask| ask.request.as_ref());
    request.is_some_and(|request| request.value.resource == *room) && !part.state(id).is_final()
}

fn request(
    entry: &Entry,
    event: InstanceId,
    resource: InstanceId,
    replaces: Option<InstanceId>,
) -> Request {
    let (start, end) = (Some(entry.interval.start), Some(entry.interval.end));
    Request {
        event,
        event_festival: None,
        need: 0,
        resource,
        title: optional(&entry.title).unwrap_or_else(|| "?".to_owned()),
        event_start: start,
        event_end: end,
        start,
        end,
        quantity: 1,
        note: String::new(),
        replaces,
        withdrawn: false,
    }
}
