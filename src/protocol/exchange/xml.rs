//! frab's schedule.xml, read as a stream: whatever the file's depth, one event is
//! in memory beside the programme. Written by [`write`].

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Token};

pub use super::xml_out::write;
use super::zone::{Zones, duration, parse};
use super::{Entry, ExchangeError, Programme, Status, cut, text_of};
use crate::protocol::limits::{MAX_DESCRIPTION_BYTES, MAX_HOSTS, MAX_IMPORT_ROOMS, MAX_LINKS};
use crate::protocol::schema::parts::Interval;

/// Deepest nesting that is followed; schedules have six levels.
const MAX_DEPTH: usize = 32;

/// What is read of an event beside its persons and links: whatever else stands in
/// the file takes no room.
const FIELDS: [&str; 10] = [
    "title",
    "subtitle",
    "abstract",
    "description",
    "type",
    "track",
    "room",
    "language",
    "date",
    "duration",
];

/// Reads a schedule.xml.
///
/// # Errors
///
/// [`ExchangeError`].
pub fn read(bytes: &[u8], zones: &dyn Zones) -> Result<Programme, ExchangeError> {
    let text = text_of(bytes)?;
    let mut reader = Reader::from_str(text);
    let mut state = State::default();
    loop {
        let token = reader
            .read_event()
            .map_err(|error| ExchangeError::Syntax(error.to_string()))?;
        match token {
            Token::Decl(declaration) => check_encoding(&declaration)?,
            Token::DocType(_) => return Err(ExchangeError::DocumentType),
            Token::Start(start) => state.open(&start)?,
            Token::Empty(start) => {
                state.open(&start)?;
                state.close(zones)?;
            }
            Token::End(_) => state.close(zones)?,
            Token::Text(text) => state.text(&text.decode().map_err(|_| ExchangeError::Encoding)?),
            Token::CData(text) => state.text(&text.decode().map_err(|_| ExchangeError::Encoding)?),
            Token::GeneralRef(name) => state.reference(&name)?,
            Token::Eof => break,
            Token::Comment(_) | Token::PI(_) => {}
        }
    }
    if !state.is_schedule {
        return Err(ExchangeError::Syntax("it is no schedule".to_owned()));
    }
    if !state.open.is_empty() {
        return Err(ExchangeError::Syntax("it is cut off".to_owned()));
    }
    state.programme.finish()
}

fn check_encoding(declaration: &quick_xml::events::BytesDecl<'_>) -> Result<(), ExchangeError> {
    match declaration.encoding() {
        Some(Ok(name)) if !name.eq_ignore_ascii_case(b"utf-8") => Err(ExchangeError::Encoding),
        _ => Ok(()),
    }
}

/// What is open, and what was read of the event that is.
#[derive(Default)]
struct State {
    programme: Programme,
    is_schedule: bool,
    open: Vec<String>,
    text: String,
    room: String,
    rooms: usize,
    event: Option<Read>,
    href: String,
}

#[derive(Default)]
struct Read {
    guid: String,
    fields: BTreeMap<&'static str, String>,
    people: Vec<String>,
    links: Vec<(String, String)>,
}

impl State {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ExchangeError> {
        let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
        if self.open.len() == MAX_DEPTH {
            return Err(ExchangeError::Syntax("it is nested too deeply".to_owned()));
        }
        match (self.open.last().map(String::as_str), name.as_str()) {
            (None, "schedule") => self.is_schedule = true,
            (Some("day"), "room") => {
                self.room = attribute(start, "name")?;
                self.rooms += 1;
                // A room stands in each of its days.
                if self.rooms > MAX_IMPORT_ROOMS * 100 {
                    return Err(ExchangeError::TooManyRooms);
                }
            }
            (Some("room"), "event") => {
                let mut guid = attribute(start, "guid")?;
                if guid.is_empty() {
                    guid = attribute(start, "id")?;
                }
                self.event = Some(Read {
                    guid,
                    ..Read::default()
                });
            }
            (Some("links"), "link") => self.href = attribute(start, "href")?,
            _ => {}
        }
        self.open.push(name);
        self.text.clear();
        Ok(())
    }

