//! The vectors are good enough to catch a careless implementation: a second
//! checker, written from docs/protocol.md alone, agrees with all of them, and
//! with any one of these bugs planted in it no longer does.

mod checker;

use std::fs;
use std::path::Path;

use checker::{Bug, Log, fork_at, frozen_height};
use serde_json::Value;

fn vectors(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors")
        .join(name);
    serde_json::from_slice(&fs::read(&path).expect("the vectors are there"))
        .expect("the vectors are JSON")
}

fn bytes(value: &Value) -> Vec<u8> {
    hex::decode(value.as_str().expect("a text")).expect("hex")
}

fn items(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn log_of(about: &Value) -> Log {
    let log_id = about["log_id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("a number");
    Log {
        festival: bytes(&about["festival"]),
        author: bytes(&about["author"]),
        log_id,
        entries: Vec::new(),
    }
}

/// How many vectors a checker with this bug judges wrongly.
fn wrong_verdicts(bug: Bug) -> Vec<String> {
    let mut wrong = Vec::new();
    let file = vectors("log.json");
    let mut log = log_of(&file["log"]);
    for told in items(&file["entries"]) {
        let entry = bytes(&told["entry"]);
        if !log.accepts(&entry, &bytes(&told["payload"]), bug) {
            wrong.push(format!("entry {}", told["seq_num"]));
        }
        log.entries.push(entry);
    }
    wrong.extend(wrong_entries(bug));
    wrong.extend(wrong_forks(bug));
    let file = vectors("step.json");
    let signed: Vec<bool> = items(&file["validly_signed"])
        .iter()
        .filter_map(Value::as_bool)
        .collect();
    let height =
        |told: &Value| frozen_height(&signed, told["frozen_at"].as_u64().expect("a number"), bug);
    let frozen = items(&file["frozen"])
        .iter()
        .filter(|told| told["height"].as_u64() != Some(height(told)));
    wrong.extend(frozen.map(|told| format!("frozen at {}", told["frozen_at"])));
    wrong
}

fn wrong_entries(bug: Bug) -> Vec<String> {
    let file = vectors("refused_entries.json");
    let entries: Vec<Vec<u8>> = items(&file["entries"]).iter().map(bytes).collect();
    let taken = items(&file["refused"]).iter().filter(|told| {
        let mut log = log_of(&file["log"]);
        log.entries = entries[..told["height"].as_u64().expect("a number") as usize].to_vec();
        log.entries
            .extend(told["then"].is_string().then(|| bytes(&told["then"])));
        if told["author"].is_string() {
            log.author = bytes(&told["author"]);
        }
        log.accepts(&bytes(&told["entry"]), &bytes(&told["payload"]), bug)
    });
    taken.map(|told| told["name"].to_string()).collect()
}

fn wrong_forks(bug: Bug) -> Vec<String> {
    let file = vectors("forks.json");
    let festival = bytes(&file["log"]["festival"]);
    let at = |told: &Value| fork_at(&festival, &bytes(&told["proof"]), bug);
    let refused = items(&file["proofs"])
        .iter()
        .filter(|told| at(told) != told["at"].as_u64());
    let taken = items(&file["refused"])
        .iter()
        .filter(|told| at(told).is_some());
    refused
        .chain(taken)
        .map(|told| told["name"].to_string())
        .collect()
}

#[test]
fn a_checker_written_from_the_norm_agrees_with_every_vector() {
    assert_eq!(wrong_verdicts(Bug::None), Vec::<String>::new());
}

#[test]
fn every_planted_bug_is_caught() {
    for bug in Bug::PLANTED {
        assert!(!wrong_verdicts(bug).is_empty(), "nothing catches {bug:?}");
    }
}
