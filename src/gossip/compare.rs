//! Where two peers' hashes of one log disagree, nobody is blamed: the one who saw
//! it asks the other for hashes between a place where both agree and one where
//! they do not, halving the distance, then for the first entry that differs. Both
//! entries together prove the fork.
//!
//! One log at a time on each link; whoever is asked keeps no state.

use std::collections::BTreeMap;

use super::engine::Millis;
use super::wire::{About, ShortHash, short};
use crate::protocol::fork::Branch;
use crate::protocol::id::{Blake2b, DeviceNumber, LogKey, SeqNum};
use crate::protocol::limits::WANT_TIMEOUT_MS;

/// Most logs that wait to be compared on one link.
pub(super) const MAX_SUSPECTS: usize = 256;
/// Time after which a comparison that came to nothing is begun again, milliseconds:
/// the other side may have been shortening the log.
const AGAIN_MS: u64 = 30_000;

/// Comparing with one neighbour.
#[derive(Clone, Debug, Default)]
pub(super) struct Comparing {
    /// Logs that wait.
    suspects: BTreeMap<LogKey, Suspect>,
    current: Option<Comparison>,
}

/// A log that waits to be compared.
#[derive(Clone, Copy, Debug)]
struct Suspect {
    /// A place where it differs, and their hash there.
    differs: (SeqNum, ShortHash),
    /// When to begin, at the earliest.
    at: Millis,
}

/// One log that is being compared.
#[derive(Clone, Debug)]
struct Comparison {
    key: LogKey,
    /// The highest place known to be the same, 0 for none.
    same: SeqNum,
    /// The lowest place known to differ, and their hash there.
    differs: (SeqNum, ShortHash),
    step: Step,
    deadline: Millis,
}

/// What is awaited.
#[derive(Clone, Debug)]
enum Step {
    TheirHash(SeqNum),
    OurHash(SeqNum, ShortHash),
    TheirEntry,
    OurJoin(Box<Branch>),
    OurEntry(Box<Branch>, DeviceNumber),
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Ask them for a hash.
    Probe(About),
    /// Ask them for an entry.
    AskBranch(About),
    /// Read our log at a place.
    Read(About),
}

/// What ends a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing came of it, this time.
    Stalled,
    /// They showed another entry than the one whose hash they had named.
    Contradiction,
}

impl Comparing {
    /// A log differs at `seq`, where they have `theirs`.
    pub(super) fn suspect(&mut self, key: LogKey, seq: SeqNum, theirs: ShortHash) {
        self.wait(key, (seq, theirs), 0);
    }

    fn wait(&mut self, key: LogKey, differs: (SeqNum, ShortHash), at: Millis) {
        if self.suspects.len() < MAX_SUSPECTS {
            self.suspects.insert(key, Suspect { differs, at });
        }
    }

    /// Whether a log waits or is being compared.
    pub(super) fn is_about(&self, key: &LogKey) -> bool {
        self.suspects.contains_key(key)
            || self.current.as_ref().is_some_and(|known| known.key == *key)
    }

    /// How many logs wait.
    #[cfg(feature = "sim")]
    pub(super) fn count(&self) -> usize {
        self.suspects.len()
    }

    /// A proof is known: nothing is left to compare.
    pub(super) fn settle(&mut self, key: &LogKey) {
        self.suspects.remove(key);
        if self.current.as_ref().is_some_and(|known| known.key == *key) {
            self.current = None;
        }
    }

    /// Begins with the next log, unless one is under way. `is_ready` says whether
    /// our log is stored so far.
    pub(super) fn begin(
        &mut self,
        now: Millis,
        is_ready: impl Fn(&LogKey, SeqNum) -> bool,
    ) -> Option<Move> {
        if self.current.is_some() {
            return None;
        }
        let ready = self
            .suspects
            .iter()
            .find(|(key, suspect)| suspect.at <= now && is_ready(key, suspect.differs.0));
        let (key, differs) = ready.map(|(key, suspect)| (*key, suspect.differs))?;
        self.suspects.remove(&key);
        self.current = Some(Comparison {
            key,
            same: 0,
            differs,
            step: Step::TheirEntry,
            deadline: now,
        });
        self.narrow(now)
    }

