//! What one neighbour may cost us. Credit bounds the entries that are under way,
//! other talk is counted by the minute, newcomers and mistakes as well. A lie that
//! no honest peer can tell ends the link at once; what may be bad luck is counted.
//! Whoever is dropped for it is remembered for a while. Time here is steady: it
//! never goes back.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::protocol::id::{AuthorId, InstallationId};
use crate::protocol::limits::{
    BAR_MS, CREDIT_BYTES, MAX_BARRED, MAX_MISTAKES, NEWCOMERS_AN_HOUR, PROBES_A_MINUTE,
    SHUFFLES_A_MINUTE, TALK_BYTES_A_MINUTE,
};
use crate::protocol::log::RunError;
use crate::protocol::run::Run;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;

/// What a neighbour did that no honest peer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Sent more entries than it was given credit for.
    #[error("the other device sent more than it was asked to")]
    OverCredit,
    /// Sent a run that cannot be what it claims.
    #[error("the other device sent entries that were altered: {0}")]
    Run(#[from] RunError),
    /// Sent a fork proof that proves nothing.
    #[error("the other device accused somebody without proof")]
    FalseProof,
    /// Named a hash and then showed another entry.
    #[error("the other device contradicts itself about a log")]
    FalseHead,
    /// Sent a presence record that its author did not sign.
    #[error("the other device sent a false note of somebody's presence")]
    FalsePresence,
    /// Sent something where it has no place.
    #[error("the other device sent something out of turn")]
    OutOfTurn,
    /// Asked or talked more than anybody needs to.
    #[error("the other device asked for too much")]
    TooMuch,
    /// Too often something went wrong with it.
    #[error("too much went wrong with the other device")]
    Mistakes,
}

/// A count that is forgotten after a while.
#[derive(Clone, Copy, Debug, Default)]
struct Window {
    since: u64,
    count: u64,
}

impl Window {
    /// Adds; whether the sum since the window began stays within `limit`.
    fn add(&mut self, now: u64, length: u64, amount: u64, limit: u64) -> bool {
        if now - self.since >= length {
            *self = Self {
                since: now,
                count: 0,
            };
        }
        self.count = self.count.saturating_add(amount);
        self.count <= limit
    }
}

/// What one link costs and may cost.
#[derive(Clone, Debug)]
pub struct Budget {
    credit: u64,
    under_way: u64,
    talk: Window,
    probes: Window,
    shuffles: Window,
    newcomers: Newcomers,
    mistakes: Window,
}

/// Authors whom a neighbour showed us first, in the hour that began at `since`.
#[derive(Clone, Debug, Default)]
struct Newcomers {
    since: u64,
    authors: BTreeSet<AuthorId>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            credit: CREDIT_BYTES,
            under_way: 0,
            talk: Window::default(),
            probes: Window::default(),
            shuffles: Window::default(),
            newcomers: Newcomers::default(),
            mistakes: Window::default(),
        }
    }
}

impl Budget {
    /// Whether this run may be sent now; if so it is charged.
    pub fn spend(&mut self, run: &Run) -> bool {
        let cost = run_cost(run);
        let fits = cost <= self.credit;
        if fits {
            self.credit -= cost;
        }
        fits
    }

    /// Whether any run may be sent now: the longest one costs less than half of the
    /// whole credit.
    pub fn has_credit(&self) -> bool {
        self.credit > CREDIT_BYTES / 2
    }

    /// They have dealt with so many bytes.
    pub fn credited(&mut self, bytes: u64) {
        self.credit = self.credit.saturating_add(bytes).min(CREDIT_BYTES);
    }

    /// A run of theirs came: what is to be credited once it is dealt with.
    ///
    /// # Errors
    ///
    /// [`Fault::OverCredit`].
    pub fn arrived(&mut self, run: &Run) -> Result<u64, Fault> {
        let cost = run_cost(run);
        self.under_way += cost;
        if self.under_way > CREDIT_BYTES {
            return Err(Fault::OverCredit);
        }
        Ok(cost)
    }

    /// We have dealt with so many bytes of theirs.
    pub fn dealt_with(&mut self, bytes: u64) {
        self.under_way = self.under_way.saturating_sub(bytes);
    }

    /// Bytes of theirs that wait for our store.
    pub fn under_way(&self) -> u64 {
        self.under_way
    }

    /// Counts a message that is no run.
    ///
    /// # Errors
    ///
    /// [`Fault::TooMuch`].
    pub fn talked(&mut self, now: u64, bytes: usize) -> Result<(), Fault> {
        let fits = self
            .talk
            .add(now, MINUTE_MS, bytes as u64, TALK_BYTES_A_MINUTE);
        if fits { Ok(()) } else { Err(Fault::TooMuch) }
    }

    /// Counts a question about a fork; those over the limit go unanswered.
    pub fn may_probe(&mut self, now: u64) -> bool {
        self.probes.add(now, MINUTE_MS, 1, PROBES_A_MINUTE)
    }

    /// Counts an exchange of addresses; those over the limit go unanswered.
    pub fn may_shuffle(&mut self, now: u64) -> bool {
        self.shuffles.add(now, MINUTE_MS, 1, SHUFFLES_A_MINUTE)
    }

    /// Counts an author whom this neighbour shows us first, once.
    pub fn may_bring_newcomer(&mut self, now: u64, author: AuthorId) -> bool {
        let newcomers = &mut self.newcomers;
        if now - newcomers.since >= HOUR_MS {
            newcomers.since = now;
            newcomers.authors.clear();
        }
        let may_come = newcomers.authors.len() < NEWCOMERS_AN_HOUR;
        newcomers.authors.contains(&author) || (may_come && newcomers.authors.insert(author))
    }

    /// When further newcomers may come.
    pub fn newcomers_from(&self) -> u64 {
        match self.newcomers.authors.len() < NEWCOMERS_AN_HOUR {
            true => self.newcomers.since,
            false => self.newcomers.since + HOUR_MS,
        }
    }

    /// Counts what may be bad luck.
    ///
    /// # Errors
    ///
    /// [`Fault::Mistakes`] when it is too often.
    pub fn mistake(&mut self, now: u64) -> Result<(), Fault> {
        if self.mistakes.add(now, HOUR_MS, 1, MAX_MISTAKES) {
            Ok(())
        } else {
            Err(Fault::Mistakes)
        }
    }
}

/// What a run costs of the credit: the same count on both sides.
pub fn run_cost(run: &Run) -> u64 {
    run.payload_bytes() + 128 * (run.entries.len() as u64 + 1)
}

/// Installations that lied, and until when they are refused.
#[derive(Clone, Debug, Default)]
pub struct Barred(BTreeMap<InstallationId, u64>);

impl Barred {
    /// Refuses an installation for a while.
    pub fn bar(&mut self, now: u64, installation: InstallationId) {
        self.0.retain(|_, until| *until > now);
        if self.0.len() >= MAX_BARRED {
            let first = self.0.iter().min_by_key(|(_, until)| **until);
            if let Some(oldest) = first.map(|(installation, _)| *installation) {
                self.0.remove(&oldest);
            }
        }
        self.0.insert(installation, now + BAR_MS);
    }

    /// Whether it is refused now.
    pub fn is_barred(&self, now: u64, installation: &InstallationId) -> bool {
        self.0.get(installation).is_some_and(|until| now < *until)
    }

    /// How many are remembered.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}
