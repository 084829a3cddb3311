//! What is done while nobody waits: short records are merged, then the view is kept
//! as a snapshot, so that the next start need not compute it again, then the texts of
//! programmes that were looked at are read for whoever looks for words. A turn of it is
//! short, and whatever a person or a neighbour does comes first: a snapshot that
//! was overtaken is begun anew later.

use std::collections::VecDeque;

use super::Output;
use super::state::{Core, Pending};
use crate::gossip::engine::Millis;
use crate::gossip::ledger::Ledger;
use crate::protocol::id::FestivalId;
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::varint;
use crate::protocol::view::View;
use crate::protocol::view::part::Part;
use crate::protocol::view::snapshot::{FORMAT, Place};
use crate::storage::Request;

/// Time without anything happening after which idle work begins.
const IDLE_AFTER: Millis = 3_000;
/// Bytes of a snapshot that one turn writes, and so of one of its records: a few
/// milliseconds of work.
const SLICE_BYTES: usize = 256 * 1024;
/// Messages since the last snapshot that make another one worth while: less is read
/// again as fast.
const WORTH_A_SNAPSHOT: u64 = 500;
/// Events whose texts one turn reads: some milliseconds on a slow phone.
const READ_AHEAD: usize = 64;

/// Idle work.
#[derive(Debug, Default)]
pub(super) struct Idle {
    /// When something happened last.
    since: Millis,
    /// The wake that was asked for.
    wake: Option<Millis>,
    /// Whether there is nothing left to merge.
    tidied: bool,
    writing: Option<Writing>,
    /// What the last snapshot holds.
    kept: Kept,
}

/// What a snapshot holds, in short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// [`Core::revision`] when it was made.
    revision: u64,
    /// Messages that it was made of.
    messages: u64,
}

/// A snapshot while it is written.
#[derive(Debug)]
struct Writing {
    revision: u64,
    left: VecDeque<FestivalId>,
    place: Place,
    /// How many slices each festival has.
    counts: Vec<(FestivalId, u64)>,
    slices: Vec<Vec<u8>>,
}

impl Core {
    /// Something happened that comes before idle work.
    pub(super) fn disturb(&mut self, outputs: &mut VecDeque<Output>) {
        self.idle.writing = None;
        self.idle.since = self.now;
        self.wake_when_idle(outputs);
    }

    /// Asks for one wake at a time, however much happens.
    fn wake_when_idle(&mut self, outputs: &mut VecDeque<Output>) {
        let at = self.idle.since.saturating_add(IDLE_AFTER);
        if self.idle.wake.is_none() {
            self.idle.wake = Some(at);
            outputs.push_back(Output::Wake(at));
        }
    }

    /// A turn of idle work, if it is time for it.
    pub(super) fn idle_turn(&mut self, outputs: &mut VecDeque<Output>) {
        self.idle.wake.take_if(|at| *at <= self.now);
        let is_idle = self.now >= self.idle.since.saturating_add(IDLE_AFTER);
        if !is_idle {
            self.wake_when_idle(outputs);
        }
        let is_busy = self.importing.is_some() || self.arriving.is_some();
        if !is_idle || !self.requests.is_empty() || is_busy {
            return;
        }
        if !self.idle.tidied {
            self.ask(Request::Tidy, Pending::Tidy, outputs);
            return;
        }
        let messages = messages(&self.view);
        let kept = self.idle.kept;
        let is_new = kept.revision != self.revision;
        if is_new && messages.abs_diff(kept.messages) >= WORTH_A_SNAPSHOT {
            self.write_snapshot(messages, outputs);
        } else if self.remembered.read_ahead(&self.view, READ_AHEAD) {
            outputs.push_back(Output::Wake(self.now));
        }
    }

    fn write_snapshot(&mut self, messages: u64, outputs: &mut VecDeque<Output>) {
        let revision = self.revision;
        let writing = self.idle.writing.take();
        let mut writing = writing
            .filter(|writing| writing.revision == revision)
            .unwrap_or_else(|| Writing::new(revision, &self.view));
        if writing.turn(&self.view) {
            self.idle.writing = Some(writing);
            outputs.push_back(Output::Wake(self.now));
        } else {
            let kept = Kept { revision, messages };
            let request = Request::KeepSnapshot(writing.finish());
            self.ask(request, Pending::Snapshot(kept), outputs);
        }
    }

