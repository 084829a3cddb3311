//! How two browsers prove themselves on a fresh data channel (DESIGN §5 «Link»).
//!
//! Noise `NNpsk0` with a key derived from the festival key: a stranger without it
//! learns nothing. The prologue holds both DTLS fingerprints and the festival, so
//! a relay in the middle fails. Inside Noise each side then signs its role, the
//! handshake hash, the festival, its author and its installation: nothing can be
//! echoed back or carried to another festival. From then on the DTLS channel
//! itself, whose fingerprints are now authenticated, carries the frames.
//!
//! ```text
//! offerer                                 answerer
//!   -> psk, e                                         48 bytes
//!   <- e, ee                                          48
//!   <- author 32, installation 32, signature 64      144 with tag
//!   -> author 32, installation 32, signature 64      144
//! ```

use snow::{HandshakeState, TransportState};
use thiserror::Error;

use super::noise::link_handshake;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::{AuthorId, FestivalId, InstallationId};
use crate::protocol::reader::Reader;
use crate::protocol::signature::{AuthorKey, BadSignature, SIGNATURE_LEN, Signature, verify};

/// Purpose of the pre-shared key in [`FestivalKey::derive`].
const PSK_PURPOSE: &[u8] = b"p2panda.link.psk.1";
/// Start of the Noise prologue.
const PROLOGUE_DOMAIN: &[u8] = b"p2panda.link.1";
/// Domain of the proof's signature.
const PROOF_DOMAIN: &[u8] = b"p2panda.link.proof.1";
/// A proof inside Noise, bytes: author, installation, signature.
const PROOF_LEN: usize = 32 + 32 + SIGNATURE_LEN;
/// Noise's limit for one message; ours are far shorter.
const NOISE_BUFFER: usize = 1024;

/// SHA-256 of a DTLS certificate.
pub type Fingerprint = [u8; 32];

/// Which side of the link this is. The SDP offerer begins the Noise handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Made the offer.
    Offerer,
    /// Answered it.
    Answerer,
}

impl Role {
    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Offerer => 0,
            Self::Answerer => 1,
        }
    }

    /// The opposite side.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Offerer => Self::Answerer,
            Self::Answerer => Self::Offerer,
        }
    }
}

/// What a link is bound to.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Our side.
    pub role: Role,
    /// The festival of the offer.
    pub festival: FestivalId,
    /// Its key.
    pub key: FestivalKey,
    /// Fingerprint of our certificate.
    pub local: Fingerprint,
    /// Fingerprint that the offer or answer named.
    pub remote: Fingerprint,
    /// The installation that the offer or answer named, where it did.
    pub expected: Option<InstallationId>,
}

/// Who we are.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Signs proofs and entries.
    pub author: AuthorKey,
    /// This browser profile.
    pub installation: InstallationId,
}

impl Identity {
    /// What we prove to be.
    pub fn neighbour(&self) -> Neighbour {
        Neighbour {
            author: self.author.author(),
            installation: self.installation,
        }
    }
}

/// Who the other side has proven to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Neighbour {
    /// The user.
    pub author: AuthorId,
    /// The browser profile.
    pub installation: InstallationId,
}

/// Why a handshake failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HandshakeError {
    /// The other side does not hold this festival's key, or a relay sits between.
    #[error("the other device does not have this festival's key")]
    OtherKey,
    /// A message out of place or of another form.
    #[error("the other device does not speak this protocol")]
    Protocol,
    /// The proof's signature is bad.
    #[error("the other device could not prove who it is: {0}")]
    Proof(#[from] BadSignature),
    /// The other side is this very installation.
    #[error("this is the same browser; open the code on another device")]
    Ourselves,
    /// The other side is not the installation that was to be reached.
    #[error("another device answered than the one that was called")]
    NotTheCalled,
}

/// A handshake under way.
#[derive(Debug)]
pub struct Handshake {
    binding: Binding,
    identity: Identity,
    step: Step,
}

#[derive(Debug)]
enum Step {
    AwaitFirst(Box<HandshakeState>),
    AwaitSecond(Box<HandshakeState>),
    AwaitProof {
        transport: Box<TransportState>,
        hash: [u8; 64],
    },
    Failed,
}

/// What a received message led to.
#[derive(Debug, Default)]
pub struct Progress {
    /// Messages to send, in order.
    pub send: Vec<Vec<u8>>,
    /// The other side, once it is proven, and the hash that names the handshake,
    /// which is over then.
    pub proven: Option<(Neighbour, [u8; 64])>,
}

impl Handshake {
    /// Begins. `seed` are fresh random bytes. The offerer's first message comes
    /// along, the answerer waits.
    ///
    /// # Errors
    ///
    /// [`HandshakeError::Protocol`] where Noise cannot begin: a fault of ours.
    pub fn begin(
        binding: Binding,
        identity: Identity,
        seed: [u8; 32],
    ) -> Result<(Self, Option<Vec<u8>>), HandshakeError> {
        let psk = binding.key.derive(PSK_PURPOSE, &binding.festival);
        let initiator = binding.role == Role::Offerer;
        let mut noise = link_handshake(initiator, &psk, &prologue(&binding), seed)
            .map_err(|_| HandshakeError::Protocol)?;
        let first = initiator.then(|| write(&mut noise)).transpose()?;
        let noise = Box::new(noise);
        let step = if initiator {
            Step::AwaitSecond(noise)
        } else {
            Step::AwaitFirst(noise)
        };
        Ok((
            Self {
                binding,
                identity,
                step,
            },
            first,
        ))
    }

