//! Taking a file in, twice from end to end: first it is looked through whole, so
//! that one which is cut off, altered, foreign or hostile changes nothing; then its
//! entries go the same way as a neighbour's. A turn reads one chunk of it; while the
//! store is busy the next ones are read and checked, up to what it can take at once.

use std::collections::VecDeque;

use super::reading::{Known, Reading};
use super::{Carrying, FileWish};
use crate::gossip::engine::{self, Tally};
use crate::peer::Output;
use crate::peer::local::carried_row;
use crate::peer::state::Core;
use crate::peer::view_model::{CarryingView, FileId, Problem, TakenView};
use crate::protocol::bundle::record::Record;
use crate::protocol::fork::ForkProof;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::{CARRIED_PIECE_BYTES, MAX_BUNDLE_BYTES};

/// The number of a file that a camera has seen; no driver gives it to another.
const HELD: FileId = FileId::MAX;

/// A file being taken in.
#[derive(Debug)]
pub(in crate::peer) struct Taking {
    file: FileId,
    size: u64,
    /// Whether the host has laid it beside the page.
    is_hosted: bool,
    /// Bytes that came in this pass.
    at: u64,
    /// Whether a piece is on its way.
    asked: bool,
    reading: Reading,
    /// Bytes that the first pass has kept for the second.
    opened: u64,
    /// Whether the first pass found nothing wrong.
    is_checked: bool,
    /// When it was made, unix milliseconds.
    made: u64,
    tally: Tally,
    before: Counts,
}

/// How much there is of a festival.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    events: usize,
    resources: usize,
    people: usize,
}

impl Taking {
    /// # Errors
    ///
    /// [`Problem::BundleTooMuch`].
    pub(super) fn begin(file: FileId, size: u64, is_hosted: bool) -> Result<Self, Problem> {
        if size > MAX_BUNDLE_BYTES {
            return Err(Problem::BundleTooMuch);
        }
        Ok(Self {
            file,
            size,
            is_hosted,
            at: 0,
            asked: false,
            reading: Reading::first(),
            opened: 0,
            is_checked: false,
            made: 0,
            tally: Tally::default(),
            before: Counts::default(),
        })
    }

    /// A file that a camera has seen.
    ///
    /// # Errors
    ///
    /// [`Problem::BundleTooMuch`].
    pub(super) fn held(bytes: Vec<u8>) -> Result<Self, Problem> {
        let mut taking = Self::begin(HELD, bytes.len() as u64, false)?;
        taking.at = taking.size;
        taking.reading.feed(bytes);
        Ok(taking)
    }

    /// Begins the second pass: what was looked through is taken in.
    fn begin_again(&mut self) {
        self.is_checked = true;
        let first = core::mem::take(&mut self.reading);
        match first.again() {
            Some(reading) => {
                self.opened = reading.left().unwrap_or(0);
                self.reading = reading;
            }
            None => self.at = 0,
        }
    }

    pub(super) fn file(&self) -> FileId {
        self.file
    }

    pub(super) fn is_hosted(&self) -> bool {
        self.is_hosted
    }

    pub(super) fn view(&self) -> CarryingView {
        let (done, all) = (self.at, self.size);
        match (self.is_checked, self.reading.left()) {
            (false, _) => CarryingView::Checking { done, all },
            (true, None) => CarryingView::Taking { done, all },
            (true, Some(left)) => CarryingView::Taking {
                done: self.opened - left,
                all: self.opened,
            },
        }
    }

    /// The piece of the file to be asked for now, if there is room for it.
    fn wish(&mut self) -> Option<FileWish> {
        if self.asked || self.at >= self.size || !self.reading.has_room() {
            return None;
        }
        self.asked = true;
        Some(FileWish::Read {
            file: self.file,
            from: self.at,
            length: CARRIED_PIECE_BYTES.min(self.size - self.at),
        })
    }

    /// Whether the whole file was read, once the scanner wants more.
    fn is_at_end(&self) -> bool {
        !self.asked && self.at >= self.size
    }
}

impl Core {
    /// A turn of taking a file in: one chunk, unless the store has to go on first.
    pub(in crate::peer) fn go_on_taking(&mut self, outputs: &mut VecDeque<Output>) {
        let can_take = self.gossip.can_take_carried();
        let Carrying::Taking(taking) = &mut self.carrying else {
            return;
        };
        if taking.is_checked && !can_take {
            outputs.extend(taking.wish().map(Output::File));
            return;
        }
        let known = Known {
            memberships: &self.memberships,
            ledger: self.gossip.ledger(),
        };
        let read = taking.reading.next(&known, taking.is_checked);
        if read.is_ok() {
            outputs.extend(taking.wish().map(Output::File));
        }
        match read {
            Err(problem) => self.carrying_failed(problem, outputs),
            Ok(Some(records)) => {
                if taking.is_checked
                    && let Some(festival) = taking.reading.festival()
                {
                    self.hand_over(festival, records);
                }
                outputs.push_back(Output::Wake(self.now));
            }
            Ok(None) if taking.is_at_end() => self.pass_ended(outputs),
            Ok(None) => {}
        }
    }

