//! The overlay of one festival: whom we have links with, and whom we could have
//! one with (HyParView's active and passive view). New links are signalled
//! through neighbours, so once a peer has one link it needs no meeting point.
//!
//! Addresses say only: this installation, through that neighbour, so many links
//! away. They travel three links at most; an [`introduction`] follows them back.
//! All times here are the engine's steady ones.

pub mod circuits;
pub mod dialling;
pub mod introduction;

use std::collections::BTreeMap;

use super::engine::Millis;
use super::entropy::{Entropy, draw};
use crate::protocol::id::InstallationId;
use crate::protocol::limits::{
    BACKOFF_FIRST_MS, BACKOFF_LAST_MS, MAX_HOPS, MAX_PASSIVE, MAX_SHUFFLE, REWIRE_MS, SHUFFLE_MS,
};

/// An installation that we have no link with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passive {
    /// The neighbour that told.
    pub via: InstallationId,
    /// Links between us and it, 2..=3 with the one to `via`.
    pub hops: u8,
}

/// A failed installation's next chance.
#[derive(Clone, Copy, Debug)]
struct Backoff {
    until: Millis,
    wait: u64,
}

/// What is known of one festival's peers besides the links.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    passive: BTreeMap<InstallationId, Passive>,
    backoff: BTreeMap<InstallationId, Backoff>,
    next_shuffle: Millis,
    next_rewire: Millis,
}

impl Overlay {
    /// Takes addresses that a neighbour gave: `hops` is the distance from it.
    pub fn learn(
        &mut self,
        entropy: &mut dyn Entropy,
        via: InstallationId,
        peers: &[(InstallationId, u8)],
        is_linked: impl Fn(&InstallationId) -> bool,
    ) {
        for (installation, hops) in peers {
            let hops = hops.saturating_add(1);
            if hops > MAX_HOPS || is_linked(installation) {
                continue;
            }
            let known = self.passive.get(installation);
            if known.is_some_and(|known| known.hops < hops && is_linked(&known.via)) {
                continue;
            }
            self.passive.insert(*installation, Passive { via, hops });
        }
        while self.passive.len() > MAX_PASSIVE {
            let at = pick(entropy, self.passive.len());
            if let Some(any) = self.passive.keys().nth(at).copied() {
                self.passive.remove(&any);
            }
        }
    }

    /// The way to an installation.
    pub fn way(&self, installation: &InstallationId) -> Option<Passive> {
        self.passive.get(installation).copied()
    }

    /// How many are known without a link.
    pub fn passive_count(&self) -> usize {
        self.passive.len()
    }

    /// How many were not reached lately.
    pub fn backoff_count(&self) -> usize {
        self.backoff.len()
    }

    /// An installation is linked now, or gone.
    pub fn forget(&mut self, installation: &InstallationId) {
        self.passive.remove(installation);
    }

    /// It was reached: its failures are forgiven.
    pub fn reached(&mut self, installation: &InstallationId) {
        self.backoff.remove(installation);
        self.forget(installation);
    }

    /// It was not reached: it waits twice as long as the last time.
    pub fn failed(&mut self, now: Millis, installation: InstallationId) {
        self.backoff
            .retain(|_, known| now < known.until + BACKOFF_LAST_MS);
        let known = self.backoff.get(&installation).map(|known| known.wait);
        let wait = known.map_or(BACKOFF_FIRST_MS, |wait| (wait * 2).min(BACKOFF_LAST_MS));
        let until = now + wait;
        self.backoff.insert(installation, Backoff { until, wait });
        self.forget(&installation);
    }

    /// Those to whom no neighbour leads any more are forgotten.
    pub fn prune(&mut self, has_link: impl Fn(&InstallationId) -> bool) {
        self.passive.retain(|_, peer| has_link(&peer.via));
    }

    /// Somebody to dial, at random; the farthest first where `far` is asked for.
    pub fn candidate(
        &self,
        now: Millis,
        entropy: &mut dyn Entropy,
        far: bool,
        is_taken: impl Fn(&InstallationId) -> bool,
    ) -> Option<InstallationId> {
        let waits = |installation: &InstallationId| {
            self.backoff
                .get(installation)
                .is_some_and(|backoff| now < backoff.until)
        };
        let ready = |far: bool| -> Vec<InstallationId> {
            self.passive
                .iter()
                .filter(|(_, peer)| !far || peer.hops == MAX_HOPS)
                .map(|(installation, _)| *installation)
                .filter(|installation| !is_taken(installation) && !waits(installation))
                .collect()
        };
        let mut candidates = ready(far);
        if candidates.is_empty() {
            candidates = ready(false);
        }
        (!candidates.is_empty()).then(|| candidates[pick(entropy, candidates.len())])
    }

    /// What is told to a neighbour: our other neighbours (1 hop from us) and some
    /// of those that they know (2 hops). What is 3 hops away is not passed on.
    pub fn sample(
        &self,
        entropy: &mut dyn Entropy,
        neighbours: &[InstallationId],
        to: &InstallationId,
    ) -> Vec<(InstallationId, u8)> {
        let direct = neighbours.iter().map(|installation| (*installation, 1));
        let mut peers: Vec<(InstallationId, u8)> = direct
            .filter(|(installation, _)| installation != to)
            .collect();
        let mut farther: Vec<(InstallationId, u8)> = self
            .passive
            .iter()
            .filter(|(installation, peer)| *installation != to && peer.via != *to && peer.hops == 2)
            .map(|(installation, peer)| (*installation, peer.hops))
            .collect();
        while peers.len() < MAX_SHUFFLE && !farther.is_empty() {
            let at = pick(entropy, farther.len());
            peers.push(farther.swap_remove(at));
        }
        peers.truncate(MAX_SHUFFLE);
        peers
    }

    /// Whether it is time to exchange addresses; the next time is set.
    pub fn is_shuffle_due(&mut self, now: Millis, entropy: &mut dyn Entropy) -> bool {
        is_due(&mut self.next_shuffle, now, SHUFFLE_MS, entropy)
    }

    /// Whether it is time to try somebody farther away; the next time is set.
    pub fn is_rewire_due(&mut self, now: Millis, entropy: &mut dyn Entropy) -> bool {
        is_due(&mut self.next_rewire, now, REWIRE_MS, entropy)
    }
}

/// Whether a moment that comes again has come; moments are spread by a half, so
/// that peers do not fall into step.
fn is_due(next: &mut Millis, now: Millis, every: u64, entropy: &mut dyn Entropy) -> bool {
    if now < *next {
        return false;
    }
    let is_first = *next == 0;
    *next = now + every / 2 + pick(entropy, every as usize) as u64;
    !is_first
}

/// A number below `limit`, which must not be 0.
pub fn pick(entropy: &mut dyn Entropy, limit: usize) -> usize {
    let number = u64::from_le_bytes(draw(entropy));
    (number % limit.max(1) as u64) as usize
}
