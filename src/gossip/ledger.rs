//! The ledger: how far every log is known here. Each log has two ends: what is
//! stored, which alone is announced and served, and the tip, which also counts
//! steps that are checked and on their way to the store. So entries can be
//! checked as they stream in, and nothing is announced before it is stored.
//!
//! It also keeps the lowest known fork proof of each log, and counts what each
//! festival and each author takes, so that nobody can fill a device.

use std::collections::{BTreeMap, BTreeSet};

use crate::protocol::fork::ForkProof;
use crate::protocol::freeze::admit;
use crate::protocol::id::{AuthorId, FestivalId, LogKey, SeqNum};
use crate::protocol::limits::{
    AUTHOR_SHARE, MAX_AUTHOR_LOGS, MAX_FESTIVAL_BYTES, MAX_FESTIVAL_LOGS,
};
use crate::protocol::log::{Authentic, Head, RunError};
use crate::protocol::run::Run;

/// All logs that are known here.
#[derive(Clone, Debug)]
pub struct Ledger {
    stored: BTreeMap<LogKey, Head>,
    tips: BTreeMap<LogKey, Head>,
    forks: BTreeMap<LogKey, (FestivalId, ForkProof)>,
    /// Logs that the store is shortening.
    freezing: BTreeSet<LogKey>,
    festivals: BTreeMap<FestivalId, Account>,
    festival_bytes: u64,
}

/// What a festival takes. Logs that are only frozen count as well.
#[derive(Clone, Debug, Default)]
struct Account {
    logs: BTreeSet<LogKey>,
    authors: BTreeMap<AuthorId, AuthorAccount>,
    bytes: u64,
}

#[derive(Clone, Debug, Default)]
struct AuthorAccount {
    logs: usize,
    bytes: u64,
}

/// What became of a received run.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// New here: to be stored.
    New(Box<Authentic>),
    /// All of it is known already.
    Known,
    /// It begins behind our tip; nobody is to blame.
    Early,
    /// It follows another entry than ours: the log is forked, or the sender lies.
    Apart,
    /// Nothing of it counts: the log is frozen below.
    Frozen,
    /// The festival or the author has as much as is kept.
    Crowded,
}

/// What a fork proof changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learnt {
    /// It is known already, or a lower one.
    Nothing,
    /// It is to be kept; the log is shorter anyway.
    Kept,
    /// It is to be kept, and the stored log to be shortened.
    Shorten,
}

impl Default for Ledger {
    fn default() -> Self {
        Self::load([], [])
    }
}

impl Ledger {
    /// Takes the heads and the fork proofs that the store had.
    pub fn load(
        heads: impl IntoIterator<Item = Head>,
        forks: impl IntoIterator<Item = (FestivalId, ForkProof)>,
    ) -> Self {
        let mut ledger = Self {
            stored: BTreeMap::new(),
            tips: BTreeMap::new(),
            forks: BTreeMap::new(),
            freezing: BTreeSet::new(),
            festivals: BTreeMap::new(),
            festival_bytes: MAX_FESTIVAL_BYTES,
        };
        for head in heads {
            ledger.enlist(head.festival(), head.key());
            ledger.stored.insert(head.key(), head);
        }
        for (festival, proof) in forks {
            ledger.enlist(festival, proof.key());
            ledger.forks.insert(proof.key(), (festival, proof));
        }
        ledger
    }

    /// Sets how many payload bytes a festival may take.
    pub fn allow_festival_bytes(&mut self, bytes: u64) {
        self.festival_bytes = bytes;
    }

    /// The stored end of a log.
    pub fn stored(&self, key: &LogKey) -> Option<&Head> {
        self.stored.get(key)
    }

    /// How far a log is stored, 0 for not at all.
    pub fn height(&self, key: &LogKey) -> SeqNum {
        self.stored.get(key).map_or(0, Head::height)
    }

    /// The end of what is checked, stored or not.
    pub fn tip(&self, key: &LogKey) -> Option<&Head> {
        self.tips.get(key).or_else(|| self.stored.get(key))
    }

    /// How far a log is checked, 0 for not at all.
    pub fn tip_height(&self, key: &LogKey) -> SeqNum {
        self.tip(key).map_or(0, Head::height)
    }

    /// The lowest known proof that a log is forked.
    pub fn fork(&self, key: &LogKey) -> Option<&ForkProof> {
        self.forks.get(key).map(|(_, proof)| proof)
    }

    /// The same, with the festival of the log.
    pub fn fork_of(&self, key: &LogKey) -> Option<(FestivalId, ForkProof)> {
        self.forks.get(key).cloned()
    }

    /// Where a log is frozen.
    pub fn frozen_at(&self, key: &LogKey) -> Option<SeqNum> {
        self.fork(key).map(ForkProof::at)
    }

    /// Whether the store is shortening a log at this moment.
    pub fn is_freezing(&self, key: &LogKey) -> bool {
        self.freezing.contains(key)
    }

    /// All logs of a festival, also those that are only frozen, in order.
    pub fn logs(&self, festival: FestivalId) -> impl Iterator<Item = LogKey> {
        let account = self.festivals.get(&festival);
        account
            .into_iter()
            .flat_map(|account| account.logs.iter().copied())
    }

    /// The stored ends of all logs of a festival, in order.
    pub fn of_festival(&self, festival: FestivalId) -> impl Iterator<Item = &Head> {
        self.logs(festival).filter_map(|key| self.stored.get(&key))
    }

