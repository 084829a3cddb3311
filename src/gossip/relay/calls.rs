//! Announcements: our own, by festival, and those of others that we may answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::gossip::engine::Millis;
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::installation::InstallationKey;
use crate::gossip::overlay::introduction::Nonce;
use crate::protocol::id::{FestivalId, InstallationId};
use crate::protocol::limits::{
    ANNOUNCE_MS, ANSWERS_ENOUGH, MAX_ANNOUNCEMENTS, MEETING_LIFETIME_MS, MEETING_SKEW_MS,
    MEETING_SLOT_MS,
};

/// One of our announcements.
#[derive(Debug)]
pub(super) struct OwnCall {
    /// Opens the offers that are sealed to it.
    pub(super) secret: InstallationKey,
    /// What was published, for a relay that opens later.
    pub(super) message: String,
    /// Offers that came, each good only once.
    pub(super) offers: BTreeSet<Nonce>,
    pub(super) since: Millis,
}

impl OwnCall {
    pub(super) fn is_over(&self, now: Millis) -> bool {
        now.abs_diff(self.since) >= MEETING_LIFETIME_MS
    }
}

/// When this peer announces itself in one festival.
#[derive(Debug, Default)]
pub(super) struct Schedule {
    /// Not before this, without neighbours.
    alone_at: Millis,
    /// The slot that was decided, and the moment in it at which we would speak.
    slot: Option<(u64, Millis)>,
}

impl Schedule {
    /// Whether to announce now, without neighbours.
    pub(super) fn is_due_alone(&self, now: Millis) -> bool {
        now >= self.alone_at
    }

    /// Whether to announce now, with neighbours: in each slot one of all `live`
    /// installations speaks on average, each at a moment of its own.
    pub(super) fn is_due_among(
        &mut self,
        now: Millis,
        live: usize,
        entropy: &mut dyn Entropy,
    ) -> bool {
        let slot = now / MEETING_SLOT_MS;
        let (decided, at) = *self
            .slot
            .get_or_insert((slot, now + below(entropy, MEETING_SLOT_MS)));
        if decided != slot {
            let begin = slot * MEETING_SLOT_MS;
            self.slot = Some((slot, begin + below(entropy, MEETING_SLOT_MS)));
            return false;
        }
        if now < at {
            return false;
        }
        self.slot = Some((slot, Millis::MAX));
        at != Millis::MAX && below(entropy, live.max(1) as u64) == 0
    }

    pub(super) fn announced(&mut self, now: Millis, entropy: &mut dyn Entropy) {
        // Spread, so that all who lost their net at once do not speak at once.
        self.alone_at = now + ANNOUNCE_MS + below(entropy, ANNOUNCE_MS / 4);
    }

    /// When to look again.
    pub(super) fn due(&self, now: Millis, alone: bool) -> Millis {
        if alone {
            return self.alone_at;
        }
        let next = (now / MEETING_SLOT_MS + 1) * MEETING_SLOT_MS;
        let at = self.slot.map_or(next, |(_, at)| at);
        if at > now { at.min(next) } else { next }
    }

    /// A clock that was put back must not keep anything waiting for hours.
    pub(super) fn mend(&mut self, now: Millis) {
        self.alone_at = self.alone_at.min(now + 2 * ANNOUNCE_MS);
        if self
            .slot
            .is_some_and(|(slot, _)| slot > now / MEETING_SLOT_MS)
        {
            self.slot = None;
        }
    }
}

/// Somebody else's announcement.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) festival: FestivalId,
    pub(super) from: InstallationId,
    /// Whether it says that it has no neighbours.
    pub(super) alone: bool,
    pub(super) since: Millis,
    /// When we answer, unless others have; none once that is settled.
    pub(super) answer_at: Option<Millis>,
    /// Offers to it that were seen.
    pub(super) answers: usize,
}

/// The announcements heard lately, by their key.
#[derive(Debug, Default)]
pub(super) struct HeardCalls(BTreeMap<InstallationId, Heard>);

impl HeardCalls {
    /// Remembers one; whether it is new and there is room.
    pub(super) fn hear(&mut self, call: InstallationId, heard: Heard) -> bool {
        let now = heard.since;
        self.0
            .retain(|_, old| now.abs_diff(old.since) < 2 * MEETING_SKEW_MS);
        if self.0.contains_key(&call) || self.0.len() >= MAX_ANNOUNCEMENTS {
            return false;
        }
        self.0.insert(call, heard);
        true
    }

    /// An offer to one of them was seen.
    pub(super) fn answered(&mut self, call: &InstallationId) {
        if let Some(heard) = self.0.get_mut(call) {
            heard.answers += 1;
        }
    }

    /// Those that are to be answered now, by their key.
    pub(super) fn take_due(&mut self, now: Millis) -> Vec<(InstallationId, Heard)> {
        let mut due = Vec::new();
        for (call, heard) in &mut self.0 {
            if heard.answer_at.is_some_and(|at| at <= now) {
                heard.answer_at = None;
                let is_late = now.abs_diff(heard.since) >= MEETING_LIFETIME_MS;
                if heard.answers < ANSWERS_ENOUGH && !is_late {
                    due.push((*call, heard.clone()));
                }
            }
        }
        due
    }

    /// When the next one is due.
    pub(super) fn due(&self) -> Option<Millis> {
        self.0.values().filter_map(|heard| heard.answer_at).min()
    }
}

/// A random number below `end`.
pub(super) fn below(entropy: &mut dyn Entropy, end: u64) -> u64 {
    u64::from_le_bytes(draw(entropy)) % end.max(1)
}
