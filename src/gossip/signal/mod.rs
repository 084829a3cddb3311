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
mod join_link;
mod sdp;
mod trace;

pub use candidate::{Candidate, CandidateKind};
pub use code::{Answer, Code, CodeError, Invitation, Offer, OfferFor, OfferHash};
pub use credentials::Credentials;
pub use join_link::JoinLink;
pub use sdp::SdpError;
pub use trace::{Cause, Diagnosis, IceServer, Trace};

use super::handshake::{Fingerprint, Role};
use crate::protocol::reader::{Malformed, Reader};

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

    /// Appends the compact form, with as many candidates as fit into `room` bytes.
    pub fn write(&self, room: usize, out: &mut Vec<u8>) {
        let begin = out.len();
        out.push(u8::from(self.credentials.is_hex()));
        out.extend_from_slice(&self.fingerprint);
        self.credentials.write(out);
        let left = room.saturating_sub(out.len() - begin + 1);
        let candidates = Candidate::choose(&self.candidates, left);
        out.push(candidates.len() as u8);
        candidates.iter().for_each(|candidate| candidate.write(out));
    }

    /// Reads the compact form.
    ///
    /// # Errors
    ///
    /// [`Malformed`]: the culprit is whoever made it.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let hex = match reader.byte()? {
            0 => false,
            1 => true,
            _ => return Err(Malformed::Value),
        };
        let fingerprint = reader.array()?;
        let credentials = Credentials::read(reader, hex)?;
        let count = reader.byte()?;
        let candidates = (0..count)
            .map(|_| Candidate::read(reader))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            fingerprint,
            credentials,
            candidates,
        })
    }

    /// The SDP to give our browser as the other side's description.
    pub fn to_sdp(&self, role: Role) -> String {
        sdp::write(self, role)
    }
}
