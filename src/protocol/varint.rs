//! Canonical variable-length integers: VarU64 of the Bamboo specification.
//!
//! One byte for 0–247; otherwise a first byte 248–255 says how many of the 1–8
//! big-endian bytes follow. Only the shortest form is a VarU64, so that accepted
//! bytes equal their re-encoding.

use super::reader::{Malformed, Reader};

/// Most bytes one VarU64 takes.
pub const MAX_VARU64_BYTES: usize = 9;

/// Appends the one encoding of `value`.
pub fn write(value: u64, out: &mut Vec<u8>) {
    if value < 248 {
        out.push(value as u8);
        return;
    }
    let bytes = value.to_be_bytes();
    let skip = (value.leading_zeros() / 8) as usize;
    out.push(247 + (8 - skip) as u8);
    out.extend_from_slice(&bytes[skip..]);
}

/// Reads one VarU64.
///
/// # Errors
///
/// [`Malformed::Truncated`], or [`Malformed::NotCanonical`] for a longer form
/// than needed.
pub fn read(reader: &mut Reader<'_>) -> Result<u64, Malformed> {
    let first = reader.byte()?;
    if first < 248 {
        return Ok(u64::from(first));
    }
    let count = usize::from(first - 247);
    let mut bytes = [0; 8];
    bytes[8 - count..].copy_from_slice(reader.take(count)?);
    let value = u64::from_be_bytes(bytes);
    let shortest = if value < 248 {
        0
    } else {
        8 - (value.leading_zeros() / 8) as usize
    };
    if shortest != count {
        return Err(Malformed::NotCanonical);
    }
    Ok(value)
}
