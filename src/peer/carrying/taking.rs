//! Taking a file in, twice from end to end: first it is looked through whole, so
//! that one which is cut off, altered, foreign or hostile changes nothing; then its
//! entries go the same way as a neighbour's, one piece after the other, each stored
//! before the next is read.

use std::collections::VecDeque;

use super::{Carrying, FileWish};
use crate::gossip::engine::{self, Tally};
use crate::gossip::ledger::Ledger;
use crate::peer::Output;
use crate::peer::core::Core;
use crate::peer::local::carried_row;
use crate::peer::membership::Membership;
use crate::peer::view_model::{CarryingView, FileId, Problem, TakenView};
use crate::protocol::bundle::BundleError;
use crate::protocol::bundle::check::Check;
use crate::protocol::bundle::head::BundleHead;
use crate::protocol::bundle::record::Record;
use crate::protocol::bundle::scan::{Part, Scanner};
use crate::protocol::bundle::seal::Opener;
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
    /// Its bytes, where they came from a camera; else the browser has them.
    held: Option<Vec<u8>>,
    /// Whether the host has laid it beside the page.
    is_hosted: bool,
    /// Bytes read in this pass.
    at: u64,
    /// Whether a piece is on its way.
    asked: bool,
    scanner: Scanner,
    opened: Option<Opened>,
    /// Whether the first pass found nothing wrong.
    is_checked: bool,
    /// When it was made, unix milliseconds.
    made: u64,
    tally: Tally,
    before: Counts,
}

/// A bundle whose head was read.
#[derive(Debug)]
struct Opened {
    festival: FestivalId,
    /// Where it does not open, the checksum is left to say whether it was only
    /// changed on the way.
    opener: Result<Opener, Problem>,
    check: Check,
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
            held: None,
            is_hosted,
            at: 0,
            asked: false,
            scanner: Scanner::default(),
            opened: None,
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
        let taking = Self::begin(HELD, bytes.len() as u64, false)?;
        Ok(Self {
            held: Some(bytes),
            ..taking
        })
    }

    pub(super) fn file(&self) -> FileId {
        self.file
    }

    pub(super) fn is_hosted(&self) -> bool {
        self.is_hosted
    }

    pub(super) fn view(&self) -> CarryingView {
        let (done, all) = (self.at, self.size);
        if self.is_checked {
            CarryingView::Taking { done, all }
        } else {
            CarryingView::Checking { done, all }
        }
    }

    fn next(&mut self) -> FileWish {
        self.asked = true;
        FileWish::Read {
            file: self.file,
            from: self.at,
            length: CARRIED_PIECE_BYTES.min(self.size - self.at),
        }
    }

    /// The parts of a piece, as records.
    fn read(&mut self, core: &Known<'_>, piece: &[u8]) -> Result<Vec<Record>, Problem> {
        let mut records = Vec::new();
        self.scanner.feed(piece);
        while let Some(part) = self.scanner.next_part()? {
            match part {
                Part::Head(head) => self.opened = Some(core.open(&head)?),
                Part::Chunk { sealed, last } => {
                    let Some(opened) = &mut self.opened else {
                        continue;
                    };
                    let Ok(opener) = &mut opened.opener else {
                        continue;
                    };
                    let Some(plain) = opener.open(&sealed, last) else {
                        opened.opener = Err(Problem::BundleFalse);
                        continue;
                    };
                    let found = Record::read_all(&plain).map_err(BundleError::from)?;
                    for record in &found {
                        if !self.is_checked {
                            let known = |key: &_| core.ledger.stored(key);
                            opened.check.take(record, known)?;
                        }
                    }
                    if self.is_checked {
                        records.extend(found);
                    }
                }
                Part::End => {}
            }
        }
        Ok(records)
    }

    /// The file was read to its end.
    fn finish(&mut self) -> Result<FestivalId, Problem> {
        self.scanner.finish()?;
        let opened = self.opened.as_ref().ok_or(Problem::BundleDamaged)?;
        opened.opener.as_ref().map_err(|problem| *problem)?;
        if !self.is_checked {
            self.made = opened.check.finish()?.made;
        }
        Ok(opened.festival)
    }
}

/// What a bundle is held against.
struct Known<'a> {
    memberships: &'a std::collections::BTreeMap<FestivalId, Membership>,
    ledger: &'a Ledger,
}

impl Known<'_> {
    fn open(&self, head: &BundleHead) -> Result<Opened, Problem> {
        let mut festivals = self.memberships.iter();
        let (festival, membership) = festivals
            .find(|(festival, _)| head.is_of(festival))
            .ok_or(Problem::BundleForeign)?;
        let key = &membership.invitation.key;
        let opener = match head.is_sealed_with(festival, key) {
            true => Ok(Opener::new(head, festival, key)),
            false => Err(Problem::BundleOtherKey),
        };
        Ok(Opened {
            festival: *festival,
            opener,
            check: Check::new(*festival),
        })
    }
}

impl Core {
    /// Asks for the next piece, once the one before it is stored; whether it was here
    /// and was read.
    pub(in crate::peer) fn go_on_taking(&mut self, outputs: &mut VecDeque<Output>) -> bool {
        let is_storing = self.gossip.is_storing();
        let Carrying::Taking(taking) = &mut self.carrying else {
            return false;
        };
        if taking.asked || (taking.is_checked && is_storing) {
            return false;
        }
        if taking.at < taking.size {
            return self.next_piece(outputs);
        }
        match taking.finish() {
            Err(problem) => self.carrying_failed(problem, outputs),
            Ok(festival) if taking.is_checked => self.taken(festival, outputs),
            Ok(festival) => {
                let before = self.counts(&festival);
                if let Carrying::Taking(taking) = &mut self.carrying {
                    taking.is_checked = true;
                    taking.before = before;
                    taking.at = 0;
                    taking.scanner = Scanner::default();
                    taking.opened = None;
                    return self.next_piece(outputs);
                }
            }
        }
        false
    }

    /// Asks for the next piece, or reads it where it is here.
    fn next_piece(&mut self, outputs: &mut VecDeque<Output>) -> bool {
        let Carrying::Taking(taking) = &mut self.carrying else {
            return false;
        };
        let wish = taking.next();
        let Some(held) = &taking.held else {
            outputs.push_back(Output::File(wish));
            return false;
        };
        let (file, rest) = (taking.file, held.get(taking.at as usize..));
        let piece = rest.map(<[u8]>::to_vec);
        self.piece(file, piece, outputs);
        true
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
        let known = Known {
            memberships: &self.memberships,
            ledger: self.gossip.ledger(),
        };
        let bytes = bytes.filter(|bytes| !bytes.is_empty());
        let bytes = bytes.ok_or(Problem::FileUnreadable);
        let records = bytes.and_then(|bytes| {
            taking.at += bytes.len() as u64;
            taking.read(&known, &bytes)
        });
        let festival = taking.opened.as_ref().map(|opened| opened.festival);
        match (records, festival) {
            (Err(problem), _) => self.carrying_failed(problem, outputs),
            (Ok(records), Some(festival)) if !records.is_empty() => {
                self.hand_over(festival, records);
            }
            (Ok(_), _) => {}
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
