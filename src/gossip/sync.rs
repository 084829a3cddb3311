//! Sync with one neighbour about one festival: both tell what they have, each asks
//! for what it lacks, then what is new is pushed as it comes. Heights are enough: a
//! log is totally ordered, so one number says what somebody has of it, and only
//! what changed needs to be told again (the idea of SSB's EBT).
//!
//! ```text
//! Resume -> Have … Have(last) -> Totals -> Want -> Entries … -> Done -> live
//! ```
//!
//! This is one side's memory of the other; what is done with it is in
//! [`super::engine`]. Nothing is announced or served before it is stored.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::Comparing;
use super::ledger::Ledger;
use super::wire::{HaveLog, Lineage, ShortHash};
use crate::protocol::id::{AuthorId, InstallationId, LogKey, SeqNum};
use crate::protocol::limits::PRESENCE_BYTES_A_SECOND;

/// How far the first exchange has come, for a progress bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Entries that they said they would send; none before they said.
    pub expected: Option<u64>,
    /// Entries that came.
    pub received: u64,
    /// Whether everything that they had shown has come.
    pub done: bool,
}

/// What they have of a log, by their own word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown {
    pub(super) height: SeqNum,
    pub(super) hash: Option<ShortHash>,
    pub(super) frozen_at: SeqNum,
}

/// What we told of a log, and in which Have. A run that was sent tells as well: the
/// channel is ordered, so whoever knows the next Have knows the run.
#[derive(Clone, Copy, Debug)]
struct Told {
    height: SeqNum,
    frozen_at: SeqNum,
    number: u64,
}

/// What outlives a link, so that the next one with the same two stores need not
/// tell everything again.
#[derive(Clone, Debug, Default)]
pub(super) struct Remembered {
    pub(super) theirs: Option<Lineage>,
    shown: BTreeMap<LogKey, Shown>,
    shown_number: u64,
    told: BTreeMap<LogKey, Told>,
    told_number: u64,
}

/// Sync with one proven neighbour about one festival.
#[derive(Debug)]
pub(super) struct Sync {
    /// Our name for the festival on this link.
    pub(super) channel: u8,
    memory: Remembered,
    /// Whether they have said who they are: our first Have is out.
    pub(super) resumed: bool,
    /// Whether their first Have is complete.
    pub(super) heard: bool,
    /// Whether we have said that we have all of it.
    pub(super) done_sent: bool,
    /// Whether they have said that they have all of ours: the link is live.
    pub(super) they_are_done: bool,
    /// Whether what is new is pushed to them, or only announced (PlumTree).
    pub(super) eager: bool,
    /// What is to be told in the next Have.
    pub(super) changed: BTreeSet<LogKey>,
    /// How far runs were sent that they have not confirmed yet.
    sent: BTreeMap<LogKey, SeqNum>,
    /// Where they have shown more than is checked here.
    pub(super) lacking: BTreeSet<LogKey>,
    /// Heights that are not asked for again: nothing came of it.
    settled: BTreeMap<LogKey, SeqNum>,
    /// Logs of newcomers of whom this neighbour has brought enough for now.
    pub(super) deferred: BTreeSet<LogKey>,
    /// What they want of us, and from where.
    pub(super) asked: BTreeMap<LogKey, SeqNum>,
    pub(super) reading: BTreeSet<LogKey>,
    /// The lowest fork proofs that were sent to them or came from them, and when.
    pub(super) proofs_sent: BTreeMap<LogKey, (SeqNum, u64)>,
    pub(super) comparing: Comparing,
    /// Records of presence that they lack, and until when the link is full.
    pub(super) presence: BTreeSet<(AuthorId, InstallationId)>,
    pub(super) presence_free_at: u64,
    pub(super) progress: Progress,
}

impl Sync {
    pub(super) fn new(channel: u8, memory: Remembered) -> Self {
        Self {
            channel,
            memory,
            resumed: false,
            heard: false,
            done_sent: false,
            they_are_done: false,
            eager: true,
            changed: BTreeSet::new(),
            sent: BTreeMap::new(),
            lacking: BTreeSet::new(),
            settled: BTreeMap::new(),
            deferred: BTreeSet::new(),
            asked: BTreeMap::new(),
            reading: BTreeSet::new(),
            proofs_sent: BTreeMap::new(),
            comparing: Comparing::default(),
            presence: BTreeSet::new(),
            presence_free_at: 0,
            progress: Progress::default(),
        }
    }

    /// What is to be kept when the link ends.
    pub(super) fn into_memory(self) -> Remembered {
        self.memory
    }

    /// Whose Haves are remembered, and the last one's number.
    pub(super) fn known(&self) -> Option<(Lineage, u64)> {
        self.memory
            .theirs
            .map(|theirs| (theirs, self.memory.shown_number))
    }

