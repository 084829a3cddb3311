//! What never leaves the device: names given to people, stars, drafts, what was
//! read, whom one blocked, and what the policies at work here must remember. Each
//! is a local row of the store; [`Local::take`] reads one, at the start and again
//! after each change was stored, so there is one way in.

mod place_name;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

pub(super) use self::place_name::place_name;
use self::place_name::place_of;
use self::rows::{
    BACKUP_FILE, BACKUP_WORDS, CARRIED, CONTACT, FOLLOW, GIVEN, KEEPING, NETWORK, SAMPLE, SEED,
    arrival_of, mark_of, seconds,
};
pub(super) use self::rows::{
    BackupKind, Row, arrival_row, backup_row, blocked_row, carried_row, contact_row, draft_row,
    follow_row, given_row, is_contact, keeping_row, mark_row, network_row, petname_row, sample_row,
    seed_row, star_row,
};
use super::network::NetworkChoice;
use super::view_model::{Draft, Keeping, Place};
use crate::gossip::ledger::Ledger;
use crate::protocol::cbor;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId, LogKey, SeqNum};
use crate::protocol::policy::Arrival;
use crate::protocol::view::activity::Mark;
use crate::storage::{LocalKey, LocalTable, Segment, freezing, record};

/// What the person here says about somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Petname {
    /// What they are called here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    /// Whether their key was compared face to face.
    #[serde(default)]
    pub(super) verified: bool,
}

/// All local rows that the core reads.
#[derive(Clone, Debug, Default)]
pub(super) struct Local {
    pub(super) petnames: BTreeMap<AuthorId, Petname>,
    pub(super) stars: BTreeSet<InstanceId>,
    pub(super) drafts: BTreeMap<Place, Rc<Draft>>,
    pub(super) marks: BTreeMap<FestivalId, Mark>,
    pub(super) blocked: BTreeSet<AuthorId>,
    /// Whose hides are followed, where it is not the preset.
    pub(super) follows: BTreeMap<(FestivalId, AuthorId), bool>,
    /// When requests for which this device decides were stored.
    pub(super) arrivals: BTreeMap<InstanceId, Arrival>,
    /// Seeds of draws, by what was committed to.
    seeds: BTreeMap<[u8; 32], [u8; 32]>,
    /// Records that fell away from own logs, by log and first entry.
    fallen: BTreeMap<(LogKey, SeqNum), Segment>,
    /// How far the last bundle of each festival went.
    pub(super) given: BTreeMap<FestivalId, Mark>,
    /// When the newest bundle taken in of each festival was made, unix seconds.
    pub(super) carried: BTreeMap<FestivalId, i64>,
    /// Festivals that were opened to look around in.
    pub(super) samples: BTreeSet<FestivalId>,
    pub(super) keeping: Keeping,
    /// When the words were written down, unix seconds.
    pub(super) backup_words: Option<i64>,
    /// When a backup file was sealed, unix seconds.
    pub(super) backup_file: Option<i64>,
    /// Till when somebody was connected, unix seconds.
    pub(super) contact: Option<i64>,
    /// Which services of others find people.
    pub(super) network: NetworkChoice,
}

impl Local {
    /// Reads a row, or forgets it. Damaged rows are as if they were not there.
    pub(super) fn take(&mut self, key: &LocalKey, value: Option<&[u8]>) {
        let name = key.name.as_slice();
        match key.table {
            LocalTable::Petname => set(&mut self.petnames, AuthorId::from_slice(name), read(value)),
            LocalTable::Star => mark(&mut self.stars, InstanceId::from_slice(name), value),
            LocalTable::Draft => set(&mut self.drafts, place_of(name), read(value).map(Rc::new)),
            LocalTable::ReadMark => {
                let mark = value.and_then(mark_of);
                set(&mut self.marks, FestivalId::from_slice(name), mark);
            }
            LocalTable::Blocked => mark(&mut self.blocked, AuthorId::from_slice(name), value),
            LocalTable::Arrival => {
                let arrival = value.and_then(arrival_of);
                set(&mut self.arrivals, InstanceId::from_slice(name), arrival);
            }
            LocalTable::Setting => self.setting(name, value),
            LocalTable::Fallen => {
                let log = freezing::log_of(key);
                let segment = value.and_then(|value| record::read_segment(value).ok());
                match (log, segment) {
                    (_, Some(segment)) => self.keep_fallen(vec![segment]),
                    (Some(log), None) => self.fallen.retain(|(of, first), _| {
                        freezing::fallen_key(of, *first) != *key || *of != log
                    }),
                    (None, None) => {}
                }
            }
            LocalTable::Festival | LocalTable::Fork => {}
        }
    }

