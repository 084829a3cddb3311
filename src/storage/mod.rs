//! Storage: one trait, several stores, one conformance suite for all of them.
//!
//! A store is asked by [`Store::submit`] and answers, in the order of the
//! questions, through [`Store::poll`]: memory at once, IndexedDB when the
//! browser says that the transaction is committed. So the core stays free of
//! futures, and nothing can be announced before its answer came back.
//!
//! Logs are kept as [`Segment`]s: a run of entries of one log in one record,
//! merged while the result is still one legal step, so that every segment ends
//! where a signature was checked. What was stored had been checked; what is read
//! back is decoded with the same care as any other bytes.

pub mod content;
pub mod freezing;
pub mod memory;
pub mod merge;
pub mod record;

#[cfg(any(test, feature = "sim"))]
pub mod faulty;
#[cfg(all(target_family = "wasm", feature = "app"))]
pub mod indexed_db;
#[cfg(any(test, feature = "sim"))]
pub mod suite;

use std::collections::BTreeMap;

use thiserror::Error;

use crate::protocol::fork::ForkProof;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::log::{Authentic, Head};
pub use crate::protocol::segment::Segment;

/// Names one request, so that its answer can be told from others. Chosen by the
/// asker; the store only gives it back.
pub type RequestId = u64;

/// A store: keeps logs and local rows.
pub trait Store {
    /// Asks something. Answers come in the order of the requests.
    fn submit(&mut self, id: RequestId, request: Request);

    /// The next answer that is ready.
    fn poll(&mut self) -> Option<(RequestId, Result<Answer, StoreError>)>;
}

/// What a store can be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Everything that is needed to begin: all local rows and all heads.
    Load,
    /// Become the one writer of own entries: all earlier writers are refused from then on.
    BecomeWriter,
    /// Write all of a batch, or nothing.
    Commit(Batch),
    /// Segments of a log that hold entries at or after `from`, oldest first, until
    /// `max_bytes` of payload are passed; at least one segment if there is any.
    Read {
        /// The log.
        log: LogKey,
        /// First sequence number wanted.
        from: SeqNum,
        /// Payload bytes after which the answer stops.
        max_bytes: u64,
    },
    /// Keep a fork proof, unless a lower one of its log is kept, and shorten the log
    /// as [`crate::protocol::freeze`] says, durably and both or neither.
    Freeze {
        /// The log's festival.
        festival: FestivalId,
        /// The proof.
        proof: Box<ForkProof>,
        /// Whether what falls away is kept aside, in [`LocalTable::Fallen`]: of an
        /// own log.
        keep: bool,
    },
    /// Forget these logs, durably, with what is known of their forks: of a festival that was left, of somebody blocked.
    /// An own log that was forgotten must never be begun again; a new one can.
    Forget(Vec<LogKey>),
    /// Merge short segments, one transaction's worth of work: asked again and again
    /// in idle time until nothing was left to do. What is stored stays the same.
    Tidy,
    /// Keep this snapshot of the view instead of the one before. It may be lost at any
    /// time.
    KeepSnapshot(Vec<Vec<u8>>),
    /// The snapshot that was kept last.
    LoadSnapshot,
    /// Forget everything: the person leaves this device. The store gets a new id,
    /// and all writers so far are refused.
    Wipe,
}

/// What a store answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To [`Request::Load`].
    Loaded(Loaded),
    /// To [`Request::BecomeWriter`]: own entries are accepted with this token.
    Writer(WriterToken),
    /// To [`Request::Commit`], [`Request::Forget`] and [`Request::KeepSnapshot`]: all of
    /// it is stored as durably as asked.
    Committed,
    /// To [`Request::Read`].
    Segments(Vec<Segment>),
    /// To [`Request::Freeze`].
    Frozen {
        /// The log's head from now on; of height 0 where nothing of it is stored.
        head: Head,
        /// The records that were kept aside.
        fallen: Vec<Segment>,
    },
    /// To [`Request::Tidy`]: how many records fewer there are, 0 when there was
    /// nothing left to do.
    Tidied(u64),
    /// To [`Request::LoadSnapshot`]: its records, none where there is no snapshot.
    Snapshot(Vec<Vec<u8>>),
    /// To [`Request::Wipe`].
    Wiped,
}

