//! Programmes in and out: frab's schedule.xml and schedule.json, and iCalendar.
//!
//! Each format is read into a [`Programme`] and written from one. [`import`] says
//! what is missing in the view to have a programme in it, [`collect`] makes one of
//! the view. Zones come in as an argument ([`zone::Zones`]): a browser knows them,
//! and a second copy would weigh more than all of this.
//!
//! Files are hostile: size, counts and text lengths are bounded, entities that a
//! file declares itself are refused, and every refusal is a sentence.

pub mod collect;
pub mod dump;
pub mod ics;
pub mod import;
pub mod json;
pub mod xml;
mod xml_out;
pub mod zone;

use thiserror::Error;

use super::limits::{MAX_IMPORT_BYTES, MAX_IMPORT_ENTRIES, MAX_IMPORT_ROOMS, MAX_INSTANT};
use super::schema::parts::Interval;

/// What stands as the place of an event without one: some readers drop events
/// that have none.
pub const NO_PLACE: &str = "(no place yet)";

/// A programme, whatever its format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Programme {
    /// What it is called.
    pub title: String,
    /// IANA zone of its times.
    pub zone: String,
    /// What happens, by start.
    pub entries: Vec<Entry>,
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its identity in the system it comes from; a UUID where one is written.
    pub guid: String,
    /// What it is called.
    pub title: String,
    /// The second line.
    pub subtitle: String,
    /// In one paragraph.
    pub summary: String,
    /// All of it.
    pub description: String,
    /// Talk, workshop, ….
    pub kind: String,
    /// Part of the programme.
    pub track: String,
    /// Where; empty where nobody said.
    pub room: String,
    /// When.
    pub interval: Interval,
    /// Whole days.
    pub all_day: bool,
    /// Language tag.
    pub language: String,
    /// Who does it.
    pub people: Vec<String>,
    /// Links with labels.
    pub links: Vec<(String, String)>,
    /// How far it is confirmed.
    pub status: Status,
    /// How often it was changed.
    pub revision: u32,
}

/// How far an entry is confirmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Everything it needs is there.
    #[default]
    Confirmed,
    /// So many of so many are accepted.
    Tentative {
        /// Accepted needs.
        accepted: u32,
        /// All needs that count.
        of: u32,
    },
    /// It will not be.
    Cancelled,
}

/// Why a file is no programme.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// Over [`MAX_IMPORT_BYTES`].
    #[error("the file is larger than {} MiB", MAX_IMPORT_BYTES / (1024 * 1024))]
    TooLarge,
    /// Over [`MAX_IMPORT_ENTRIES`].
    #[error("the file has more than {MAX_IMPORT_ENTRIES} events")]
    TooManyEntries,
    /// Over [`MAX_IMPORT_ROOMS`].
    #[error("the file has more than {MAX_IMPORT_ROOMS} rooms")]
    TooManyRooms,
    /// None of the formats.
    #[error("the file is neither a schedule.xml, a schedule.json nor a calendar")]
    Format,
    /// Not UTF-8.
    #[error("the file is not in UTF-8")]
    Encoding,
    /// The file declares a document type, and so entities of its own.
    #[error("the file declares its own entities, which is not allowed")]
    DocumentType,
    /// Not of the format.
    #[error("the file cannot be read: {0}")]
    Syntax(String),
    /// A time that cannot be read.
    #[error("the event «{title}» has a time that cannot be read: {time}")]
    Time {
        /// The event.
        title: String,
        /// The time as it stands there.
        time: String,
    },
    /// A zone that is not known here.
    #[error("the time zone «{0}» is not known here")]
    Zone(String),
    /// A programme that cannot be written.
    #[error("the programme cannot be written: {0}")]
    Write(String),
}

/// Reads a programme in whichever of the formats the file is.
///
/// # Errors
///
/// [`ExchangeError`].
pub fn read(bytes: &[u8], zones: &dyn zone::Zones) -> Result<Programme, ExchangeError> {
    let text = text_of(bytes)?.trim_start();
    match text.as_bytes() {
        [b'<', ..] => xml::read(bytes, zones),
        [b'{', ..] => json::read(bytes, zones),
        begin if begin.len() > 5 && begin[..6].eq_ignore_ascii_case(b"BEGIN:") => {
            ics::read(bytes, zones)
        }
        _ => Err(ExchangeError::Format),
    }
}

/// The text of a file within its limits, without a byte order mark.
fn text_of(bytes: &[u8]) -> Result<&str, ExchangeError> {
    if bytes.len() > MAX_IMPORT_BYTES {
        return Err(ExchangeError::TooLarge);
    }
    let text = core::str::from_utf8(bytes).map_err(|_| ExchangeError::Encoding)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

impl Programme {
    /// Adds an entry within the limits.
    fn push(&mut self, mut entry: Entry) -> Result<(), ExchangeError> {
        if entry.interval.end > MAX_INSTANT || entry.interval.start < -MAX_INSTANT {
            let time = entry.interval.end.to_string();
            return Err(ExchangeError::Time {
                title: entry.title,
                time,
            });
        }
        if entry.room == NO_PLACE {
            entry.room.clear();
        }
        if self.entries.len() == MAX_IMPORT_ENTRIES {
            return Err(ExchangeError::TooManyEntries);
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Puts the entries in order, and checks the number of rooms.
    fn finish(mut self) -> Result<Self, ExchangeError> {
        self.entries
            .sort_by(|a, b| (a.interval, &a.guid).cmp(&(b.interval, &b.guid)));
        if self.rooms().len() > MAX_IMPORT_ROOMS {
            return Err(ExchangeError::TooManyRooms);
        }
        Ok(self)
    }

    /// The names of all rooms, in order.
    pub fn rooms(&self) -> std::collections::BTreeSet<&str> {
        self.entries
            .iter()
            .map(|entry| entry.room.as_str())
            .filter(|room| !room.is_empty())
            .collect()
    }
}

impl Entry {
    /// The second line with the confirmed share, where something is open.
    pub fn subtitle_with_share(&self) -> String {
        let share = match self.status {
            Status::Confirmed => return self.subtitle.clone(),
            Status::Tentative { accepted, of } => format!("{accepted} of {of} confirmed"),
            Status::Cancelled => "cancelled".to_owned(),
        };
        if self.subtitle.is_empty() {
            share
        } else {
            format!("{} · {share}", self.subtitle)
        }
    }

    /// The place, never empty.
    pub fn place(&self) -> &str {
        if self.room.is_empty() {
            NO_PLACE
        } else {
            &self.room
        }
    }
}

/// A text cut to so many bytes at a character, without characters that XML does
/// not have.
fn cut(text: &str, max: usize) -> String {
    let mut cut: String = text
        .trim()
        .chars()
        .filter(|char| is_printable(*char))
        .collect();
    if cut.len() > max {
        cut.truncate(cut.floor_char_boundary(max));
    }
    cut
}

fn is_printable(char: char) -> bool {
    matches!(char, '\t' | '\n') || (!char.is_control() && !matches!(char, '\u{fffe}' | '\u{ffff}'))
}
