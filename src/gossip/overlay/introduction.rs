//! Introductions: an offer for a connection, and its answer, sealed so that the
//! neighbours who carry them learn only for whom they are.
//!
//! Sealed with Noise `Npsk0` to the target's installation key and with the festival
//! key; signed inside by the author. Both bind festival, sender, target, purpose
//! and expiry, so a copy is good nowhere else, and the target remembers the nonce,
//! so it is good only once.
//!
//! ```text
//! author 32 ‖ installation 32 ‖ nonce 16 ‖ urgent u8 ‖ description ‖ signature 64
//! ```

use thiserror::Error;

use crate::gossip::handshake::{Identity, Neighbour};
use crate::gossip::installation::InstallationKey;
use crate::gossip::noise;
use crate::gossip::signal::Description;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::{AuthorId, FestivalId, InstallationId};
use crate::protocol::limits::{CIRCUIT_MS, MAX_INTRODUCTION_BYTES};
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::signature::{BadSignature, SIGNATURE_LEN, Signature, verify};

/// Purpose of the pre-shared key in [`FestivalKey::derive`].
const PSK_PURPOSE: &[u8] = b"p2panda.introduction.psk.1";
/// Domain of prologue and signature.
const DOMAIN: &[u8] = b"p2panda.introduction.1";
/// Room for a description's bytes.
const DESCRIPTION_ROOM: usize =
    MAX_INTRODUCTION_BYTES - noise::SEAL_OVERHEAD - 32 - 32 - 16 - 1 - SIGNATURE_LEN;

/// Makes an introduction good only once.
pub type Nonce = [u8; 16];

/// Which way it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Asks for a connection.
    Offer,
    /// Agrees.
    Answer,
}

/// What an introduction is bound to, readable by all who carry it.
#[derive(Clone, Copy, Debug)]
pub struct Address<'a> {
    /// Which way.
    pub purpose: Purpose,
    /// In which festival.
    pub festival: FestivalId,
    /// Its key.
    pub key: &'a FestivalKey,
    /// For whom.
    pub target: InstallationId,
    /// Unix seconds after which it is refused.
    pub expiry: u32,
}

/// What only the target reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// Who sent it.
    pub from: Neighbour,
    /// Of the offer; its answer repeats it.
    pub nonce: Nonce,
    /// Whether the sender is about to be alone.
    pub urgent: bool,
    /// How to reach it.
    pub description: Description,
}

