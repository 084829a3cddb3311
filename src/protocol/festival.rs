//! Festivals, their key and the derivations from both (DESIGN §4 «Festival, keys, logs»).
//!
//! A festival is named by its founder and a nonce, so nobody can claim another's
//! festival. Its key K is 32 random bytes independent of the name; everything
//! secret that members share is derived from K with a purpose, so that no value
//! serves two ends. K never appears in a log, an error or a `Debug` output.

use core::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroize;

use super::id::{AuthorId, DeviceNumber, FestivalId, LogId};

/// Domain of [`festival_id`].
pub const FESTIVAL_DOMAIN: &[u8] = b"p2panda.festival.1";
/// Domain of [`log_id`].
pub const LOG_DOMAIN: &[u8] = b"p2panda.log.1";

/// 16 random bytes that tell one founder's festivals apart.
pub type FestivalNonce = [u8; 16];

/// `BLAKE2b-256("p2panda.festival.1" ‖ founder ‖ nonce)`.
pub fn festival_id(founder: &AuthorId, nonce: &FestivalNonce) -> FestivalId {
    let hash = blake2b_simd::Params::new()
        .hash_length(32)
        .to_state()
        .update(FESTIVAL_DOMAIN)
        .update(founder.as_bytes())
        .update(nonce)
        .finalize();
    let mut id = [0; 32];
    id.copy_from_slice(hash.as_bytes());
    FestivalId::from_bytes(id)
}

/// First 8 bytes, little endian, of `BLAKE2b-256("p2panda.log.1" ‖ F ‖ device number u32 LE)`.
pub fn log_id(festival: &FestivalId, device: DeviceNumber) -> LogId {
    let hash = blake2b_simd::Params::new()
        .hash_length(32)
        .to_state()
        .update(LOG_DOMAIN)
        .update(festival.as_bytes())
        .update(&device.0.to_le_bytes())
        .finalize();
    let mut id = [0; 8];
    id.copy_from_slice(&hash.as_bytes()[..8]);
    LogId(u64::from_le_bytes(id))
}

/// The festival key K of key epoch 0. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct FestivalKey([u8; 32]);

impl FestivalKey {
    /// Wraps 32 secret bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The secret itself, for an invitation or the store. Never log it.
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// `HKDF-SHA-256(K, purpose ‖ F ‖ key epoch u32 LE)`, 32 bytes; the salt is empty.
    pub fn derive(&self, purpose: &[u8], festival: &FestivalId) -> [u8; 32] {
        let hkdf = Hkdf::<Sha256>::new(None, &self.0);
        let mut out = [0; 32];
        let info = [purpose, festival.as_bytes(), &KEY_EPOCH.to_le_bytes()];
        hkdf.expand_multi_info(&info, &mut out)
            .expect("32 bytes are below HKDF's limit of 255 blocks");
        out
    }
}

/// The only key epoch of this round: K cannot be changed yet.
const KEY_EPOCH: u32 = 0;

impl fmt::Debug for FestivalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FestivalKey(secret)")
    }
}

impl Drop for FestivalKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