    /// The file was read to its end: for the first time, or after the last of it is
    /// stored for good.
    fn pass_ended(&mut self, outputs: &mut VecDeque<Output>) {
        let is_storing = self.gossip.is_storing();
        let Carrying::Taking(taking) = &mut self.carrying else {
            return;
        };
        match taking.reading.finish(taking.is_checked) {
            Err(problem) => self.carrying_failed(problem, outputs),
            Ok((festival, Some(about))) => {
                let before = self.counts(&festival);
                if let Carrying::Taking(taking) = &mut self.carrying {
                    taking.made = about.made;
                    taking.before = before;
                    taking.begin_again();
                    outputs.push_back(Output::Wake(self.now));
                }
            }
            Ok((festival, None)) if !is_storing => self.taken(festival, outputs),
            Ok((_, None)) => {}
        }
    }

    /// A piece of a file came; none where it cannot be read.
    pub(in crate::peer) fn piece(
        &mut self,
        file: FileId,
        bytes: Option<Vec<u8>>,
        outputs: &mut VecDeque<Output>,
    ) {
        let Carrying::Taking(taking) = &mut self.carrying else {
            return;
        };
        if taking.file != file || !taking.asked {
            return;
        }
        taking.asked = false;
        match bytes.filter(|bytes| !bytes.is_empty()) {
            Some(bytes) => {
                taking.at += bytes.len() as u64;
                taking.reading.feed(bytes);
            }
            None => self.carrying_failed(Problem::FileUnreadable, outputs),
        }
    }

    /// Carried records go to gossip, as a neighbour's would.
    fn hand_over(&mut self, festival: FestivalId, records: Vec<Record>) {
        let (mut runs, mut tally) = (Vec::new(), Tally::default());
        for record in records {
            match record {
                Record::About(_) => {}
                Record::Run(run) if self.local.blocked.contains(&run.key.author) => {
                    tally.known += run.entries.len() as u64;
                }
                Record::Run(run) => runs.push(run),
                Record::Proof(bytes) => {
                    if let Ok(proof) = ForkProof::decode(&festival, &bytes) {
                        let proof = Box::new(proof);
                        self.tell_gossip(engine::Input::Proven { festival, proof });
                    }
                }
            }
        }
        self.tally(tally);
        self.tell_gossip(engine::Input::Carried { festival, runs });
    }

    /// Gossip says what became of carried entries.
    pub(in crate::peer) fn tally(&mut self, tally: Tally) {
        if let Carrying::Taking(taking) = &mut self.carrying {
            taking.tally.add(tally);
        }
    }

    /// All of a file is stored.
    fn taken(&mut self, festival: FestivalId, outputs: &mut VecDeque<Output>) {
        let now = self.counts(&festival);
        let Carrying::Taking(taking) = core::mem::take(&mut self.carrying) else {
            return;
        };
        let file = taking.file;
        outputs.push_back(Output::File(FileWish::Close { file }));
        let Taking {
            tally,
            before,
            made,
            ..
        } = *taking;
        let made = i64::try_from(made / 1000).unwrap_or(i64::MAX);
        // Whoever made it may have a wrong clock; nobody knows what is to come.
        let carried = made.min(self.seconds());
        let before_it = self.local.carried.get(&festival);
        if before_it.is_none_or(|before| *before < carried) {
            self.keep_row(carried_row(&festival, Some(carried)), outputs);
        }
        self.carrying = Carrying::Taken(TakenView {
            festival,
            made,
            entries: tally.new,
            known: tally.known,
            early: tally.early,
            refused: tally.refused,
            crowded: tally.crowded,
            events: now.events.saturating_sub(before.events),
            resources: now.resources.saturating_sub(before.resources),
            people: now.people.saturating_sub(before.people),
        });
    }

    fn counts(&self, festival: &FestivalId) -> Counts {
        let part = self.view.part(festival);
        Counts {
            events: part.map_or(0, |part| part.events().len()),
            resources: part.map_or(0, |part| part.resources().len()),
            people: self.gossip.ledger().author_count(*festival),
        }
    }
}
