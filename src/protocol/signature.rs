//! The only place where a signature is made or checked.
//!
//! Signing and verifying use ed25519-dalek 3 alone, verification is always
//! `verify_strict`, weak (small-order) keys are refused, and there is no batch
//! verification: batch and single verification disagree on crafted signatures,
//! so peers would disagree (Chalkias, Garillot, Nikolaenko: «Taming the many
//! EdDSAs», 2020).

use core::fmt;

use ed25519_dalek::{Signer, VerifyingKey};
use thiserror::Error;

use super::id::AuthorId;

/// Length of an ed25519 signature, bytes.
pub const SIGNATURE_LEN: usize = 64;

/// An ed25519 signature as bytes; says nothing about its validity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature([u8; SIGNATURE_LEN]);

impl Signature {
    /// Wraps raw bytes.
    pub const fn from_bytes(bytes: [u8; SIGNATURE_LEN]) -> Self {
        Self(bytes)
    }

    /// Wraps a slice of exactly 64 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The raw bytes.
    pub const fn as_bytes(&self) -> &[u8; SIGNATURE_LEN] {
        &self.0
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// Why a signature does not count. The culprit is whoever handed it over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BadSignature {
    /// The author's 32 bytes are no point on the curve.
    #[error("the author's key is not a valid ed25519 key")]
    NoKey,
    /// The key has small order: anything would verify under it.
    #[error("the author's key is weak")]
    WeakKey,
    /// The signature does not belong to this key and these bytes.
    #[error("the signature is wrong")]
    Wrong,
}

/// A user's secret key. It owns its public key, so the two cannot be mixed up
/// (RUSTSEC-2022-0093). Wiped from memory when dropped; never printed.
#[derive(Clone)]
pub struct AuthorKey(ed25519_dalek::SigningKey);

impl AuthorKey {
    /// The key that 32 random bytes stand for.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The 32 secret bytes, for the store and the backup. Never log them.
    pub fn expose_seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public half: the user.
    pub fn author(&self) -> AuthorId {
        AuthorId::from_bytes(self.0.verifying_key().to_bytes())
    }

    /// Signs `bytes`; deterministic (RFC 8032).
    pub fn sign(&self, bytes: &[u8]) -> Signature {
        Signature(self.0.sign(bytes).to_bytes())
    }
}

impl fmt::Debug for AuthorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuthorKey(of {:?})", self.author())
    }
}

/// Checks that `author` signed exactly `bytes`.
///
/// # Errors
///
/// [`BadSignature`], by condition; the verdict is the same on every peer.
pub fn verify(author: &AuthorId, bytes: &[u8], signature: &Signature) -> Result<(), BadSignature> {
    let key = VerifyingKey::from_bytes(author.as_bytes()).map_err(|_| BadSignature::NoKey)?;
    if key.is_weak() {
        return Err(BadSignature::WeakKey);
    }
    let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
    key.verify_strict(bytes, &signature)
        .map_err(|_| BadSignature::Wrong)
}
