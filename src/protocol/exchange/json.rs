//! frab's schedule.json: the same programme as schedule.xml, persons in one shape
//! (only a name: readers refuse persons that fit both shapes).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use super::xml_out::{acronym, bounds, days};
use super::zone::{Zones, duration, parse};
use super::{Entry, ExchangeError, Programme, Status, cut, text_of};
use crate::protocol::limits::MAX_DESCRIPTION_BYTES;
use crate::protocol::schema::parts::Interval;

#[derive(Deserialize)]
struct File {
    schedule: Schedule,
}

#[derive(Deserialize)]
struct Schedule {
    conference: Conference,
}

#[derive(Deserialize)]
struct Conference {
    #[serde(default)]
    title: String,
    #[serde(default)]
    time_zone_name: String,
    #[serde(default)]
    days: Vec<Day>,
}

#[derive(Deserialize)]
struct Day {
    #[serde(default)]
    rooms: BTreeMap<String, Vec<JsonEvent>>,
}

#[derive(Deserialize)]
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
    persons: Vec<Person>,
    #[serde(default)]
    links: Vec<Reference>,
}

#[derive(Deserialize)]
struct Person {
    name: Option<String>,
    public_name: Option<String>,
}

#[derive(Deserialize)]
struct Reference {
    url: String,
    title: Option<String>,
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
    let rooms = conference.days.into_iter().flat_map(|day| day.rooms);
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
        people: event.persons.into_iter().filter_map(name).collect(),
        links: event
            .links
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
