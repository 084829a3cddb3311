//! Connections that are being made through neighbours.
//!
//! ```text
//! offering:  Describing -> Offered (on its way) -> Connecting -> open
//! answering: Describing                         -> Connecting -> open
//! ```

use std::collections::VecDeque;

use super::circuits::CircuitId;
use super::introduction::Nonce;
use crate::gossip::engine::{LinkId, Millis};
use crate::gossip::handshake::{Binding, Fingerprint};
use crate::protocol::id::{AuthorId, FestivalId, InstallationId};
use crate::protocol::limits::{CIRCUIT_MS, DIALS_AN_HOUR};

/// One connection that is being made.
#[derive(Clone, Debug)]
pub struct Dial {
    /// In which festival.
    pub festival: FestivalId,
    /// Who is to be reached.
    pub target: InstallationId,
    /// The neighbour who carries the introduction; none before it is on its way.
    pub via: Option<AuthorId>,
    /// When it was begun, or agreed to.
    pub since: Millis,
    /// How far it is.
    pub step: Step,
}

/// How far it is.
#[derive(Clone, Debug)]
pub enum Step {
    /// Our browser describes itself for an offer.
    DescribingOffer,
    /// The offer is on its way.
    Offered {
        /// The way back.
        circuit: CircuitId,
        /// Of the offer.
        nonce: Nonce,
        /// Our certificate.
        local: Fingerprint,
    },
    /// Our browser describes itself for an answer.
    DescribingAnswer {
        /// The way back.
        circuit: CircuitId,
        /// By which neighbour.
        back: LinkId,
        /// Of the offer.
        nonce: Nonce,
        /// Their certificate.
        remote: Fingerprint,
    },
    /// Both know each other's description.
    Connecting(Box<Binding>),
}

impl Dial {
    /// Whether its time is over.
    pub fn is_late(&self, now: Millis) -> bool {
        now >= self.since + CIRCUIT_MS
    }
}

/// How many connections may be begun.
#[derive(Clone, Debug, Default)]
pub struct DialBudget(VecDeque<Millis>);

impl DialBudget {
    /// Whether one more may be begun now; it counts then.
    pub fn spend(&mut self, now: Millis) -> bool {
        const HOUR_MS: u64 = 60 * 60 * 1000;
        self.0.retain(|at| now - *at < HOUR_MS);
        let fits = self.0.len() < DIALS_AN_HOUR;
        if fits {
            self.0.push_back(now);
        }
        fits
    }
}
