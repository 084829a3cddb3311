//! Stored records: bytes of a head, a segment, the writer row and local rows.
//! Pure, so that every store and every test reads them with the same care as
//! bytes from outside: a damaged record is [`StoreError::Damaged`].
//!
//! ```text
//! head     format 1 ‖ festival 32 ‖ author 32 ‖ log_id 8 LE ‖ ended 1 ‖ height VarU64
//!          ‖ hash 64 (height > 0) ‖ the links that lipmaa::still_needed(height) names, 64 each, ascending
//! segment  head record before the run ‖ run
//! writer   format 1 ‖ token 8 LE
//! meta     format 1 ‖ store id 8 LE
//! local    format 1 ‖ table 1 ‖ name (VarU64 length, bytes) ‖ value
//!
//! keys     head: author 32 ‖ log_id 8 BE     segment: head's key ‖ first seq_num 8 BE
//!          local: table 1 ‖ name             meta: 0, which is no table
//! ```
//!
//! Keys sort as bytes: a log's segments stand together, oldest first.

use std::collections::BTreeMap;

use super::{LocalKey, LocalTable, Segment, StoreError, WriterToken};
use crate::protocol::id::{AuthorId, Blake2b, FestivalId, LogId, LogKey, SeqNum};
use crate::protocol::lipmaa;
use crate::protocol::log::Head;
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::run::Run;
use crate::protocol::varint;

/// First byte of every record of this layout.
pub const FORMAT: u8 = 1;

/// Length of a head's key, bytes.
pub const HEAD_KEY_LEN: usize = AuthorId::LEN + 8;

/// Length of a segment's key, bytes.
pub const SEGMENT_KEY_LEN: usize = HEAD_KEY_LEN + 8;

/// Key of the row that holds the store id.
pub const META_KEY: &[u8] = &[0];

/// Key of the one writer row.
pub const WRITER_KEY: &[u8] = &[0];

/// Key of a log's head.
pub fn head_key(log: &LogKey) -> [u8; HEAD_KEY_LEN] {
    let mut key = [0; HEAD_KEY_LEN];
    key[..AuthorId::LEN].copy_from_slice(log.author.as_bytes());
    key[AuthorId::LEN..].copy_from_slice(&log.log_id.0.to_be_bytes());
    key
}

/// Key of the segment of `log` that begins at `first`.
pub fn segment_key(log: &LogKey, first: SeqNum) -> [u8; SEGMENT_KEY_LEN] {
    let mut key = [0; SEGMENT_KEY_LEN];
    key[..HEAD_KEY_LEN].copy_from_slice(&head_key(log));
    key[HEAD_KEY_LEN..].copy_from_slice(&first.to_be_bytes());
    key
}

/// Reads a segment's key.
///
/// # Errors
///
/// [`StoreError::Damaged`] unless it has [`SEGMENT_KEY_LEN`] bytes.
pub fn read_segment_key(key: &[u8]) -> Result<(LogKey, SeqNum), StoreError> {
    all(key, "key of a segment", |reader| {
        let author = AuthorId::from_bytes(reader.array()?);
        let log_id = LogId(u64::from_be_bytes(reader.array()?));
        Ok((
            LogKey { author, log_id },
            SeqNum::from_be_bytes(reader.array()?),
        ))
    })
}

/// Key of a local row.
pub fn local_key(key: &LocalKey) -> Vec<u8> {
    [&[key.table as u8], key.name.as_slice()].concat()
}

/// Record of a head.
pub fn write_head(head: &Head) -> Vec<u8> {
    let mut out = vec![FORMAT];
    out.extend_from_slice(head.festival().as_bytes());
    out.extend_from_slice(head.key().author.as_bytes());
    out.extend_from_slice(&head.key().log_id.0.to_le_bytes());
    out.push(u8::from(head.ended()));
    varint::write(head.height(), &mut out);
    for hash in head.hash().iter().chain(head.links().values()) {
        out.extend_from_slice(hash.as_bytes());
    }
    out
}

/// Reads the record of a head.
///
/// # Errors
///
/// [`StoreError::Damaged`] unless it is the one encoding of a sound head.
pub fn read_head(record: &[u8]) -> Result<Head, StoreError> {
    all(record, "end of a log", head)
}

/// Record of a segment, from the record of the head before it and the run's
/// encoding: the two stand behind each other.
pub fn join_segment(before: &[u8], run: &[u8]) -> Vec<u8> {
    [before, run].concat()
}

