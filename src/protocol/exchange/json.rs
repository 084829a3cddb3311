//! frab's schedule.json: the same programme as schedule.xml, persons in one shape
//! (only a name: readers refuse persons that fit both shapes).

use core::fmt;
use core::marker::PhantomData;
use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::json;

use super::xml_out::{acronym, bounds, days};
use super::zone::{Zones, duration, parse};
use super::{Entry, ExchangeError, Programme, Status, cut, text_of};
use crate::protocol::limits::{
    MAX_DESCRIPTION_BYTES, MAX_HOSTS, MAX_IMPORT_ENTRIES, MAX_IMPORT_ROOMS, MAX_LINKS,
};
use crate::protocol::schema::parts::Interval;

#[derive(serde::Deserialize)]
struct File {
    schedule: Schedule,
}

#[derive(serde::Deserialize)]
struct Schedule {
    conference: Conference,
}

#[derive(serde::Deserialize)]
struct Conference {
    #[serde(default)]
    title: String,
    #[serde(default)]
    time_zone_name: String,
    #[serde(default)]
    days: Days,
}

#[derive(serde::Deserialize)]
struct Day {
    #[serde(default)]
    rooms: Rooms,
}

#[derive(serde::Deserialize)]
struct JsonEvent {
    guid: Option<String>,
    title: String,
    subtitle: Option<String>,
    #[serde(rename = "abstract")]
    summary: Option<String>,
    description: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    track: Option<String>,
    language: Option<String>,
    date: String,
    duration: String,
    #[serde(default)]
    persons: First<Person, MAX_HOSTS>,
    #[serde(default)]
    links: First<Reference, MAX_LINKS>,
}

#[derive(serde::Deserialize)]
struct Person {
    name: Option<String>,
    public_name: Option<String>,
}

#[derive(serde::Deserialize)]
struct Reference {
    url: String,
    title: Option<String>,
}

/// Most days of a file: those of ten years.
const MAX_DAYS: usize = 3_660;

/// The first `MAX` items of a list. A few bytes of JSON become a hundred in memory,
/// so what would not be taken anyway is passed over while it is read.
struct First<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> Default for First<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for First<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T, const MAX: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for List<T, MAX> {
            type Value = First<T, MAX>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while items.len() < MAX {
                    match seq.next_element()? {
                        Some(item) => items.push(item),
                        None => return Ok(First(items)),
                    }
                }
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(First(items))
            }
        }
        deserializer.deserialize_seq(List(PhantomData))
    }
}

/// A day's rooms by name, and how many events are in them; read no further than a
/// file may go.
#[derive(Default)]
struct Rooms {
    rooms: BTreeMap<String, Vec<JsonEvent>>,
    events: usize,
}

impl<'de> Deserialize<'de> for Rooms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Rooms;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("rooms by name")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rooms, A::Error> {
                let mut day = Rooms::default();
                // One more than there may be, so that too many are seen.
                type Events = First<JsonEvent, { MAX_IMPORT_ENTRIES + 1 }>;
                while let Some((name, First(events))) = map.next_entry::<_, Events>()? {
                    day.events += events.len();
                    day.rooms.insert(name, events);
                    check(day.events, MAX_IMPORT_ENTRIES, "events")?;
                    check(day.rooms.len(), MAX_IMPORT_ROOMS, "rooms")?;
                }
                Ok(day)
            }
        }
        deserializer.deserialize_map(Map)
    }
}

/// The days of a file, read no further than a file may go.
#[derive(Default)]
struct Days(Vec<Day>);

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Days;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of days")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Days, A::Error> {
                let (mut days, mut events) = (Vec::new(), 0);
                while let Some(day) = seq.next_element::<Day>()? {
                    events += day.rooms.events;
                    days.push(day);
                    check(events, MAX_IMPORT_ENTRIES, "events")?;
                    check(days.len(), MAX_DAYS, "days")?;
                }
                Ok(Days(days))
            }
        }
        deserializer.deserialize_seq(List)
    }
}

fn check<E: serde::de::Error>(count: usize, max: usize, what: &str) -> Result<(), E> {
    if count <= max {
        Ok(())
    } else {
        Err(E::custom(format_args!("it has more than {max} {what}")))
    }
}

