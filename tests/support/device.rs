//! One simulated browser: a driver that carries out what a peer puts out, against a
//! store, a clock and files that are at hand.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use p2panda::gossip::entropy::SeededEntropy;
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{AppView, FileId};
use p2panda::peer::{FileWish, Input, Output, Peer};
use p2panda::protocol::exchange::zone::Offsets;
use p2panda::storage::Store;
use p2panda::storage::memory::MemoryStore;

use super::NOON;

/// Berlin in summer, and UTC.
fn offset(zone: &str, _: i64) -> Option<i64> {
    match zone {
        "Europe/Berlin" => Some(7_200),
        "UTC" => Some(0),
        _ => None,
    }
}

/// The number of the host's file.
const HOSTED: FileId = 1 << 40;

/// One simulated browser: a peer, its store, its clock, and the links it dialled.
pub struct Device<S = MemoryStore> {
    pub name: &'static str,
    pub peer: Peer,
    pub store: S,
    pub now: u64,
    pub view: Rc<AppView>,
    pub outbox: VecDeque<Output>,
    /// How many answers of the store are heard before it grows silent; none for all.
    pub answers_left: Option<usize>,
    /// Files that the peer writes.
    pub written: BTreeMap<FileId, Vec<u8>>,
    /// Files that it may read.
    pub opened: BTreeMap<FileId, Vec<u8>>,
    /// The file that the host lays beside the page.
    pub hosted: Option<Vec<u8>>,
    /// The longest piece of a file that was handed over.
    pub longest_piece: usize,
    /// Whether the store takes what comes and does not answer.
    pub store_hangs: bool,
    /// Bytes of files that were read.
    pub read: usize,
    pieces: VecDeque<Input>,
    /// Whether a wake that is due was asked for.
    is_due: bool,
    entropy: SeededEntropy,
    pub(super) fingerprint: u8,
}

impl Device {
    /// A fresh installation, started.
    pub fn fresh(name: &'static str, seed: u64) -> Self {
        Self::on(name, seed, MemoryStore::new(seed))
    }

    /// The page is reloaded: the peer begins again on what was stored.
    pub fn reloaded(self, seed: u64) -> Self {
        Self::on(self.name, seed, self.store.another_tab())
    }
}

impl<S: Store> Device<S> {
    /// An installation on an existing store, started.
    pub fn on(name: &'static str, seed: u64, store: S) -> Self {
        let mut device = Self::asleep(name, seed, store);
        device.take(Input::Start);
        device
    }

    /// An installation on an existing store, not yet started.
    pub fn asleep(name: &'static str, seed: u64, store: S) -> Self {
        Self {
            name,
            peer: Peer::new(Offsets(offset)),
            store,
            now: NOON,
            view: Rc::new(AppView::Starting),
            outbox: VecDeque::new(),
            answers_left: None,
            written: BTreeMap::new(),
            opened: BTreeMap::new(),
            hosted: None,
            longest_piece: 0,
            store_hangs: false,
            read: 0,
            pieces: VecDeque::new(),
            is_due: false,
            entropy: SeededEntropy::new(seed),
            fingerprint: seed as u8,
        }
    }

    /// One input, everything the store does about it, and the outputs that concern
    /// others into the outbox.
    pub fn take(&mut self, input: Input) {
        self.take_unanswered(input);
        self.catch_up();
    }

    /// One input; the store has not answered yet.
    pub fn take_unanswered(&mut self, input: Input) {
        self.peer.handle(self.now, &mut self.entropy, input);
    }

    /// Everything the store does about what came, and the outputs that concern others
    /// into the outbox.
    pub fn catch_up(&mut self) {
        loop {
            while let Some(output) = self.peer.poll() {
                match output {
                    Output::Store(id, request) => self.store.submit(id, request),
                    Output::File(wish) => self.file(wish),
                    Output::Wake(at) if at <= self.now => self.is_due = true,
                    other => self.outbox.push_back(other),
                }
            }
            if self.answers_left == Some(0) {
                break;
            }
            let answers = !self.store_hangs;
            let answer = answers.then(|| self.store.poll()).flatten();
            let answer = answer.map(|(id, answer)| {
                self.answers_left = self.answers_left.map(|left| left - 1);
                Input::Answered(id, answer)
            });
            let input = answer.or_else(|| self.pieces.pop_front());
            let tick = || core::mem::take(&mut self.is_due).then_some(Input::Tick);
            match input.or_else(tick) {
                Some(input) => self.peer.handle(self.now, &mut self.entropy, input),
                None => break,
            }
        }
        if let Some(view) = self.peer.view() {
            self.view = view;
        }
    }

    /// Does what the peer wishes of a file.
    fn file(&mut self, wish: FileWish) {
        match wish {
            FileWish::OpenHosted { .. } => {
                if let Some(bytes) = &self.hosted {
                    let (file, size) = (HOSTED, bytes.len() as u64);
                    self.opened.insert(file, bytes.clone());
                    self.pieces.push_back(Input::Hosted { file, size });
                }
            }
            FileWish::Read { file, from, length } => {
                let bytes = self.opened.get(&file).map(|bytes| {
                    let end = bytes.len().min((from + length) as usize);
                    bytes[(from as usize).min(end)..end].to_vec()
                });
                self.read += bytes.as_ref().map_or(0, Vec::len);
                self.pieces.push_back(Input::Piece { file, bytes });
            }
            FileWish::Close { file } => drop(self.opened.remove(&file)),
            FileWish::Begin { file } => drop(self.written.insert(file, Vec::new())),
            FileWish::Append { file, bytes } => {
                self.longest_piece = self.longest_piece.max(bytes.len());
                let written = self.written.get_mut(&file);
                written.expect("it was begun").extend(bytes);
            }
        }
    }

    pub fn command(&mut self, command: Command) {
        self.take(Input::Command(command));
    }

    /// Lets the time pass that somebody waits for, if it is at most a second:
    /// what changed is gathered for a moment before it is told.
    pub fn passes_time(&mut self) -> bool {
        let wake = self.outbox.iter().filter_map(|output| match output {
            Output::Wake(at) => Some(*at),
            _ => None,
        });
        let soon = wake.filter(|at| *at > self.now && *at <= self.now + 1_000);
        let Some(at) = soon.min() else {
            return false;
        };
        self.outbox
            .retain(|output| !matches!(output, Output::Wake(_)));
        self.now = at;
        self.take(Input::Tick);
        true
    }
}
