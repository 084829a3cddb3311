//! A cursor over bytes from outside. Every read is checked, nothing is copied,
//! and nothing is allocated by a length that somebody claims.

use thiserror::Error;

use super::varint;

/// Why bytes are not what they claim to be. The culprit is whoever made them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Malformed {
    /// The bytes end too early.
    #[error("the data is cut off")]
    Truncated,
    /// Bytes are left over where the end should be.
    #[error("the data has bytes too many at its end")]
    Trailing,
    /// A number is not in its shortest form.
    #[error("a number is not in its shortest form")]
    NotCanonical,
    /// A field has a value that its format does not know.
    #[error("a field has a value that is not allowed")]
    Value,
    /// A length or count is over its limit.
    #[error("a length is over its limit")]
    TooLong,
}

/// A cursor over borrowed bytes.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Bytes not yet read.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    ///
    /// [`Malformed::Truncated`] when fewer are left.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or(Malformed::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// The next `N` bytes as an array.
    ///
    /// # Errors
    ///
    /// [`Malformed::Truncated`] when fewer are left.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (taken, rest) = self
            .rest
            .split_first_chunk::<N>()
            .ok_or(Malformed::Truncated)?;
        self.rest = rest;
        Ok(*taken)
    }

    /// The next byte.
    ///
    /// # Errors
    ///
    /// [`Malformed::Truncated`] at the end.
    pub fn byte(&mut self) -> Result<u8, Malformed> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// A canonical VarU64 ([`varint`]).
    ///
    /// # Errors
    ///
    /// As [`varint::read`].
    pub fn varu64(&mut self) -> Result<u64, Malformed> {
        varint::read(self)
    }

    /// A VarU64 that counts or measures something and may be at most `limit`.
    ///
    /// # Errors
    ///
    /// As [`varint::read`], and [`Malformed::TooLong`] over the limit.
    pub fn length(&mut self, limit: usize) -> Result<usize, Malformed> {
        let value = self.varu64()?;
        usize::try_from(value)
            .ok()
            .filter(|length| *length <= limit)
            .ok_or(Malformed::TooLong)
    }

    /// Bytes that are preceded by their length, at most `limit`.
    ///
    /// # Errors
    ///
    /// As [`Reader::length`] and [`Reader::take`].
    pub fn prefixed(&mut self, limit: usize) -> Result<&'a [u8], Malformed> {
        let length = self.length(limit)?;
        self.take(length)
    }

    /// Succeeds only when everything was read.
    ///
    /// # Errors
    ///
    /// [`Malformed::Trailing`] otherwise.
    pub fn end(self) -> Result<(), Malformed> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(Malformed::Trailing)
        }
    }
}
