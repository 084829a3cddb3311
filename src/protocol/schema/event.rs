//! `event`: something that happens in a festival, and what it needs to happen.

use super::codec::{
    Checked, Fields, Fixed, Flag, List, Pick, Record, checked, list, some_text, whole,
};
use super::error::{Fault, FieldError};
use super::fields::{Lasting, record, schema, words};
use super::parts::{
    DESCRIPTION, Host, INSTANT, Interval, LANGUAGE, LINE, LINKS, Link, NOTE, PICTURE, QUANTITY,
    Source, TAGS, TITLE, WORD, ZONE,
};
use crate::protocol::id::InstanceId;
use crate::protocol::limits::{MAX_HOSTS, MAX_LINE_BYTES, MAX_NEED_NUMBER, MAX_NEEDS, MAX_PEOPLE};
use crate::protocol::message::{Action, Message, MessageError};

/// Name of the schema.
pub const NAME: &str = "event";
/// The kind of a small event that only takes something: a shift, a bicycle, a bed.
pub const USE: &str = "use";

record! {
    /// When an event happens: the integers decide, the zone is for display.
    pub struct EventTime {
        /// First second, unix seconds.
        required start: i64 = INSTANT,
        /// First second after.
        required end: i64 = INSTANT,
        /// IANA zone in which it was entered.
        required zone: String = ZONE,
        /// Whole festival days, from day change to day change.
        preset all_day: bool = Flag,
    }
    check EventTime::check
}

impl EventTime {
    fn check(&self) -> Result<(), Fault> {
        if self.start < self.end {
            Ok(())
        } else {
            Err(Fault::Contradiction("ends before it starts"))
        }
    }

    /// The interval.
    pub fn interval(&self) -> Interval {
        Interval {
            start: self.start,
            end: self.end,
        }
    }
}

words! {
    /// Whether an event will be.
    #[derive(Default)]
    pub enum EventState {
        /// It is planned.
        #[default]
        Open = "open",
        /// It will not be; final.
        Cancelled = "cancelled",
    }
}

record! {
    /// Whether an event will be, and why not.
    #[derive(Default)]
    pub struct EventStatus {
        /// In a word.
        preset state: EventState = Pick,
        /// Why it was cancelled.
        preset reason: String = NOTE,
    }
}

impl Lasting for EventStatus {
    fn is_final(&self) -> bool {
        self.state == EventState::Cancelled
    }
}

words! {
    /// How much an event needs something.
    #[derive(Default)]
    pub enum Importance {
        /// It cannot be without.
        #[default]
        Must = "must",
        /// It would be better with.
        Nice = "nice",
    }
}

record! {
    /// Something an event needs.
    pub struct Need {
        /// Its number, unique within the event and never used for another need.
        required need: u32 = whole(0, MAX_NEED_NUMBER),
        /// The resource asked for; none means «still looking».
        optional resource: InstanceId = Fixed,
        /// What is needed, in words.
        preset label: String = LINE,
        /// How many units.
        required quantity: u32 = QUANTITY,
        /// Must or nice to have.
        preset importance: Importance = Pick,
        /// From when, where not from the event's start (set-up), unix seconds.
        optional start: i64 = INSTANT,
        /// Till when, where not till the event's end, unix seconds.
        optional end: i64 = INSTANT,
    }
}

fn needs_are_numbered(needs: &[Need]) -> Result<(), Fault> {
    let mut numbers: Vec<u32> = needs.iter().map(|need| need.need).collect();
    numbers.sort_unstable();
    let distinct = numbers.windows(2).all(|pair| pair[0] != pair[1]);
    if distinct {
        Ok(())
    } else {
        Err(Fault::Contradiction("two needs have one number"))
    }
}

const NEEDS: Checked<Vec<Need>, List<Need, Record>> =
    checked(list(MAX_NEEDS, Record), |needs| needs_are_numbered(needs));

schema! {
    /// Something that happens.
    #[derive(Default)]
    pub struct Event, EventChange = NAME;
    {
        /// What it is called.
        required title: String = TITLE,
        /// The second line.
        optional subtitle: String = some_text(MAX_LINE_BYTES),
        /// In one paragraph.
        preset summary: String = NOTE,
        /// What it is about, markdown.
        optional description: String = DESCRIPTION,
        /// Talk, workshop, music, meal, use, …: an open list.
        optional kind: String = WORD,
        /// Part of the programme.
        optional track: String = some_text(MAX_LINE_BYTES),
        /// Tags.
        preset tags: Vec<String> = TAGS,
        /// Spoken language.
        optional language: String = LANGUAGE,
        /// Who does it.
        preset hosts: Vec<Host> = list(MAX_HOSTS, Record),
        /// A WebP.
        optional picture: Vec<u8> = PICTURE,
        /// When; none means not fixed yet.
        optional time: EventTime = Record,
        /// Whether it will be.
        lasting status: EventStatus = Record,
        /// How many people fit.
        optional people_max: u32 = whole(1, MAX_PEOPLE),
        /// Links.
        preset links: Vec<Link> = LINKS,
        /// What it needs.
        preset needs: Vec<Need> = NEEDS,
        /// Where it was imported from.
        optional source: Source = Record,
    }
}

impl Event {
    /// An event of which only the title is known.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Reads the fields of a create of this schema.
    ///
    /// # Errors
    ///
    /// [`MessageError`] where the message is another one or a limit is passed.
    pub fn from_message(message: &Message) -> Result<Self, MessageError> {
        if message.action != Action::Create || message.schema != NAME || message.version != 1 {
            return Err(MessageError::Envelope("schema"));
        }
        super::fields::read_create(message.clone())
            .map_err(|error| MessageError::Fields(error.to_string()))
    }

    /// Checks the limits.
    ///
    /// # Errors
    ///
    /// [`FieldError`] naming field, limit and value.
    pub fn check(&self) -> Result<(), FieldError> {
        Self::read_pairs(self.write_pairs()).map(drop)
    }

    /// The need of this number.
    pub fn need(&self, number: u32) -> Option<&Need> {
        self.needs.iter().find(|need| need.need == number)
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.status.is_final()
    }

    /// When the resource for `need` is wanted: the need's own times, else the
    /// event's. None while either end is unknown or nothing is between them.
    pub fn interval_of(&self, need: &Need) -> Option<Interval> {
        let event = self.time.as_ref().map(EventTime::interval);
        let start = need.start.or(event.map(|interval| interval.start))?;
        let end = need.end.or(event.map(|interval| interval.end))?;
        Interval::new(start, end)
    }
}
