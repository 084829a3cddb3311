//! iCalendar (RFC 5545): lines are read by the crate `ical`; times with a zone are
//! read through [`Zones`]. Written in UTC, so no reader needs a zone of ours, with
//! a place and a status always.

use ical::PropertyParser;
use ical::property::Property;
use jiff::civil::{Date, DateTime};

use super::zone::{Zones, instant_of, start_of_day, utc};
use super::{Entry, ExchangeError, Programme, Status, cut, text_of};
use crate::protocol::limits::{MAX_DESCRIPTION_BYTES, MAX_INSTANT};
use crate::protocol::schema::parts::Interval;

/// For whom a calendar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Calendars: whole days are dates.
    Calendar,
    /// Schedule apps, some of which stop at a date: whole days have times.
    ScheduleApp,
}

/// Reads an iCalendar file. Components but events are passed over; recurring
/// events are taken once.
///
/// # Errors
///
/// [`ExchangeError`].
pub fn read(bytes: &[u8], zones: &dyn Zones) -> Result<Programme, ExchangeError> {
    let text = text_of(bytes)?;
    let mut programme = Programme {
        zone: "UTC".to_owned(),
        ..Programme::default()
    };
    let mut event: Option<Vec<Property>> = None;
    let mut inner = 0usize;
    let mut is_calendar = false;
    for property in PropertyParser::from_reader(text.as_bytes()) {
        let property = property.map_err(|error| ExchangeError::Syntax(error.to_string()))?;
        let value = property.value.as_deref().unwrap_or_default();
        match (property.name.as_str(), value) {
            ("BEGIN", "VCALENDAR") => is_calendar = true,
            ("BEGIN", "VEVENT") => event = Some(Vec::new()),
            // An alarm inside an event has a description of its own.
            ("BEGIN", _) => inner += 1,
            ("END", "VEVENT") => {
                inner = 0;
                if let Some(entry) = event
                    .take()
                    .map(|event| entry(&programme.zone, &event, zones))
                    .transpose()?
                {
                    programme.push(entry)?;
                }
            }
            ("END", _) => inner = inner.saturating_sub(1),
            ("X-WR-TIMEZONE", zone) => programme.zone = cut(zone, 64),
            ("X-WR-CALNAME" | "X-WR-CALDESC", title) if programme.title.is_empty() => {
                programme.title = cut(&unescaped(title), 256);
            }
            _ => {
                if let Some(event) = event
                    .as_mut()
                    .filter(|event| inner == 0 && event.len() < 64)
                {
                    event.push(property);
                }
            }
        }
    }
    if is_calendar {
        programme.finish()
    } else {
        Err(ExchangeError::Syntax("it is no calendar".to_owned()))
    }
}

fn entry(zone: &str, event: &[Property], zones: &dyn Zones) -> Result<Entry, ExchangeError> {
    let find = |name: &str| event.iter().find(|property| property.name == name);
    let text = |name: &str, max| {
        let value = find(name)
            .and_then(|property| property.value.as_deref())
            .unwrap_or_default();
        cut(&unescaped(value), max)
    };
    let title = text("SUMMARY", 256);
    let start = find("DTSTART").and_then(|property| time(zone, property, zones));
    let end = find("DTEND").and_then(|property| time(zone, property, zones));
    let length = find("DURATION").and_then(|property| length(property.value.as_deref()?));
    let bad_time = || {
        let time = find("DTSTART")
            .and_then(|property| property.value.clone())
            .unwrap_or_default();
        ExchangeError::Time {
            title: title.clone(),
            time: cut(&time, 64),
        }
    };
    let (start, all_day) = start.ok_or_else(bad_time)?;
    let usual = if all_day { 86_400 } else { 3_600 };
    let end = end.map_or(start + length.unwrap_or(usual), |(end, _)| end);
    Ok(Entry {
        guid: text("UID", 512),
        subtitle: String::new(),
        summary: String::new(),
        description: text("DESCRIPTION", MAX_DESCRIPTION_BYTES),
        kind: String::new(),
        track: text("CATEGORIES", 256),
        room: text("LOCATION", 256),
        interval: Interval::new(start, end.max(start + 60)).ok_or_else(bad_time)?,
        all_day,
        language: String::new(),
        people: Vec::new(),
        links: Some(text("URL", 1_024))
            .filter(|url| !url.is_empty())
            .map(|url| (url, String::new()))
            .into_iter()
            .collect(),
        status: if text("STATUS", 64) == "CANCELLED" {
            Status::Cancelled
        } else {
            Status::Confirmed
        },
        revision: 0,
        title,
    })
}

/// Seconds of a duration (§3.3.6), which stands where no end does: days are taken
/// as 24 hours.
fn length(text: &str) -> Option<i64> {
    let span: jiff::Span = text.trim().parse().ok()?;
    let days = i64::from(span.get_weeks()) * 7 + i64::from(span.get_days());
    let hours = days * 24 + i64::from(span.get_hours());
    let seconds = (hours * 60 + span.get_minutes()) * 60 + span.get_seconds();
    Some(seconds).filter(|seconds| (1..=MAX_INSTANT).contains(seconds))
}

