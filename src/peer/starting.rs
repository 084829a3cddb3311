//! Start-up: ask the store for everything, make a person where there is none,
//! become the writer, and read all logs again.

mod loaded;
mod person;

use std::collections::VecDeque;

use self::loaded::{core_of, forked_elsewhere, forks, memberships};
use self::person::Person;
pub(super) use self::person::author_seed_row;
use super::idle;
use super::replay::Replay;
use super::state::Core;
use super::view_model::{Outcome, Problem, RefusalView};
use super::{Input, Output};
use crate::gossip::entropy::Entropy;
use crate::gossip::ledger::Ledger;
use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::limits::MAX_EARLY_WISHES;
use crate::protocol::log::Head;
use crate::protocol::view::View;
use crate::protocol::view::part::Part;
use crate::storage::{Answer, Loaded, Request, RequestId, WriterToken};

/// The token of a tab that may not write: no writer ever has it.
const NOBODY: WriterToken = 0;

/// What one input led to.
pub(super) enum Progress {
    /// More answers are to come.
    Waiting,
    /// Everything is read; what came meanwhile waits to be taken.
    Ready(Box<Core>, Vec<Input>),
    /// It cannot run here.
    Failed(Problem),
}

/// How far the start has come.
#[derive(Debug, Default)]
pub(super) struct Starting {
    /// Whether another tab is the peer.
    watches: bool,
    loaded: Option<Loaded>,
    token: Option<WriterToken>,
    person: Option<Person>,
    snapshot_request: Option<RequestId>,
    snapshot: Option<Vec<Vec<u8>>>,
    reading: Option<Reading>,
    /// Logs of festivals that were left.
    left: Vec<LogKey>,
    /// What was wished, and told of the surroundings, before everything was read; at
    /// most [`MAX_EARLY_WISHES`].
    early: Vec<Input>,
    last_request: RequestId,
    /// Answers to requests up to this one are for an earlier core.
    heard_from: RequestId,
    /// What the earlier core had to say.
    refusal: Option<RefusalView>,
    saved: Option<Outcome>,
}

/// Logs being read again.
#[derive(Debug)]
struct Reading {
    replay: Replay,
    ledger: Ledger,
    view: View,
    /// Messages that came from the snapshot.
    kept: u64,
}

impl Starting {
    /// After a core whose memory was not what is stored.
    pub(super) fn again(
        last_request: RequestId,
        early: Vec<Input>,
        refusal: Option<RefusalView>,
        saved: Option<Outcome>,
    ) -> Self {
        Self {
            last_request,
            heard_from: last_request,
            early,
            refusal,
            saved,
            ..Self::default()
        }
    }

    /// Whether something was shown before.
    pub(super) fn is_again(&self) -> bool {
        self.heard_from > 0
    }

    pub(super) fn handle(
        &mut self,
        entropy: &mut dyn Entropy,
        input: Input,
        outputs: &mut VecDeque<Output>,
    ) -> Progress {
        match input {
            Input::Watch => {
                self.watches = true;
                self.token = Some(NOBODY);
                self.ask(Request::Load, outputs);
                self.ask(Request::LoadSnapshot, outputs);
                self.snapshot_request = Some(self.last_request);
                Progress::Waiting
            }
            Input::Start => {
                self.ask(Request::Load, outputs);
                self.ask(Request::LoadSnapshot, outputs);
                self.snapshot_request = Some(self.last_request);
                self.ask(Request::BecomeWriter, outputs);
                Progress::Waiting
            }
            Input::Answered(request, _) if request <= self.heard_from => Progress::Waiting,
            Input::Answered(_, Ok(answer)) => self.take(entropy, answer, outputs),
            // Whatever is wrong with it: all is computed from the logs.
            Input::Answered(request, Err(_)) if Some(request) == self.snapshot_request => {
                self.snapshot = Some(Vec::new());
                self.go_on(outputs)
            }
            Input::Answered(_, Err(error)) => Progress::Failed(Problem::from(&error)),
            Input::Command(_) | Input::Config(_) | Input::Online(_)
                if self.early.len() < MAX_EARLY_WISHES =>
            {
                self.early.push(input);
                Progress::Waiting
            }
            _ => Progress::Waiting,
        }
    }