/// All that a peer needs to begin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// Names this database: drawn when it is made, so that a restored or fresh
    /// store is never mistaken for the one that a neighbour remembers.
    pub store_id: u64,
    /// Rows that never leave the device.
    pub local: BTreeMap<LocalKey, Vec<u8>>,
    /// The head of every log, one each.
    pub heads: Vec<Head>,
}

/// The right to write own entries; only the newest one counts.
pub type WriterToken = u64;

/// Changes that are written together or not at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Own entries: steps of this installation's logs, checked against the stored
    /// heads and the token inside the transaction, and durable when answered.
    pub own: Option<OwnSteps>,
    /// Other people's steps; may be lost in a crash, they can be fetched again.
    pub foreign: Vec<Authentic>,
    /// Local rows: a new value, or none to remove the row.
    pub local: Vec<(LocalKey, Option<Vec<u8>>)>,
}

impl Batch {
    /// Whether the answer promises that a loss of power cannot take the batch back:
    /// whatever holds something that nobody else can give back. Only foreign steps,
    /// with the local rows that count them, go without.
    pub fn is_durable(&self) -> bool {
        self.own.is_some() || self.foreign.is_empty()
    }

    /// All steps, own ones first, in the order in which they are checked and written.
    pub fn steps(&self) -> impl Iterator<Item = &Authentic> {
        self.own
            .iter()
            .flat_map(|own| &own.steps)
            .chain(&self.foreign)
    }
}

/// Own steps and the right to write them.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnSteps {
    /// Answered to [`Request::BecomeWriter`].
    pub token: WriterToken,
    /// Steps in order; several logs may be among them.
    pub steps: Vec<Authentic>,
}

/// Which kind of local row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum LocalTable {
    /// Settings by name: the person's seed, the sealing key, language, …
    Setting = 1,
    /// Festivals entered: founder, nonce, key, by festival id.
    Festival = 2,
    /// Names given to people, by author.
    Petname = 3,
    /// Stars, by instance.
    Star = 4,
    /// Unfinished forms, by place.
    Draft = 5,
    /// What was read until when, by place.
    ReadMark = 6,
    /// Blocked authors.
    Blocked = 7,
    /// When requests that are decided here were stored, by request.
    Arrival = 8,
    /// The lowest fork proof of each forked log: see [`freezing`].
    Fork = 9,
    /// Records that fell away from own logs, by log and first entry: see [`freezing`].
    Fallen = 10,
}

impl LocalTable {
    /// The table of this number, if this version knows it.
    pub fn from_byte(byte: u8) -> Option<Self> {
        use LocalTable::*;
        [
            Setting, Festival, Petname, Star, Draft, ReadMark, Blocked, Arrival, Fork, Fallen,
        ]
        .into_iter()
        .find(|table| *table as u8 == byte)
    }
}

/// Key of a local row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalKey {
    /// The table.
    pub table: LocalTable,
    /// The row's name in it.
    pub name: Vec<u8>,
}

/// Why the device could not do as asked. The culprit is the device or another
/// tab, never a peer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The device has no room left for this page.
    #[error("there is no room left on this device")]
    Full,
    /// Another tab or window has become the writer.
    #[error("another tab of this page is writing")]
    NotTheWriter,
    /// A step does not continue the stored log.
    #[error("the log was changed meanwhile")]
    HeadMoved,
    /// The database belongs to a newer version of the app; it was not touched.
    #[error("this device's data was written by a newer version of the app")]
    Newer,
    /// Another tab keeps an older version open.
    #[error("another tab of this page keeps the data open")]
    Blocked,
    /// The connection was closed under us.
    #[error("the browser has closed the data of this page")]
    Closed,
    /// A stored record cannot be read.
    #[error("a stored record is damaged: {0}")]
    Damaged(String),
    /// Anything else that the device says.
    #[error("the device could not store it: {0}")]
    Device(String),
}
