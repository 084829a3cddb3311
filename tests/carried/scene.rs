//! Devices that exchange files and never connect.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{CarryingView, FestivalId, GivenView, Problem, TakenView};
use p2panda::protocol::festival::FestivalKey;
use p2panda::protocol::view::{MessageIn, View};
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::{Answer, Batch, Loaded, LocalTable, Request, Store};

use crate::support::Device;

/// The number under which tests open files.
pub const FILE: u64 = 7;

fn ask(store: &mut MemoryStore, request: Request) -> Answer {
    store.submit(0, request);
    let (_, answer) = store.poll().expect("memory answers at once");
    answer.expect("memory does not fail")
}

pub fn loaded(device: &mut Device) -> Loaded {
    match ask(&mut device.store, Request::Load) {
        Answer::Loaded(loaded) => loaded,
        other => panic!("{} cannot load: {other:?}", device.name),
    }
}

/// The founder, nonce and key in a device's row of its only festival.
fn festival_row(device: &mut Device) -> (p2panda::storage::LocalKey, ciborium::Value) {
    let rows = loaded(device).local.into_iter();
    let mut rows = rows.filter(|(key, _)| key.table == LocalTable::Festival);
    let (key, row) = rows.next().expect("a festival was entered");
    (key, ciborium::from_reader(&row[..]).expect("rows are CBOR"))
}

fn field<'a>(row: &'a mut ciborium::Value, name: &str) -> &'a mut ciborium::Value {
    let map = row.as_map_mut().expect("a row is a map");
    let pair = map.iter_mut().find(|(key, _)| key.as_text() == Some(name));
    &mut pair.expect("the field is there").1
}

/// The key of a device's only festival.
pub fn festival_key(device: &mut Device) -> FestivalKey {
    let (_, mut row) = festival_row(device);
    let key = field(&mut row, "key").as_bytes().expect("bytes").clone();
    FestivalKey::from_bytes(key.try_into().expect("32 bytes"))
}

/// A fresh installation that has entered the only festival of another one, as a
/// link would let it, and has nothing of it yet. `key` may be a wrong one.
pub fn visitor(name: &'static str, seed: u64, of: &mut Device, key: Option<[u8; 32]>) -> Device {
    Device::on(name, seed, store_entered(seed, of, key))
}

/// The store of such an installation.
pub fn store_entered(seed: u64, of: &mut Device, key: Option<[u8; 32]>) -> MemoryStore {
    let (row_key, mut row) = festival_row(of);
    if let Some(key) = key {
        *field(&mut row, "key") = ciborium::Value::Bytes(key.to_vec());
    }
    let map = row.as_map_mut().expect("a row is a map");
    map.retain(|(key, _)| key.as_text() != Some("device"));
    let mut bytes = Vec::new();
    ciborium::into_writer(&row, &mut bytes).expect("memory takes all");
    let mut store = MemoryStore::new(seed);
    let batch = Batch {
        local: vec![(row_key, Some(bytes))],
        ..Batch::default()
    };
    ask(&mut store, Request::Commit(batch));
    store
}

/// Writes a bundle of the only festival.
pub fn give(device: &mut Device, whole: bool) -> (GivenView, Vec<u8>) {
    let festival = device.festival().id;
    device.command(Command::GiveBundle { festival, whole });
    match device.frame().carrying {
        CarryingView::Given(given) => {
            let bytes = device.written[&given.file].clone();
            assert_eq!(given.bytes, bytes.len() as u64);
            (given, bytes)
        }
        other => panic!("{} gave {other:?}, {:?}", device.name, device.problem()),
    }
}

pub fn open(device: &mut Device, bytes: &[u8]) {
    device.opened.insert(FILE, bytes.to_vec());
    device.command(Command::TakeFile {
        file: FILE,
        size: bytes.len() as u64,
    });
}

/// Takes a file in.
pub fn take(device: &mut Device, bytes: &[u8]) -> TakenView {
    open(device, bytes);
    assert!(device.opened.is_empty(), "the file is closed");
    match device.frame().carrying {
        CarryingView::Taken(taken) => taken,
        other => panic!("{} took {other:?}, {:?}", device.name, device.problem()),
    }
}

/// Tries to, and says why not. Nothing may have changed.
pub fn refused(device: &mut Device, bytes: &[u8]) -> Option<Problem> {
    let before = loaded(device);
    open(device, bytes);
    assert!(device.opened.is_empty(), "the file is closed");
    assert_eq!(device.frame().carrying, CarryingView::Idle);
    assert_eq!(loaded(device), before, "nothing changed");
    device.problem()
}

/// The digest of a festival, computed from what is stored.
pub fn digest(device: &mut Device, festival: FestivalId) -> [u8; 32] {
    let mut view = View::new();
    for head in loaded(device).heads {
        let read = Request::Read {
            log: head.key(),
            from: 1,
            max_bytes: u64::MAX,
        };
        let Answer::Segments(segments) = ask(&mut device.store, read) else {
            panic!("segments were asked for")
        };
        for segment in segments {
            let messages = (segment.run.first..).zip(segment.hashes());
            for ((seq, hash), entry) in messages.zip(&segment.run.entries) {
                let message = MessageIn {
                    log: head.key(),
                    festival: head.festival(),
                    seq,
                    id: hash.instance(),
                    payload: &entry.payload,
                };
                view.apply(message).expect("what is stored is in order");
            }
        }
    }
    view.digest(&festival)
}
