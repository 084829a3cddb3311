//! Writes a bundle piece by piece: records in, text out. What is held is one chunk.

use data_encoding::BASE64URL_NOPAD;

use super::head::{BundleHead, BundleNonce};
use super::record::{About, Record};
use super::scan::{Checksum, END, GOES_ON, LAST};
use super::seal::Sealer;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::BUNDLE_CHUNK_BYTES;

/// A bundle being written.
#[derive(Debug)]
pub struct Writer {
    sealer: Sealer,
    sum: Checksum,
    plain: Vec<u8>,
    text: Vec<u8>,
}

impl Writer {
    /// Begins a bundle. `nonce` must be random and new.
    pub fn new(festival: &FestivalId, key: &FestivalKey, nonce: BundleNonce, about: About) -> Self {
        let head = BundleHead::new(festival, key, nonce);
        let mut plain = Vec::new();
        Record::About(about).write(&mut plain);
        Self {
            sealer: Sealer::new(&head, festival, key),
            sum: Checksum::new(&head),
            plain,
            text: head.to_text().into_bytes(),
        }
    }

    /// The next record: proofs first, then the runs of each log in its order, logs
    /// in the order of their keys.
    pub fn push(&mut self, record: &Record) {
        let begin = self.plain.len();
        record.write(&mut self.plain);
        if self.plain.len() > BUNDLE_CHUNK_BYTES && begin > 0 {
            let next = self.plain.split_off(begin);
            self.flush(GOES_ON);
            self.plain = next;
        }
    }

    /// The text that is ready.
    pub fn take(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.text)
    }

    /// Ends the bundle; gives the rest of its text.
    pub fn finish(mut self) -> Vec<u8> {
        self.flush(LAST);
        self.text.extend_from_slice(self.sum.to_text().as_bytes());
        self.text.extend_from_slice(&[END, b'\n']);
        self.text
    }

    fn flush(&mut self, mark: u8) {
        let sealed = self.sealer.seal(&self.plain, mark == LAST);
        self.plain.clear();
        self.sum.add(&sealed);
        let begin = self.text.len();
        let length = BASE64URL_NOPAD.encode_len(sealed.len());
        self.text.resize(begin + length, 0);
        BASE64URL_NOPAD.encode_mut(&sealed, &mut self.text[begin..]);
        self.text.extend_from_slice(&[mark, b'\n']);
    }
}
