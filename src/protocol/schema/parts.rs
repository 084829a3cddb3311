//! Building blocks that several schemas share: tags, links, pictures, intervals,
//! where a thing came from, and the codecs with their limits.

use super::codec::{
    Blob, Checked, Fixed, List, Record, Text, Whole, checked, list, some_text, text, whole,
};
use super::error::Fault;
use super::fields::record;
use crate::protocol::id::AuthorId;
use crate::protocol::limits::{
    MAX_DESCRIPTION_BYTES, MAX_INSTANT, MAX_LANGUAGE_BYTES, MAX_LANGUAGES, MAX_LINE_BYTES,
    MAX_LINKS, MAX_NOTE_BYTES, MAX_PICTURE_BYTES, MAX_SOURCE_BYTES, MAX_TAG_BYTES, MAX_TAGS,
    MAX_TITLE_BYTES, MAX_UNITS, MAX_URL_BYTES, MAX_WORD_BYTES, MAX_ZONE_BYTES,
};

/// What a thing is called: never empty.
pub const TITLE: Text = some_text(MAX_TITLE_BYTES);
/// Markdown.
pub const DESCRIPTION: Text = text(MAX_DESCRIPTION_BYTES);
/// A short line.
pub const LINE: Text = text(MAX_LINE_BYTES);
/// A paragraph.
pub const NOTE: Text = text(MAX_NOTE_BYTES);
/// A word of an open list.
pub const WORD: Text = some_text(MAX_WORD_BYTES);
/// An IANA zone name.
pub const ZONE: Text = some_text(MAX_ZONE_BYTES);
/// A BCP 47 tag.
pub const LANGUAGE: Text = some_text(MAX_LANGUAGE_BYTES);
/// An absolute URL; the app links only some schemes.
pub const URL: Text = some_text(MAX_URL_BYTES);
/// A WebP image.
pub const PICTURE: Blob = Blob(MAX_PICTURE_BYTES);
/// Unix seconds.
pub const INSTANT: Whole = whole(-MAX_INSTANT, MAX_INSTANT);
/// At least one unit.
pub const QUANTITY: Whole = whole(1, MAX_UNITS);
/// Tags.
pub const TAGS: List<String, Text> = list(MAX_TAGS, some_text(MAX_TAG_BYTES));
/// Languages.
pub const LANGUAGES: List<String, Text> = list(MAX_LANGUAGES, LANGUAGE);
/// Links.
pub const LINKS: List<Link, Record> = list(MAX_LINKS, Record);
/// A half-open interval.
pub const INTERVAL: Checked<Interval, Record> = checked(Record, Interval::check);

record! {
    /// A link with an optional label.
    pub struct Link {
        /// Where it leads.
        required url: String = URL,
        /// What it is called.
        preset label: String = LINE,
    }
}

record! {
    /// A half-open interval [start, end) of unix seconds.
    #[derive(Copy, PartialOrd, Ord)]
    pub struct Interval {
        /// First second inside.
        required start: i64 = INSTANT,
        /// First second after.
        required end: i64 = INSTANT,
    }
}

impl Interval {
    /// All of time: what an answer without a time occupies.
    pub const ALWAYS: Self = Self {
        start: -MAX_INSTANT,
        end: MAX_INSTANT,
    };

    /// An interval, none where it would be empty.
    pub fn new(start: i64, end: i64) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    fn check(&self) -> Result<(), Fault> {
        if self.start < self.end {
            Ok(())
        } else {
            Err(Fault::Contradiction("ends before it starts"))
        }
    }

    /// Whether the two share a second. Touching intervals do not.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

record! {
    /// Where an imported thing came from.
    #[derive(PartialOrd, Ord)]
    pub struct Source {
        /// The other system.
        required system: String = some_text(MAX_SOURCE_BYTES),
        /// The thing's identity there.
        required guid: String = some_text(MAX_SOURCE_BYTES),
    }
}

record! {
    /// Somebody named, perhaps known here by key.
    pub struct Host {
        /// The name shown.
        required name: String = some_text(MAX_LINE_BYTES),
        /// The author meant.
        optional author: AuthorId = Fixed,
    }
}

record! {
    /// A position on Earth.
    #[derive(Copy)]
    pub struct Geo {
        /// Latitude in 1e-7 degree, north positive.
        required lat: i64 = whole(-900_000_000, 900_000_000),
        /// Longitude in 1e-7 degree, east positive.
        required lon: i64 = whole(-1_800_000_000, 1_800_000_000),
    }
}