    /// They say who they are and what they remember of us: what is remembered of
    /// another store is forgotten.
    pub(super) fn resume(&mut self, theirs: Lineage, known: Option<u64>) {
        if self.memory.theirs != Some(theirs) {
            self.memory.shown.clear();
            self.memory.shown_number = 0;
            self.memory.theirs = Some(theirs);
        }
        match known {
            Some(number) => self.memory.told.retain(|_, told| told.number <= number),
            None => self.memory.told.clear(),
        }
        self.resumed = true;
    }

    /// Number of the next Have.
    pub(super) fn next_number(&mut self) -> u64 {
        self.memory.told_number += 1;
        self.memory.told_number
    }

    /// What is to be told of a log, unless it was told: then it counts as told.
    pub(super) fn tell(&mut self, ledger: &Ledger, key: LogKey, number: u64) -> Option<HaveLog> {
        let have = HaveLog::of(key, ledger.stored(&key), ledger.frozen_at(&key))?;
        let known = self.memory.told.get(&key);
        let is_told = known
            .is_some_and(|told| told.height == have.height && told.frozen_at == have.frozen_at);
        if is_told {
            return None;
        }
        let told = Told {
            height: have.height,
            frozen_at: have.frozen_at,
            number,
        };
        self.memory.told.insert(key, told);
        Some(have)
    }

    /// How far they have stored a log, by their own word.
    pub(super) fn shown_height(&self, key: &LogKey) -> SeqNum {
        self.shown(key).height
    }

    pub(super) fn shown(&self, key: &LogKey) -> Shown {
        self.memory.shown.get(key).copied().unwrap_or_default()
    }

    /// How many logs they have shown.
    pub(super) fn shown_count(&self) -> usize {
        self.memory.shown.len()
    }

    /// All logs that they have shown.
    pub(super) fn shown_logs(&self) -> Vec<LogKey> {
        self.memory.shown.keys().copied().collect()
    }

    /// How far they have a log, with what is on its way to them.
    pub(super) fn their_height(&self, key: &LogKey) -> SeqNum {
        let sent = self.sent.get(key).copied().unwrap_or(0);
        self.shown_height(key).max(sent)
    }

    /// A log in a Have of theirs.
    pub(super) fn show(&mut self, have: &HaveLog) {
        let shown = Shown {
            height: have.height,
            hash: (have.height > 0).then_some(have.hash),
            frozen_at: have.frozen_at,
        };
        self.memory.shown.insert(have.key, shown);
        if self
            .sent
            .get(&have.key)
            .is_some_and(|sent| *sent <= have.height)
        {
            self.sent.remove(&have.key);
        }
    }

    /// A Have of theirs was taken.
    pub(super) fn heard_number(&mut self, number: u64) {
        self.memory.shown_number = number;
    }

    /// A run of theirs came: they have stored it.
    pub(super) fn show_run(&mut self, key: LogKey, last: SeqNum) {
        let shown = self.memory.shown.entry(key).or_default();
        if shown.height < last {
            shown.height = last;
            shown.hash = None;
        }
    }

    /// A run is sent to them: that tells them what we have.
    pub(super) fn sent_run(&mut self, key: LogKey, last: SeqNum) {
        let sent = self.sent.entry(key).or_default();
        *sent = last.max(*sent);
        let number = self.memory.told_number + 1;
        let told = self.memory.told.entry(key).or_insert(Told {
            height: 0,
            frozen_at: 0,
            number,
        });
        if told.height < last {
            told.height = last;
            told.number = number;
        }
        self.changed.remove(&key);
    }

    /// Notes whether they have more of a log than is checked here; whether so.
    pub(super) fn weigh(&mut self, ledger: &Ledger, key: LogKey) -> bool {
        let shown = self.shown_height(&key);
        let tip = ledger.tip_height(&key);
        let can_grow = ledger.frozen_at(&key).is_none_or(|at| tip + 1 < at);
        let is_settled = self
            .settled
            .get(&key)
            .is_some_and(|settled| shown <= *settled);
        let lacks = shown > tip && can_grow && !is_settled;
        if lacks {
            self.lacking.insert(key);
        } else {
            self.lacking.remove(&key);
        }
        lacks
    }

    /// A log is not asked for again until they show more of it.
    pub(super) fn settle(&mut self, key: LogKey) {
        self.settled.insert(key, self.shown_height(&key));
        self.lacking.remove(&key);
    }

    /// A log may be asked for again.
    pub(super) fn unsettle(&mut self, key: &LogKey) {
        self.settled.remove(key);
    }

    /// The records of presence that fit on the link now: at most so many bytes a
    /// second as [`PRESENCE_BYTES_A_SECOND`].
    pub(super) fn take_presence(&mut self, now: u64) -> Option<(AuthorId, InstallationId)> {
        if now < self.presence_free_at {
            return None;
        }
        self.presence.pop_first()
    }

    /// A record of so many bytes was sent.
    pub(super) fn sent_presence(&mut self, now: u64, bytes: usize) {
        self.presence_free_at = now + bytes as u64 * 1000 / PRESENCE_BYTES_A_SECOND;
    }
}
