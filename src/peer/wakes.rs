//! When the core wants to be woken: all moments asked for, of which the driver is
//! told the earliest.

use std::collections::BTreeSet;

use crate::gossip::engine::Millis;

/// Moments to be woken at.
#[derive(Debug, Default)]
pub(super) struct Wakes {
    wanted: BTreeSet<Millis>,
    told: Option<Millis>,
}

impl Wakes {
    /// Wakes at `at`.
    pub(super) fn ask(&mut self, at: Millis) {
        self.wanted.insert(at);
    }

    /// What the driver is to be told now: the earliest moment, once.
    pub(super) fn next(&mut self, now: Millis) -> Option<Millis> {
        self.wanted = self.wanted.split_off(&(now + 1));
        let first = self.wanted.first().copied();
        let is_news = first != self.told;
        self.told = first;
        first.filter(|_| is_news)
    }
}
