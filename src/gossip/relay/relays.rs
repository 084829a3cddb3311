//! The sockets to the meeting points: which are open, when one is tried again, what
//! it refused.

use std::collections::BTreeMap;

use super::address::RelayUrl;
use super::event::Refusal;
use crate::gossip::engine::Millis;
use crate::protocol::limits::{
    RELAY_BACKOFF_FIRST_MS, RELAY_BACKOFF_LAST_MS, RELAY_HASTE_FOR_MS, RELAY_HASTE_MS,
    RELAY_MESSAGES_A_MINUTE, RELAY_STEADY_MS,
};

/// Names one socket; an address that is tried again has another one.
pub type SocketId = u64;

/// How it stands with a meeting point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelayState {
    /// It is being called.
    Connecting,
    /// It listens to us.
    Connected,
    /// It could not be reached, or hung up; it is tried again.
    Unreachable,
    /// It refused; it is tried again, later.
    Refused(Refusal),
    /// It sent more than anybody means to.
    Flooded,
}

/// One meeting point.
#[derive(Debug)]
pub(super) struct Relay {
    pub(super) state: RelayState,
    /// The socket, while there is one.
    pub(super) socket: Option<SocketId>,
    /// The tags that it was asked for.
    pub(super) tags: Vec<String>,
    retry_at: Millis,
    /// Since when it listens to us, while it does.
    open_since: Option<Millis>,
    /// Since when it could not be reached or hung up soon, until it is well again.
    away_since: Option<Millis>,
    /// Whether it answered the last call only to hang up, again.
    hangs_up: bool,
    /// Refusals since it last took something.
    refusals: u32,
    /// The minute that is counted, and its messages.
    minute: u64,
    messages: u64,
}

impl Default for Relay {
    fn default() -> Self {
        Self {
            state: RelayState::Connecting,
            socket: None,
            tags: Vec::new(),
            retry_at: 0,
            open_since: None,
            away_since: None,
            hangs_up: false,
            refusals: 0,
            minute: 0,
            messages: 0,
        }
    }
}

impl Relay {
    pub(super) fn is_connected(&self) -> bool {
        self.state == RelayState::Connected
    }

    pub(super) fn is_due(&self, now: Millis) -> bool {
        self.socket.is_none() && self.retry_at <= now
    }

    /// When it is tried again.
    pub(super) fn due(&self) -> Option<Millis> {
        self.socket.is_none().then_some(self.retry_at)
    }

    pub(super) fn call(&mut self, socket: SocketId) {
        self.socket = Some(socket);
        self.tags.clear();
        if self.away_since.is_none() {
            self.state = RelayState::Connecting;
        }
    }

    pub(super) fn opened(&mut self, now: Millis) {
        self.state = RelayState::Connected;
        self.open_since = Some(now);
    }

    /// Something of ours was taken: it is well again.
    pub(super) fn served(&mut self) {
        (self.away_since, self.refusals) = (None, 0);
    }

    /// It is gone; it is tried again after as long as it has been away, up to a
    /// quarter of an hour. `is_needed` says that nobody else hears newcomers: then it
    /// is tried sooner for a few minutes, so that nobody waits long at the door when
    /// it is back. One that answers only to hang up is not to be crowded.
    pub(super) fn gone(&mut self, now: Millis, jitter: u64, is_needed: bool) {
        self.socket = None;
        if matches!(self.state, RelayState::Connecting | RelayState::Connected) {
            self.state = RelayState::Unreachable;
        }
        let was_open = self.open_since.take().map(|since| now.abs_diff(since));
        if was_open.is_some_and(|time| time >= RELAY_STEADY_MS) {
            self.away_since = None;
        }
        let away = now.saturating_sub(*self.away_since.get_or_insert(now));
        self.hangs_up = was_open.is_some() && away > 0;
        let longest = if is_needed && self.may_be_hurried(now) {
            RELAY_HASTE_MS
        } else {
            RELAY_BACKOFF_LAST_MS
        };
        let wait = away.clamp(RELAY_BACKOFF_FIRST_MS, longest);
        self.retry_at = self.retry_at.max(now + wait + jitter % (wait / 2));
    }

    /// Nobody else hears newcomers any more: this one is tried sooner.
    pub(super) fn hurry(&mut self, now: Millis) {
        if self.state == RelayState::Unreachable && self.may_be_hurried(now) {
            self.retry_at = self.retry_at.min(now + RELAY_HASTE_MS * 3 / 2);
        }
    }

    fn may_be_hurried(&self, now: Millis) -> bool {
        let away = self.away_since.map(|since| now.saturating_sub(since));
        !self.hangs_up && away.is_some_and(|away| away < RELAY_HASTE_FOR_MS)
    }

    /// It refused: it is left alone for as long as the reason asks.
    pub(super) fn refused(&mut self, now: Millis, refusal: Refusal) {
        self.state = RelayState::Refused(refusal);
        let rest = match refusal {
            Refusal::TooOften => (60_000 << self.refusals.min(4)).min(RELAY_BACKOFF_LAST_MS),
            Refusal::Clock | Refusal::Unwilling => RELAY_BACKOFF_LAST_MS,
        };
        self.refusals += 1;
        self.retry_at = now + rest;
    }

    /// Counts a message; whether it is one too many.
    pub(super) fn floods(&mut self, now: Millis) -> bool {
        let minute = now / 60_000;
        if core::mem::replace(&mut self.minute, minute) != minute {
            self.messages = 0;
        }
        self.messages += 1;
        let floods = self.messages > RELAY_MESSAGES_A_MINUTE;
        if floods {
            self.state = RelayState::Flooded;
            self.retry_at = now + RELAY_BACKOFF_LAST_MS;
        }
        floods
    }

    /// A clock that was put back must not keep anything waiting for hours.
    pub(super) fn mend(&mut self, now: Millis) {
        self.retry_at = self.retry_at.min(now + RELAY_BACKOFF_LAST_MS * 3 / 2);
    }

    /// The network is back: try at once, unless it refused.
    pub(super) fn hope(&mut self, now: Millis) {
        if self.state == RelayState::Unreachable {
            self.away_since = None;
            self.retry_at = now;
        }
    }
}

/// All meeting points in use.
pub(super) type Relays = BTreeMap<RelayUrl, Relay>;
