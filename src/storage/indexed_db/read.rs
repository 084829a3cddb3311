//! Reading: everything needed to begin, and segments of a log.

use rexie::{KeyRange, Store};
use wasm_bindgen::JsValue;

use super::connection::Connections;
use super::failure::of_rexie;
use super::schema::{HEADS, LOCAL, SEGMENTS, SNAPSHOTS};
use super::transaction::read;
use super::value;
use crate::protocol::id::{LogKey, SeqNum};
use crate::protocol::limits::{MAX_STEP_ENTRIES, MAX_STEP_PAYLOAD_BYTES};
use crate::storage::{Loaded, LocalTable, Segment, StoreError, record};

/// Most records that the first page of a read takes: of the longest ones 5 MB.
/// Later pages follow the mean length seen.
const FIRST_PAGE: u64 = 8;

/// Most records of any page, whatever their length.
const LONGEST_PAGE: u32 = 256;

/// The name of the database.
///
/// # Errors
///
/// [`StoreError::Damaged`] where it is missing.
pub(super) async fn store_id(connections: &Connections) -> Result<u64, StoreError> {
    let transaction = read(connections, &[LOCAL])?;
    store_id_in(&transaction.store(LOCAL).map_err(of_rexie)?).await
}

async fn store_id_in(local: &Store) -> Result<u64, StoreError> {
    match local
        .get(value::bytes(record::META_KEY))
        .await
        .map_err(of_rexie)?
    {
        Some(row) => record::read_meta(&value::record(row)?),
        None => Err(StoreError::Damaged("the database has no name".into())),
    }
}

/// All local rows and heads, as one transaction sees them.
pub(super) async fn load(connections: &Connections) -> Result<Loaded, StoreError> {
    let transaction = read(connections, &[HEADS, LOCAL])?;
    let heads = transaction.store(HEADS).map_err(of_rexie)?;
    let local = transaction.store(LOCAL).map_err(of_rexie)?;
    let store_id = store_id_in(&local).await?;
    let rows = value::keys_from(&[LocalTable::Setting as u8])?;
    let rows = local.get_all(Some(rows), None).await.map_err(of_rexie)?;
    let heads = heads.get_all(None, None).await.map_err(of_rexie)?;
    let read_row = |row| record::read_local(&value::record(row)?);
    let read_head = |row| record::read_head(&value::record(row)?);
    Ok(Loaded {
        store_id,
        local: rows.into_iter().map(read_row).collect::<Result<_, _>>()?,
        heads: heads.into_iter().map(read_head).collect::<Result<_, _>>()?,
    })
}

/// The snapshot of the view, whole.
pub(super) async fn snapshot(connections: &Connections) -> Result<Vec<Vec<u8>>, StoreError> {
    let transaction = read(connections, &[SNAPSHOTS])?;
    let snapshots = transaction.store(SNAPSHOTS).map_err(of_rexie)?;
    let records = snapshots.get_all(None, None).await.map_err(of_rexie)?;
    records.into_iter().map(value::record).collect()
}

/// Segments of a log from the one that holds `from` on.
pub(super) async fn segments(
    connections: &Connections,
    log: &LogKey,
    from: SeqNum,
    max_bytes: u64,
) -> Result<Vec<Segment>, StoreError> {
    let transaction = read(connections, &[SEGMENTS])?;
    let store = transaction.store(SEGMENTS).map_err(of_rexie)?;
    let begin = beginning(&store, log, from).await?;
    let mut segments = pages(log, begin, max_bytes, LONGEST_PAGE, async |range, limit| {
        store
            .get_all(Some(range), Some(limit))
            .await
            .map_err(of_rexie)
    })
    .await?;
    // Only past the log's end does the last segment hold nothing so late.
    segments.retain(|segment| segment.run.last() >= from);
    Ok(segments)
}

/// Where the segment that holds `from` begins, if there is one. Only keys are
/// read, and few, because a segment has at most a step's entries.
async fn beginning(store: &Store, log: &LogKey, from: SeqNum) -> Result<SeqNum, StoreError> {
    let earliest = from.saturating_sub(MAX_STEP_ENTRIES as SeqNum - 1);
    let range = value::segments_of(log, earliest, from)?;
    let keys = store
        .get_all_keys(Some(range), None)
        .await
        .map_err(of_rexie)?;
    match keys.last() {
        Some(key) => Ok(record::read_segment_key(&value::key(key))?.1),
        None => Ok(from),
    }
}

/// Segments of `log` from the key of `begin` on, in pages that `get` reads, until
/// `max_bytes` of payload are passed; `most` records a page. Whoever opened the
/// transaction keeps it alive by awaiting nothing else in `get`.
///
/// # Errors
///
/// [`StoreError::Damaged`] where a record is, is of another log, or does not
/// follow the one before it.
pub(super) async fn pages(
    log: &LogKey,
    begin: SeqNum,
    max_bytes: u64,
    most: u32,
    get: impl AsyncFn(KeyRange, u32) -> Result<Vec<JsValue>, StoreError>,
) -> Result<Vec<Segment>, StoreError> {
    let mut segments: Vec<Segment> = Vec::new();
    let (mut next, mut bytes) = (begin, 0);
    // As few as may be enough, were each of them as long as can be.
    let first_page = (max_bytes / MAX_STEP_PAYLOAD_BYTES).clamp(1, FIRST_PAGE);
    let mut limit = first_page as u32;
    loop {
        let page = get(value::segments_of(log, next, SeqNum::MAX)?, limit).await?;
        let is_last = (page.len() as u64) < u64::from(limit);
        for row in page {
            let segment = record::read_segment(&value::record(row)?)?;
            if segment.run.key != *log || (!segments.is_empty() && segment.run.first != next) {
                return Err(StoreError::Damaged("a part of a log is missing".into()));
            }
            next = segment.run.last() + 1;
            bytes += segment.run.payload_bytes().max(1);
            segments.push(segment);
            if bytes >= max_bytes {
                return Ok(segments);
            }
        }
        if is_last {
            return Ok(segments);
        }
        let mean = bytes / segments.len() as u64 + 1;
        limit = u32::try_from((max_bytes - bytes) / mean + 1)
            .unwrap_or(most)
            .min(most);
    }
}
