//! Writes frab's schedule.xml for the readers there are: events of a day and more
//! are cut into pieces below 24 hours (a reader that cannot parse one duration
//! shows nothing at all), days have start and end, every event has a place.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event as Token};

use super::zone::{Zones, rfc3339, wall_of};
use super::{Entry, ExchangeError, Programme};
use crate::protocol::id::Blake2b;
use crate::protocol::schema::parts::Interval;

/// Longest piece of an event, seconds: 23:59.
const LONGEST: i64 = 24 * 3600 - 60;

/// Most pieces of one event: a month. Who writes an event of a thousand years
/// must not fill everyone's files.
const MOST_PIECES: u32 = 31;

/// An entry's piece as both frab formats want it.
pub(super) struct Piece<'a> {
    pub(super) entry: &'a Entry,
    pub(super) guid: String,
    pub(super) id: u64,
    pub(super) date: String,
    pub(super) day: String,
    pub(super) start: String,
    pub(super) duration: String,
    pub(super) slug: String,
    pub(super) interval: Interval,
}

/// Days, by date, with rooms, by name, with pieces, by start.
pub(super) type Days<'a> = BTreeMap<String, BTreeMap<String, Vec<Piece<'a>>>>;

/// A conference's short name: letters, digits and underscores, at least four.
pub(super) fn acronym(title: &str) -> String {
    let mut name: String = title
        .to_lowercase()
        .chars()
        .map(|char| {
            if char.is_ascii_alphanumeric() {
                char
            } else {
                '_'
            }
        })
        .take(32)
        .collect();
    while name.len() < 4 {
        name.push('_');
    }
    name
}

/// The pieces of a programme, each on the festival day on which it starts; days
/// change `day_change` seconds after midnight.
pub(super) fn days<'a>(
    programme: &'a Programme,
    zones: &dyn Zones,
    day_change: i64,
) -> Result<Days<'a>, ExchangeError> {
    let mut days: Days<'a> = BTreeMap::new();
    let short = acronym(&programme.title);
    for entry in &programme.entries {
        let mut start = entry.interval.start;
        for number in 0..MOST_PIECES {
            if start >= entry.interval.end {
                break;
            }
            let interval = Interval {
                start,
                end: entry.interval.end.min(start + LONGEST),
            };
            let piece = piece(
                programme, entry, number, interval, zones, day_change, &short,
            )?;
            days.entry(piece.day.clone())
                .or_default()
                .entry(entry.place().to_owned())
                .or_default()
                .push(piece);
            start = interval.end;
        }
    }
    Ok(days)
}

fn piece<'a>(
    programme: &Programme,
    entry: &'a Entry,
    number: u32,
    interval: Interval,
    zones: &dyn Zones,
    day_change: i64,
    short: &str,
) -> Result<Piece<'a>, ExchangeError> {
    let unknown = || ExchangeError::Zone(programme.zone.clone());
    let (wall, offset) = wall_of(zones, &programme.zone, interval.start).ok_or_else(unknown)?;
    let (day, _) =
        wall_of(zones, &programme.zone, interval.start - day_change).ok_or_else(unknown)?;
    let minutes = (interval.end - interval.start).max(60) / 60;
    let guid = guid(&entry.guid, number);
    let id = numeric(&guid);
    Ok(Piece {
        entry,
        id,
        date: rfc3339(wall, offset),
        day: day.strftime("%Y-%m-%d").to_string(),
        start: wall.strftime("%H:%M").to_string(),
        duration: format!("{:02}:{:02}", minutes / 60, minutes % 60),
        slug: format!("{short}-{}", &guid[..8]),
        guid,
        interval,
    })
}

/// The entry's own UUID for its first piece, else one that follows from both.
fn guid(own: &str, number: u32) -> String {
    let is_uuid = own.len() == 36
        && own.chars().enumerate().all(|(at, char)| match at {
            8 | 13 | 18 | 23 => char == '-',
            _ => char.is_ascii_hexdigit(),
        });
    if is_uuid && number == 0 {
        return own.to_owned();
    }
    uuid(&[own.as_bytes(), &number.to_be_bytes()].concat())
}

