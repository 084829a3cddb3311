//! One conformance suite for all stores. A promise is a [`Script`]: what several
//! tabs ask, one after the other, and what must come back. Scripts know neither
//! futures nor browsers, so the same promise is kept by the store in memory, by
//! the faulty one and by IndexedDB; only the loop that plays a script differs.

mod author;
mod promises;

use std::collections::{BTreeMap, VecDeque};

pub use author::Author;
pub use promises::*;

use super::{Answer, Batch, OwnSteps, Request, RequestId, Store, StoreError, WriterToken};
use crate::protocol::id::LogKey;
use crate::protocol::log::Authentic;

/// One of several tabs that share a database, by number.
pub type Tab = u8;

/// What the player of a script does next.
#[derive(Debug)]
pub enum Action {
    /// Open the store in this tab, which has none open.
    Open(Tab),
    /// Close the store of this tab.
    Close(Tab),
    /// Submit all of these, with ids that count up from the given one, then collect
    /// as many answers and pass them to [`Script::answered`].
    Ask(Tab, RequestId, Vec<Request>),
}

type Answers = Vec<Result<Answer, StoreError>>;
type Check = Box<dyn FnOnce(Answers)>;

enum Step {
    Do(Action),
    Ask(Tab, Vec<Request>, Check),
}

/// A promise as a list of requests and what must be answered.
#[derive(Default)]
pub struct Script {
    steps: VecDeque<Step>,
    tokens: BTreeMap<Tab, WriterToken>,
    next_id: RequestId,
    asked: Option<(Tab, RequestId, Check)>,
}

impl Script {
    /// Begins with tab 0 open.
    pub fn new() -> Self {
        Self::default().open(0)
    }

    /// Opens a tab.
    pub fn open(mut self, tab: Tab) -> Self {
        self.steps.push_back(Step::Do(Action::Open(tab)));
        self
    }

    /// Closes a tab.
    pub fn close(mut self, tab: Tab) -> Self {
        self.steps.push_back(Step::Do(Action::Close(tab)));
        self
    }

    /// Closes tab 0 and opens it again.
    pub fn reopen(self) -> Self {
        self.close(0).open(0)
    }

    /// Asks several things at once. The token of own steps is the number of a tab:
    /// the token that it was given last stands in for it.
    pub fn ask_all(
        mut self,
        tab: Tab,
        requests: Vec<Request>,
        check: impl FnOnce(Answers) + 'static,
    ) -> Self {
        self.steps
            .push_back(Step::Ask(tab, requests, Box::new(check)));
        self
    }

    /// Asks one thing.
    pub fn ask(
        self,
        tab: Tab,
        request: Request,
        check: impl FnOnce(Result<Answer, StoreError>) + 'static,
    ) -> Self {
        self.ask_all(tab, vec![request], |answers| {
            answers.into_iter().for_each_once(check)
        })
    }

    /// Asks one thing that must be answered so.
    pub fn expect(self, tab: Tab, request: Request, expected: Result<Answer, StoreError>) -> Self {
        self.ask(tab, request, move |answer| assert_eq!(answer, expected))
    }

    /// Commits own steps in `tab` with the token of `writer`.
    pub fn own(
        self,
        tab: Tab,
        writer: Tab,
        steps: Vec<Authentic>,
        expected: Result<Answer, StoreError>,
    ) -> Self {
        self.expect(tab, own(writer, steps), expected)
    }

    /// Commits other people's steps in tab 0.
    pub fn foreign(self, steps: Vec<Authentic>, expected: Result<Answer, StoreError>) -> Self {
        self.expect(0, foreign(steps), expected)
    }

    /// Becomes the writer.
    pub fn become_writer(self, tab: Tab) -> Self {
        self.ask(tab, Request::BecomeWriter, |answer| {
            assert!(matches!(answer, Ok(Answer::Writer(_))), "{answer:?}");
        })
    }