/// Reads a schedule.json.
///
/// # Errors
///
/// [`ExchangeError`].
pub fn read(bytes: &[u8], zones: &dyn Zones) -> Result<Programme, ExchangeError> {
    let file: File = serde_json::from_str(text_of(bytes)?)
        .map_err(|error| ExchangeError::Syntax(error.to_string()))?;
    let conference = file.schedule.conference;
    let zone = cut(&conference.time_zone_name, 64);
    let mut programme = Programme {
        title: cut(&conference.title, 256),
        zone,
        entries: Vec::new(),
    };
    let rooms = conference
        .days
        .0
        .into_iter()
        .flat_map(|day| day.rooms.rooms);
    for (room, event) in
        rooms.flat_map(|(room, events)| events.into_iter().map(move |event| (room.clone(), event)))
    {
        let entry = entry(&programme.zone, &room, event, zones)?;
        programme.push(entry)?;
    }
    programme.finish()
}

fn entry(
    zone: &str,
    room: &str,
    event: JsonEvent,
    zones: &dyn Zones,
) -> Result<Entry, ExchangeError> {
    let start = parse(zones, zone, &event.date);
    let times = start.zip(duration(&event.duration));
    let interval = times.and_then(|(start, length)| Interval::new(start, start + length));
    let interval = interval.ok_or_else(|| ExchangeError::Time {
        title: cut(&event.title, 256),
        time: cut(&format!("{}, {}", event.date, event.duration), 64),
    })?;
    let text = |text: Option<String>, max| cut(&text.unwrap_or_default(), max);
    let name = |person: Person| {
        person
            .name
            .or(person.public_name)
            .map(|name| cut(&name, 256))
    };
    Ok(Entry {
        guid: text(event.guid, 512),
        title: cut(&event.title, 256),
        subtitle: text(event.subtitle, 256),
        summary: text(event.summary, 2_048),
        description: text(event.description, MAX_DESCRIPTION_BYTES),
        kind: text(event.kind, 64),
        track: text(event.track, 256),
        room: cut(room, 256),
        interval,
        all_day: false,
        language: text(event.language, 35),
        people: event.persons.0.into_iter().filter_map(name).collect(),
        links: event
            .links
            .0
            .into_iter()
            .map(|link| (link.url, text(link.title, 256)))
            .collect(),
        status: Status::Confirmed,
        revision: 0,
    })
}

/// Writes a schedule.json; `base` is the absolute address of the festival's page.
///
/// # Errors
///
/// [`ExchangeError::Zone`] where the programme's zone is not known.
pub fn write(
    programme: &Programme,
    zones: &dyn Zones,
    day_change: i64,
    base: &str,
) -> Result<Vec<u8>, ExchangeError> {
    let days = days(programme, zones, day_change)?;
    let mut list = Vec::new();
    for (index, (date, rooms)) in (1..).zip(&days) {
        let Some((start, end)) = bounds(programme, rooms, zones) else {
            continue;
        };
        let rooms: BTreeMap<&String, Vec<serde_json::Value>> = rooms
            .iter()
            .map(|(name, pieces)| {
                (
                    name,
                    pieces.iter().map(|piece| event_json(piece, base)).collect(),
                )
            })
            .collect();
        list.push(json!({ "index": index, "date": date, "day_start": start, "day_end": end, "rooms": rooms }));
    }
    let first = days.keys().next().cloned().unwrap_or_default();
    let last = days.keys().next_back().cloned().unwrap_or_default();
    let file = json!({ "schedule": { "version": "1", "conference": {
        "title": programme.title,
        "acronym": acronym(&programme.title),
        "start": first,
        "end": last,
        "daysCount": list.len(),
        "timeslot_duration": "00:05",
        "time_zone_name": programme.zone,
        "days": list,
    } } });
    serde_json::to_vec(&file).map_err(|error| ExchangeError::Write(error.to_string()))
}

fn event_json(piece: &super::xml_out::Piece<'_>, base: &str) -> serde_json::Value {
    let entry = piece.entry;
    let persons: Vec<_> = entry
        .people
        .iter()
        .map(|name| json!({ "name": name }))
        .collect();
    let links: Vec<_> = entry
        .links
        .iter()
        .map(|(url, label)| json!({ "url": url, "title": label }))
        .collect();
    json!({
        "guid": piece.guid,
        "id": piece.id,
        "url": format!("{base}#{}", piece.guid),
        "slug": piece.slug,
        "title": entry.title,
        "subtitle": entry.subtitle_with_share(),
        "abstract": entry.summary,
        "description": entry.description,
        "type": entry.kind,
        "track": entry.track,
        "language": entry.language,
        "room": entry.place(),
        "date": piece.date,
        "start": piece.start,
        "duration": piece.duration,
        "persons": persons,
        "links": links,
    })
}
