//! Sync with one neighbour about one festival: both tell what they have, each
//! sends what the other lacks, then what is new as it comes. Heights are enough:
//! a log is totally ordered, so one number says what somebody has of it (the
//! idea of SSB's EBT).
//!
//! Nothing is sent without credit, nothing is announced or served before it is
//! stored, and what a neighbour has shown or was sent is never sent to it again.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::ledger::{Ledger, Taken};
use super::wire::{HaveLog, Wire};
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::limits::{CREDIT_BYTES, MAX_HAVE_LOGS, MAX_WIRE_BYTES};
use crate::protocol::log::{Authentic, RunError};
use crate::protocol::run::Run;
use crate::protocol::segment::Segment;

/// Payload bytes asked of the store at once.
const READ_BYTES: u64 = 256 * 1024;
/// Credit below which nothing new is read: what one read may bring in the worst
/// case, its bytes and one segment more.
const READ_CREDIT: u64 = READ_BYTES + MAX_WIRE_BYTES as u64;

/// What a neighbour did that no honest peer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Sent more than it was given credit for.
    #[error("the other device sent more than it was asked to")]
    OverCredit,
    /// Sent a run that cannot be what it claims.
    #[error("the other device sent entries that were altered: {0}")]
    Run(#[from] RunError),
}

/// What a sync asks its engine to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send a message.
    Send(Wire),
    /// Read stored entries and hand them to [`Sync::serve`].
    Read {
        /// The log.
        log: LogKey,
        /// First sequence number wanted.
        from: SeqNum,
        /// Payload bytes to stop after.
        max_bytes: u64,
    },
    /// Store a checked step; its bytes are credited back afterwards.
    Store {
        /// The step.
        step: Box<Authentic>,
        /// Bytes to hand to [`Sync::credit_back`] once it is stored.
        bytes: u64,
    },
}

/// Sync with one proven neighbour.
#[derive(Debug)]
pub struct Sync {
    festival: FestivalId,
    /// How far they have each log: shown by them, sent by them, or sent to them.
    theirs: BTreeMap<LogKey, SeqNum>,
    /// How far they have said in a Have that they have stored it.
    shown: BTreeMap<LogKey, SeqNum>,
    their_store: Option<u64>,
    /// Whether their first Have is complete.
    heard: bool,
    /// Logs of which more is stored here than they have.
    behind: BTreeSet<LogKey>,
    reading: Option<LogKey>,
    credit: u64,
    /// Bytes of Entries that they sent and that are not credited back yet.
    under_way: u64,
    totals_sent: bool,
    done_sent: bool,
    progress: Progress,
}

/// How far the first exchange has come, for a progress bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Entries that they said they would send; none before they said.
    pub expected: Option<u64>,
    /// Entries that came.
    pub received: u64,
    /// Whether everything announced has come.
    pub done: bool,
}

impl Sync {
    /// Begins with a neighbour about a festival; the messages tell what is stored here.
    pub fn begin(festival: FestivalId, store_id: u64, ledger: &Ledger) -> (Self, Vec<Wire>) {
        let sync = Self {
            festival,
            theirs: BTreeMap::new(),
            shown: BTreeMap::new(),
            their_store: None,
            heard: false,
            behind: BTreeSet::new(),
            reading: None,
            credit: CREDIT_BYTES,
            under_way: 0,
            totals_sent: false,
            done_sent: false,
            progress: Progress::default(),
        };
        let logs: Vec<HaveLog> = ledger
            .of_festival(festival)
            .filter_map(HaveLog::of)
            .collect();
        let parts = logs.len().div_ceil(MAX_HAVE_LOGS).max(1);
        let have = (0..parts)
            .map(|part| {
                let from = part * MAX_HAVE_LOGS;
                let to = logs.len().min(from + MAX_HAVE_LOGS);
                Wire::Have {
                    store_id,
                    last: part + 1 == parts,
                    logs: logs[from..to].to_vec(),
                }
            })
            .collect();
        (sync, have)
    }

    /// How far the first exchange has come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// How far they have stored a log, by their own word.
    pub fn shown_height(&self, log: &LogKey) -> SeqNum {
        self.shown.get(log).copied().unwrap_or(0)
    }

    fn their_height(&self, log: &LogKey) -> SeqNum {
        self.theirs.get(log).copied().unwrap_or(0)
    }

    /// Takes a message of theirs.
    ///
    /// # Errors
    ///
    /// [`Fault`]: the link is to be closed and the neighbour remembered.
    pub fn receive(&mut self, message: Wire, ledger: &mut Ledger) -> Result<Vec<Effect>, Fault> {
        match message {
            Wire::Have {
                store_id,
                last,
                logs,
            } => self.take_have(store_id, last, &logs, ledger),
            Wire::Totals { entries, .. } => self.progress.expected = Some(entries),
            Wire::Entries(run) => return self.take_run(run, ledger),
            Wire::Done => self.progress.done = true,
            Wire::Credit { bytes } => {
                self.credit = self.credit.saturating_add(bytes).min(CREDIT_BYTES)
            }
        }
        Ok(self.go_on(ledger))
    }