/// A UUID of version 8 (RFC 9562 §5.8: content of one's own), from a hash.
pub(super) fn uuid(name: &[u8]) -> String {
    let hash = Blake2b::of(name);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

/// A positive number below 2^53 that follows from a UUID: some readers want one,
/// and a place in a list would change with the list.
fn numeric(guid: &str) -> u64 {
    let hash = Blake2b::of(guid.as_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash.as_bytes()[..8]);
    (u64::from_le_bytes(bytes) >> 11).max(1)
}

/// The first start and the last end of a day, as RFC 3339.
pub(super) fn bounds(
    programme: &Programme,
    rooms: &BTreeMap<String, Vec<Piece<'_>>>,
    zones: &dyn Zones,
) -> Option<(String, String)> {
    let pieces = || rooms.values().flatten();
    let at = |instant| {
        wall_of(zones, &programme.zone, instant).map(|(wall, offset)| rfc3339(wall, offset))
    };
    let start = pieces().map(|piece| piece.interval.start).min()?;
    let end = pieces().map(|piece| piece.interval.end).max()?;
    Some((at(start)?, at(end)?))
}

/// Writes a schedule.xml.
///
/// # Errors
///
/// [`ExchangeError::Zone`] where the programme's zone is not known.
pub fn write(
    programme: &Programme,
    zones: &dyn Zones,
    day_change: i64,
) -> Result<Vec<u8>, ExchangeError> {
    let days = days(programme, zones, day_change)?;
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = write_schedule(&mut writer, programme, &days, zones);
    written.map_err(|error| ExchangeError::Write(error.to_string()))?;
    Ok(writer.into_inner())
}

type Out = Writer<Vec<u8>>;

fn write_schedule(
    out: &mut Out,
    programme: &Programme,
    days: &Days<'_>,
    zones: &dyn Zones,
) -> io::Result<()> {
    out.write_event(Token::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.create_element("schedule").write_inner_content(|out| {
        element(out, "version", "1")?;
        out.create_element("conference")
            .write_inner_content(|out| {
                element(out, "title", &programme.title)?;
                element(out, "acronym", &acronym(&programme.title))?;
                element(out, "days", &days.len().to_string())?;
                element(out, "timeslot_duration", "00:05")?;
                element(out, "time_zone_name", &programme.zone)
            })?;
        for (index, (date, rooms)) in (1..).zip(days) {
            let Some((start, end)) = bounds(programme, rooms, zones) else {
                continue;
            };
            let index = format!("{index}");
            let attributes = [
                ("date", date.as_str()),
                ("start", start.as_str()),
                ("end", end.as_str()),
                ("index", index.as_str()),
            ];
            out.create_element("day")
                .with_attributes(attributes)
                .write_inner_content(|out| {
                    for (name, pieces) in rooms {
                        let room = out
                            .create_element("room")
                            .with_attribute(("name", printable(name).as_str()));
                        room.write_inner_content(|out| {
                            pieces.iter().try_for_each(|piece| write_event(out, piece))
                        })?;
                    }
                    Ok(())
                })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_event(out: &mut Out, piece: &Piece<'_>) -> io::Result<()> {
    let entry = piece.entry;
    let id = piece.id.to_string();
    let event = out
        .create_element("event")
        .with_attributes([("guid", piece.guid.as_str()), ("id", id.as_str())]);
    event.write_inner_content(|out| {
        element(out, "room", entry.place())?;
        element(out, "title", &entry.title)?;
        element(out, "subtitle", &entry.subtitle_with_share())?;
        element(out, "type", &entry.kind)?;
        element(out, "date", &piece.date)?;
        element(out, "start", &piece.start)?;
        element(out, "duration", &piece.duration)?;
        element(out, "abstract", &entry.summary)?;
        element(out, "slug", &piece.slug)?;
        element(out, "track", &entry.track)?;
        element(out, "language", &entry.language)?;
        element(out, "description", &entry.description)?;
        out.create_element("persons").write_inner_content(|out| {
            entry
                .people
                .iter()
                .try_for_each(|name| element(out, "person", name))
        })?;
        out.create_element("links").write_inner_content(|out| {
            for (href, label) in &entry.links {
                let link = out
                    .create_element("link")
                    .with_attribute(("href", printable(href).as_str()));
                link.write_text_content(BytesText::new(&printable(label)))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn element(out: &mut Out, name: &str, text: &str) -> io::Result<()> {
    out.create_element(name)
        .write_text_content(BytesText::new(&printable(text)))
        .map(drop)
}

/// The text without characters that XML does not have: one of them, in one
/// stranger's label, and no reader reads the file.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|char| super::is_printable(*char))
        .collect()
}
