//! What somebody carried here in a file: taken in as if a neighbour had sent it,
//! but with nobody to answer, to credit or to blame.

use super::{Gossip, Output};
use crate::gossip::budget::run_cost;
use crate::gossip::ledger::Taken;
use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::limits::{CREDIT_BYTES, GRAFT_DELAY_MS, MAX_STORED_AT_ONCE};
use crate::protocol::run::Run;

/// What became of carried entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Entries that are new here.
    pub new: u64,
    /// Entries that were known, or that nobody here wants.
    pub known: u64,
    /// Entries that build on others which are not here.
    pub early: u64,
    /// Entries that do not count: their log is frozen, or not signed so.
    pub refused: u64,
    /// Entries for which there is no room.
    pub crowded: u64,
    /// Logs that have another past here.
    pub apart: Vec<LogKey>,
}

impl Tally {
    /// Counts these too.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.known += other.known;
        self.early += other.early;
        self.refused += other.refused;
        self.crowded += other.crowded;
        self.apart.extend(other.apart);
    }
}

impl Gossip {
    pub(super) fn take_carried(&mut self, festival: FestivalId, runs: Vec<Run>) {
        let mut tally = Tally::default();
        for run in runs {
            self.take_carried_run(festival, run, &mut tally);
        }
        if tally.crowded > 0 {
            self.crowded(festival);
        }
        self.outputs.push_back(Output::Carried(tally));
    }

    fn take_carried_run(&mut self, festival: FestivalId, run: Run, tally: &mut Tally) {
        let (key, count) = (run.key, run.entries.len() as u64);
        let bytes = run_cost(&run);
        match self.ledger.take(festival, run) {
            Ok(Taken::New(step)) => {
                let new = step.run().entries.len() as u64;
                tally.new += new;
                tally.known += count - new.min(count);
                self.counters.new_entries += new;
                self.lose_own(festival, key);
                self.waiting.push(super::taking::Arrival {
                    link: None,
                    bytes,
                    step: *step,
                });
                self.burden += bytes;
                for link in self.links_about(festival) {
                    self.weigh(link, festival, key, GRAFT_DELAY_MS);
                }
            }
            Ok(Taken::Known) => tally.known += count,
            Ok(Taken::Early) => tally.early += count,
            Ok(Taken::Apart) => {
                tally.refused += count;
                if tally.apart.last() != Some(&key) {
                    tally.apart.push(key);
                }
            }
            Ok(Taken::Frozen) | Err(_) => tally.refused += count,
            Ok(Taken::Crowded) => tally.crowded += count,
        }
    }

    /// Whether more of what is carried may be brought: less waits for the store than it
    /// takes at once, and less than one neighbour may have sent ahead.
    pub fn can_take_carried(&self) -> bool {
        let (mut entries, mut bytes) = (0, 0);
        for arrival in &self.waiting {
            entries += arrival.step.run().entries.len();
            bytes += arrival.bytes;
        }
        entries < MAX_STORED_AT_ONCE && bytes < CREDIT_BYTES
    }

    /// Whether checked steps wait for the store, or for its answer.
    pub fn is_storing(&self) -> bool {
        self.storing.is_some() || !self.waiting.is_empty()
    }
}