    /// Records were merged; how many fewer there are.
    pub(super) fn tidied(&mut self, fewer: u64, outputs: &mut VecDeque<Output>) {
        self.idle.tidied = fewer == 0;
        outputs.push_back(Output::Wake(self.now));
    }

    /// Something was stored: there may be more to merge.
    pub(super) fn untidied(&mut self) {
        self.idle.tidied = false;
    }

    /// A snapshot is kept.
    pub(super) fn kept_snapshot(&mut self, kept: Kept) {
        self.idle.kept = kept;
    }

    /// The snapshot that was read at the start holds so many messages.
    pub(super) fn began_with(&mut self, messages: u64) {
        self.idle.kept.messages = messages;
    }

    /// How much of the view was kept when this core began.
    pub(super) fn beginning(&self) -> Output {
        Output::Began {
            kept: self.idle.kept.messages,
            of: messages(&self.view),
        }
    }
}

/// Messages that a view was made of.
pub(super) fn messages(view: &View) -> u64 {
    view.festivals().map(Part::messages).sum()
}

impl Writing {
    fn new(revision: u64, view: &View) -> Self {
        Self {
            revision,
            left: view.festivals().map(Part::festival).collect(),
            place: Place::default(),
            counts: Vec::new(),
            slices: Vec::new(),
        }
    }

    /// Writes one slice. Whether there is more.
    fn turn(&mut self, view: &View) -> bool {
        let Some(festival) = self.left.front().copied() else {
            return false;
        };
        let slice = view
            .part(&festival)
            .and_then(|part| part.slice(self.place, SLICE_BYTES));
        let Some((slice, next)) = slice else {
            self.left.pop_front();
            self.place = Place::default();
            return !self.left.is_empty();
        };
        // A field of which there is nothing is not worth a record.
        if slice.len() > 1 {
            match self.counts.last_mut() {
                Some((of, count)) if *of == festival => *count += 1,
                _ => self.counts.push((festival, 1)),
            }
            self.slices.push(slice);
        }
        self.place = next;
        true
    }

    /// The records: first what the others are of.
    fn finish(self) -> Vec<Vec<u8>> {
        let mut head = vec![FORMAT];
        for (festival, count) in &self.counts {
            head.extend_from_slice(festival.as_bytes());
            varint::write(*count, &mut head);
        }
        let mut records = vec![head];
        records.extend(self.slices);
        records
    }
}

/// Reads a snapshot as far as it is still true: a festival's share counts if no log
/// is shorter here than it was, and none is frozen at or below where it ended.
/// What is odd counts as not there.
pub(super) fn read(records: &[Vec<u8>], ledger: &Ledger, view: &mut View) {
    // What was read till then stays.
    let _ = try_read(records, ledger, view);
}

fn try_read(records: &[Vec<u8>], ledger: &Ledger, view: &mut View) -> Result<(), Malformed> {
    let Some((head, mut slices)) = records.split_first() else {
        return Ok(());
    };
    let mut reader = Reader::new(head);
    if reader.byte()? != FORMAT {
        return Err(Malformed::Value);
    }
    while !reader.rest().is_empty() {
        let festival = FestivalId::from_bytes(reader.array()?);
        let count = usize::try_from(reader.varu64()?).map_err(|_| Malformed::Value)?;
        let (own, rest) = slices.split_at_checked(count).ok_or(Malformed::Value)?;
        slices = rest;
        let mut part = Part::new(festival);
        for slice in own {
            part.take_slice(slice)?;
        }
        if is_true(&part, ledger) {
            view.insert(part);
        }
    }
    Ok(())
}

fn is_true(part: &Part, ledger: &Ledger) -> bool {
    part.ends().all(|(log, height, frozen)| {
        let at = ledger.frozen_at(&log);
        let is_here = height <= ledger.height(&log);
        is_here && at.is_none_or(|at| at > height) && (frozen.is_none() || at.is_some())
    })
}
