//! What a store holds, as ordered maps, and what each request does to it: the
//! model that every store is measured by. Each change is checked whole before
//! anything of it is written, so it is all or nothing by construction.

use std::collections::BTreeMap;

use super::{
    Answer, Batch, Loaded, LocalKey, LocalTable, Request, Segment, StoreError, WriterToken,
    freezing, merge, record,
};
use crate::protocol::fork::ForkProof;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::log::{Authentic, Head};

/// All that a store holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    store_id: u64,
    token: WriterToken,
    local: BTreeMap<LocalKey, Vec<u8>>,
    logs: BTreeMap<LogKey, Log>,
    snapshot: Vec<Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Log {
    head: Head,
    segments: BTreeMap<SeqNum, Segment>,
}

impl Content {
    /// A fresh store of this id.
    pub fn new(store_id: u64) -> Self {
        Self {
            store_id,
            ..Self::default()
        }
    }

    /// Does as asked. After a wipe the store has the next id.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotTheWriter`], [`StoreError::HeadMoved`]; nothing is changed then.
    pub fn answer(&mut self, request: Request) -> Result<Answer, StoreError> {
        match request {
            Request::Load => Ok(Answer::Loaded(self.load())),
            Request::BecomeWriter => {
                self.token += 1;
                Ok(Answer::Writer(self.token))
            }
            Request::Commit(batch) => self.commit(batch).map(|()| Answer::Committed),
            Request::Read {
                log,
                from,
                max_bytes,
            } => Ok(Answer::Segments(self.read(&log, from, max_bytes))),
            Request::Freeze {
                festival,
                proof,
                keep,
            } => self.freeze(festival, &proof, keep),
            Request::Forget(logs) => {
                self.logs.retain(|log, _| !logs.contains(log));
                self.local.retain(|key, _| {
                    let is_about_a_log = matches!(key.table, LocalTable::Fork | LocalTable::Fallen);
                    !is_about_a_log || !freezing::log_of(key).is_some_and(|log| logs.contains(&log))
                });
                Ok(Answer::Committed)
            }
            Request::KeepSnapshot(records) => {
                self.snapshot = records;
                Ok(Answer::Committed)
            }
            Request::LoadSnapshot => Ok(Answer::Snapshot(self.snapshot.clone())),
            Request::Tidy => Ok(Answer::Tidied(self.tidy())),
            Request::Wipe => {
                // The token goes on, so that no earlier writer is ever let in again.
                *self = Self {
                    token: self.token + 1,
                    ..Self::new(self.store_id.wrapping_add(1))
                };
                Ok(Answer::Wiped)
            }
        }
    }

    /// Does once more what was answered already; what was refused changes nothing.
    #[cfg(any(test, feature = "sim"))]
    pub(super) fn replay(&mut self, request: &Request) {
        drop(self.answer(request.clone()));
    }

    fn load(&self) -> Loaded {
        Loaded {
            store_id: self.store_id,
            local: self.local.clone(),
            heads: self.logs.values().map(|log| log.head.clone()).collect(),
        }
    }

    fn commit(&mut self, batch: Batch) -> Result<(), StoreError> {
        self.check(&batch)?;
        let Batch {
            own,
            foreign,
            local,
        } = batch;
        for step in own.into_iter().flat_map(|own| own.steps).chain(foreign) {
            self.append(step);
        }
        for (key, value) in local {
            match value {
                Some(value) => self.local.insert(key, value),
                None => self.local.remove(&key),
            };
        }
        Ok(())
    }

    fn check(&self, batch: &Batch) -> Result<(), StoreError> {
        if batch
            .own
            .as_ref()
            .is_some_and(|own| own.token != self.token)
        {
            return Err(StoreError::NotTheWriter);
        }
        check_steps(batch, |log| self.logs.get(log).map(|log| &log.head))
    }

    fn append(&mut self, step: Authentic) {
        let (key, first) = (step.run().key, step.run().first);
        let head = step.head().clone();
        let log = self.logs.entry(key).or_insert_with(|| Log {
            head: Head::empty(head.festival(), key),
            segments: BTreeMap::new(),
        });
        let before = std::mem::replace(&mut log.head, head);
        log.segments.insert(
            first,
            Segment {
                before,
                run: step.run().clone(),
            },
        );
    }