/// Record of a segment.
pub fn write_segment(segment: &Segment) -> Vec<u8> {
    join_segment(&write_head(&segment.before), &segment.run.encode())
}

/// Reads the record of a segment.
///
/// # Errors
///
/// [`StoreError::Damaged`] unless it is the one encoding of a head and a run
/// that begins right behind it. Signatures and links are not checked again.
pub fn read_segment(record: &[u8]) -> Result<Segment, StoreError> {
    all(record, "part of a log", |reader| {
        let before = head(reader)?;
        let run = Run::read(reader)?;
        let fits = run.key == before.key()
            && run.first == before.height() + 1
            && run.before == before.hash()
            && !before.ended();
        if fits {
            Ok(Segment { before, run })
        } else {
            Err(Malformed::Value)
        }
    })
}

/// Record of the writer row.
pub fn write_token(token: WriterToken) -> Vec<u8> {
    number(token)
}

/// Reads the writer row.
///
/// # Errors
///
/// [`StoreError::Damaged`].
pub fn read_token(record: &[u8]) -> Result<WriterToken, StoreError> {
    all(record, "writer's row", |reader| {
        formatted(reader).map(u64::from_le_bytes)
    })
}

/// Record of the meta row.
pub fn write_meta(store_id: u64) -> Vec<u8> {
    number(store_id)
}

/// Reads the meta row: the store id.
///
/// # Errors
///
/// [`StoreError::Damaged`].
pub fn read_meta(record: &[u8]) -> Result<u64, StoreError> {
    all(record, "name of the database", |reader| {
        formatted(reader).map(u64::from_le_bytes)
    })
}

/// Record of a local row.
pub fn write_local(key: &LocalKey, value: &[u8]) -> Vec<u8> {
    let mut out = vec![FORMAT, key.table as u8];
    varint::write(key.name.len() as u64, &mut out);
    out.extend_from_slice(&key.name);
    out.extend_from_slice(value);
    out
}

/// Reads a local row.
///
/// # Errors
///
/// [`StoreError::Damaged`], also for a table that this version does not know.
pub fn read_local(record: &[u8]) -> Result<(LocalKey, Vec<u8>), StoreError> {
    all(record, "local row", |reader| {
        let [table] = formatted(reader)?;
        let table = LocalTable::from_byte(table).ok_or(Malformed::Value)?;
        let name = reader.prefixed(record.len())?.to_vec();
        let value = reader.take(reader.rest().len())?.to_vec();
        Ok((LocalKey { table, name }, value))
    })
}

/// Reads all of `bytes`, naming what they were meant to be where they are not.
fn all<'a, T>(
    bytes: &'a [u8],
    what: &str,
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, Malformed>,
) -> Result<T, StoreError> {
    let mut reader = Reader::new(bytes);
    read(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| StoreError::Damaged(format!("{what}: {error}")))
}

/// The format byte and `N` bytes behind it.
fn formatted<const N: usize>(reader: &mut Reader<'_>) -> Result<[u8; N], Malformed> {
    if reader.byte()? != FORMAT {
        return Err(Malformed::Value);
    }
    reader.array()
}

fn number(value: u64) -> Vec<u8> {
    let mut out = vec![FORMAT];
    out.extend_from_slice(&value.to_le_bytes());
    out
}

fn head(reader: &mut Reader<'_>) -> Result<Head, Malformed> {
    let festival = FestivalId::from_bytes(formatted(reader)?);
    let author = AuthorId::from_bytes(reader.array()?);
    let log_id = LogId(u64::from_le_bytes(reader.array()?));
    let ended = match reader.byte()? {
        0 => false,
        1 => true,
        _ => return Err(Malformed::Value),
    };
    // Bounded before `still_needed`, whose arithmetic ends where seq_nums do.
    let height = reader.varu64()?;
    if height > crate::protocol::limits::MAX_SEQ_NUM || (ended && height == 0) {
        return Err(Malformed::Value);
    }
    let hash = (height > 0)
        .then(|| reader.array())
        .transpose()?
        .map(Blake2b::from_bytes);
    let mut links = BTreeMap::new();
    for seq_num in lipmaa::still_needed(height) {
        links.insert(seq_num, Blake2b::from_bytes(reader.array()?));
    }
    let key = LogKey { author, log_id };
    Head::restore(festival, key, height, hash, ended, links).ok_or(Malformed::Value)
}