/// Why an introduction is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IntroductionError {
    /// It was not sealed to us in this festival, for this purpose and time.
    #[error("the introduction is not for us, or was changed on the way")]
    Sealed,
    /// What was sealed is not an introduction.
    #[error("the introduction is malformed: {0}")]
    Malformed(#[from] Malformed),
    /// Its author did not sign it.
    #[error("the introduction is not signed by its sender: {0}")]
    Signature(#[from] BadSignature),
    /// Its time is over, or has not come.
    #[error("the introduction has expired")]
    Expired,
    /// It was used already.
    #[error("the introduction was used before")]
    Replayed,
}

impl Introduction {
    /// Signs and seals. `seed` are fresh random bytes.
    ///
    /// # Errors
    ///
    /// [`IntroductionError::Sealed`] where the target's key is not one.
    pub fn seal(
        &self,
        identity: &Identity,
        to: Address<'_>,
        seed: [u8; 32],
    ) -> Result<Vec<u8>, IntroductionError> {
        let mut plain = Vec::new();
        plain.extend_from_slice(self.from.author.as_bytes());
        plain.extend_from_slice(self.from.installation.as_bytes());
        plain.extend_from_slice(&self.nonce);
        plain.push(u8::from(self.urgent));
        self.description.write(DESCRIPTION_ROOM, &mut plain);
        let signature = identity.author.sign(&statement(to, &plain));
        plain.extend_from_slice(signature.as_bytes());
        noise::seal(
            to.target.as_bytes(),
            &to.key.derive(PSK_PURPOSE, &to.festival),
            &prologue(to),
            seed,
            &plain,
        )
        .map_err(|_| IntroductionError::Sealed)
    }

    /// Opens and checks what came for us at `now` (unix milliseconds). Whether its
    /// nonce was seen before is for the caller to say.
    ///
    /// # Errors
    ///
    /// [`IntroductionError`]; nothing of it was believed.
    pub fn open(
        secret: &InstallationKey,
        to: Address<'_>,
        now: u64,
        sealed: &[u8],
    ) -> Result<Self, IntroductionError> {
        let lasts = u64::from(to.expiry).saturating_mul(1000);
        // Two clocks may differ; what is good for hours is no introduction.
        if lasts < now || lasts > now + 10 * CIRCUIT_MS {
            return Err(IntroductionError::Expired);
        }
        let psk = to.key.derive(PSK_PURPOSE, &to.festival);
        let plain = noise::unseal(&secret.expose_seed(), &psk, &prologue(to), sealed)
            .map_err(|_| IntroductionError::Sealed)?;
        let (said, signature) = plain
            .split_last_chunk::<SIGNATURE_LEN>()
            .ok_or(Malformed::Truncated)?;
        let mut reader = Reader::new(said);
        let from = Neighbour {
            author: AuthorId::from_bytes(reader.array()?),
            installation: InstallationId::from_bytes(reader.array()?),
        };
        let nonce = reader.array()?;
        let urgent = reader.byte()? == 1;
        let description = Description::read(&mut reader)?;
        reader.end()?;
        verify(
            &from.author,
            &statement(to, said),
            &Signature::from_bytes(*signature),
        )?;
        Ok(Self {
            from,
            nonce,
            urgent,
            description,
        })
    }
}

/// When an introduction made at `now` (unix milliseconds) ends, unix seconds.
pub fn expiry_from(now: u64) -> u32 {
    u32::try_from((now + CIRCUIT_MS) / 1000 + 1).unwrap_or(u32::MAX)
}

/// `domain ‖ purpose ‖ F ‖ target ‖ expiry`.
fn prologue(to: Address<'_>) -> Vec<u8> {
    let purpose = match to.purpose {
        Purpose::Offer => 0,
        Purpose::Answer => 1,
    };
    [
        DOMAIN,
        &[purpose],
        to.festival.as_bytes(),
        to.target.as_bytes(),
        &to.expiry.to_le_bytes(),
    ]
    .concat()
}

/// What the sender signs: the prologue and everything said.
fn statement(to: Address<'_>, said: &[u8]) -> Vec<u8> {
    [&prologue(to), said].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gossip::signal::Credentials;
    use crate::protocol::signature::AuthorKey;

    const NOW: u64 = 1_780_142_400_000;

    fn festival(byte: u8) -> FestivalId {
        FestivalId::from_bytes([byte; 32])
    }

    fn installation(seed: u8) -> InstallationKey {
        InstallationKey::from_seed([seed; 32])
    }

    fn address<'a>(key: &'a FestivalKey, target: u8) -> Address<'a> {
        Address {
            purpose: Purpose::Offer,
            festival: festival(1),
            key,
            target: installation(target).id(),
            expiry: expiry_from(NOW),
        }
    }

    fn offer() -> (Identity, Introduction) {
        let identity = Identity {
            author: AuthorKey::from_seed(&[1; 32]),
            installation: installation(1).id(),
        };
        let description = Description {
            fingerprint: [4; 32],
            credentials: Credentials::new("abcd", "0123456789abcdefghijkl").expect("ice-chars"),
            candidates: Vec::new(),
        };
        let introduction = Introduction {
            from: identity.neighbour(),
            nonce: [3; 16],
            urgent: true,
            description,
        };
        (identity, introduction)
    }

    #[test]
    fn only_the_target_opens_it_in_its_festival_for_its_purpose_and_time() {
        let (identity, offer) = offer();
        let key = FestivalKey::from_bytes([7; 32]);
        let to = address(&key, 2);
        let sealed = offer.seal(&identity, to, [9; 32]).expect("seals");
        assert!(sealed.len() <= MAX_INTRODUCTION_BYTES);
        let open =
            |secret: u8, to, now| Introduction::open(&installation(secret), to, now, &sealed);
        assert_eq!(open(2, to, NOW), Ok(offer.clone()));

        let other_key = FestivalKey::from_bytes([8; 32]);
        let sealed_errors = [
            open(3, to, NOW),
            open(3, address(&key, 3), NOW),
            open(2, address(&other_key, 2), NOW),
            open(
                2,
                Address {
                    festival: festival(2),
                    ..to
                },
                NOW,
            ),
            open(
                2,
                Address {
                    purpose: Purpose::Answer,
                    ..to
                },
                NOW,
            ),
            open(
                2,
                Address {
                    expiry: to.expiry + 1,
                    ..to
                },
                NOW,
            ),
        ];
        for error in sealed_errors {
            assert_eq!(error, Err(IntroductionError::Sealed));
        }
        let later = NOW + 2 * CIRCUIT_MS;
        assert_eq!(open(2, to, later), Err(IntroductionError::Expired));
        assert_eq!(
            open(2, to, NOW - 20 * CIRCUIT_MS),
            Err(IntroductionError::Expired)
        );
    }

    #[test]
    fn nobody_is_introduced_in_anothers_name() {
        let (identity, offer) = offer();
        let key = FestivalKey::from_bytes([7; 32]);
        let other = Identity {
            author: AuthorKey::from_seed(&[5; 32]),
            ..identity
        };
        let sealed = offer
            .seal(&other, address(&key, 2), [9; 32])
            .expect("seals");
        let opened = Introduction::open(&installation(2), address(&key, 2), NOW, &sealed);
        assert!(matches!(opened, Err(IntroductionError::Signature(_))));
    }
}
