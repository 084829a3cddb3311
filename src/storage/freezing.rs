//! What a fork proof does to the records of its log, for every store: the record
//! that holds the fork is cut, those behind it go, and the proof is kept as a local
//! row, the lowest one of each log. What falls away of an own log is kept aside, so
//! that its author can publish it again.

use super::{LocalKey, LocalTable, Segment, StoreError};
use crate::protocol::fork::ForkProof;
use crate::protocol::freeze::freeze;
use crate::protocol::id::{AuthorId, FestivalId, LogId, LogKey, SeqNum};
use crate::protocol::log::Head;
use crate::protocol::reader::{Malformed, Reader};

/// What is to become of a log's records.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Records that begin here or later go.
    pub from: SeqNum,
    /// What stands in place of the first of them.
    pub part: Option<Segment>,
    /// The log's head from now on; of height 0 where nothing is left of it.
    pub head: Head,
}

/// Cuts a log at `at`. `holder` is its last record that begins at or below `at`.
/// None where nothing stands so high.
///
/// # Errors
///
/// [`StoreError::Damaged`] where the record does not continue the head before it.
pub fn cut(holder: Option<&Segment>, at: SeqNum) -> Result<Option<Cut>, StoreError> {
    let Some(holder) = holder else {
        return Ok(None);
    };
    let frozen = freeze([(&holder.before, &holder.run)], at)
        .map_err(|error| StoreError::Damaged(format!("part of a forked log: {error}")))?;
    Ok(frozen.map(|frozen| Cut {
        from: holder.run.first,
        part: frozen.part.map(|part| Segment {
            before: holder.before.clone(),
            run: part.run().clone(),
        }),
        head: frozen.head,
    }))
}

/// The row of a proof: its festival, where it freezes (so that a lower one is told
/// without checking signatures), and the proof.
pub fn fork_row(festival: &FestivalId, proof: &ForkProof) -> (LocalKey, Vec<u8>) {
    let mut value = festival.as_bytes().to_vec();
    value.extend_from_slice(&proof.at().to_le_bytes());
    proof.write(&mut value);
    (log_row(LocalTable::Fork, &proof.key()), value)
}

/// Key of the row of a log's proof.
pub fn fork_key(log: &LogKey) -> LocalKey {
    log_row(LocalTable::Fork, log)
}

fn log_row(table: LocalTable, log: &LogKey) -> LocalKey {
    let mut name = log.author.as_bytes().to_vec();
    name.extend_from_slice(&log.log_id.0.to_be_bytes());
    LocalKey { table, name }
}

/// Where a stored proof freezes its log.
///
/// # Errors
///
/// [`StoreError::Damaged`].
pub fn frozen_at(row: &[u8]) -> Result<SeqNum, StoreError> {
    let mut reader = Reader::new(row);
    let at = reader
        .take(FestivalId::LEN)
        .and_then(|_| reader.array())
        .map(SeqNum::from_le_bytes);
    at.map_err(|error| StoreError::Damaged(format!("fork proof: {error}")))
}

/// Reads and checks a stored proof.
///
/// # Errors
///
/// [`StoreError::Damaged`].
pub fn read_fork(row: &[u8]) -> Result<(FestivalId, ForkProof), StoreError> {
    let damaged =
        |error: &dyn core::fmt::Display| StoreError::Damaged(format!("fork proof: {error}"));
    let mut reader = Reader::new(row);
    let festival = reader
        .array()
        .and_then(|bytes| {
            reader.take(size_of::<SeqNum>())?;
            Ok(FestivalId::from_bytes(bytes))
        })
        .map_err(|error: Malformed| damaged(&error))?;
    let proof = ForkProof::decode(&festival, reader.rest()).map_err(|error| damaged(&error))?;
    Ok((festival, proof))
}

/// Key of the row that keeps a record which fell away from an own log.
pub fn fallen_key(log: &LogKey, first: SeqNum) -> LocalKey {
    let mut key = log_row(LocalTable::Fallen, log);
    key.name.extend_from_slice(&first.to_be_bytes());
    key
}

/// The log that a row of a proof, or of what fell away, is about.
pub fn log_of(key: &LocalKey) -> Option<LogKey> {
    let mut reader = Reader::new(&key.name);
    let author = AuthorId::from_bytes(reader.array().ok()?);
    let log_id = LogId(u64::from_be_bytes(reader.array().ok()?));
    Some(LogKey { author, log_id })
}
