//! Connections that are being made through meeting points.
//!
//! ```text
//! a member answers:  DescribingOffer  -> Offered -> Connecting -> open
//! the announcer:     DescribingAnswer            -> Connecting -> open
//! ```

use crate::gossip::engine::Millis;
use crate::gossip::handshake::{Binding, Fingerprint};
use crate::gossip::overlay::introduction::Nonce;
use crate::protocol::id::{FestivalId, InstallationId};
use crate::protocol::limits::MEETING_LIFETIME_MS;

/// One connection.
#[derive(Clone, Debug)]
pub(super) struct Dial {
    pub(super) festival: FestivalId,
    /// The announcement that it came of.
    pub(super) call: InstallationId,
    /// Who is to be reached.
    pub(super) target: InstallationId,
    pub(super) since: Millis,
    pub(super) step: Step,
}

/// How far it is.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Our browser describes itself for an offer.
    DescribingOffer,
    /// The offer is on its way.
    Offered { nonce: Nonce, local: Fingerprint },
    /// Our browser describes itself for an answer.
    DescribingAnswer { nonce: Nonce, remote: Fingerprint },
    /// Both know each other's description.
    Connecting(Box<Binding>),
}

impl Dial {
    pub(super) fn is_late(&self, now: Millis) -> bool {
        now.abs_diff(self.since) >= MEETING_LIFETIME_MS
    }

    /// Whether we made the offer, or are about to.
    pub(super) fn is_ours(&self) -> bool {
        matches!(self.step, Step::DescribingOffer | Step::Offered { .. })
    }
}
