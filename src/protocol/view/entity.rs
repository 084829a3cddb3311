//! What all messages about one instance come to. Each field remembers the stamp
//! of the change that set it and yields only to a later one; the create is before
//! all changes whatever its clock. So the same messages give the same instance in
//! any order, and a change costs as much as it changes.

use std::collections::{BTreeMap, BTreeSet};

use ciborium::Value;

use crate::protocol::id::{AuthorId, InstanceId, LogKey, SeqNum};
use crate::protocol::message::Message;
use crate::protocol::schema::fields::Schema;

/// Orders the messages of one author: by clock, then by entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// The message's clock.
    pub clock: u64,
    /// First 32 bytes of the entry's hash.
    pub id: InstanceId,
}

/// Which message made an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The log it stands in, and so the author.
    pub log: LogKey,
    /// Where in the log.
    pub seq: SeqNum,
    /// Its clock and the instance's id.
    pub stamp: Stamp,
    /// Claimed unix milliseconds.
    pub time: u64,
}

impl Origin {
    /// Who made the instance.
    pub fn author(&self) -> AuthorId {
        self.log.author
    }

    /// The instance.
    pub fn id(&self) -> InstanceId {
        self.stamp.id
    }
}

/// When an instance was last changed, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// Changes after the create.
    pub changes: u32,
    /// Highest stamp among create and changes.
    pub last: Stamp,
    /// Claimed unix milliseconds of that message.
    pub last_time: u64,
}

impl History {
    /// Of an instance that was never changed.
    pub fn of(origin: &Origin) -> Self {
        Self {
            changes: 0,
            last: origin.stamp,
            last_time: origin.time,
        }
    }

    fn note(&mut self, stamp: Stamp, time: u64) {
        self.changes = self.changes.saturating_add(1);
        if self.last < stamp {
            (self.last, self.last_time) = (stamp, time);
        }
    }
}

/// An instance of a known schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity<T> {
    /// Which message made it.
    pub origin: Origin,
    /// Its fields now.
    pub value: T,
    /// Whether it was deleted; final.
    pub deleted: bool,
    /// Its changes.
    pub history: History,
    pub(super) stamps: BTreeMap<u8, Stamp>,
}

impl<T> Entity<T> {
    /// An instance as it was created.
    pub fn new(origin: Origin, value: T) -> Self {
        Self {
            origin,
            value,
            deleted: false,
            history: History::of(&origin),
            stamps: BTreeMap::new(),
        }
    }

    /// Its author.
    pub fn author(&self) -> AuthorId {
        self.origin.author()
    }

    /// Its id.
    pub fn id(&self) -> InstanceId {
        self.origin.id()
    }

    /// Ends it.
    pub fn delete(&mut self, stamp: Stamp, time: u64) {
        self.deleted = true;
        self.history.note(stamp, time);
    }
}

impl<T: Schema> Entity<T> {
    /// Merges a change.
    pub fn update(&mut self, change: T::Change, stamp: Stamp, time: u64) {
        let stamps = &mut self.stamps;
        self.value.merge(change, &mut |field, force| {
            let wins = force || stamps.get(&field).is_none_or(|last| *last < stamp);
            if wins {
                stamps.insert(field, stamp);
            }
            wins
        });
        self.history.note(stamp, time);
    }

    /// The names of the fields that stand as changes with these clocks set them.
    pub fn set_at(&self, clocks: &BTreeSet<u64>) -> BTreeSet<&'static str> {
        let set = self.stamps.iter();
        set.filter(|(_, stamp)| clocks.contains(&stamp.clock))
            .filter_map(|(field, _)| T::FIELDS.get(usize::from(*field)).copied())
            .collect()
    }
}

/// An instance of a schema that is not known here. Its messages are kept as bytes
/// and read when somebody asks: read values take tens of times the room, and
/// anybody may write anything here.
#[derive(Clone, Debug, PartialEq)]
pub struct RawEntity {
    /// Which message made it.
    pub origin: Origin,
    /// Name of the schema.
    pub schema: String,
    /// Its version.
    pub version: u64,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Its changes.
    pub history: History,
    pub(super) create: Box<[u8]>,
    pub(super) changes: BTreeMap<Stamp, Box<[u8]>>,
}

impl RawEntity {
    /// An instance as it was created, by the message with this payload.
    pub fn new(origin: Origin, schema: String, version: u64, payload: &[u8]) -> Self {
        Self {
            origin,
            schema,
            version,
            deleted: false,
            history: History::of(&origin),
            create: payload.into(),
            changes: BTreeMap::new(),
        }
    }

    /// Its outermost fields now; `null` where a change said so: what it means is
    /// the schema's business.
    pub fn fields(&self) -> BTreeMap<String, Value> {
        let in_order = core::iter::once(&self.create).chain(self.changes.values());
        in_order.flat_map(|payload| named(payload)).collect()
    }

    /// Merges a change, the message with this payload.
    pub fn update(&mut self, payload: &[u8], stamp: Stamp, time: u64) {
        self.changes.insert(stamp, payload.into());
        self.history.note(stamp, time);
    }

    /// Ends it.
    pub fn delete(&mut self, stamp: Stamp, time: u64) {
        self.deleted = true;
        self.history.note(stamp, time);
    }
}

/// The named fields of the message with this payload.
fn named(payload: &[u8]) -> impl Iterator<Item = (String, Value)> {
    let pairs = match Message::decode(payload)
        .ok()
        .and_then(|message| message.fields)
    {
        Some(Value::Map(pairs)) => pairs,
        _ => Vec::new(),
    };
    pairs.into_iter().filter_map(|(name, value)| match name {
        Value::Text(name) => Some((name, value)),
        _ => None,
    })
}