    fn freeze(
        &mut self,
        festival: FestivalId,
        proof: &ForkProof,
        keep: bool,
    ) -> Result<Answer, StoreError> {
        let (key, at) = (proof.key(), proof.at());
        let known = self.local.get(&freezing::fork_key(&key));
        let known = known.map(|row| freezing::frozen_at(row)).transpose()?;
        let log = self.logs.get(&key);
        let head = log.map_or_else(|| Head::empty(festival, key), |log| log.head.clone());
        let untouched = |head| Answer::Frozen {
            head,
            fallen: Vec::new(),
        };
        if known.is_some_and(|known| known <= at) {
            return Ok(untouched(head));
        }
        let holder = log.and_then(|log| log.segments.range(..=at).next_back());
        let cut = freezing::cut(holder.map(|(_, segment)| segment), at)?;
        let (fork, row) = freezing::fork_row(&festival, proof);
        self.local.insert(fork, row);
        let (Some(cut), Some(log)) = (cut, self.logs.get_mut(&key)) else {
            return Ok(untouched(head));
        };
        let mut fallen = Vec::new();
        for (first, segment) in log.segments.split_off(&cut.from) {
            if keep {
                let row = record::write_segment(&segment);
                self.local.insert(freezing::fallen_key(&key, first), row);
                fallen.push(segment);
            }
        }
        let part = cut.part.map(|part| (part.run.first, part));
        log.segments.extend(part);
        log.head = cut.head.clone();
        if log.head.height() == 0 {
            self.logs.remove(&key);
        }
        Ok(Answer::Frozen {
            head: cut.head,
            fallen,
        })
    }

    fn read(&self, log: &LogKey, from: SeqNum, max_bytes: u64) -> Vec<Segment> {
        let Some(log) = self.logs.get(log) else {
            return Vec::new();
        };
        let mut bytes = 0;
        log.segments
            .values()
            .filter(|segment| segment.run.last() >= from)
            .take_while(|segment| {
                let wanted = bytes == 0 || bytes < max_bytes;
                bytes += segment.run.payload_bytes().max(1);
                wanted
            })
            .cloned()
            .collect()
    }

    fn tidy(&mut self) -> u64 {
        self.logs.values_mut().map(Log::tidy).sum()
    }
}

impl Log {
    fn tidy(&mut self) -> u64 {
        let segments: Vec<Segment> = self.segments.values().cloned().collect();
        let mut fewer = 0;
        for range in merge::plan(&segments).merges {
            fewer += range.len() as u64 - 1;
            for segment in &segments[range.clone()] {
                self.segments.remove(&segment.run.first);
            }
            self.segments
                .extend(merge::join(&segments[range]).map(|merged| (merged.run.first, merged)));
        }
        fewer
    }
}

/// Checks that each step of a batch goes on where its log ends: the stored one,
/// or an earlier step of the batch.
///
/// # Errors
///
/// [`StoreError::HeadMoved`].
pub fn check_steps<'a>(
    batch: &'a Batch,
    stored: impl Fn(&LogKey) -> Option<&'a Head>,
) -> Result<(), StoreError> {
    let mut heads: BTreeMap<LogKey, &Head> = BTreeMap::new();
    for step in batch.steps() {
        let key = step.run().key;
        if !continues(heads.get(&key).copied().or_else(|| stored(&key)), step) {
            return Err(StoreError::HeadMoved);
        }
        heads.insert(key, step.head());
    }
    Ok(())
}

/// Whether `step` goes on where `stored` ends; none is a log of which nothing is
/// stored. What else makes a step legal was checked when it became [`Authentic`].
fn continues(stored: Option<&Head>, step: &Authentic) -> bool {
    let run = step.run();
    match stored {
        Some(head) => {
            run.first == head.height() + 1
                && run.before == head.hash()
                && step.head().festival() == head.festival()
                && !head.ended()
        }
        None => run.first == 1,
    }
}
