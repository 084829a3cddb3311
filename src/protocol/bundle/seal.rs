//! Sealing chunks: XChaCha20-Poly1305 in the STREAM construction (the crate
//! `aead-stream`), under a key derived from the festival's. The nonce of each chunk
//! is the head's 19 random bytes, a counter, and whether it is the last one.

use core::fmt;

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::aead::Payload;
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305};

use super::head::BundleHead;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::FestivalId;

/// Purpose of the key.
const PURPOSE: &[u8] = b"p2panda.bundle.1";
/// Bytes that sealing adds to a chunk.
pub const TAG_LEN: usize = 16;

fn cipher(festival: &FestivalId, key: &FestivalKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(key.derive(PURPOSE, festival)))
}

/// Seals the chunks of one bundle.
pub struct Sealer {
    stream: Option<EncryptorBE32<XChaCha20Poly1305>>,
    bound: Vec<u8>,
}

impl Sealer {
    /// For the bundle with this head.
    pub fn new(head: &BundleHead, festival: &FestivalId, key: &FestivalKey) -> Self {
        let nonce = head.nonce.into();
        Self {
            stream: Some(EncryptorBE32::from_aead(cipher(festival, key), &nonce)),
            bound: head.bound(),
        }
    }

    /// Seals the next chunk, which may be the last one.
    pub fn seal(&mut self, plain: &[u8], last: bool) -> Vec<u8> {
        let payload = Payload {
            msg: plain,
            aad: &self.bound,
        };
        let sealed = match self.stream.take() {
            Some(stream) if last => stream.encrypt_last(payload),
            Some(mut stream) => {
                let sealed = stream.encrypt_next(payload);
                self.stream = Some(stream);
                sealed
            }
            None => Ok(Vec::new()),
        };
        sealed.expect(
            "a chunk is far below what the cipher takes, and 2^32 of them are never written",
        )
    }
}

/// Opens the chunks of one bundle.
pub struct Opener {
    stream: Option<DecryptorBE32<XChaCha20Poly1305>>,
    bound: Vec<u8>,
}

impl Opener {
    /// For the bundle with this head.
    pub fn new(head: &BundleHead, festival: &FestivalId, key: &FestivalKey) -> Self {
        let nonce = head.nonce.into();
        Self {
            stream: Some(DecryptorBE32::from_aead(cipher(festival, key), &nonce)),
            bound: head.bound(),
        }
    }

    /// Opens the next chunk; none where it is not the one that was sealed next.
    pub fn open(&mut self, sealed: &[u8], last: bool) -> Option<Vec<u8>> {
        let payload = Payload {
            msg: sealed,
            aad: &self.bound,
        };
        let mut stream = self.stream.take()?;
        let opened = if last {
            stream.decrypt_last(payload)
        } else {
            let opened = stream.decrypt_next(payload);
            self.stream = Some(stream);
            opened
        };
        opened.ok()
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(secret)")
    }
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opener(secret)")
    }
}
