//! Start-up: ask the store for everything, make a person where there is none,
//! become the writer, and read all logs again.

use std::collections::{BTreeMap, VecDeque};

use zeroize::Zeroizing;

use super::idle;
use super::local::{Local, Row};
use super::membership::Membership;
use super::replay::Replay;
use super::state::{Beginning, Core};
use super::view_model::{Outcome, Problem, RefusalView};
use super::{Input, Output};
use crate::gossip::engine::{self, Gossip};
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::handshake::Identity;
use crate::gossip::installation::InstallationKey;
use crate::gossip::ledger::Ledger;
use crate::gossip::relay::Meetings;
use crate::protocol::fork::ForkProof;
use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::limits::MAX_EARLY_WISHES;
use crate::protocol::log::Head;
use crate::protocol::signature::AuthorKey;
use crate::protocol::view::View;
use crate::protocol::view::part::Part;
use crate::storage::{
    Answer, Batch, Loaded, LocalKey, LocalTable, OwnSteps, Request, RequestId, StoreError,
    WriterToken, freezing,
};

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

/// The secrets of an installation.
#[derive(Debug)]
struct Person {
    author: AuthorKey,
    installation: InstallationKey,
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

    /// The first start here: the secrets are stored before anything is done with them.
    fn make_person(
        &mut self,
        entropy: &mut dyn Entropy,
        token: WriterToken,
        outputs: &mut VecDeque<Output>,
    ) {
        let author = Zeroizing::new(draw::<32>(entropy));
        let sealing = Zeroizing::new(draw::<32>(entropy));
        self.person = Some(Person {
            author: AuthorKey::from_seed(&author),
            installation: InstallationKey::from_seed(*sealing),
        });
        let local = vec![
            (setting(AUTHOR_SEED), Some(author.to_vec())),
            (setting(SEALING_SEED), Some(sealing.to_vec())),
        ];
        let own = Some(OwnSteps {
            token,
            steps: Vec::new(),
        });
        self.ask(
            Request::Commit(Batch {
                own,
                local,
                ..Batch::default()
            }),
            outputs,
        );
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

/// The fork proofs of logs in festivals entered.
fn forks(loaded: &Loaded) -> Vec<(FestivalId, ForkProof)> {
    let entered = memberships(loaded);
    let forks = proofs(loaded);
    forks
        .filter(|(festival, _)| entered.contains_key(festival))
        .collect()
}

/// Forked logs of festivals that were left.
fn forked_elsewhere(
    loaded: &Loaded,
    entered: &BTreeMap<FestivalId, Membership>,
) -> impl Iterator<Item = LogKey> {
    proofs(loaded)
        .filter(|(festival, _)| !entered.contains_key(festival))
        .map(|(_, proof)| proof.key())
}

/// All fork proofs. A damaged one is learnt again.
fn proofs(loaded: &Loaded) -> impl Iterator<Item = (FestivalId, ForkProof)> {
    let rows = loaded.local.iter();
    rows.filter(|(key, _)| key.table == LocalTable::Fork)
        .filter_map(|(_, row)| freezing::read_fork(row).ok())
}

/// The festivals entered.
fn memberships(loaded: &Loaded) -> BTreeMap<FestivalId, Membership> {
    let rows = loaded.local.iter();
    rows.filter(|(key, _)| key.table == LocalTable::Festival)
        .filter_map(|(_, row)| Membership::from_row(row))
        .map(|membership| (membership.festival(), membership))
        .collect()
}

fn core_of(
    loaded: Loaded,
    token: WriterToken,
    person: Person,
    view: View,
    last_request: RequestId,
) -> Core {
    let mut local = Local::default();
    for (key, value) in &loaded.local {
        local.take(key, Some(value));
    }
    let forks = forks(&loaded);
    let mut memberships = memberships(&loaded);
    let me = person.author.author();
    for known in memberships.values_mut() {
        known.lost |= forks
            .iter()
            .any(|(_, proof)| Some(proof.key()) == known.log(me));
    }
    let secret = person.tie_secret();
    let identity = Identity {
        author: person.author,
        installation: person.installation.id(),
    };
    let author = identity.author.author();
    let writable = memberships.values().filter(|known| !known.lost);
    let own_logs = writable.filter_map(|known| known.log(author));
    let meetings = Meetings::new(identity.clone(), &person.installation);
    let gossip = Gossip::new(engine::Setup {
        identity: identity.clone(),
        sealing: person.installation,
        store_id: loaded.store_id,
        heads: loaded.heads,
        forks,
        own_logs: own_logs.collect(),
        settings: engine::Settings::default(),
    });
    Core::new(Beginning {
        identity,
        secret,
        token,
        memberships,
        view,
        local,
        gossip,
        meetings,
        last_request,
    })
}

/// Domain of [`Person::tie_secret`].
const TIE_DOMAIN: &[u8] = b"p2panda.tie.1";

const AUTHOR_SEED: &str = "author-seed";
const SEALING_SEED: &str = "sealing-seed";

/// The row that says who is here.
pub(super) fn author_seed_row(seed: &[u8; 32]) -> Row {
    (setting(AUTHOR_SEED), Some(seed.to_vec()))
}

fn setting(name: &str) -> LocalKey {
    LocalKey {
        table: LocalTable::Setting,
        name: name.as_bytes().to_vec(),
    }
}

impl Person {
    /// The secret that breaks ties between requests: nobody else can compute who
    /// would win, and every device of this author breaks them alike.
    fn tie_secret(&self) -> [u8; 32] {
        let seed = Zeroizing::new(self.author.expose_seed());
        let hash = blake2b_simd::Params::new()
            .hash_length(32)
            .key(&*seed)
            .hash(TIE_DOMAIN);
        let mut secret = [0; 32];
        secret.copy_from_slice(hash.as_bytes());
        secret
    }

    /// The person that is stored, none at the first start.
    fn stored(local: &BTreeMap<LocalKey, Vec<u8>>) -> Result<Option<Self>, StoreError> {
        let seed = |name: &str| -> Result<Option<Zeroizing<[u8; 32]>>, StoreError> {
            let Some(bytes) = local.get(&setting(name)) else {
                return Ok(None);
            };
            let seed = bytes
                .as_slice()
                .try_into()
                .map_err(|_| StoreError::Damaged(name.to_owned()))?;
            Ok(Some(Zeroizing::new(seed)))
        };
        match (seed(AUTHOR_SEED)?, seed(SEALING_SEED)?) {
            (Some(author), Some(sealing)) => Ok(Some(Self {
                author: AuthorKey::from_seed(&author),
                installation: InstallationKey::from_seed(*sealing),
            })),
            (None, None) => Ok(None),
            _ => Err(StoreError::Damaged("the person's keys".to_owned())),
        }
    }
}
