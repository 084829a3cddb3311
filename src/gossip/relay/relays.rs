//! The sockets to the meeting points: which are open, when one is tried again, what
//! it refused.

use std::collections::BTreeMap;

use super::address::RelayUrl;
use super::event::Refusal;
use crate::gossip::engine::Millis;
use crate::protocol::limits::{
    RELAY_BACKOFF_FIRST_MS, RELAY_BACKOFF_LAST_MS, RELAY_MESSAGES_A_MINUTE,
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
    failures: u32,
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
            failures: 0,
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
        if self.failures == 0 {
            self.state = RelayState::Connecting;
        }
    }

    pub(super) fn opened(&mut self) {
        self.state = RelayState::Connected;
    }

    /// Something of ours was taken: it is well again.
    pub(super) fn served(&mut self) {
        self.failures = 0;
    }

    /// It is gone; the wait doubles each time, up to a quarter of an hour.
    pub(super) fn gone(&mut self, now: Millis, jitter: u64) {
        self.socket = None;
        if matches!(self.state, RelayState::Connecting | RelayState::Connected) {
            self.state = RelayState::Unreachable;
        }
        let wait = RELAY_BACKOFF_FIRST_MS << self.failures.min(20);
        let wait = wait.min(RELAY_BACKOFF_LAST_MS);
        self.failures += 1;
        self.retry_at = self.retry_at.max(now + wait + jitter % (wait / 2));
    }

    /// It refused: it is left alone for as long as the reason asks.
    pub(super) fn refused(&mut self, now: Millis, refusal: Refusal) {
        self.state = RelayState::Refused(refusal);
        let rest = match refusal {
            Refusal::TooOften => (60_000 << self.failures.min(4)).min(RELAY_BACKOFF_LAST_MS),
            Refusal::Clock | Refusal::Unwilling => RELAY_BACKOFF_LAST_MS,
        };
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
            self.failures = 0;
            self.retry_at = now;
        }
    }
}

/// All meeting points in use.
pub(super) type Relays = BTreeMap<RelayUrl, Relay>;
