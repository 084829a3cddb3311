//! The head of a bundle: a few lines that a person can read as well. It says
//! whether one has the key, before anything is opened.
//!
//! ```text
//! p2panda bundle 1
//! any other lines, for people
//! festival  16 hexadecimal digits: the first 8 bytes of F
//! nonce     38 hexadecimal digits: 19 random bytes
//! check     32 hexadecimal digits: keyed BLAKE2b-128 of version ‖ festival ‖ nonce
//! (an empty line)
//! ```

use data_encoding::HEXLOWER;

use super::BundleError;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::MAX_BUNDLE_HEAD_BYTES;

/// The first line, but for the version.
pub const MAGIC: &str = "p2panda bundle ";
/// The version written and read here.
pub const VERSION: u8 = 1;
/// Purpose of the key of [`BundleHead::check`].
const CHECK_PURPOSE: &[u8] = b"p2panda.bundle.check.1";
/// For people who open the file elsewhere.
const PROSE: &str = "What somebody knows of a festival, to be carried by hand.\n\
    Give this file to p2panda; only those who were invited can read it.\n";

/// The first bytes of a festival's id: enough to find it among one's own.
pub type FestivalStart = [u8; 8];
/// What makes each bundle's seal another one: 19 random bytes, the STREAM prefix.
pub type BundleNonce = [u8; 19];

/// The head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundleHead {
    /// Of which festival.
    pub festival: FestivalStart,
    /// Random.
    pub nonce: BundleNonce,
    check: [u8; 16],
}

impl BundleHead {
    /// The head of a new bundle.
    pub fn new(festival: &FestivalId, key: &FestivalKey, nonce: BundleNonce) -> Self {
        let mut start = FestivalStart::default();
        start.copy_from_slice(&festival.as_bytes()[..8]);
        let check = check(&start, &nonce, festival, key);
        Self {
            festival: start,
            nonce,
            check,
        }
    }

    /// Whether the bundle is of this festival, as far as the head says.
    pub fn is_of(&self, festival: &FestivalId) -> bool {
        festival.as_bytes().starts_with(&self.festival)
    }

    /// Whether it was sealed with this key.
    pub fn is_sealed_with(&self, festival: &FestivalId, key: &FestivalKey) -> bool {
        self.is_of(festival) && self.check == check(&self.festival, &self.nonce, festival, key)
    }

    /// What every chunk is bound to: version ‖ festival ‖ nonce.
    pub fn bound(&self) -> Vec<u8> {
        bound(&self.festival, &self.nonce)
    }

    /// The lines, with the empty one.
    pub fn to_text(&self) -> String {
        format!(
            "{MAGIC}{VERSION}\n{PROSE}festival {}\nnonce {}\ncheck {}\n\n",
            HEXLOWER.encode(&self.festival),
            HEXLOWER.encode(&self.nonce),
            HEXLOWER.encode(&self.check),
        )
    }

    /// Reads the head from the beginning of a file, and how long it is. None while
    /// more bytes are needed.
    ///
    /// # Errors
    ///
    /// [`BundleError::NotABundle`], [`BundleError::Newer`], [`BundleError::Damaged`].
    pub fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, BundleError> {
        let bytes_after_mark = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let known = MAGIC.len().min(bytes_after_mark.len());
        if bytes_after_mark[..known] != MAGIC.as_bytes()[..known] {
            return Err(BundleError::NotABundle);
        }
        let skipped = bytes.len() - bytes_after_mark.len();
        let Some(length) = end_of_head(bytes_after_mark) else {
            return match bytes.len() {
                ..MAX_BUNDLE_HEAD_BYTES => Ok(None),
                _ => Err(BundleError::Damaged),
            };
        };
        let head = Self::parse(&bytes_after_mark[..length])?;
        Ok(Some((head, skipped + length)))
    }

    fn parse(bytes: &[u8]) -> Result<Self, BundleError> {
        let text = core::str::from_utf8(bytes).map_err(|_| BundleError::Damaged)?;
        let mut lines = text.lines().map(str::trim_end);
        let version = lines.next().and_then(|line| line.strip_prefix(MAGIC));
        match version.map(str::parse::<u32>) {
            Some(Ok(version)) if version == u32::from(VERSION) => {}
            Some(Ok(version)) if version > u32::from(VERSION) => return Err(BundleError::Newer),
            _ => return Err(BundleError::Damaged),
        }
        let (mut festival, mut nonce, mut check) = (None, None, None);
        for line in lines {
            match line.split_once(' ') {
                Some(("festival", digits)) => once(&mut festival, digits)?,
                Some(("nonce", digits)) => once(&mut nonce, digits)?,
                Some(("check", digits)) => once(&mut check, digits)?,
                _ => {}
            }
        }
        match (festival, nonce, check) {
            (Some(festival), Some(nonce), Some(check)) => Ok(Self {
                festival,
                nonce,
                check,
            }),
            _ => Err(BundleError::Damaged),
        }
    }
}

/// Reads the digits of a line that stands there once.
fn once<const N: usize>(value: &mut Option<[u8; N]>, digits: &str) -> Result<(), BundleError> {
    let bytes = HEXLOWER.decode(digits.as_bytes()).ok();
    let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
    match (value.is_some(), bytes) {
        (false, Some(bytes)) => {
            *value = Some(bytes);
            Ok(())
        }
        _ => Err(BundleError::Damaged),
    }
}

/// Where the empty line ends, however lines end: mail may have changed that.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let searched = &bytes[..bytes.len().min(MAX_BUNDLE_HEAD_BYTES)];
    let mut begin = 0;
    for (at, _) in searched
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
    {
        let line = &searched[begin..at];
        if line.is_empty() || line == b"\r" {
            return Some(at + 1);
        }
        begin = at + 1;
    }
    None
}

fn bound(festival: &FestivalStart, nonce: &BundleNonce) -> Vec<u8> {
    [&[VERSION][..], festival, nonce].concat()
}

fn check(
    start: &FestivalStart,
    nonce: &BundleNonce,
    festival: &FestivalId,
    key: &FestivalKey,
) -> [u8; 16] {
    let hash = blake2b_simd::Params::new()
        .hash_length(16)
        .key(&key.derive(CHECK_PURPOSE, festival))
        .hash(&bound(start, nonce));
    let mut check = [0; 16];
    check.copy_from_slice(hash.as_bytes());
    check
}
