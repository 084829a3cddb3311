//! What is wanted: logs of which some neighbour has shown more than is checked
//! here. Each is asked of one neighbour at a time, so that a newcomer with six
//! links is sent everything once; whoever makes no progress loses the turn.
//!
//! While a link is fresh, wanted means at once; later an entry that was only
//! announced is waited for a moment, because it will come by the tree.

use std::collections::{BTreeMap, BTreeSet};

use super::engine::{LinkId, Millis};
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::limits::{MAX_WANTS, WANT_TIMEOUT_MS};

/// A log, and the festival it is wanted for.
pub type Wanted = (FestivalId, LogKey);

/// The wants of all links.
#[derive(Clone, Debug, Default)]
pub struct Wants {
    due: BTreeMap<Wanted, Millis>,
    order: BTreeSet<(Millis, Wanted)>,
    asked: BTreeMap<Wanted, Asked>,
    timeouts: BTreeSet<(Millis, Wanted)>,
    load: BTreeMap<LinkId, usize>,
    /// Everybody is asked for as much as may be: wait until something comes.
    full: bool,
}

/// Of whom a log is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The neighbour.
    pub link: LinkId,
    /// How far it had shown the log.
    pub upto: SeqNum,
    deadline: Millis,
}

impl Wants {
    /// Wants a log at `at`, or earlier if it is wanted earlier already.
    pub fn want(&mut self, wanted: Wanted, at: Millis) {
        if self.asked.contains_key(&wanted) {
            return;
        }
        if let Some(known) = self.due.get(&wanted).copied() {
            if known <= at {
                return;
            }
            self.order.remove(&(known, wanted));
        }
        self.due.insert(wanted, at);
        self.order.insert((at, wanted));
    }

    /// The logs that are due now, first wanted first; none while everybody is busy.
    pub fn due(&self, now: Millis) -> Vec<Wanted> {
        let due = self.order.range(..=(now, LAST));
        let count = if self.full { 0 } else { MAX_WANTS };
        due.take(count).map(|(_, wanted)| *wanted).collect()
    }

    /// Nobody can be asked for more until something comes.
    pub fn wait(&mut self) {
        self.full = true;
    }

    /// Nobody needs to be asked any more.
    pub fn drop_due(&mut self, wanted: Wanted) {
        if let Some(at) = self.due.remove(&wanted) {
            self.order.remove(&(at, wanted));
        }
    }

    /// A neighbour is being asked.
    pub fn ask(&mut self, now: Millis, wanted: Wanted, link: LinkId, upto: SeqNum) {
        self.drop_due(wanted);
        let deadline = now + WANT_TIMEOUT_MS;
        self.asked.insert(
            wanted,
            Asked {
                link,
                upto,
                deadline,
            },
        );
        self.timeouts.insert((deadline, wanted));
        *self.load.entry(link).or_default() += 1;
    }

    /// Of whom a log is wanted at this moment.
    pub fn asked(&self, wanted: &Wanted) -> Option<Asked> {
        self.asked.get(wanted).copied()
    }

    /// The asked one made progress: its time begins anew.
    pub fn progress(&mut self, now: Millis, wanted: Wanted) {
        if let Some(asked) = self.asked.get_mut(&wanted) {
            self.timeouts.remove(&(asked.deadline, wanted));
            asked.deadline = now + WANT_TIMEOUT_MS;
            self.timeouts.insert((asked.deadline, wanted));
        }
    }

    /// The turn of the asked one is over.
    pub fn close(&mut self, wanted: &Wanted) -> Option<Asked> {
        let asked = self.asked.remove(wanted)?;
        self.timeouts.remove(&(asked.deadline, *wanted));
        self.full = false;
        if let Some(load) = self.load.get_mut(&asked.link) {
            *load = load.saturating_sub(1);
        }
        Some(asked)
    }

    /// Those whose time is over.
    pub fn late(&self, now: Millis) -> Vec<Wanted> {
        let late = self.timeouts.range(..=(now, LAST));
        late.map(|(_, wanted)| *wanted).collect()
    }

    /// A link is gone: what was wanted of it is wanted of others now.
    pub fn hung(&mut self, now: Millis, link: LinkId) {
        self.orphan(now, link, |_| true);
        self.load.remove(&link);
        self.full = false;
    }

    /// The same where only the talk about one festival ended.
    pub fn ended(&mut self, now: Millis, link: LinkId, festival: FestivalId) {
        self.orphan(now, link, |of| of == festival);
    }

    fn orphan(&mut self, now: Millis, link: LinkId, is_over: impl Fn(FestivalId) -> bool) {
        let orphans: Vec<Wanted> = self
            .asked
            .iter()
            .filter(|((festival, _), asked)| asked.link == link && is_over(*festival))
            .map(|(wanted, _)| *wanted)
            .collect();
        for wanted in orphans {
            self.close(&wanted);
            self.want(wanted, now);
        }
    }

    /// How many logs are wanted.
    pub fn count(&self) -> usize {
        self.due.len() + self.asked.len()
    }

    /// How many logs are wanted of a neighbour at this moment.
    pub fn load(&self, link: LinkId) -> usize {
        self.load.get(&link).copied().unwrap_or(0)
    }

    /// When something is to be done next.
    pub fn next(&self) -> Option<Millis> {
        let first = |set: &BTreeSet<(Millis, Wanted)>| set.first().map(|(at, _)| *at);
        let due = first(&self.order).filter(|_| !self.full);
        [due, first(&self.timeouts)].into_iter().flatten().min()
    }
}

/// Above every wanted log of one moment.
const LAST: Wanted = {
    use crate::protocol::id::{AuthorId, LogId};
    let key = LogKey {
        author: AuthorId::from_bytes([0xff; 32]),
        log_id: LogId(u64::MAX),
    };
    (FestivalId::from_bytes([0xff; 32]), key)
};
