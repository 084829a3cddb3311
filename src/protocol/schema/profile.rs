//! `profile`: what somebody says about themselves. One an author and festival
//! counts: the lowest by (clock, id).

use super::codec::{Pick, Record, some_text};
use super::fields::{record, schema, words};
use super::parts::{LINE, LINKS, Link, NOTE, PICTURE};
use crate::protocol::limits::MAX_LINE_BYTES;

words! {
    /// Who is behind a key.
    #[derive(Default)]
    pub enum ProfileKind {
        /// One human.
        #[default]
        Person = "person",
        /// Several humans share the key.
        Group = "group",
        /// A program.
        Bot = "bot",
    }
}

record! {
    /// What a bot is.
    pub struct Bot {
        /// The program, its version, where its source is.
        required software: String = some_text(MAX_LINE_BYTES),
        /// What it does, in words.
        preset policy: String = NOTE,
    }
}

schema! {
    /// What somebody says about themselves.
    #[derive(Default)]
    pub struct Profile, ProfileChange = "profile";
    {
        /// The name they chose.
        optional name: String = some_text(MAX_LINE_BYTES),
        /// About them.
        preset about: String = NOTE,
        /// Pronouns.
        preset pronouns: String = LINE,
        /// Where else to find them.
        preset links: Vec<Link> = LINKS,
        /// A WebP.
        optional picture: Vec<u8> = PICTURE,
        /// Who is behind the key.
        preset kind: ProfileKind = Pick,
        /// What the bot is, for a bot.
        optional bot: Bot = Record,
    }
}
