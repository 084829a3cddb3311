//! Merging short segments while nobody waits. Which logs have many is counted
//! along with the commits, and once from the keys of all segments; each call
//! merges some of one log, in a transaction with the scope of own writes, so a
//! merge and a write never see each other half done.

use std::collections::BTreeMap;

use super::connection::Connections;
use super::failure::of_rexie;
use super::read::pages;
use super::schema::SEGMENTS;
use super::transaction::{Durability, Writing, read, write};
use super::value;
use crate::protocol::id::{LogKey, SeqNum};
use crate::protocol::limits::MAX_STEP_PAYLOAD_BYTES;
use crate::storage::{Batch, Segment, StoreError, merge, record};

/// Payload bytes that one call reads at most, two steps' worth: what a page does
/// with them stays well below the 50 ms that a person notices.
const MOST_BYTES: u64 = 2 * MAX_STEP_PAYLOAD_BYTES;

/// Records that one page reads at most: of the longest ones 20 MB.
const MOST_RECORDS: u32 = 32;

/// Segments of a log that may be worth merging.
#[derive(Clone, Copy, Default)]
struct Tally {
    segments: usize,
    /// Where the first of them begins; all before is as merged as it can be.
    from: SeqNum,
}

/// Knows which logs have many short segments.
#[derive(Default)]
pub(super) struct Tidier {
    /// None until the keys were read.
    tallies: Option<BTreeMap<LogKey, Tally>>,
}

impl Tidier {
    /// Counts what a commit added.
    pub(super) fn committed(&mut self, batch: &Batch) {
        let Some(tallies) = &mut self.tallies else {
            return;
        };
        for step in batch.steps() {
            tallies.entry(step.run().key).or_default().segments += 1;
        }
    }

    /// Takes out what is gone.
    pub(super) fn forgotten(&mut self, logs: &[LogKey]) {
        for log in logs {
            self.tallies
                .as_mut()
                .and_then(|tallies| tallies.remove(log));
        }
    }

    /// The next log that is worth a merge, if the counts are known.
    fn next(&self) -> Option<(LogKey, Tally)> {
        let tallies = self.tallies.as_ref()?;
        let worth = |(_, tally): &(&LogKey, &Tally)| tally.segments >= merge::LEAST_AT_THE_END;
        tallies
            .iter()
            .find(worth)
            .map(|(log, tally)| (*log, *tally))
    }
}

/// Merges some segments. Returns how many records fewer there are.
pub(super) async fn tidy(
    connections: &Connections,
    mut tidier: Tidier,
) -> Result<(Tidier, u64), StoreError> {
    if tidier.tallies.is_none() {
        tidier.tallies = Some(count(connections).await?);
    }
    while let Some((log, tally)) = tidier.next() {
        let (done, _) = write(connections, Durability::Strict, async |writing| {
            merge_some(writing, &log, tally).await
        })
        .await?;
        let (tally, fewer) = done;
        if let Some(tallies) = &mut tidier.tallies {
            tallies.insert(log, tally);
        }
        if fewer > 0 {
            return Ok((tidier, fewer));
        }
    }
    Ok((tidier, 0))
}

async fn count(connections: &Connections) -> Result<BTreeMap<LogKey, Tally>, StoreError> {
    let transaction = read(connections, &[SEGMENTS])?;
    let store = transaction.store(SEGMENTS).map_err(of_rexie)?;
    let mut tallies: BTreeMap<LogKey, Tally> = BTreeMap::new();
    for key in store.get_all_keys(None, None).await.map_err(of_rexie)? {
        let (log, _) = record::read_segment_key(&value::key(&key))?;
        tallies.entry(log).or_default().segments += 1;
    }
    Ok(tallies)
}

/// Merges what one call may read of a log. Returns what is left to look at.
async fn merge_some(
    writing: &Writing,
    log: &LogKey,
    tally: Tally,
) -> Result<(Tally, u64), StoreError> {
    let segments = pages(
        log,
        tally.from,
        MOST_BYTES,
        MOST_RECORDS,
        async |range, limit| writing.get_all(SEGMENTS, range, limit).await,
    )
    .await?;
    let plan = merge::plan(&segments);
    let mut fewer = 0;
    for range in &plan.merges {
        replace(writing, log, &segments[range.clone()])?;
        fewer += range.len() - 1;
    }
    // Other tabs write too, so the count is put right where the log's end was seen.
    let is_end = segments
        .iter()
        .map(|segment| segment.run.payload_bytes().max(1))
        .sum::<u64>()
        < MOST_BYTES;
    let seen = if is_end {
        segments.len()
    } else {
        tally.segments
    };
    let merged_open = plan
        .merges
        .last()
        .filter(|range| range.start == plan.open)
        .map_or(0, |range| range.len() - 1);
    let left = Tally {
        segments: seen.saturating_sub(plan.open + merged_open),
        from: segments
            .get(plan.open)
            .map_or(tally.from, |segment| segment.run.first),
    };
    Ok((left, fewer as u64))
}

fn replace(writing: &Writing, log: &LogKey, segments: &[Segment]) -> Result<(), StoreError> {
    let (Some(first), Some(last), Some(merged)) =
        (segments.first(), segments.last(), merge::join(segments))
    else {
        return Ok(());
    };
    let old = value::segments_of(log, first.run.first, last.run.first)?;
    writing.delete(SEGMENTS, old)?;
    let key = record::segment_key(log, first.run.first);
    writing.add(SEGMENTS, &key, &record::write_segment(&merged))
}
