//! Databases as earlier versions wrote them are read by today's code. The files are
//! in `tests/formats/`; what they hold is said there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{AuthorId, Place};
use p2panda::protocol::id::LogKey;
use p2panda::protocol::log::{Authentic, Head};
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::{Answer, Batch, Request, Store, record};

use crate::support::Device;

/// The version that today's app writes.
const CURRENT: u32 = 2;

fn path(version: u32) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/formats")
        .join(format!("indexed_db_{version}.txt"))
}

fn ask(store: &mut MemoryStore, request: Request) -> Answer {
    store.submit(1, request);
    match store.poll() {
        Some((_, Ok(answer))) => answer,
        other => panic!("{other:?}"),
    }
}

/// The records of a store as lines of a file.
fn written(store: &mut MemoryStore) -> String {
    let Answer::Loaded(loaded) = ask(store, Request::Load) else {
        panic!("it loads")
    };
    let mut lines = vec![
        line("writer", record::WRITER_KEY, &record::write_token(1)),
        line(
            "local",
            record::META_KEY,
            &record::write_meta(loaded.store_id),
        ),
    ];
    for (key, value) in &loaded.local {
        let row = record::write_local(key, value);
        lines.push(line("local", &record::local_key(key), &row));
    }
    for head in &loaded.heads {
        let log = head.key();
        lines.push(line(
            "heads",
            &record::head_key(&log),
            &record::write_head(head),
        ));
        let request = Request::Read {
            log,
            from: 1,
            max_bytes: u64::MAX,
        };
        let Answer::Segments(segments) = ask(store, request) else {
            panic!("it reads")
        };
        for segment in segments {
            let key = record::segment_key(&log, segment.run.first);
            lines.push(line("segments", &key, &record::write_segment(&segment)));
        }
    }
    lines.join("\n") + "\n"
}

fn line(store: &str, key: &[u8], value: &[u8]) -> String {
    format!("{store} {} {}", hex::encode(key), hex::encode(value))
}

/// A store that holds what a file says.
fn read(text: &str) -> MemoryStore {
    let mut store = MemoryStore::new(5);
    let mut heads: BTreeMap<LogKey, Head> = BTreeMap::new();
    let (mut stored, mut batch) = (BTreeMap::new(), Batch::default());
    for line in text.lines() {
        let parts: Vec<&str> = line.split(' ').collect();
        let [name, key, value] = &*parts else {
            panic!("three parts: {line}")
        };
        let [key, value] = [key, value].map(|hex| hex::decode(hex).expect("hexadecimal"));
        match *name {
            "writer" => assert!(record::read_token(&value).is_ok()),
            "local" if key == record::META_KEY => assert!(record::read_meta(&value).is_ok()),
            "local" => {
                let (key, value) = record::read_local(&value).expect("a row");
                batch.local.push((key, Some(value)));
            }
            "heads" => {
                let head = record::read_head(&value).expect("a head");
                stored.insert(head.key(), head);
            }
            "segments" => batch.foreign.push(step(&mut heads, &value)),
            other => panic!("no store {other}"),
        }
    }
    assert_eq!(heads, stored, "each head is where its segments end");
    assert!(matches!(
        ask(&mut store, Request::Commit(batch)),
        Answer::Committed
    ));
    store
}

fn step(heads: &mut BTreeMap<LogKey, Head>, value: &[u8]) -> Authentic {
    let segment = record::read_segment(value).expect("a segment");
    let before = heads
        .entry(segment.run.key)
        .or_insert_with(|| segment.before.clone());
    assert_eq!(*before, segment.before, "segments have no holes");
    let linked = before.link(segment.run).expect("it links");
    let step = linked.authenticate().expect("it is signed");
    *before = step.head().clone();
    step
}

/// What every file holds.
fn camp() -> MemoryStore {
    let mut ana = Device::fresh("Ana", 1);
    ana.found("Camp");
    for title in ["Opening", "Dance", "Farewell"] {
        ana.publish(title);
    }
    let dance = ana.frame().saved.and_then(|saved| saved.instance);
    ana.command(Command::Star {
        instance: dance.expect("an event"),
        on: true,
    });
    ana.command(Command::Petname {
        author: AuthorId::from_bytes([9; 32]),
        name: "Ben".to_owned(),
    });
    assert_eq!(ana.problem(), None);
    ana.store
}

#[test]
fn databases_of_all_versions_are_opened_and_written_on() {
    if std::env::var_os("P2PANDA_WRITE_FORMATS").is_some() {
        let text = written(&mut camp());
        std::fs::write(path(CURRENT), text).expect("the file is written");
    }
    for version in 1..=CURRENT {
        let text = std::fs::read_to_string(path(version)).expect("a file of each version");
        let mut ana = Device::on("Ana", 8, read(&text));
        assert_eq!(ana.titles(), ["Dance", "Farewell", "Opening"], "{version}");
        assert_eq!(ana.events().iter().filter(|event| event.starred).count(), 1);
        ana.publish("Later");
        assert_eq!(ana.problem(), None, "{version}");
        let saved = ana.frame().saved.expect("it is saved");
        assert!(matches!(saved.place, Place::NewEvent(_)));
        assert_eq!(saved.entries, 1, "the log goes on, version {version}");
    }
}