/// An instant, and whether it is a date.
fn time(zone: &str, property: &Property, zones: &dyn Zones) -> Option<(i64, bool)> {
    let value = property.value.as_deref()?.trim();
    let params = property.params.as_deref().unwrap_or_default();
    let named = params
        .iter()
        .find(|(name, _)| name == "TZID")
        .and_then(|(_, values)| values.first());
    let zone = named.map_or(zone, String::as_str);
    if let Ok(date) = Date::strptime("%Y%m%d", value) {
        return Some((start_of_day(zones, zone, date)?, true));
    }
    let (value, zone) = match value.strip_suffix('Z') {
        Some(value) => (value, "UTC"),
        None => (value, zone),
    };
    let wall = DateTime::strptime("%Y%m%dT%H%M%S", value).ok()?;
    let zones: &dyn Zones = if zone == "UTC" {
        &super::zone::OnlyUtc
    } else {
        zones
    };
    Some((instant_of(zones, zone, wall)?, false))
}

/// Text values escape commas, semicolons, backslashes and line ends (§3.3.11).
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match (char, char == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            (char, false) => out.push(char),
        }
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars().filter(|char| super::is_printable(*char)) {
        match char {
            '\n' => out.push_str("\\n"),
            '\\' | ',' | ';' => out.extend(['\\', char]),
            char => out.push(char),
        }
    }
    out
}

/// Writes a calendar. `stamp` is when, unix seconds.
///
/// # Errors
///
/// [`ExchangeError::Write`] for a time that no calendar has.
pub fn write(
    programme: &Programme,
    zones: &dyn Zones,
    flavour: Flavour,
    stamp: i64,
) -> Result<String, ExchangeError> {
    let mut out = String::new();
    let at = |instant| {
        let wall = utc(instant)
            .ok_or_else(|| ExchangeError::Write("a time is out of range".to_owned()))?;
        Ok(wall.strftime("%Y%m%dT%H%M%SZ").to_string())
    };
    let head = [
        ("VERSION", "2.0"),
        ("PRODID", "-//p2panda//festival//EN"),
        ("CALSCALE", "GREGORIAN"),
    ];
    line(&mut out, "BEGIN:VCALENDAR");
    head.iter()
        .for_each(|(name, value)| line(&mut out, &format!("{name}:{value}")));
    line(
        &mut out,
        &format!("X-WR-CALNAME:{}", escaped(&programme.title)),
    );
    line(&mut out, &format!("X-WR-TIMEZONE:{}", programme.zone));
    for entry in &programme.entries {
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}", escaped(&entry.guid)));
        line(&mut out, &format!("DTSTAMP:{}", at(stamp)?));
        line(&mut out, &format!("SEQUENCE:{}", entry.revision));
        for (name, instant) in [
            ("DTSTART", entry.interval.start),
            ("DTEND", entry.interval.end),
        ] {
            match date_of(entry, flavour, zones, &programme.zone, instant) {
                Some(date) => line(&mut out, &format!("{name};VALUE=DATE:{date}")),
                None => line(&mut out, &format!("{name}:{}", at(instant)?)),
            }
        }
        line(&mut out, &format!("SUMMARY:{}", escaped(&entry.title)));
        line(&mut out, &format!("LOCATION:{}", escaped(entry.place())));
        line(
            &mut out,
            &format!("DESCRIPTION:{}", escaped(&described(entry))),
        );
        if !entry.track.is_empty() {
            line(&mut out, &format!("CATEGORIES:{}", escaped(&entry.track)));
        }
        if let Some((url, _)) = entry.links.first() {
            line(&mut out, &format!("URL:{url}"));
        }
        let status = match entry.status {
            Status::Confirmed => "CONFIRMED",
            Status::Tentative { .. } => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        };
        line(&mut out, &format!("STATUS:{status}"));
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    Ok(out)
}

/// What the calendar shows as text: the share first, where something is open.
fn described(entry: &Entry) -> String {
    let share = entry.subtitle_with_share();
    let parts = [share.as_str(), &entry.summary, &entry.description];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// The date of a whole-day entry's start or end, in calendars.
fn date_of(
    entry: &Entry,
    flavour: Flavour,
    zones: &dyn Zones,
    zone: &str,
    instant: i64,
) -> Option<String> {
    if !entry.all_day || flavour == Flavour::ScheduleApp {
        return None;
    }
    let (wall, _) = super::zone::wall_of(zones, zone, instant)?;
    Some(wall.strftime("%Y%m%d").to_string())
}

/// Appends a line, folded before 75 bytes at a character (§3.1). Line ends inside
/// would begin a property of their own.
fn line(out: &mut String, text: &str) {
    let mut length = 0;
    for char in text.chars().filter(|char| !matches!(char, '\r' | '\n')) {
        if length + char.len_utf8() > 74 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(char);
        length += char.len_utf8();
    }
    out.push_str("\r\n");
}