    fn ask(&mut self, request: Request, outputs: &mut VecDeque<Output>) {
        self.last_request += 1;
        outputs.push_back(Output::Store(self.last_request, request));
    }

    fn take(
        &mut self,
        entropy: &mut dyn Entropy,
        answer: Answer,
        outputs: &mut VecDeque<Output>,
    ) -> Progress {
        match answer {
            Answer::Loaded(mut loaded) => {
                let entered = memberships(&loaded);
                let (kept, left): (Vec<Head>, Vec<Head>) = core::mem::take(&mut loaded.heads)
                    .into_iter()
                    .partition(|head| entered.contains_key(&head.festival()));
                loaded.heads = kept;
                self.left = left.iter().map(Head::key).collect();
                self.left.extend(forked_elsewhere(&loaded, &entered));
                self.person = match Person::stored(&loaded.local) {
                    Ok(person) => person,
                    Err(error) => return Progress::Failed(Problem::from(&error)),
                };
                self.loaded = Some(loaded);
            }
            Answer::Writer(token) => {
                self.token = Some(token);
                if self.person.is_none() {
                    self.make_person(entropy, token, outputs);
                    return Progress::Waiting;
                }
            }
            Answer::Snapshot(records) => self.snapshot = Some(records),
            Answer::Segments(segments) => {
                if let Some(Reading {
                    replay,
                    ledger,
                    view,
                    ..
                }) = &mut self.reading
                {
                    replay.take(&segments, view, ledger);
                }
            }
            _ => {}
        }
        self.go_on(outputs)
    }

    /// Reads on, or is ready.
    fn go_on(&mut self, outputs: &mut VecDeque<Output>) -> Progress {
        let (Some(loaded), Some(token)) = (&self.loaded, self.token) else {
            return Progress::Waiting;
        };
        let Some(snapshot) = &self.snapshot else {
            return Progress::Waiting;
        };
        let reading = self.reading.get_or_insert_with(|| {
            let (forks, mut view) = (forks(loaded), View::new());
            let ledger = Ledger::load(loaded.heads.iter().cloned(), forks.iter().cloned());
            idle::read(snapshot, &ledger, &mut view);
            let kept = idle::messages(&view);
            for (festival, proof) in &forks {
                view.freeze(*festival, proof.key(), proof.at() - 1);
            }
            let entered: Vec<FestivalId> = memberships(loaded).into_keys().collect();
            let others: Vec<FestivalId> = view
                .festivals()
                .map(Part::festival)
                .filter(|festival| !entered.contains(festival))
                .collect();
            others.iter().for_each(|festival| view.forget(festival));
            Reading {
                replay: Replay::of(&ledger, &view, entered),
                ledger,
                view,
                kept,
            }
        });
        if let Some(request) = reading.replay.request() {
            self.ask(request, outputs);
            return Progress::Waiting;
        }
        let (Some(loaded), Some(person), Some(reading)) =
            (self.loaded.take(), self.person.take(), self.reading.take())
        else {
            return Progress::Waiting;
        };
        // Here, where nothing in memory knows them any more; the running peer
        // passes over the answer.
        if !self.left.is_empty() && !self.watches {
            let left = core::mem::take(&mut self.left);
            self.ask(Request::Forget(left), outputs);
        }
        let (view, kept, last_request) = (reading.view, reading.kept, self.last_request);
        let early = std::mem::take(&mut self.early);
        let mut core = core_of(loaded, token, person, view, last_request);
        core.refusal = self.refusal.take();
        core.saved = self.saved;
        core.watches = self.watches;
        core.began_with(kept);
        Progress::Ready(Box::new(core), early)
    }
}
