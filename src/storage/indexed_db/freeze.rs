//! Shortening a forked log and keeping the proof, in one transaction.

use super::connection::Connections;
use super::schema::{HEADS, LOCAL, SEGMENTS};
use super::transaction::{Durability, Writing, write};
use super::value;
use crate::protocol::fork::ForkProof;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::limits::MAX_STEP_ENTRIES;
use crate::protocol::log::Head;
use crate::storage::{Answer, Segment, StoreError, freezing, record};

/// Most records of what falls away that one page reads, of the longest ones 20 MB.
const PAGE: u32 = 32;

/// Freezes a log: the answer to the request.
///
/// # Errors
///
/// [`StoreError::Damaged`] and what else the device says; nothing is changed then.
pub(super) async fn freeze(
    connections: &Connections,
    festival: FestivalId,
    proof: &ForkProof,
    keep: bool,
) -> Result<Answer, StoreError> {
    let (answer, _) = write(connections, Durability::Strict, async |writing| {
        freeze_in(writing, festival, proof, keep).await
    })
    .await?;
    Ok(answer)
}

async fn freeze_in(
    writing: &Writing,
    festival: FestivalId,
    proof: &ForkProof,
    keep: bool,
) -> Result<Answer, StoreError> {
    let (log, at) = (proof.key(), proof.at());
    let (fork, row) = freezing::fork_row(&festival, proof);
    let fork_key = record::local_key(&fork);
    let head_key = record::head_key(&log);
    let stored = writing
        .get(&[(LOCAL, &fork_key), (HEADS, &head_key)])
        .await?;
    let mut stored = stored.into_iter();
    let known = stored.next().flatten();
    let known = known.map(|row| record::read_local(&row)).transpose()?;
    let known = known
        .map(|(_, row)| freezing::frozen_at(&row))
        .transpose()?;
    let head = stored.next().flatten();
    let head = head.map(|row| record::read_head(&row)).transpose()?;
    let head = head.unwrap_or_else(|| Head::empty(festival, log));
    let untouched = |head| Answer::Frozen {
        head,
        fallen: Vec::new(),
    };
    if known.is_some_and(|known| known <= at) {
        return Ok(untouched(head));
    }
    writing.put(LOCAL, &fork_key, &record::write_local(&fork, &row))?;
    let holder = holder(writing, &log, at).await?;
    let Some(cut) = freezing::cut(holder.as_ref(), at)? else {
        return Ok(untouched(head));
    };
    let fallen = if keep {
        keep_aside(writing, &log, cut.from).await?
    } else {
        Vec::new()
    };
    let gone = value::segments_of(&log, cut.from, SeqNum::MAX)?;
    writing.delete(SEGMENTS, gone)?;
    if let Some(part) = &cut.part {
        let key = record::segment_key(&log, part.run.first);
        writing.add(SEGMENTS, &key, &record::write_segment(part))?;
    }
    if cut.head.height() > 0 {
        writing.put(HEADS, &head_key, &record::write_head(&cut.head))?;
    } else {
        writing.delete(HEADS, value::bytes(&head_key))?;
    }
    let head = cut.head;
    Ok(Answer::Frozen { head, fallen })
}

/// The last record that begins at or below `at`.
async fn holder(
    writing: &Writing,
    log: &LogKey,
    at: SeqNum,
) -> Result<Option<Segment>, StoreError> {
    // A record has at most a step's entries, so no earlier one can hold it.
    let earliest = at.saturating_sub(MAX_STEP_ENTRIES as SeqNum - 1);
    let range = value::segments_of(log, earliest, at)?;
    let found = writing
        .get_all(SEGMENTS, range, MAX_STEP_ENTRIES as u32)
        .await?;
    let last = found.into_iter().next_back();
    last.map(|row| record::read_segment(&value::record(row)?))
        .transpose()
}

async fn keep_aside(
    writing: &Writing,
    log: &LogKey,
    from: SeqNum,
) -> Result<Vec<Segment>, StoreError> {
    let (mut next, mut fallen) = (from, Vec::new());
    loop {
        let range = value::segments_of(log, next, SeqNum::MAX)?;
        let page = writing.get_all(SEGMENTS, range, PAGE).await?;
        let is_last = page.len() < PAGE as usize;
        for row in page {
            let row = value::record(row)?;
            let segment = record::read_segment(&row)?;
            let key = freezing::fallen_key(log, segment.run.first);
            writing.put(
                LOCAL,
                &record::local_key(&key),
                &record::write_local(&key, &row),
            )?;
            next = segment.run.last() + 1;
            fallen.push(segment);
        }
        if is_last {
            return Ok(fallen);
        }
    }
}
