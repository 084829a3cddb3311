//! Deterministic CBOR (RFC 8949 §4.2.1): shortest forms, definite lengths, map
//! keys sorted by their encoded bytes and unique, only text keys; no floats, no
//! tags, no trailing bytes, bounded depth.
//!
//! Canonicality is checked on the raw bytes, so fields that nobody here knows
//! survive as they are; what the bytes mean is serde's and ciborium's business.

use ciborium::Value;
use ciborium_ll::{Decoder, Encoder, Header, simple};
use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

use super::limits::MAX_CBOR_DEPTH;

/// Why bytes are not a message's CBOR. The culprit is their author.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CborError {
    /// Not CBOR, or cut off.
    #[error("the message is not CBOR at byte {0}")]
    Syntax(usize),
    /// CBOR, but not in its one deterministic form.
    #[error("the message is not in its deterministic form at byte {0}")]
    NotCanonical(usize),
    /// A float, a tag, a key that is no text, or a simple value but true, false, null.
    #[error("the message uses a kind of value that is not allowed at byte {0}")]
    NotAllowed(usize),
    /// Deeper than [`MAX_CBOR_DEPTH`].
    #[error("the message is nested too deeply")]
    TooDeep,
    /// Sound CBOR of another shape than asked for.
    #[error("the message has another shape than expected: {0}")]
    Shape(String),
}

/// Checks that `bytes` are exactly one deterministic item.
///
/// # Errors
///
/// [`CborError`] but never [`CborError::Shape`].
pub fn check(bytes: &[u8]) -> Result<(), CborError> {
    let mut checker = Checker { bytes, at: 0 };
    checker.item(1)?;
    if checker.at == bytes.len() {
        Ok(())
    } else {
        Err(CborError::NotCanonical(checker.at))
    }
}

struct Checker<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Checker<'a> {
    fn item(&mut self, depth: usize) -> Result<(), CborError> {
        if depth > MAX_CBOR_DEPTH {
            return Err(CborError::TooDeep);
        }
        let start = self.at;
        match self.header()? {
            Header::Positive(_) | Header::Negative(_) => Ok(()),
            Header::Simple(simple::FALSE | simple::TRUE | simple::NULL) => Ok(()),
            Header::Bytes(Some(length)) => self.skip(length).map(drop),
            Header::Text(Some(length)) => self.text(length).map(drop),
            Header::Array(Some(length)) => (0..length).try_for_each(|_| self.item(depth + 1)),
            Header::Map(Some(length)) => self.map(length, depth),
            Header::Bytes(None) | Header::Text(None) | Header::Array(None) | Header::Map(None) => {
                Err(CborError::NotCanonical(start))
            }
            _ => Err(CborError::NotAllowed(start)),
        }
    }

    fn map(&mut self, length: usize, depth: usize) -> Result<(), CborError> {
        let mut previous: Option<&[u8]> = None;
        for _ in 0..length {
            let start = self.at;
            match self.header()? {
                Header::Text(Some(length)) => self.text(length)?,
                Header::Text(None) => return Err(CborError::NotCanonical(start)),
                _ => return Err(CborError::NotAllowed(start)),
            };
            let key = &self.bytes[start..self.at];
            if previous.is_some_and(|previous| previous >= key) {
                return Err(CborError::NotCanonical(start));
            }
            previous = Some(key);
            self.item(depth + 1)?;
        }
        Ok(())
    }

    /// Pulls one header and compares it with its shortest form.
    fn header(&mut self) -> Result<Header, CborError> {
        let rest = &self.bytes[self.at..];
        let mut decoder = Decoder::from(rest);
        let header = decoder.pull().map_err(|_| CborError::Syntax(self.at))?;
        let length = decoder.offset();
        let mut shortest = [0; 9];
        let mut unused = &mut shortest[..];
        Encoder::from(&mut unused)
            .push(header)
            .map_err(|_| CborError::NotCanonical(self.at))?;
        let written = 9 - unused.len();
        if rest[..length] != shortest[..written] {
            return Err(CborError::NotCanonical(self.at));
        }
        self.at += length;
        Ok(header)
    }

    fn skip(&mut self, length: usize) -> Result<&'a [u8], CborError> {
        let end = self
            .at
            .checked_add(length)
            .ok_or(CborError::Syntax(self.at))?;
        let taken = self
            .bytes
            .get(self.at..end)
            .ok_or(CborError::Syntax(self.at))?;
        self.at = end;
        Ok(taken)
    }

    fn text(&mut self, length: usize) -> Result<(), CborError> {
        let start = self.at;
        core::str::from_utf8(self.skip(length)?)
            .map(drop)
            .map_err(|_| CborError::Syntax(start))
    }
}

/// Reads a value from bytes that must be deterministic.
///
/// # Errors
///
/// [`CborError`].
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, CborError> {
    check(bytes)?;
    ciborium::from_reader(bytes).map_err(|error| CborError::Shape(error.to_string()))
}

/// The deterministic encoding of a value of ours.
///
/// # Errors
///
/// [`CborError`] where the value holds what a message may not: floats, tags,
/// keys that are no text. A fault of ours.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, CborError> {
    let mut value =
        Value::serialized(value).map_err(|error| CborError::Shape(error.to_string()))?;
    sort(&mut value);
    let mut bytes = Vec::new();
    ciborium::into_writer(&value, &mut bytes)
        .map_err(|error| CborError::Shape(error.to_string()))?;
    check(&bytes)?;
    Ok(bytes)
}

/// Sorts the keys of every map by their encoded bytes: a text's header grows with
/// its length, so shorter keys come first, equal lengths by their bytes.
fn sort(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(sort),
        Value::Map(pairs) => {
            pairs.iter_mut().for_each(|(_, value)| sort(value));
            pairs.sort_by(|(a, _), (b, _)| {
                let (a, b) = (
                    a.as_text().unwrap_or_default(),
                    b.as_text().unwrap_or_default(),
                );
                a.len().cmp(&b.len()).then_with(|| a.cmp(b))
            });
        }
        _ => {}
    }
}
