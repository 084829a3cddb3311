//! Writing a bundle: the logs of a festival, read from the store one after the
//! other, up to where they ended when it was begun.

use std::collections::VecDeque;

use super::{Carrying, FileWish};
use crate::gossip::entropy::{Entropy, draw};
use crate::peer::Output;
use crate::peer::local::given_row;
use crate::peer::state::{Core, Pending};
use crate::peer::view_model::{CarryingView, FileId, GivenView, Problem};
use crate::protocol::bundle::film;
use crate::protocol::bundle::record::{About, Record};
use crate::protocol::bundle::write::Writer;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::limits::MAX_FILM_BYTES;
use crate::protocol::view::activity::Mark;
use crate::storage::{Request, Segment};

/// Payload bytes read at once.
const READ_BYTES: u64 = 1024 * 1024;

/// A bundle being written.
#[derive(Debug)]
pub(in crate::peer) struct Giving {
    file: FileId,
    festival: FestivalId,
    writer: Option<Writer>,
    /// Logs to come, each with the first entry wanted; the first one is being read.
    left: VecDeque<(LogKey, SeqNum)>,
    /// How far each log goes.
    mark: Mark,
    about: About,
    entries: u64,
    bytes: u64,
    /// What was written, as long as that is short enough for a film.
    text: Vec<u8>,
}

impl Giving {
    /// A bundle of what `core` has of a festival.
    ///
    /// # Errors
    ///
    /// [`Problem::UnknownFestival`], [`Problem::NothingToGive`].
    pub(super) fn begin(
        core: &Core,
        entropy: &mut dyn Entropy,
        file: FileId,
        festival: FestivalId,
        whole: bool,
    ) -> Result<Self, Problem> {
        let membership = core.memberships.get(&festival);
        let key = &membership.ok_or(Problem::UnknownFestival)?.invitation.key;
        let ledger = core.gossip.ledger();
        let given = core.local.given.get(&festival).filter(|_| !whole);
        let (mut left, mut mark, mut entries) = (VecDeque::new(), Mark::new(), 0);
        let is_open =
            |log: &LogKey| !core.local.blocked.contains(&log.author) && !ledger.is_freezing(log);
        for head in ledger.of_festival(festival) {
            let log = head.key();
            let before = given.and_then(|given| given.get(&log).copied());
            let before = before.unwrap_or(0).min(head.height());
            if !is_open(&log) || head.height() == 0 {
                continue;
            }
            mark.insert(log, head.height());
            if before < head.height() {
                left.push_back((log, before + 1));
                entries += head.height() - before;
            }
        }
        let forks = ledger.logs(festival).filter(is_open);
        let forks = forks.filter_map(|log| ledger.fork_of(&log));
        let proofs: Vec<_> = forks.filter(|(of, _)| *of == festival).collect();
        if left.is_empty() && (proofs.is_empty() || !whole) {
            return Err(Problem::NothingToGive);
        }
        let about = About {
            made: core.now,
            whole: given.is_none(),
            logs: left.len() as u64,
            entries,
        };
        let mut writer = Writer::new(&festival, key, draw(entropy), about);
        for (_, proof) in proofs {
            writer.push(&Record::Proof(proof.encode()));
        }
        Ok(Self {
            file,
            festival,
            writer: Some(writer),
            left,
            mark,
            about,
            entries: 0,
            bytes: 0,
            text: Vec::new(),
        })
    }

    pub(super) fn view(&self) -> CarryingView {
        CarryingView::Giving {
            done: self.entries,
            all: self.about.entries,
        }
    }

    fn request(&self) -> Option<Request> {
        self.left.front().map(|(log, from)| Request::Read {
            log: *log,
            from: *from,
            max_bytes: READ_BYTES,
        })
    }

    /// Takes what the store had. An error where nothing of what was announced came.
    fn take(&mut self, segments: &[Segment]) -> Result<Vec<u8>, Problem> {
        let (log, mut from) = self.left.pop_front().ok_or(Problem::Device)?;
        let until = self.mark.get(&log).copied().unwrap_or(0);
        let writer = self.writer.as_mut().ok_or(Problem::Device)?;
        let begin = from;
        for segment in segments.iter().filter(|segment| segment.run.key == log) {
            let run = segment.rest(from).filter(|run| run.first <= until);
            let Some(run) = run.and_then(|run| run.until(run.last().min(until))) else {
                break;
            };
            from = run.last() + 1;
            self.entries += run.entries.len() as u64;
            writer.push(&Record::Run(run));
        }
        if from == begin {
            return Err(Problem::Device);
        }
        if from <= until {
            self.left.push_front((log, from));
        }
        Ok(writer.take())
    }
}

impl Core {
    /// Asks for what comes next, or ends the bundle.
    pub(super) fn go_on_giving(&mut self, outputs: &mut VecDeque<Output>) {
        let Carrying::Giving(giving) = &mut self.carrying else {
            return;
        };
        if let Some(request) = giving.request() {
            let file = giving.file;
            self.ask(request, Pending::Give(file), outputs);
            return;
        }
        let Some(writer) = giving.writer.take() else {
            return;
        };
        let (file, festival, whole) = (giving.file, giving.festival, giving.about.whole);
        let entries = giving.entries;
        let bytes = append(giving, writer.finish(), outputs);
        let mark = core::mem::take(&mut giving.mark);
        let film = film::pictures(&giving.text);
        let given = GivenView {
            file,
            festival,
            bytes,
            entries,
            whole,
            has_film: !film.is_empty(),
        };
        self.carrying = Carrying::Given(given, film);
        self.keep_row(given_row(&festival, Some(&mark)), outputs);
    }

    /// The store has answered.
    pub(in crate::peer) fn give(
        &mut self,
        file: FileId,
        segments: &[Segment],
        outputs: &mut VecDeque<Output>,
    ) {
        let Carrying::Giving(giving) = &mut self.carrying else {
            return;
        };
        if giving.file != file {
            return;
        }
        match giving.take(segments) {
            Ok(text) => {
                append(giving, text, outputs);
                self.go_on_giving(outputs);
            }
            Err(problem) => self.carrying_failed(problem, outputs),
        }
    }
}

/// Hands text out; how long the file is now.
fn append(giving: &mut Giving, bytes: Vec<u8>, outputs: &mut VecDeque<Output>) -> u64 {
    giving.bytes += bytes.len() as u64;
    if giving.bytes <= MAX_FILM_BYTES as u64 {
        giving.text.extend_from_slice(&bytes);
    } else {
        giving.text = Vec::new();
    }
    if !bytes.is_empty() {
        let file = giving.file;
        outputs.push_back(Output::File(FileWish::Append { file, bytes }));
    }
    giving.bytes
}
