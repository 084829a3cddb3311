//! The ledger: how far every log is known here. Each log has two ends: what is
//! stored, which alone is announced and served, and the tip, which also counts
//! steps that are checked and on their way to the store. So entries can be
//! checked as they stream in, and nothing is announced before it is stored.

use std::collections::BTreeMap;

use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::limits::MAX_FESTIVAL_LOGS;
use crate::protocol::log::{Authentic, Head, RunError};
use crate::protocol::run::Run;

/// All logs that are known here.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    stored: BTreeMap<LogKey, Head>,
    tips: BTreeMap<LogKey, Head>,
}

/// What became of a received run.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// New here: to be stored.
    New(Box<Authentic>),
    /// All of it is known already.
    Known,
    /// It does not fit our end of the log, and nobody is to blame: it begins
    /// behind our tip, or follows another entry than ours.
    Apart,
    /// The festival has as many logs as are kept.
    Crowded,
}

impl Ledger {
    /// Takes the heads that the store had.
    pub fn load(heads: impl IntoIterator<Item = Head>) -> Self {
        Self {
            stored: heads.into_iter().map(|head| (head.key(), head)).collect(),
            tips: BTreeMap::new(),
        }
    }

    /// The stored end of a log.
    pub fn stored(&self, key: &LogKey) -> Option<&Head> {
        self.stored.get(key)
    }

    /// The stored ends of all logs of a festival, in order.
    pub fn of_festival(&self, festival: FestivalId) -> impl Iterator<Item = &Head> {
        self.stored
            .values()
            .filter(move |head| head.festival() == festival)
    }

    /// Checks a run that came with `festival` and moves the tip behind it.
    ///
    /// # Errors
    ///
    /// [`RunError`] where the sender is to blame; the log stays as it was.
    pub fn take(&mut self, festival: FestivalId, run: Run) -> Result<Taken, RunError> {
        let tip = self
            .tips
            .get(&run.key)
            .or_else(|| self.stored.get(&run.key));
        let is_new = tip.is_none();
        let tip = tip
            .cloned()
            .unwrap_or_else(|| Head::empty(festival, run.key));
        if tip.festival() != festival {
            return Err(RunError::OtherLog);
        }
        if run.last() <= tip.height() {
            return Ok(Taken::Known);
        }
        if is_new && self.of_festival(festival).count() >= MAX_FESTIVAL_LOGS {
            return Ok(Taken::Crowded);
        }
        let overlaps = run.first <= tip.height();
        let run = if overlaps {
            match run.tail(tip.height() + 1, tip.hash()) {
                Some(rest) => rest,
                None => return Ok(Taken::Known),
            }
        } else {
            run
        };
        match tip.link(run).and_then(|linked| linked.authenticate()) {
            Ok(step) => {
                self.tips.insert(step.head().key(), step.head().clone());
                Ok(Taken::New(Box::new(step)))
            }
            Err(RunError::Gap { .. } | RunError::OtherPast) => Ok(Taken::Apart),
            // We cut the run ourselves: its past may be another one than ours.
            Err(RunError::Signature(_)) if overlaps => Ok(Taken::Apart),
            Err(error) => Err(error),
        }
    }

    /// A step is stored now.
    pub fn commit(&mut self, step: &Authentic) {
        let head = step.head();
        if self
            .tips
            .get(&head.key())
            .is_some_and(|tip| tip.height() <= head.height())
        {
            self.tips.remove(&head.key());
        }
        self.stored.insert(head.key(), head.clone());
    }

    /// The store failed: only what is stored counts again.
    pub fn forget_tips(&mut self) {
        self.tips.clear();
    }
}
