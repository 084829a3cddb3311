//! Start-up: ask the store for everything, make a person where there is none,
//! become the writer, and read all logs again.

use std::collections::{BTreeMap, VecDeque};

use zeroize::Zeroizing;

use super::core::Core;
use super::membership::Membership;
use super::programme::Programme;
use super::view_model::Problem;
use super::{Input, Output};
use crate::gossip::engine::Gossip;
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::handshake::Identity;
use crate::gossip::installation::InstallationKey;
use crate::protocol::id::{FestivalId, SeqNum};
use crate::protocol::log::Head;
use crate::protocol::signature::AuthorKey;
use crate::storage::{
    Answer, Batch, Loaded, LocalKey, LocalTable, OwnSteps, Request, RequestId, Segment, StoreError,
    WriterToken,
};

/// Payload bytes read at once while replaying.
const REPLAY_BYTES: u64 = 4 * 1024 * 1024;

/// What one input led to.
pub(super) enum Progress {
    /// More answers are to come.
    Waiting,
    /// Everything is read.
    Ready(Box<Core>),
    /// It cannot run here.
    Failed(Problem),
}

/// How far the start has come.
#[derive(Debug, Default)]
pub(super) struct Starting {
    loaded: Option<Loaded>,
    token: Option<WriterToken>,
    person: Option<Person>,
    replay: Option<Replay>,
    last_request: RequestId,
}

/// The secrets of an installation.
#[derive(Debug)]
struct Person {
    author: AuthorKey,
    installation: InstallationKey,
}

/// Logs being read again.
#[derive(Debug)]
struct Replay {
    left: VecDeque<Head>,
    next: SeqNum,
    programme: Programme,
}

impl Starting {
    pub(super) fn handle(
        &mut self,
        entropy: &mut dyn Entropy,
        input: Input,
        outputs: &mut VecDeque<Output>,
    ) -> Progress {
        match input {
            Input::Start => {
                self.ask(Request::Load, outputs);
                self.ask(Request::BecomeWriter, outputs);
                Progress::Waiting
            }
            Input::Answered(_, Ok(answer)) => self.take(entropy, answer, outputs),
            Input::Answered(_, Err(error)) => Progress::Failed(Problem::from(&error)),
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
            Answer::Loaded(loaded) => {
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
            Answer::Segments(segments) => self.replay(&segments),
            Answer::Committed | Answer::Wiped | Answer::Tidied(_) => {}
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
        let replay = self.replay.get_or_insert_with(|| Replay {
            left: loaded.heads.iter().cloned().collect(),
            next: 1,
            programme: Programme::default(),
        });
        if let Some(head) = replay.left.front() {
            let request = Request::Read {
                log: head.key(),
                from: replay.next,
                max_bytes: REPLAY_BYTES,
            };
            self.ask(request, outputs);
            return Progress::Waiting;
        }
        let (Some(loaded), Some(person), Some(replay)) =
            (self.loaded.take(), self.person.take(), self.replay.take())
        else {
            return Progress::Waiting;
        };
        Progress::Ready(Box::new(core_of(
            loaded,
            token,
            person,
            replay.programme,
            self.last_request,
        )))
    }

    fn replay(&mut self, segments: &[Segment]) {
        let Some(replay) = &mut self.replay else {
            return;
        };
        let Some(head) = replay.left.front() else {
            return;
        };
        for segment in segments {
            let messages = (segment.run.first..)
                .zip(segment.hashes())
                .zip(&segment.run.entries);
            for ((seq, hash), entry) in messages {
                replay
                    .programme
                    .apply(head.festival(), head.key(), seq, &hash, &entry.payload);
            }
        }
        let reached = segments.last().map_or(0, |segment| segment.run.last());
        // An answer without progress ends the log here: what is missing is
        // fetched from neighbours like anything else.
        if reached >= head.height() || reached < replay.next {
            replay.left.pop_front();
            replay.next = 1;
        } else {
            replay.next = reached + 1;
        }
    }
}

fn core_of(
    loaded: Loaded,
    token: WriterToken,
    person: Person,
    programme: Programme,
    last_request: RequestId,
) -> Core {
    let memberships: BTreeMap<FestivalId, Membership> = loaded
        .local
        .iter()
        .filter(|(key, _)| key.table == LocalTable::Festival)
        .filter_map(|(_, row)| Membership::from_row(row))
        .map(|membership| (membership.festival(), membership))
        .collect();
    let identity = Identity {
        author: person.author,
        installation: person.installation.id(),
    };
    let gossip = Gossip::new(identity.clone(), loaded.store_id, loaded.heads);
    Core::new(
        identity,
        token,
        memberships,
        programme,
        gossip,
        last_request,
    )
}

const AUTHOR_SEED: &str = "author-seed";
const SEALING_SEED: &str = "sealing-seed";

fn setting(name: &str) -> LocalKey {
    LocalKey {
        table: LocalTable::Setting,
        name: name.as_bytes().to_vec(),
    }
}

impl Person {
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
