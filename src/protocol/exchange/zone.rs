//! Times in files: instants, wall times in a zone, dates. Conflicts are decided on
//! instants alone; zones serve to read wall times and to show them again.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::protocol::limits::MAX_INSTANT;

/// Knows how far zones are from UTC. A browser asks `Intl`.
pub trait Zones {
    /// Seconds that wall clocks in an IANA zone are ahead of UTC at an instant;
    /// none for a zone that is not known.
    fn offset(&self, zone: &str, instant: i64) -> Option<i64>;
}

/// Zones that somebody else knows: what [`Zones::offset`] asks.
#[derive(Clone, Copy, Debug)]
pub struct Offsets(pub fn(&str, i64) -> Option<i64>);

impl Zones for Offsets {
    fn offset(&self, zone: &str, instant: i64) -> Option<i64> {
        (self.0)(zone, instant)
    }
}

impl Default for Offsets {
    fn default() -> Self {
        Self(|zone, instant| OnlyUtc.offset(zone, instant))
    }
}

/// Only UTC.
#[derive(Clone, Copy, Debug)]
pub struct OnlyUtc;

impl Zones for OnlyUtc {
    fn offset(&self, zone: &str, _: i64) -> Option<i64> {
        matches!(zone, "UTC" | "Etc/UTC" | "Z").then_some(0)
    }
}

const DAY: i64 = 86_400;

/// The instant of a wall time in a zone. Where the clocks are put back the wall
/// time is there twice, where they are put forward it is not there: then the
/// offset from before counts.
pub fn instant_of(zones: &dyn Zones, zone: &str, wall: DateTime) -> Option<i64> {
    let wall = seconds(wall)?;
    let before = zones.offset(zone, wall - DAY)?;
    let after = zones.offset(zone, wall + DAY)?;
    let holds = |offset: &i64| zones.offset(zone, wall - offset) == Some(*offset);
    let offset = [before, after].into_iter().find(holds).unwrap_or(before);
    Some(wall - offset)
}

/// The wall time in a zone, and its offset, of an instant.
pub fn wall_of(zones: &dyn Zones, zone: &str, instant: i64) -> Option<(DateTime, i64)> {
    let offset = zones.offset(zone, instant)?;
    Some((utc(instant + offset)?, offset))
}

/// Seconds since 1970 of a wall time read as UTC.
fn seconds(wall: DateTime) -> Option<i64> {
    let timestamp = jiff::tz::Offset::UTC.to_timestamp(wall).ok()?;
    Some(timestamp.as_second()).filter(|second| second.abs() <= MAX_INSTANT)
}

/// The UTC wall time of an instant.
pub fn utc(instant: i64) -> Option<DateTime> {
    Some(jiff::tz::Offset::UTC.to_datetime(Timestamp::from_second(instant).ok()?))
}

/// The start of a date in a zone.
pub fn start_of_day(zones: &dyn Zones, zone: &str, date: Date) -> Option<i64> {
    instant_of(zones, zone, date.to_datetime(jiff::civil::Time::midnight()))
}

/// An instant from RFC 3339 text, or from a wall time without offset in a zone.
pub fn parse(zones: &dyn Zones, zone: &str, text: &str) -> Option<i64> {
    let text = text.trim();
    match text.parse::<Timestamp>() {
        Ok(timestamp) => Some(timestamp.as_second()).filter(|second| second.abs() <= MAX_INSTANT),
        Err(_) => instant_of(zones, zone, text.parse::<DateTime>().ok()?),
    }
}

/// «2024-12-27T10:30:00+01:00».
pub fn rfc3339(wall: DateTime, offset: i64) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let (hours, minutes) = (offset.abs() / 3600, offset.abs() % 3600 / 60);
    format!(
        "{}{sign}{hours:02}:{minutes:02}",
        wall.strftime("%Y-%m-%dT%H:%M:%S")
    )
}

/// Seconds from «H:MM», «H:MM:SS», «D:HH:MM:SS» or minutes.
pub fn duration(text: &str) -> Option<i64> {
    let parts: Option<Vec<i64>> = text
        .trim()
        .split(':')
        .map(|part| part.parse::<u32>().ok().map(i64::from))
        .collect();
    Some(match parts?.as_slice() {
        [minutes] => minutes * 60,
        [hours, minutes] => hours * 3600 + minutes * 60,
        [hours, minutes, seconds] => hours * 3600 + minutes * 60 + seconds,
        [days, hours, minutes, seconds] => days * DAY + hours * 3600 + minutes * 60 + seconds,
        _ => return None,
    })
}
