//! Segments: entries of one log as they are kept and served. A run, and the head
//! before it, from which hashes and links are recomputed. A segment is one legal
//! step and ends where a signature was checked, and so does every part of it
//! that begins later.

use super::id::{Blake2b, SeqNum};
use super::log::Head;
use super::run::Run;

/// A stored run and the head before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The log's head before the run.
    pub before: Head,
    /// The entries.
    pub run: Run,
}

impl Segment {
    /// The hashes of all entries, recomputed.
    pub fn hashes(&self) -> Vec<Blake2b> {
        self.before.hashes(&self.run)
    }

    /// The log's head after the run, recomputed.
    pub fn after(&self) -> Head {
        self.before.after(&self.run, &self.hashes())
    }

    /// The part from `from` on, naming the hash before it. None where the segment
    /// begins later or holds nothing so late.
    pub fn rest(&self, from: SeqNum) -> Option<Run> {
        if from == self.run.first {
            return Some(self.run.clone());
        }
        let ahead = usize::try_from(from.checked_sub(self.run.first)?.checked_sub(1)?).ok()?;
        let before = self.hashes().get(ahead).copied()?;
        self.run.tail(from, Some(before))
    }
}