    fn setting(&mut self, name: &[u8], value: Option<&[u8]>) {
        if name == KEEPING {
            self.keeping = match value {
                Some([1]) => Keeping::Promised,
                Some([0]) => Keeping::MayDelete,
                _ => Keeping::NotAsked,
            };
        } else if name == BACKUP_WORDS {
            self.backup_words = value.and_then(seconds);
        } else if name == BACKUP_FILE {
            self.backup_file = value.and_then(seconds);
        } else if name == CONTACT {
            self.contact = value.and_then(seconds);
        } else if name == NETWORK {
            self.network = read(value).unwrap_or_default();
        } else if let Some(rest) = name.strip_prefix(FOLLOW) {
            let parts = rest.split_at_checked(FestivalId::LEN);
            let key = parts.and_then(|(festival, author)| {
                Some((
                    FestivalId::from_slice(festival)?,
                    AuthorId::from_slice(author)?,
                ))
            });
            set(&mut self.follows, key, value.map(|value| value == [1]));
        } else if let Some(festival) = name.strip_prefix(GIVEN) {
            let mark = value.and_then(mark_of);
            set(&mut self.given, FestivalId::from_slice(festival), mark);
        } else if let Some(festival) = name.strip_prefix(CARRIED) {
            let made = value.and_then(seconds);
            set(&mut self.carried, FestivalId::from_slice(festival), made);
        } else if let Some(festival) = name.strip_prefix(SAMPLE) {
            mark(&mut self.samples, FestivalId::from_slice(festival), value);
        } else if let Some(commit) = name.strip_prefix(SEED) {
            let seed = value.and_then(|value| value.try_into().ok());
            set(&mut self.seeds, commit.try_into().ok(), seed);
        }
    }

    /// Records that fell away from own logs.
    pub(super) fn keep_fallen(&mut self, segments: Vec<Segment>) {
        let named = segments.into_iter();
        let named = named.map(|segment| ((segment.run.key, segment.run.first), segment));
        self.fallen.extend(named);
    }

    /// What fell away from own logs in a festival, in order: the name that each message
    /// gave an instance if it made one, and its payload. `ledger` knows what is left.
    pub(super) fn fallen_messages(
        &self,
        festival: &FestivalId,
        ledger: &Ledger,
    ) -> Vec<(InstanceId, Vec<u8>)> {
        let mut messages = BTreeMap::new();
        for segment in self.fallen_in(festival) {
            let (log, height) = (segment.run.key, ledger.height(&segment.run.key));
            let entries = (segment.run.first..).zip(segment.hashes());
            let entries = entries.zip(&segment.run.entries);
            for ((seq, hash), entry) in entries.filter(|((seq, _), _)| *seq > height) {
                messages.insert((log, seq), (hash.instance(), entry.payload.clone()));
            }
        }
        messages.into_values().collect()
    }

    /// How many entries fell away in a festival, those at most that are kept aside.
    pub(super) fn fallen_count(&self, festival: &FestivalId, ledger: &Ledger) -> usize {
        let mut places = BTreeSet::new();
        for segment in self.fallen_in(festival) {
            let (log, height) = (segment.run.key, ledger.height(&segment.run.key));
            let from = segment.run.first.max(height + 1);
            places.extend((from..=segment.run.last()).map(|seq| (log, seq)));
        }
        places.len()
    }

    /// The rows by which what fell away in a festival is forgotten.
    pub(super) fn forget_fallen(&self, festival: &FestivalId) -> Vec<Row> {
        self.fallen_in(festival)
            .map(|segment| {
                let key = freezing::fallen_key(&segment.run.key, segment.run.first);
                (key, None)
            })
            .collect()
    }

    fn fallen_in(&self, festival: &FestivalId) -> impl Iterator<Item = &Segment> {
        self.fallen
            .values()
            .filter(move |segment| segment.before.festival() == *festival)
    }

    /// People whom the person here knows: named or verified by them.
    pub(super) fn known(&self) -> BTreeSet<AuthorId> {
        self.petnames.keys().copied().collect()
    }

    /// The seed of a draw that was committed to here.
    pub(super) fn seed(&self, commitment: &[u8; 32]) -> Option<[u8; 32]> {
        self.seeds.get(commitment).copied()
    }

    /// The counter for the next commit that brings requests.
    pub(super) fn next_arrival(&self) -> u64 {
        let counters = self.arrivals.values().map(|arrival| arrival.counter);
        counters.max().map_or(1, |highest| highest + 1)
    }

    /// Whose hides count in a festival: the founder's unless stopped, one's own,
    /// and those one chose.
    pub(super) fn followed(
        &self,
        festival: &FestivalId,
        founder: AuthorId,
        me: AuthorId,
    ) -> BTreeSet<AuthorId> {
        let mut followed = BTreeSet::from([founder, me]);
        for ((_, author), follow) in self.follows.iter().filter(|((at, _), _)| at == festival) {
            if *follow {
                followed.insert(*author);
            } else {
                followed.remove(author);
            }
        }
        followed
    }
}

fn set<K: Ord, V>(map: &mut BTreeMap<K, V>, key: Option<K>, value: Option<V>) {
    match (key, value) {
        (Some(key), Some(value)) => {
            map.insert(key, value);
        }
        (Some(key), None) => {
            map.remove(&key);
        }
        (None, _) => {}
    }
}

fn mark<K: Ord>(set: &mut BTreeSet<K>, key: Option<K>, value: Option<&[u8]>) {
    match (key, value) {
        (Some(key), Some(_)) => {
            set.insert(key);
        }
        (Some(key), None) => {
            set.remove(&key);
        }
        (None, _) => {}
    }
}

fn read<T: serde::de::DeserializeOwned>(value: Option<&[u8]>) -> Option<T> {
    cbor::decode(value?).ok()
}