    /// Whether an author has a log in a festival.
    pub fn knows_author(&self, festival: FestivalId, author: &AuthorId) -> bool {
        self.festivals
            .get(&festival)
            .is_some_and(|account| account.authors.contains_key(author))
    }

    /// How many authors a festival has.
    pub fn author_count(&self, festival: FestivalId) -> usize {
        self.festivals
            .get(&festival)
            .map_or(0, |account| account.authors.len())
    }

    /// Whether one more log of this author has room.
    pub fn has_room(&self, festival: FestivalId, author: &AuthorId) -> bool {
        let Some(account) = self.festivals.get(&festival) else {
            return true;
        };
        let logs = account.authors.get(author).map_or(0, |author| author.logs);
        account.logs.len() < MAX_FESTIVAL_LOGS && logs < MAX_AUTHOR_LOGS
    }

    /// Checks a run that came with `festival` and moves the tip behind it.
    ///
    /// # Errors
    ///
    /// [`RunError`] where the sender is to blame; the log stays as it was.
    pub fn take(&mut self, festival: FestivalId, run: Run) -> Result<Taken, RunError> {
        let (key, frozen_at) = (run.key, self.frozen_at(&run.key));
        let known = self.tip(&key);
        let tip = known.cloned().unwrap_or_else(|| Head::empty(festival, key));
        // An author can search two festivals in which one log id follows, so that
        // honest peers hold different logs of one name: nobody is to blame.
        if tip.festival() != festival || self.freezing.contains(&key) {
            return Ok(Taken::Frozen);
        }
        if run.last() <= tip.height() {
            return Ok(Taken::Known);
        }
        if !self.affords(festival, &run) {
            return Ok(Taken::Crowded);
        }
        let overlaps = run.first <= tip.height();
        let bytes = run.payload_bytes();
        let run = if overlaps {
            match run.tail(tip.height() + 1, tip.hash()) {
                Some(rest) => rest,
                None => return Ok(Taken::Known),
            }
        } else {
            run
        };
        if run.first > tip.height() + 1 {
            return Ok(Taken::Early);
        }
        if run.before != tip.hash() {
            return Ok(Taken::Apart);
        }
        match admit(&tip, run, frozen_at) {
            Ok(Some(step)) => {
                self.charge(festival, key, bytes);
                self.tips.insert(key, step.head().clone());
                Ok(Taken::New(Box::new(step)))
            }
            Ok(None) => Ok(Taken::Frozen),
            // We cut the run ourselves: its past may be another one than ours.
            Err(RunError::Signature(_) | RunError::Ended) if overlaps => Ok(Taken::Apart),
            Err(error) => Err(error),
        }
    }

    /// A step is stored now.
    pub fn commit(&mut self, step: &Authentic) {
        let head = step.head();
        let key = head.key();
        let caught_up = |tip: &Head| tip.height() <= head.height();
        if self.tips.get(&key).is_some_and(caught_up) {
            self.tips.remove(&key);
        }
        self.enlist(head.festival(), key);
        self.stored.insert(key, head.clone());
    }

    /// The store failed: only what is stored counts again.
    pub fn forget_tips(&mut self) {
        self.tips.clear();
    }

    /// Keeps a proof if it freezes its log lower than any known one. After
    /// [`Learnt::Shorten`] the log takes nothing until [`Ledger::shortened`].
    pub fn learn(&mut self, festival: FestivalId, proof: ForkProof) -> Learnt {
        let (key, at) = (proof.key(), proof.at());
        if self.frozen_at(&key).is_some_and(|known| known <= at) {
            return Learnt::Nothing;
        }
        self.enlist(festival, key);
        self.forks.insert(key, (festival, proof));
        if self.tip_height(&key) < at {
            return Learnt::Kept;
        }
        self.tips.remove(&key);
        self.freezing.insert(key);
        Learnt::Shorten
    }

    /// The store has shortened a log to this head.
    pub fn shortened(&mut self, head: Head) {
        let key = head.key();
        self.tips.remove(&key);
        self.freezing.remove(&key);
        if head.height() > 0 {
            self.stored.insert(key, head);
        } else {
            self.stored.remove(&key);
        }
    }

    fn enlist(&mut self, festival: FestivalId, key: LogKey) {
        let account = self.festivals.entry(festival).or_default();
        if account.logs.insert(key) {
            account.authors.entry(key.author).or_default().logs += 1;
        }
    }

    fn affords(&self, festival: FestivalId, run: &Run) -> bool {
        let Some(account) = self.festivals.get(&festival) else {
            return true;
        };
        let author = account.authors.get(&run.key.author);
        let (all, theirs) = (
            account.bytes + run.payload_bytes(),
            author.map_or(0, |author| author.bytes) + run.payload_bytes(),
        );
        all <= self.festival_bytes
            && theirs <= self.festival_bytes / AUTHOR_SHARE
            && (account.logs.contains(&run.key) || self.has_room(festival, &run.key.author))
    }

    fn charge(&mut self, festival: FestivalId, key: LogKey, bytes: u64) {
        self.enlist(festival, key);
        let account = self.festivals.entry(festival).or_default();
        account.bytes += bytes;
        account.authors.entry(key.author).or_default().bytes += bytes;
    }
}