    /// Takes the other side's next message.
    ///
    /// # Errors
    ///
    /// [`HandshakeError`]; the handshake is over then and the link to be closed.
    pub fn receive(&mut self, message: &[u8]) -> Result<Progress, HandshakeError> {
        if message.len() > NOISE_BUFFER {
            return Err(HandshakeError::Protocol);
        }
        match core::mem::replace(&mut self.step, Step::Failed) {
            Step::AwaitFirst(mut noise) => {
                read(&mut noise, message)?;
                let second = write(&mut noise)?;
                let proof = self.prove(*noise)?;
                Ok(Progress {
                    send: vec![second, proof],
                    proven: None,
                })
            }
            Step::AwaitSecond(mut noise) => {
                read(&mut noise, message)?;
                let proof = self.prove(*noise)?;
                Ok(Progress {
                    send: vec![proof],
                    proven: None,
                })
            }
            Step::AwaitProof {
                mut transport,
                hash,
            } => {
                let mut opened = [0; NOISE_BUFFER];
                let length = transport
                    .read_message(message, &mut opened)
                    .map_err(|_| HandshakeError::OtherKey)?;
                let neighbour = self.check(&opened[..length], &hash)?;
                Ok(Progress {
                    send: Vec::new(),
                    proven: Some((neighbour, hash)),
                })
            }
            Step::Failed => Err(HandshakeError::Protocol),
        }
    }

    /// Our sealed proof; from here on only theirs is awaited.
    fn prove(&mut self, noise: HandshakeState) -> Result<Vec<u8>, HandshakeError> {
        let hash: [u8; 64] = noise
            .get_handshake_hash()
            .try_into()
            .map_err(|_| HandshakeError::Protocol)?;
        let mut transport = noise
            .into_transport_mode()
            .map_err(|_| HandshakeError::Protocol)?;
        let us = self.identity.neighbour();
        let signature = self
            .identity
            .author
            .sign(&self.statement(self.binding.role, &hash, &us));
        let proof = [
            &us.author.as_bytes()[..],
            us.installation.as_bytes(),
            signature.as_bytes(),
        ]
        .concat();
        let mut sealed = [0; NOISE_BUFFER];
        let length = transport
            .write_message(&proof, &mut sealed)
            .map_err(|_| HandshakeError::Protocol)?;
        self.step = Step::AwaitProof {
            transport: Box::new(transport),
            hash,
        };
        Ok(sealed[..length].to_vec())
    }

    fn check(&self, proof: &[u8], hash: &[u8; 64]) -> Result<Neighbour, HandshakeError> {
        if proof.len() != PROOF_LEN {
            return Err(HandshakeError::Protocol);
        }
        let mut reader = Reader::new(proof);
        let cut_off = |_| HandshakeError::Protocol;
        let neighbour = Neighbour {
            author: AuthorId::from_bytes(reader.array().map_err(cut_off)?),
            installation: InstallationId::from_bytes(reader.array().map_err(cut_off)?),
        };
        let signature = Signature::from_bytes(reader.array().map_err(cut_off)?);
        if neighbour.installation == self.identity.installation {
            return Err(HandshakeError::Ourselves);
        }
        verify(
            &neighbour.author,
            &self.statement(self.binding.role.other(), hash, &neighbour),
            &signature,
        )?;
        let expected = self.binding.expected;
        if expected.is_some_and(|expected| expected != neighbour.installation) {
            return Err(HandshakeError::NotTheCalled);
        }
        Ok(neighbour)
    }

    /// What a side signs: `domain ‖ role ‖ handshake hash ‖ F ‖ author ‖ installation`.
    fn statement(&self, role: Role, hash: &[u8; 64], who: &Neighbour) -> Vec<u8> {
        [
            PROOF_DOMAIN,
            &[role.byte()],
            hash,
            self.binding.festival.as_bytes(),
            who.author.as_bytes(),
            who.installation.as_bytes(),
        ]
        .concat()
    }
}

/// `domain ‖ the two fingerprints sorted ‖ F`.
fn prologue(binding: &Binding) -> Vec<u8> {
    let (low, high) = if binding.local <= binding.remote {
        (&binding.local, &binding.remote)
    } else {
        (&binding.remote, &binding.local)
    };
    [PROLOGUE_DOMAIN, low, high, binding.festival.as_bytes()].concat()
}

fn write(noise: &mut HandshakeState) -> Result<Vec<u8>, HandshakeError> {
    let mut message = [0; NOISE_BUFFER];
    let length = noise
        .write_message(&[], &mut message)
        .map_err(|_| HandshakeError::Protocol)?;
    Ok(message[..length].to_vec())
}

fn read(noise: &mut HandshakeState, message: &[u8]) -> Result<(), HandshakeError> {
    let mut payload = [0; NOISE_BUFFER];
    let length = noise
        .read_message(message, &mut payload)
        .map_err(|error| match error {
            snow::Error::Decrypt => HandshakeError::OtherKey,
            _ => HandshakeError::Protocol,
        })?;
    if length == 0 {
        Ok(())
    } else {
        Err(HandshakeError::Protocol)
    }
}

#[cfg(test)]
mod tests;
