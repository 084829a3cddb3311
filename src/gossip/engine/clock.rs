//! Time inside the engine, and what is done when it comes.

use super::{Gossip, Millis, Output};
use crate::gossip::entropy::Entropy;
use crate::gossip::session::{HangReason, State};
use crate::gossip::sync::Sync;
use crate::gossip::wire::Wire;
use crate::protocol::limits::{PING_AFTER_MS, SILENCE_MS};

/// Longest time that one input can let pass, milliseconds. A clock that is put
/// forward, or a page that slept, shall not end links that may be alive.
const LONGEST_STEP_MS: u64 = 30_000;

/// A steady time beside the driver's clock.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    wall: Option<Millis>,
    now: Millis,
    /// When the driver was asked to wake us.
    wake: Option<Millis>,
}

impl Clock {
    pub(super) fn advance(&mut self, wall: Millis) {
        // The steady time begins above 0, which stands for «never» elsewhere.
        let passed = self
            .wall
            .map_or(1, |before| wall.saturating_sub(before).min(LONGEST_STEP_MS));
        self.now += passed;
        self.wall = Some(wall);
    }

    /// The driver has woken us, perhaps too early: its clock may have been put back
    /// since we asked. What is still to come is asked for anew.
    pub(super) fn woken(&mut self) {
        self.wake = None;
    }

    /// Steady milliseconds.
    pub(super) fn now(&self) -> Millis {
        self.now
    }

    /// The driver's clock, unix milliseconds.
    pub(super) fn wall(&self) -> Millis {
        self.wall.unwrap_or(0)
    }
}

impl Gossip {
    /// Does everything whose time has come.
    pub(super) fn run_timers(&mut self, entropy: &mut dyn Entropy) {
        self.drop_unproven();
        self.keep_alive();
        if self.tell_at.is_some_and(|at| at <= self.now()) {
            self.tell_at = None;
            self.tell_changes();
        }
        self.expire_wants();
        self.expire_comparisons();
        self.admit_deferred();
        self.ask_again_to_keep();
        self.present_again();
        if self.maintain_at <= self.now() {
            self.maintain(entropy);
        }
    }

    fn drop_unproven(&mut self) {
        let now = self.now();
        let is_late =
            |state: &State| matches!(state, State::Proving { deadline, .. } if now >= *deadline);
        let sessions = self.sessions.iter();
        let late: Vec<_> = sessions
            .filter(|(_, session)| is_late(&session.state))
            .map(|(link, _)| *link)
            .collect();
        late.into_iter()
            .for_each(|link| self.hang(link, HangReason::TooSlow));
    }

    fn keep_alive(&mut self) {
        let now = self.now();
        let quiet: Vec<_> = self
            .talking()
            .map(|(link, talking)| {
                let silent = now - talking.heard_at >= SILENCE_MS;
                (link, silent, now - talking.said_at >= PING_AFTER_MS)
            })
            .collect();
        for (link, silent, mute) in quiet {
            if silent {
                self.hang(link, HangReason::Silent);
            } else if mute {
                self.send(link, &Wire::Ping);
            }
        }
    }

    /// Asks the driver for a tick at the next moment that matters.
    pub(super) fn ask_to_wake(&mut self) {
        let now = self.now();
        let Some(next) = self.next_moment().map(|at| at.max(now + 1)) else {
            return;
        };
        let is_asked = self.clock.wake.is_some_and(|at| now < at && at <= next);
        if !is_asked {
            self.clock.wake = Some(next);
            let wall = self.clock.wall().saturating_add(next - now);
            self.outputs.push_back(Output::Wake(wall));
        }
    }

    fn next_moment(&self) -> Option<Millis> {
        let now = self.now();
        let links = self
            .sessions
            .values()
            .filter_map(|session| match &session.state {
                State::Proving { deadline, .. } => Some(*deadline),
                State::Talking(talking) => {
                    let compared = talking.syncs.values();
                    let compared = compared.filter_map(|sync| sync.comparing.deadline());
                    // One that waits for our store is taken up when that answers.
                    let compared = compared.filter(|at| *at > now);
                    let alive = [
                        talking.said_at + PING_AFTER_MS,
                        talking.heard_at + SILENCE_MS,
                    ];
                    let is_deferring = |sync: &Sync| !sync.deferred.is_empty();
                    let waits = talking.syncs.values().any(is_deferring);
                    let newcomers = waits.then(|| talking.budget.newcomers_from());
                    compared.chain(alive).chain(newcomers).min()
                }
            });
        let others = [
            self.tell_at,
            self.wants.next(),
            self.keeping.values().min().copied(),
            self.next_presence(),
            self.is_overlay_busy().then_some(self.maintain_at),
        ];
        links.chain(others.into_iter().flatten()).min()
    }
}
