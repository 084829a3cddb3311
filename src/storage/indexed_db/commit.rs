//! Writing a batch: who writes and where the logs end is read inside the very
//! transaction that goes on from there, so no tab, however stale, can fork a log.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::connection::Connections;
use super::schema::{HEADS, LOCAL, SEGMENTS, SNAPSHOTS, WRITER};
use super::transaction::{Durability, Writing, write};
use super::value;
use crate::protocol::id::{LogKey, SeqNum};
use crate::protocol::log::Head;
use crate::storage::content::check_steps;
use crate::storage::{Batch, StoreError, WriterToken, freezing, record};

/// A batch, encoded before any transaction is open.
struct Encoded<'a> {
    batch: &'a Batch,
    /// One for each step, in order.
    segments: Vec<EncodedSegment>,
    heads: BTreeMap<LogKey, EncodedHead>,
    local: Vec<(Vec<u8>, Option<Vec<u8>>)>,
}

struct EncodedHead {
    key: [u8; record::HEAD_KEY_LEN],
    /// What stands for the stored head where there is none.
    empty: Vec<u8>,
    /// The log's head after the batch.
    after: Vec<u8>,
}

struct EncodedSegment {
    log: LogKey,
    key: [u8; record::SEGMENT_KEY_LEN],
    /// The head before it; none for a log's first step in the batch, which stands
    /// behind the stored head.
    before: Option<Vec<u8>>,
    run: Vec<u8>,
}

/// Writes a batch. Returns the durability that the browser reports.
///
/// # Errors
///
/// [`StoreError::NotTheWriter`], [`StoreError::HeadMoved`], [`StoreError::Full`] and
/// what else the device says; nothing is written then.
pub(super) async fn commit(connections: &Connections, batch: &Batch) -> Result<String, StoreError> {
    let encoded = Encoded::new(batch);
    let durability = if batch.is_durable() {
        Durability::Strict
    } else {
        Durability::Relaxed
    };
    let ((), said) = write(connections, durability, async |writing| {
        encoded.write(writing).await
    })
    .await?;
    Ok(said)
}

/// Makes this tab the one writer.
///
/// # Errors
///
/// What the device says; the writer is then who it was.
pub(super) async fn become_writer(connections: &Connections) -> Result<WriterToken, StoreError> {
    let (token, _) = write(connections, Durability::Strict, async |writing| {
        let stored = writing.get(&[(WRITER, record::WRITER_KEY)]).await?;
        let token = stored_token(&stored)?.wrapping_add(1);
        writing.put(WRITER, record::WRITER_KEY, &record::write_token(token))?;
        Ok(token)
    })
    .await?;
    Ok(token)
}

