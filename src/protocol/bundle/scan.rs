//! Reads the text of a bundle piece by piece: its head, its chunks, its checksum.
//! Spaces and line ends count nowhere behind the head, because mail and editors
//! break lines. What is held is never more than one chunk and one piece of file.
//!
//! ```text
//! chunk     base64url without padding, then «,» or, behind the last one, «.»
//! checksum  base64url of BLAKE2b-256("p2panda.bundle.sum.1" ‖ version ‖ festival ‖ nonce
//!           ‖ for each chunk: its length as u32 LE ‖ its bytes), then «;»
//! ```

use data_encoding::BASE64URL_NOPAD;
use memchr::memchr3;

use super::BundleError;
use super::head::BundleHead;
use crate::protocol::limits::{MAX_BUNDLE_CHUNK_BYTES, MAX_BUNDLE_HEAD_BYTES};

/// Behind every chunk but the last.
pub const GOES_ON: u8 = b',';
/// Behind the last chunk.
pub const LAST: u8 = b'.';
/// Behind the checksum.
pub const END: u8 = b';';
const SUM_DOMAIN: &[u8] = b"p2panda.bundle.sum.1";

/// A part of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The head: always the first one.
    Head(BundleHead),
    /// A sealed chunk.
    Chunk {
        /// Ciphertext and tag.
        sealed: Vec<u8>,
        /// Whether it says that it is the last one.
        last: bool,
    },
    /// The checksum, and it is right: nothing was cut off or changed by accident.
    End,
}

/// The checksum of a bundle while it grows.
#[derive(Clone, Debug)]
pub struct Checksum(blake2b_simd::State);

impl Checksum {
    /// Of a bundle with this head.
    pub fn new(head: &BundleHead) -> Self {
        let mut state = blake2b_simd::Params::new().hash_length(32).to_state();
        state.update(SUM_DOMAIN).update(&head.bound());
        Self(state)
    }

    /// A chunk follows.
    pub fn add(&mut self, sealed: &[u8]) {
        self.0
            .update(&(sealed.len() as u32).to_le_bytes())
            .update(sealed);
    }

    /// The checksum as it is written.
    pub fn to_text(&self) -> String {
        BASE64URL_NOPAD.encode(self.0.finalize().as_bytes())
    }
}

/// How far a bundle is read.
#[derive(Clone, Debug)]
enum At {
    Head,
    Chunks(Checksum),
    Sum(Checksum),
    End,
}

/// Longest text between two marks.
const MAX_TOKEN: usize = (MAX_BUNDLE_CHUNK_BYTES + super::seal::TAG_LEN).div_ceil(3) * 4;

/// Reads one bundle.
#[derive(Clone, Debug)]
pub struct Scanner {
    at: At,
    held: Vec<u8>,
    /// Bytes of `held` that were given out, and bytes that hold no mark.
    done: usize,
    searched: usize,
}

impl Default for Scanner {
    fn default() -> Self {
        Self {
            at: At::Head,
            held: Vec::new(),
            done: 0,
            searched: 0,
        }
    }
}

impl Scanner {
    /// The file goes on with these bytes. Take all parts before the next piece.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.held.drain(..self.done);
        self.searched -= self.done;
        self.done = 0;
        match self.at {
            At::Head => self.held.extend_from_slice(bytes),
            _ if !bytes.iter().any(|byte| is_space(*byte)) => self.held.extend_from_slice(bytes),
            _ => self
                .held
                .extend(bytes.iter().filter(|byte| !is_space(**byte))),
        }
    }

    /// The next part; none while more bytes are needed.
    ///
    /// # Errors
    ///
    /// [`BundleError`]; the scanner is to be thrown away then.
    pub fn next_part(&mut self) -> Result<Option<Part>, BundleError> {
        match &self.at {
            At::Head => self.head(),
            At::Chunks(_) => self.chunk(),
            At::Sum(_) => self.sum(),
            At::End if self.done < self.held.len() => Err(BundleError::Damaged),
            At::End => Ok(None),
        }
    }

    /// The file has ended.
    ///
    /// # Errors
    ///
    /// [`BundleError`] unless all of the bundle was there.
    pub fn finish(&self) -> Result<(), BundleError> {
        match &self.at {
            At::End => Ok(()),
            At::Head if self.held.len() < super::head::MAGIC.len() => Err(BundleError::NotABundle),
            _ => Err(BundleError::Damaged),
        }
    }

    fn head(&mut self) -> Result<Option<Part>, BundleError> {
        let Some((head, length)) = BundleHead::read(&self.held)? else {
            return Ok(None);
        };
        debug_assert!(length <= MAX_BUNDLE_HEAD_BYTES + 3);
        self.at = At::Chunks(Checksum::new(&head));
        self.held.drain(..length);
        self.held.retain(|byte| !is_space(*byte));
        Ok(Some(Part::Head(head)))
    }

    /// The text up to the next mark, and the mark.
    fn token(&mut self) -> Result<Option<(Vec<u8>, u8)>, BundleError> {
        let Some(found) = memchr3(GOES_ON, LAST, END, &self.held[self.searched..]) else {
            self.searched = self.held.len();
            return match self.searched - self.done {
                ..=MAX_TOKEN => Ok(None),
                _ => Err(BundleError::Damaged),
            };
        };
        let end = self.searched + found;
        let token = &self.held[self.done..end];
        if token.len() > MAX_TOKEN {
            return Err(BundleError::Damaged);
        }
        let bytes = BASE64URL_NOPAD
            .decode(token)
            .map_err(|_| BundleError::Damaged)?;
        let mark = self.held[end];
        self.done = end + 1;
        self.searched = self.done;
        Ok(Some((bytes, mark)))
    }

    fn chunk(&mut self) -> Result<Option<Part>, BundleError> {
        let Some((sealed, mark)) = self.token()? else {
            return Ok(None);
        };
        let At::Chunks(mut sum) = core::mem::replace(&mut self.at, At::End) else {
            return Err(BundleError::Damaged);
        };
        sum.add(&sealed);
        let last = match mark {
            GOES_ON => false,
            LAST => true,
            _ => return Err(BundleError::Damaged),
        };
        self.at = if last { At::Sum(sum) } else { At::Chunks(sum) };
        Ok(Some(Part::Chunk { sealed, last }))
    }

    fn sum(&mut self) -> Result<Option<Part>, BundleError> {
        let Some((said, mark)) = self.token()? else {
            return Ok(None);
        };
        let At::Sum(sum) = core::mem::replace(&mut self.at, At::End) else {
            return Err(BundleError::Damaged);
        };
        if mark == END && said == sum.0.finalize().as_bytes() {
            Ok(Some(Part::End))
        } else {
            Err(BundleError::Damaged)
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}
