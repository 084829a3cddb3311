//! The store of a simulated peer: own entries are durable when it says so, others'
//! entries and fork proofs may be lost in a crash until they are flushed. Steps are
//! shared: a thousand disks hold a flood once.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::protocol::fork::ForkProof;
use crate::protocol::freeze::freeze;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::log::{Authentic, Head};
use crate::protocol::segment::Segment;

/// What is written at once.
#[derive(Clone, Debug)]
pub enum Write {
    /// Steps that continue their logs.
    Steps(Vec<Rc<Authentic>>),
    /// A fork proof; the log is shortened where it reaches it.
    Fork(FestivalId, Rc<ForkProof>),
}

/// What a disk holds.
#[derive(Clone, Debug, Default)]
struct Content {
    logs: BTreeMap<LogKey, Log>,
    forks: BTreeMap<LogKey, (FestivalId, Rc<ForkProof>)>,
}

#[derive(Clone, Debug)]
struct Log {
    head: Head,
    /// Each step, with the head before it.
    steps: Vec<(Head, Rc<Authentic>)>,
}

/// A disk: what programs see, and what a crash leaves.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    seen: Content,
    durable: Content,
    relaxed: Vec<Write>,
}

impl Disk {
    /// Writes; lost in a crash unless flushed. False where a step does not continue
    /// its log: nothing is written then.
    pub fn write(&mut self, write: Write) -> bool {
        let done = self.seen.apply(&write);
        if done {
            self.relaxed.push(write);
        }
        done
    }

    /// Writes durably, with all that was written before.
    pub fn write_durably(&mut self, write: Write) -> bool {
        let done = self.write(write);
        self.flush();
        done
    }

    /// All that is written is durable.
    pub fn flush(&mut self) {
        for write in self.relaxed.drain(..) {
            let done = self.durable.apply(&write);
            debug_assert!(done, "what was seen is possible");
        }
    }

    /// The power fails; how many writes are lost.
    pub fn crash(&mut self) -> usize {
        let lost = core::mem::take(&mut self.relaxed).len();
        self.seen = self.durable.clone();
        lost
    }

    /// Everything is forgotten, as when the browser clears the site.
    pub fn wipe(&mut self) {
        *self = Self::default();
    }

    /// The heads of all logs.
    pub fn heads(&self) -> Vec<Head> {
        let logs = self.seen.logs.values();
        logs.map(|log| log.head.clone()).collect()
    }

    /// How far every log is stored, in the order of the logs.
    pub fn heights(&self) -> impl Iterator<Item = (LogKey, SeqNum)> {
        let logs = self.seen.logs.iter();
        logs.map(|(key, log)| (*key, log.head.height()))
    }

    /// The head of a log.
    pub fn head(&self, key: &LogKey) -> Option<&Head> {
        self.seen.logs.get(key).map(|log| &log.head)
    }

    /// All fork proofs.
    pub fn forks(&self) -> Vec<(FestivalId, ForkProof)> {
        let forks = self.seen.forks.values();
        forks
            .map(|(festival, proof)| (*festival, ForkProof::clone(proof)))
            .collect()
    }

    /// Segments that hold entries from `from` on, until `max_bytes` are passed.
    pub fn read(&self, key: &LogKey, from: SeqNum, max_bytes: u64) -> Vec<Segment> {
        let Some(log) = self.seen.logs.get(key) else {
            return Vec::new();
        };
        let begin = log
            .steps
            .partition_point(|(_, step)| step.run().last() < from);
        let mut bytes = 0;
        log.steps[begin..]
            .iter()
            .take_while(|(_, step)| {
                let wanted = bytes == 0 || bytes < max_bytes;
                bytes += step.run().payload_bytes().max(1);
                wanted
            })
            .map(|(before, step)| Segment {
                before: before.clone(),
                run: step.run().clone(),
            })
            .collect()
    }
}

impl Content {
    fn apply(&mut self, write: &Write) -> bool {
        match write {
            Write::Steps(steps) => {
                let mut heads: BTreeMap<LogKey, Option<&Head>> = BTreeMap::new();
                let continues = steps.iter().all(|step| {
                    let (run, key) = (step.run(), step.run().key);
                    let stored = self.logs.get(&key).map(|log| &log.head);
                    let before = heads.insert(key, Some(step.head())).unwrap_or(stored);
                    // A proof may have been written while the step was on its way.
                    let frozen_at = self.forks.get(&key).map(|(_, proof)| proof.at());
                    frozen_at.is_none_or(|at| run.last() < at)
                        && run.first == before.map_or(0, Head::height) + 1
                        && run.before == before.and_then(Head::hash)
                });
                if continues {
                    steps.iter().for_each(|step| self.append(step));
                }
                continues
            }
            Write::Fork(festival, proof) => {
                self.shorten(proof);
                self.forks
                    .insert(proof.key(), (*festival, Rc::clone(proof)));
                true
            }
        }
    }

    fn append(&mut self, step: &Rc<Authentic>) {
        let (key, head) = (step.run().key, step.head());
        let log = self.logs.entry(key).or_insert_with(|| Log {
            head: Head::empty(head.festival(), key),
            steps: Vec::new(),
        });
        let before = core::mem::replace(&mut log.head, head.clone());
        log.steps.push((before, Rc::clone(step)));
    }

    fn shorten(&mut self, proof: &ForkProof) {
        let Some(log) = self.logs.get_mut(&proof.key()) else {
            return;
        };
        let steps = log.steps.iter();
        let steps = steps.map(|(before, step)| (before, step.run()));
        let Ok(Some(frozen)) = freeze(steps, proof.at()) else {
            return;
        };
        let before = log.steps.get(frozen.whole);
        let before = before.map(|(before, _)| before.clone());
        log.steps.truncate(frozen.whole);
        if let (Some(before), Some(part)) = (before, frozen.part) {
            log.steps.push((before, Rc::new(part)));
        }
        log.head = frozen.head;
        if log.head.height() == 0 {
            self.logs.remove(&proof.key());
        }
    }
}