/// Removes logs, heads and segments together.
///
/// # Errors
///
/// What the device says; nothing is gone then.
pub(super) async fn forget(connections: &Connections, logs: &[LogKey]) -> Result<(), StoreError> {
    let ((), _) = write(connections, Durability::Strict, async |writing| {
        for log in logs {
            let segments = value::segments_of(log, 0, SeqNum::MAX)?;
            writing.delete(SEGMENTS, segments)?;
            writing.delete(HEADS, value::bytes(&record::head_key(log)))?;
            let fork = record::local_key(&freezing::fork_key(log));
            writing.delete(LOCAL, value::bytes(&fork))?;
            let [first, last] = [0, SeqNum::MAX]
                .map(|seq_num| record::local_key(&freezing::fallen_key(log, seq_num)));
            writing.delete(LOCAL, value::keys_between(&first, &last)?)?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

/// Empties the database and gives it another name. The token goes on, so that no
/// earlier writer is ever let in again. Returns the new name.
///
/// # Errors
///
/// What the device says; nothing is gone then.
pub(super) async fn wipe(connections: &Connections) -> Result<u64, StoreError> {
    let store_id = value::new_store_id()?;
    let ((), _) = write(connections, Durability::Strict, async |writing| {
        let stored = writing.get(&[(WRITER, record::WRITER_KEY)]).await?;
        // A damaged row is no reason to keep what should be gone.
        let token = stored_token(&stored).unwrap_or_default().wrapping_add(1);
        for store in [HEADS, SEGMENTS, LOCAL, SNAPSHOTS] {
            writing.clear(store)?;
        }
        writing.put(WRITER, record::WRITER_KEY, &record::write_token(token))?;
        writing.put(LOCAL, record::META_KEY, &record::write_meta(store_id))
    })
    .await?;
    Ok(store_id)
}

/// Puts a snapshot in place of the one before.
///
/// # Errors
///
/// What the device says; the one before is still there then.
pub(super) async fn keep_snapshot(
    connections: &Connections,
    records: &[Vec<u8>],
) -> Result<(), StoreError> {
    let ((), _) = write(connections, Durability::Relaxed, async |writing| {
        writing.clear(SNAPSHOTS)?;
        for (index, record) in (0_u32..).zip(records) {
            writing.put(SNAPSHOTS, &index.to_be_bytes(), record)?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

/// The token, where the writer's row is the first of these records.
fn stored_token(records: &[Option<Vec<u8>>]) -> Result<WriterToken, StoreError> {
    match records.first() {
        Some(Some(row)) => record::read_token(row),
        _ => Err(StoreError::Damaged("the writer's row is missing".into())),
    }
}

impl<'a> Encoded<'a> {
    fn new(batch: &'a Batch) -> Self {
        let mut heads: BTreeMap<LogKey, EncodedHead> = BTreeMap::new();
        let segments = batch.steps().map(|step| {
            let (log, after) = (step.run().key, record::write_head(step.head()));
            let before = match heads.entry(log) {
                Entry::Occupied(head) => Some(std::mem::replace(&mut head.into_mut().after, after)),
                Entry::Vacant(place) => {
                    let empty = record::write_head(&Head::empty(step.head().festival(), log));
                    let key = record::head_key(&log);
                    place.insert(EncodedHead { key, empty, after });
                    None
                }
            };
            let key = record::segment_key(&log, step.run().first);
            EncodedSegment {
                log,
                key,
                before,
                run: step.run().encode(),
            }
        });
        let segments = segments.collect();
        let local = batch.local.iter().map(|(key, value)| {
            (
                record::local_key(key),
                value.as_ref().map(|value| record::write_local(key, value)),
            )
        });
        let local = local.collect();
        Self {
            batch,
            segments,
            heads,
            local,
        }
    }

    async fn write(&self, writing: &Writing) -> Result<(), StoreError> {
        let stored = self.check(writing).await?;
        for segment in &self.segments {
            let before = segment.before.as_ref().or_else(|| stored.get(&segment.log));
            // Refused by the check already, were it missing.
            let before = before.ok_or(StoreError::HeadMoved)?;
            writing.add(
                SEGMENTS,
                &segment.key,
                &record::join_segment(before, &segment.run),
            )?;
        }
        for head in self.heads.values() {
            writing.put(HEADS, &head.key, &head.after)?;
        }
        for (key, row) in &self.local {
            match row {
                Some(row) => writing.put(LOCAL, key, row)?,
                None => writing.delete(LOCAL, value::bytes(key))?,
            }
        }
        Ok(())
    }

    /// Checks token and heads. Returns the record of each log's stored head, an
    /// empty one for a log that begins.
    async fn check(&self, writing: &Writing) -> Result<BTreeMap<LogKey, Vec<u8>>, StoreError> {
        let mut wanted = vec![(WRITER, record::WRITER_KEY)];
        wanted.extend(self.heads.values().map(|head| (HEADS, head.key.as_slice())));
        let mut records = writing.get(&wanted).await?;
        if let Some(own) = &self.batch.own
            && stored_token(&records)? != own.token
        {
            return Err(StoreError::NotTheWriter);
        }
        let mut stored = BTreeMap::new();
        let mut befores = BTreeMap::new();
        for ((log, head), row) in self.heads.iter().zip(records.drain(1..)) {
            if let Some(row) = &row {
                stored.insert(*log, record::read_head(row)?);
            }
            befores.insert(*log, row.unwrap_or_else(|| head.empty.clone()));
        }
        check_steps(self.batch, |log| stored.get(log))?;
        Ok(befores)
    }
}