    /// Merges in `tab` until nothing is left to do; `least` records are saved or more.
    pub fn tidy(self, tab: Tab, least: u64) -> Self {
        // One request merges at least one log, and no script has more logs than this.
        self.ask_all(tab, vec![Request::Tidy; 8], move |answers| {
            let saved: Vec<u64> = answers
                .into_iter()
                .map(|answer| match answer {
                    Ok(Answer::Tidied(saved)) => saved,
                    other => panic!("{other:?}"),
                })
                .collect();
            assert!(
                saved.iter().sum::<u64>() >= least,
                "saved {saved:?}, expected {least}"
            );
            assert_eq!(
                saved.last(),
                Some(&0),
                "there is always more to do: {saved:?}"
            );
        })
    }

    /// What to do next; none at the end. After [`Action::Ask`] comes [`Script::answered`].
    pub fn next_action(&mut self) -> Option<Action> {
        match self.steps.pop_front()? {
            Step::Do(action) => Some(action),
            Step::Ask(tab, mut requests, check) => {
                let first = self.next_id;
                self.next_id += requests.len() as RequestId;
                requests
                    .iter_mut()
                    .for_each(|request| self.insert_token(request));
                self.asked = Some((tab, first, check));
                Some(Action::Ask(tab, first, requests))
            }
        }
    }

    /// Takes the answers in the order in which they came.
    pub fn answered(&mut self, answers: Vec<(RequestId, Result<Answer, StoreError>)>) {
        let (tab, first, check) = self.asked.take().expect("answers follow a question");
        for (expected, (id, answer)) in (first..).zip(&answers) {
            assert_eq!(*id, expected, "answers come in the order of the requests");
            if let Ok(Answer::Writer(token)) = answer {
                self.tokens.insert(tab, *token);
            }
        }
        check(answers.into_iter().map(|(_, answer)| answer).collect());
    }

    /// Plays the script on stores that answer at once. `open` opens one more tab.
    pub fn play<S: Store>(mut self, mut open: impl FnMut() -> S) {
        let mut tabs: BTreeMap<Tab, S> = BTreeMap::new();
        while let Some(action) = self.next_action() {
            match action {
                Action::Open(tab) => drop(tabs.insert(tab, open())),
                Action::Close(tab) => drop(tabs.remove(&tab)),
                Action::Ask(tab, first, requests) => {
                    let store = tabs.get_mut(&tab).expect("a script asks open tabs");
                    for (id, request) in (first..).zip(requests) {
                        store.submit(id, request);
                    }
                    self.answered(std::iter::from_fn(|| store.poll()).collect());
                }
            }
        }
    }

    fn insert_token(&self, request: &mut Request) {
        if let Request::Commit(Batch { own: Some(own), .. }) = request {
            let writer = Tab::try_from(own.token).expect("scripts name a tab");
            own.token = *self
                .tokens
                .get(&writer)
                .expect("the tab became the writer before");
        }
    }
}

/// A commit of own steps with the token of `writer`.
pub fn own(writer: Tab, steps: Vec<Authentic>) -> Request {
    let own = OwnSteps {
        token: WriterToken::from(writer),
        steps,
    };
    Request::Commit(Batch {
        own: Some(own),
        ..Batch::default()
    })
}

/// A commit of other people's steps.
pub fn foreign(steps: Vec<Authentic>) -> Request {
    Request::Commit(Batch {
        foreign: steps,
        ..Batch::default()
    })
}

/// A read of everything.
pub fn read_all(log: LogKey) -> Request {
    Request::Read {
        log,
        from: 1,
        max_bytes: u64::MAX,
    }
}

/// The one item of an iterator that has one.
trait ForEachOnce<T> {
    fn for_each_once(self, f: impl FnOnce(T));
}

impl<T, I: Iterator<Item = T>> ForEachOnce<T> for I {
    fn for_each_once(mut self, f: impl FnOnce(T)) {
        f(self.next().expect("one question has one answer"));
        assert!(self.next().is_none(), "one question has one answer");
    }
}
