//! Who is here: the secrets of an installation, made at the first start, and the rows
//! that keep them.

use std::collections::{BTreeMap, VecDeque};

use zeroize::Zeroizing;

use super::Starting;
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::installation::InstallationKey;
use crate::peer::Output;
use crate::peer::local::Row;
use crate::protocol::signature::AuthorKey;
use crate::storage::{Batch, LocalKey, LocalTable, OwnSteps, Request, StoreError, WriterToken};

/// Domain of [`Person::tie_secret`].
const TIE_DOMAIN: &[u8] = b"p2panda.tie.1";

const AUTHOR_SEED: &str = "author-seed";
const SEALING_SEED: &str = "sealing-seed";

/// The secrets of an installation.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) author: AuthorKey,
    pub(super) installation: InstallationKey,
}

/// The row that says who is here.
pub(in crate::peer) fn author_seed_row(seed: &[u8; 32]) -> Row {
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
    pub(super) fn tie_secret(&self) -> [u8; 32] {
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
    pub(super) fn stored(local: &BTreeMap<LocalKey, Vec<u8>>) -> Result<Option<Self>, StoreError> {
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

impl Starting {
    /// The first start here: the secrets are stored before anything is done with them.
    pub(super) fn make_person(
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
}
