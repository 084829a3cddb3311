//! Signalling for the first link: compact codes that two people carry between
//! their browsers, by camera or by paste (DESIGN §5 «First contact»).
//!
//! A code holds what cannot be guessed: fingerprint, ICE credentials and a few
//! candidates; everything else of an SDP is a template. It is not signed: Noise
//! on the open channel proves both sides. The local SDP is never edited, because
//! browsers are removing that (libp2p/specs issue 672).

mod candidate;
mod code;
mod credentials;
mod sdp;

pub use candidate::{Candidate, CandidateKind};
pub use code::{Answer, Code, CodeError, Invitation, Offer, OfferFor, OfferHash};
pub use credentials::Credentials;
pub use sdp::SdpError;

use super::handshake::{Fingerprint, Role};

/// What one side of a connection is, as far as the other must know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// SHA-256 of its DTLS certificate.
    pub fingerprint: Fingerprint,
    /// ICE user name fragment and password.
    pub credentials: Credentials,
    /// Where it may be reached, best first.
    pub candidates: Vec<Candidate>,
}

impl Description {
    /// Reads our own browser's SDP, after gathering.
    ///
    /// # Errors
    ///
    /// [`SdpError`] where a part is missing: the browser gave something unknown.
    pub fn from_sdp(sdp: &str) -> Result<Self, SdpError> {
        sdp::read(sdp)
    }

    /// The SDP to give our browser as the other side's description.
    pub fn to_sdp(&self, role: Role) -> String {
        sdp::write(self, role)
    }
}