    fn take_have(&mut self, store_id: u64, last: bool, logs: &[HaveLog], ledger: &Ledger) {
        if self
            .their_store
            .replace(store_id)
            .is_some_and(|known| known != store_id)
        {
            self.theirs.clear();
            self.shown.clear();
            self.heard = false;
        }
        for log in logs {
            self.shown.insert(log.key, log.height);
            let height = self.theirs.entry(log.key).or_default();
            *height = log.height.max(*height);
            let here = ledger.stored(&log.key).map_or(0, |head| head.height());
            if *height >= here {
                self.behind.remove(&log.key);
            }
        }
        if last && !self.heard {
            self.heard = true;
            let theirs = &self.theirs;
            self.behind = ledger
                .of_festival(self.festival)
                .filter(|head| {
                    theirs
                        .get(&head.key())
                        .is_none_or(|height| *height < head.height())
                })
                .map(|head| head.key())
                .collect();
        }
    }

    fn take_run(&mut self, run: Run, ledger: &mut Ledger) -> Result<Vec<Effect>, Fault> {
        let bytes = run_cost(&run);
        self.under_way += bytes;
        if self.under_way > CREDIT_BYTES {
            return Err(Fault::OverCredit);
        }
        let (log, last, entries) = (run.key, run.last(), run.entries.len() as u64);
        let taken = ledger.take(self.festival, run)?;
        self.progress.received += entries;
        let height = self.theirs.entry(log).or_default();
        *height = last.max(*height);
        match taken {
            Taken::New(step) => Ok(vec![Effect::Store { step, bytes }]),
            Taken::Known | Taken::Apart | Taken::Crowded => Ok(vec![self.credit_back(bytes)]),
        }
    }

    /// Their bytes are dealt with: the credit that goes back.
    pub fn credit_back(&mut self, bytes: u64) -> Effect {
        self.under_way = self.under_way.saturating_sub(bytes);
        Effect::Send(Wire::Credit { bytes })
    }

    /// Steps were stored here, whoever wrote them: what the neighbour lacks is
    /// sent, what it gave us is confirmed.
    pub fn stored(&mut self, steps: &[Authentic], store_id: u64, ledger: &Ledger) -> Vec<Effect> {
        let mut confirmed = BTreeMap::new();
        for head in steps
            .iter()
            .map(Authentic::head)
            .filter(|head| head.festival() == self.festival)
        {
            if self.their_height(&head.key()) < head.height() {
                self.behind.insert(head.key());
            } else if let Some(log) = HaveLog::of(head) {
                confirmed.insert(head.key(), log);
            }
        }
        let logs: Vec<HaveLog> = confirmed.into_values().collect();
        let parts = logs.chunks(MAX_HAVE_LOGS);
        let mut effects: Vec<Effect> = parts
            .map(|part| {
                Effect::Send(Wire::Have {
                    store_id,
                    last: true,
                    logs: part.to_vec(),
                })
            })
            .collect();
        effects.extend(self.go_on(ledger));
        effects
    }

    /// Stored entries that were asked for by [`Effect::Read`].
    pub fn serve(&mut self, segments: &[Segment], ledger: &Ledger) -> Vec<Effect> {
        let Some(log) = self.reading.take() else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        for segment in segments.iter().filter(|segment| segment.run.key == log) {
            let from = self.their_height(&log) + 1;
            let Some(run) = segment.rest(from) else {
                continue;
            };
            self.credit = self.credit.saturating_sub(run_cost(&run));
            self.theirs.insert(log, run.last());
            effects.push(Effect::Send(Wire::Entries(run)));
        }
        let is_level = ledger
            .stored(&log)
            .is_none_or(|head| head.height() <= self.their_height(&log));
        // Nothing that fits was found: their log is another one than ours.
        if is_level || effects.is_empty() {
            self.behind.remove(&log);
        }
        effects.extend(self.go_on(ledger));
        effects
    }

    /// The next read, or Done when nothing is left to send.
    fn go_on(&mut self, ledger: &Ledger) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.heard || self.reading.is_some() {
            return effects;
        }
        if !self.totals_sent {
            self.totals_sent = true;
            let entries = self
                .behind
                .iter()
                .map(|log| self.lacking(log, ledger))
                .sum();
            effects.push(Effect::Send(Wire::Totals { entries, bytes: 0 }));
        }
        if let Some(log) = self.behind.first().copied() {
            if self.credit >= READ_CREDIT {
                self.reading = Some(log);
                let from = self.their_height(&log) + 1;
                effects.push(Effect::Read {
                    log,
                    from,
                    max_bytes: READ_BYTES,
                });
            }
        } else if !self.done_sent {
            self.done_sent = true;
            effects.push(Effect::Send(Wire::Done));
        }
        effects
    }

    fn lacking(&self, log: &LogKey, ledger: &Ledger) -> u64 {
        let height = ledger.stored(log).map_or(0, |head| head.height());
        height.saturating_sub(self.their_height(log))
    }
}

/// What a run costs of the credit: the same count on both sides.
fn run_cost(run: &Run) -> u64 {
    run.payload_bytes() + 128 * (run.entries.len() as u64 + 1)
}
