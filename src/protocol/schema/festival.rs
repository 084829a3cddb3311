//! `festival`: what its founder says about a festival; the founder's lowest by
//! (clock, id) counts. The nonce proves the founder: F follows from author and
//! nonce, so everyone can tell without an invitation at hand.

use super::codec::{Fixed, Flag, Record, whole};
use super::fields::{record, schema};
use super::parts::{
    DESCRIPTION, Geo, INSTANT, LANGUAGES, LINE, LINKS, Link, NOTE, PICTURE, TAGS, TITLE, ZONE,
};
use crate::protocol::festival::FestivalNonce;
use crate::protocol::id::FestivalId;

record! {
    /// Something that everyone should read now.
    pub struct Notice {
        /// The words.
        required text: String = NOTE,
        /// When it may disappear, unix seconds.
        optional until: i64 = INSTANT,
    }
}

/// When a festival day begins, seconds after local midnight, unless it says
/// otherwise: 06:00, as readers of conference schedules assume.
pub const DAY_CHANGE: u32 = 6 * 3600;

schema! {
    /// A festival's description.
    pub struct Festival, FestivalChange = "festival";
    {
        /// With the author's key it makes the festival's id.
        required nonce: FestivalNonce = Fixed,
        /// What it is called.
        required title: String = TITLE,
        /// In one paragraph.
        preset summary: String = NOTE,
        /// Markdown.
        preset description: String = DESCRIPTION,
        /// First second, unix seconds.
        optional start: i64 = INSTANT,
        /// First second after.
        optional end: i64 = INSTANT,
        /// IANA zone in which times are shown.
        required time_zone: String = ZONE,
        /// When a festival day begins, seconds after local midnight.
        optional day_change: u32 = whole(0, 86_399),
        /// Where it is, in words.
        preset place: String = LINE,
        /// Where it is on Earth.
        optional geo: Geo = Record,
        /// Tags.
        preset tags: Vec<String> = TAGS,
        /// Spoken languages.
        preset languages: Vec<String> = LANGUAGES,
        /// Links.
        preset links: Vec<Link> = LINKS,
        /// A WebP.
        optional picture: Vec<u8> = PICTURE,
        /// Pinned on every screen.
        optional notice: Notice = Record,
        /// How people treat each other here, markdown.
        preset code_of_conduct: String = DESCRIPTION,
        /// The festival it is part of.
        optional parent: FestivalId = Fixed,
        /// Over: nothing new is expected.
        preset archived: bool = Flag,
    }
}