    /// The next question.
    fn narrow(&mut self, now: Millis) -> Option<Move> {
        let current = self.current.as_mut()?;
        current.deadline = now + WANT_TIMEOUT_MS;
        let (key, (differs, _)) = (current.key, current.differs);
        if differs - current.same <= 1 {
            current.step = Step::TheirEntry;
            return Some(Move::AskBranch(About { key, seq: differs }));
        }
        let middle = current.same + (differs - current.same) / 2;
        current.step = Step::TheirHash(middle);
        Some(Move::Probe(About { key, seq: middle }))
    }

    /// Their hash came.
    pub(super) fn found(
        &mut self,
        now: Millis,
        about: About,
        hash: Option<ShortHash>,
    ) -> Result<Option<Move>, Outcome> {
        let Some(current) = self.current.as_mut() else {
            return Ok(None);
        };
        let is_asked = current.key == about.key
            && matches!(current.step, Step::TheirHash(seq) if seq == about.seq);
        if !is_asked {
            return Ok(None);
        }
        match hash {
            Some(hash) => {
                current.step = Step::OurHash(about.seq, hash);
                Ok(Some(Move::Read(about)))
            }
            None => Err(self.stall(now)),
        }
    }

    /// Our hash was read; none where nothing is stored there any more.
    pub(super) fn read(
        &mut self,
        now: Millis,
        ours: Option<ShortHash>,
    ) -> Result<Option<Move>, Outcome> {
        let Some(current) = self.current.as_mut() else {
            return Ok(None);
        };
        let Step::OurHash(seq, theirs) = current.step else {
            return Ok(None);
        };
        match ours {
            Some(ours) if ours == theirs => current.same = seq,
            Some(_) => current.differs = (seq, theirs),
            None => return Err(self.stall(now)),
        }
        Ok(self.narrow(now))
    }

    /// Their entry came.
    pub(super) fn branch(&mut self, branch: Branch) -> Result<Option<Move>, Outcome> {
        let Some(current) = self.current.as_mut() else {
            return Ok(None);
        };
        let (seq, theirs) = current.differs;
        let is_asked = matches!(current.step, Step::TheirEntry)
            && (branch.key(), branch.seq_num()) == (current.key, seq);
        if !is_asked {
            return Ok(None);
        }
        if short(&Blake2b::of(branch.entry())) != theirs {
            self.current = None;
            return Err(Outcome::Contradiction);
        }
        let key = current.key;
        current.step = Step::OurJoin(Box::new(branch));
        Ok(Some(Move::Read(About { key, seq: 1 })))
    }

    /// The device number in our log's join was read.
    pub(super) fn join(&mut self, device: DeviceNumber) -> Option<Move> {
        let current = self.current.as_mut()?;
        let Step::OurJoin(branch) = &current.step else {
            return None;
        };
        let (key, seq) = (current.key, current.differs.0);
        current.step = Step::OurEntry(branch.clone(), device);
        Some(Move::Read(About { key, seq }))
    }

    /// Our entry was read: what the proof is made of.
    pub(super) fn finish(&mut self) -> Option<(Branch, DeviceNumber, SeqNum)> {
        let current = self.current.take()?;
        match current.step {
            Step::OurEntry(branch, device) => Some((*branch, device, current.differs.0)),
            step => {
                self.current = Some(Comparison { step, ..current });
                None
            }
        }
    }

    /// What our log is being read for.
    pub(super) fn awaits(&self) -> Awaits {
        match self.current.as_ref().map(|current| &current.step) {
            Some(Step::OurHash(seq, _)) => Awaits::Hash(*seq),
            Some(Step::OurJoin(_)) => Awaits::Join,
            Some(Step::OurEntry(..)) => Awaits::Entry,
            _ => Awaits::Nothing,
        }
    }

    /// Ends what takes too long.
    pub(super) fn expire(&mut self, now: Millis) -> Option<Outcome> {
        let is_late = self
            .current
            .as_ref()
            .is_some_and(|current| now >= current.deadline);
        is_late.then(|| self.stall(now))
    }

    /// When to look again.
    pub(super) fn deadline(&self) -> Option<Millis> {
        let waiting = self.suspects.values().map(|suspect| suspect.at);
        let again = waiting.filter(|at| *at > 0).min();
        match &self.current {
            Some(current) => Some(current.deadline),
            None => again,
        }
    }

    fn stall(&mut self, now: Millis) -> Outcome {
        if let Some(current) = self.current.take() {
            self.wait(current.key, current.differs, now + AGAIN_MS);
        }
        Outcome::Stalled
    }
}

/// What a reading of our log is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaits {
    Nothing,
    Hash(SeqNum),
    Join,
    Entry,
}