    fn text(&mut self, text: &str) {
        // Longer texts are cut anyway; twice the longest leaves room for blanks.
        if self.text.len() < 2 * MAX_DESCRIPTION_BYTES {
            self.text.push_str(text);
        }
    }

    /// A character, or one of the five names that every XML knows.
    fn reference(&mut self, name: &quick_xml::events::BytesRef<'_>) -> Result<(), ExchangeError> {
        if let Ok(Some(char)) = name.resolve_char_ref() {
            self.text(char.encode_utf8(&mut [0; 4]));
            return Ok(());
        }
        let name = name.decode().map_err(|_| ExchangeError::Encoding)?;
        let text = quick_xml::escape::resolve_predefined_entity(&name).ok_or_else(|| {
            ExchangeError::Syntax(format!("the entity «{}» is not known", cut(&name, 32)))
        })?;
        self.text(text);
        Ok(())
    }

    fn close(&mut self, zones: &dyn Zones) -> Result<(), ExchangeError> {
        let Some(name) = self.open.pop() else {
            return Ok(());
        };
        let text = core::mem::take(&mut self.text);
        match (self.open.last().map(String::as_str), name.as_str()) {
            (Some("conference"), "time_zone_name") => self.programme.zone = cut(&text, 64),
            (Some("conference"), "title") => self.programme.title = text,
            (Some("room"), "event") => {
                if let Some(event) = self.event.take() {
                    let entry = self.entry(event, zones)?;
                    self.programme.push(entry)?;
                }
            }
            (Some("event"), _) => {
                let field = FIELDS.iter().find(|field| **field == name);
                if let Some((event, field)) = self.event.as_mut().zip(field) {
                    event.fields.insert(field, text);
                }
            }
            (Some("persons"), "person") => {
                let event = self.event.as_mut();
                if let Some(event) = event.filter(|event| event.people.len() < MAX_HOSTS) {
                    event.people.push(cut(&text, 256));
                }
            }
            (Some("links"), "link") => {
                let link = (core::mem::take(&mut self.href), cut(&text, 256));
                let event = self.event.as_mut();
                if let Some(event) = event.filter(|event| event.links.len() < MAX_LINKS) {
                    event.links.push(link);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn entry(&self, mut event: Read, zones: &dyn Zones) -> Result<Entry, ExchangeError> {
        let mut field = |name: &str| event.fields.remove(name).unwrap_or_default();
        let title = cut(&field("title"), 256);
        let (date, length) = (field("date"), field("duration"));
        let start = parse(zones, &self.programme.zone, &date);
        let interval = start
            .zip(duration(&length))
            .and_then(|(start, length)| Interval::new(start, start + length));
        let bad_time = || ExchangeError::Time {
            title: title.clone(),
            time: cut(&format!("{date}, {length}"), 64),
        };
        let interval = interval.ok_or_else(bad_time)?;
        let room = field("room");
        Ok(Entry {
            guid: cut(&event.guid, 512),
            subtitle: cut(&field("subtitle"), 256),
            summary: cut(&field("abstract"), 2_048),
            description: cut(&field("description"), MAX_DESCRIPTION_BYTES),
            kind: cut(&field("type"), 64),
            track: cut(&field("track"), 256),
            room: cut(
                if room.trim().is_empty() {
                    &self.room
                } else {
                    &room
                },
                256,
            ),
            interval,
            all_day: false,
            language: cut(&field("language"), 35),
            people: event.people,
            links: event.links,
            status: Status::Confirmed,
            revision: 0,
            title,
        })
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<String, ExchangeError> {
    let attribute = start
        .try_get_attribute(name)
        .map_err(|error| ExchangeError::Syntax(error.to_string()))?;
    let Some(attribute) = attribute else {
        return Ok(String::new());
    };
    let value = attribute
        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
        .map_err(|error| ExchangeError::Syntax(error.to_string()))?;
    Ok(value.into_owned())
}
