//! `resource`: a place, a thing, a skill. Its author is its one owner.

use super::codec::{Fixed, Flag, List, Pick, Record, list, whole};
use super::error::Fault;
use super::fields::{record, schema, words};
use super::location::Location;
use super::parts::{
    DESCRIPTION, INSTANT, INTERVAL, Interval, NOTE, PICTURE, Source, TAGS, TITLE, WORD,
};
use crate::protocol::limits::{MAX_BUFFER, MAX_INTERVALS, MAX_PEOPLE, MAX_PER_AUTHOR, MAX_UNITS};

words! {
    /// What a resource is.
    pub enum ResourceKind {
        /// Somewhere to be.
        Place = "place",
        /// Something to use.
        Thing = "thing",
        /// Something somebody can do.
        Skill = "skill",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// An answer that may be unknown.
    #[derive(Default)]
    pub enum Access {
        /// Nobody said.
        #[default]
        Unknown = "unknown",
        /// Yes.
        Yes = "yes",
        /// Partly.
        Partly = "partly",
        /// No.
        No = "no",
    }
}

record! {
    /// Who can use a place.
    #[derive(Default)]
    pub struct Accessibility {
        /// Without a step.
        preset step_free: Access = Pick,
        /// A toilet for wheelchair users.
        preset toilet: Access = Pick,
        /// A hearing loop.
        preset hearing_loop: Access = Pick,
        /// Quiet.
        preset quiet: Access = Pick,
        /// More in words.
        preset text: String = NOTE,
    }
}

record! {
    /// A time at which a resource cannot be had.
    pub struct Blackout {
        /// From.
        required start: i64 = INSTANT,
        /// To, not included.
        required end: i64 = INSTANT,
        /// Why.
        preset reason: String = NOTE,
    }
    check Blackout::check
}

impl Blackout {
    fn check(&self) -> Result<(), Fault> {
        if self.start < self.end {
            Ok(())
        } else {
            Err(Fault::Contradiction("ends before it starts"))
        }
    }

    /// The time.
    pub fn interval(&self) -> Interval {
        Interval {
            start: self.start,
            end: self.end,
        }
    }
}

words! {
    /// Whether a resource can be used.
    #[derive(Default)]
    pub enum Condition {
        /// Yes.
        #[default]
        Ok = "ok",
        /// Yes, but read the notice.
        Notice = "notice",
        /// No.
        OutOfOrder = "out_of_order",
    }
}

record! {
    /// Whether a resource can be used, and why not.
    #[derive(Default)]
    pub struct Status {
        /// In a word.
        preset state: Condition = Pick,
        /// In words.
        preset text: String = NOTE,
        /// Till when, unix seconds; open where absent.
        optional until: i64 = INSTANT,
    }
}

record! {
    /// What a policy needs to know. Others' policies may add fields.
    #[derive(Default)]
    pub struct PolicyParams {
        /// When the draw happens, unix seconds.
        optional draw_at: i64 = INSTANT,
        /// BLAKE2b-256 of the draw's secret seed.
        optional seed_commit: [u8; 32] = Fixed,
        /// First come: what does not fit waits instead of being declined.
        preset auto_waitlist: bool = Flag,
    }
}

record! {
    /// How the owner decides: a hint for people and the owner's installation;
    /// what binds is the owner's signed answer.
    pub struct PolicyChoice {
        /// Its name, see [`crate::protocol::policy`].
        required name: String = WORD,
        /// In words.
        preset text: String = NOTE,
        /// What it needs to know.
        preset params: PolicyParams = Record,
        /// Most grants standing at once for one person; the policy's preset where absent.
        optional most_per_author: u32 = whole(1, MAX_PER_AUTHOR),
        /// Ask the owner about people they do not know.
        preset ask_for_strangers: bool = Flag,
    }
}

schema! {
    /// A place, a thing, a skill.
    pub struct Resource, ResourceChange = "resource";
    {
        /// What it is called.
        required title: String = TITLE,
        /// Markdown.
        preset description: String = DESCRIPTION,
        /// What it is.
        required kind: ResourceKind = Pick,
        /// Tags.
        preset tags: Vec<String> = TAGS,
        /// A WebP.
        optional picture: Vec<u8> = PICTURE,
        /// Where it is.
        optional location: Location = Record,
        /// How many can be granted at the same time; 0 means without limit.
        required units: u32 = whole(0, MAX_UNITS),
        /// How many people fit.
        optional people_capacity: u32 = whole(1, MAX_PEOPLE),
        /// Who can use it.
        preset access: Accessibility = Record,
        /// When it can be had; empty means always.
        preset windows: Vec<Interval> = list(MAX_INTERVALS, INTERVAL),
        /// When it cannot.
        preset blackouts: Vec<Blackout> = BLACKOUTS,
        /// Seconds that stay free before a grant.
        preset buffer_before: u32 = whole(0, MAX_BUFFER),
        /// Seconds that stay free after a grant.
        preset buffer_after: u32 = whole(0, MAX_BUFFER),
        /// May be asked for by events that have no time yet.
        preset allow_without_time: bool = Flag,
        /// How the owner decides; first come where absent.
        optional policy: PolicyChoice = Record,
        /// The device number of the owner's log whose installation decides.
        optional decider: u32 = whole(0, u32::MAX as i64),
        /// Whether a request that waits keeps its time from later ones.
        preset pending_holds: bool = Flag,
        /// How to fetch it.
        preset pickup: String = NOTE,
        /// What to mind.
        preset rules: String = NOTE,
        /// Whether it can be used.
        preset status: Status = Record,
        /// Where it was imported from.
        optional source: Source = Record,
    }
}

const BLACKOUTS: List<Blackout, Record> = list(MAX_INTERVALS, Record);

impl Resource {
    /// A single one of which only title and kind are known.
    pub fn new(title: impl Into<String>, kind: ResourceKind) -> Self {
        Self {
            title: title.into(),
            description: String::new(),
            kind,
            tags: Vec::new(),
            picture: None,
            location: None,
            units: 1,
            people_capacity: None,
            access: Accessibility::default(),
            windows: Vec::new(),
            blackouts: Vec::new(),
            buffer_before: 0,
            buffer_after: 0,
            allow_without_time: false,
            policy: None,
            decider: None,
            pending_holds: false,
            pickup: String::new(),
            rules: String::new(),
            status: Status::default(),
            source: None,
        }
    }
}
