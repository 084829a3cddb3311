//! The rows by which something is remembered on the device: under which name each is
//! stored, and how its value is written and read back.

use super::Petname;
use super::place_name::place_name;
use crate::peer::network::NetworkChoice;
use crate::peer::view_model::{Draft, Place};
use crate::protocol::cbor;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId, LogId, LogKey, SeqNum};
use crate::protocol::policy::Arrival;
use crate::protocol::policy::draw::commitment;
use crate::protocol::reader::Reader;
use crate::protocol::varint;
use crate::protocol::view::activity::Mark;
use crate::storage::{LocalKey, LocalTable};

/// A row and its new value; none removes it.
pub(in crate::peer) type Row = (LocalKey, Option<Vec<u8>>);

/// A backup that somebody may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::peer) enum BackupKind {
    /// The 24 words, written down and practised.
    Words,
    /// A sealed file.
    File,
}

pub(super) const KEEPING: &[u8] = b"keeping";
pub(super) const CONTACT: &[u8] = b"contact";
pub(super) const NETWORK: &[u8] = b"network";
pub(super) const FOLLOW: &[u8] = b"follow:";
pub(super) const BACKUP_WORDS: &[u8] = b"backup-words";
pub(super) const BACKUP_FILE: &[u8] = b"backup-file";
pub(super) const GIVEN: &[u8] = b"given:";
pub(super) const CARRIED: &[u8] = b"carried:";
pub(super) const SAMPLE: &[u8] = b"sample:";
pub(super) const SEED: &[u8] = b"draw-seed:";

fn row(table: LocalTable, name: impl Into<Vec<u8>>, value: Option<Vec<u8>>) -> Row {
    let name = name.into();
    (LocalKey { table, name }, value)
}

/// The row of what is said about somebody; removed where nothing is.
pub(in crate::peer) fn petname_row(author: &AuthorId, petname: &Petname) -> Row {
    let value = (*petname != Petname::default())
        .then(|| cbor::encode(petname).ok())
        .flatten();
    row(LocalTable::Petname, *author.as_bytes(), value)
}

/// The row of a star.
pub(in crate::peer) fn star_row(instance: &InstanceId, on: bool) -> Row {
    row(LocalTable::Star, *instance.as_bytes(), on.then(Vec::new))
}

/// The row of a block.
pub(in crate::peer) fn blocked_row(author: &AuthorId, on: bool) -> Row {
    row(LocalTable::Blocked, *author.as_bytes(), on.then(Vec::new))
}

/// The row of what a form holds; removed where it holds nothing.
pub(in crate::peer) fn draft_row(place: &Place, draft: Option<&Draft>) -> Row {
    let value = draft
        .filter(|draft| !draft.is_empty())
        .and_then(|draft| cbor::encode(draft).ok());
    row(LocalTable::Draft, place_name(place), value)
}

/// The row of what was read.
pub(in crate::peer) fn mark_row(festival: &FestivalId, mark: Option<&Mark>) -> Row {
    row(
        LocalTable::ReadMark,
        *festival.as_bytes(),
        mark.map(mark_bytes),
    )
}

/// The row of how far the last bundle of a festival went.
pub(in crate::peer) fn given_row(festival: &FestivalId, mark: Option<&Mark>) -> Row {
    let name = [GIVEN, festival.as_bytes()].concat();
    row(LocalTable::Setting, name, mark.map(mark_bytes))
}

/// The row of when the newest bundle taken in of a festival was made, unix seconds;
/// none where there was none.
pub(in crate::peer) fn carried_row(festival: &FestivalId, made: Option<i64>) -> Row {
    let name = [CARRIED, festival.as_bytes()].concat();
    let value = made.map(|made| made.to_le_bytes().to_vec());
    row(LocalTable::Setting, name, value)
}

/// The row of a festival that was opened to look around in.
pub(in crate::peer) fn sample_row(festival: &FestivalId, on: bool) -> Row {
    let name = [SAMPLE, festival.as_bytes()].concat();
    row(LocalTable::Setting, name, on.then(Vec::new))
}

/// The row of a request's arrival.
pub(in crate::peer) fn arrival_row(request: &InstanceId, arrival: Arrival) -> Row {
    let value = [arrival.counter.to_le_bytes(), arrival.at.to_le_bytes()].concat();
    row(LocalTable::Arrival, *request.as_bytes(), Some(value))
}

/// The row of a draw's seed.
pub(in crate::peer) fn seed_row(seed: &[u8; 32]) -> Row {
    let name = [SEED, &commitment(seed)].concat();
    row(LocalTable::Setting, name, Some(seed.to_vec()))
}

/// The row of whose hides are followed.
pub(in crate::peer) fn follow_row(festival: &FestivalId, author: &AuthorId, follow: bool) -> Row {
    let name = [FOLLOW, festival.as_bytes(), author.as_bytes()].concat();
    row(LocalTable::Setting, name, Some(vec![u8::from(follow)]))
}

/// The row of what the browser promised.
pub(in crate::peer) fn keeping_row(promised: bool) -> Row {
    row(LocalTable::Setting, KEEPING, Some(vec![u8::from(promised)]))
}

/// The row of the last contact, unix seconds.
pub(in crate::peer) fn contact_row(until: i64) -> Row {
    row(
        LocalTable::Setting,
        CONTACT,
        Some(until.to_le_bytes().to_vec()),
    )
}

/// Whether a row is that of the last contact.
pub(in crate::peer) fn is_contact((key, _): &Row) -> bool {
    key.table == LocalTable::Setting && key.name == CONTACT
}

/// The row of which services of others find people.
pub(in crate::peer) fn network_row(choice: &NetworkChoice) -> Row {
    row(LocalTable::Setting, NETWORK, cbor::encode(choice).ok())
}

/// The row of which backup there is, and since when; none where there is none.
pub(in crate::peer) fn backup_row(kind: BackupKind, at: Option<i64>) -> Row {
    let name = match kind {
        BackupKind::Words => BACKUP_WORDS,
        BackupKind::File => BACKUP_FILE,
    };
    let value = at.map(|at| at.to_le_bytes().to_vec());
    row(LocalTable::Setting, name, value)
}

pub(super) fn seconds(value: &[u8]) -> Option<i64> {
    Some(i64::from_le_bytes(value.try_into().ok()?))
}

fn mark_bytes(mark: &Mark) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (log, height) in mark {
        bytes.extend_from_slice(log.author.as_bytes());
        bytes.extend_from_slice(&log.log_id.0.to_le_bytes());
        varint::write(*height, &mut bytes);
    }
    bytes
}

pub(super) fn mark_of(bytes: &[u8]) -> Option<Mark> {
    let mut reader = Reader::new(bytes);
    let mut mark = Mark::new();
    while !reader.rest().is_empty() {
        let log = LogKey {
            author: AuthorId::from_bytes(reader.array().ok()?),
            log_id: LogId(u64::from_le_bytes(reader.array().ok()?)),
        };
        let height: SeqNum = reader.varu64().ok()?;
        mark.insert(log, height);
    }
    Some(mark)
}

pub(super) fn arrival_of(bytes: &[u8]) -> Option<Arrival> {
    let mut reader = Reader::new(bytes);
    let arrival = Arrival {
        counter: u64::from_le_bytes(reader.array().ok()?),
        at: i64::from_le_bytes(reader.array().ok()?),
    };
    reader.end().ok().map(|()| arrival)
}
