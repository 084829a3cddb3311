//! The test vectors hold: another implementation that agrees with
//! `tests/vectors/*.json` agrees with this one. `examples/make_vectors` wrote them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use p2panda::protocol::entry::Entry;
use p2panda::protocol::festival::{FestivalKey, festival_id, log_id};
use p2panda::protocol::fork::ForkProof;
use p2panda::protocol::freeze::{admit, freeze};
use p2panda::protocol::id::{AuthorId, Blake2b, DeviceNumber, FestivalId, LogId, LogKey};
use p2panda::protocol::limits::MAX_FORK_PROOF_BYTES;
use p2panda::protocol::lipmaa::{lipmaa, still_needed};
use p2panda::protocol::log::Head;
use p2panda::protocol::message::Message;
use p2panda::protocol::run::Run;
use p2panda::protocol::signature::{AuthorKey, Signature, verify};
use p2panda::protocol::sim::validly_signed;
use serde_json::Value;

fn vectors(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors")
        .join(name);
    serde_json::from_slice(&fs::read(&path).expect("the vectors are there"))
        .expect("the vectors are JSON")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

fn bytes(value: &Value) -> Vec<u8> {
    hex::decode(text(value)).expect("hex")
}

fn array<const N: usize>(value: &Value) -> [u8; N] {
    bytes(value).try_into().expect("as many bytes")
}

fn items(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn festival(about: &Value) -> FestivalId {
    FestivalId::from_bytes(array(&about["festival"]))
}

fn log_key(about: &Value) -> LogKey {
    let author = AuthorId::from_bytes(array(&about["author"]));
    LogKey {
        author,
        log_id: LogId(text(&about["log_id"]).parse().expect("a number")),
    }
}

fn empty(about: &Value) -> Head {
    Head::empty(festival(about), log_key(about))
}

#[test]
fn keys_and_derivations_are_as_written() {
    let file = vectors("keys.json");
    let key = AuthorKey::from_seed(&array(&file["seed"]));
    let author = AuthorId::from_bytes(array(&file["author"]));
    assert_eq!(key.author(), author);
    let signature = Signature::from_bytes(array(&file["signature"]));
    assert_eq!(key.sign(&bytes(&file["signed"])), signature);
    assert_eq!(verify(&author, &bytes(&file["signed"]), &signature), Ok(()));
    let festival = festival_id(&author, &array(&file["nonce"]));
    assert_eq!(festival.as_bytes(), &array(&file["festival"]));
    for log in items(&file["logs"]) {
        let device = u32::try_from(number(&log["device"])).expect("32 bits");
        assert_eq!(
            log_id(&festival, DeviceNumber(device)).0.to_string(),
            text(&log["log_id"])
        );
    }
    let secret = FestivalKey::from_bytes(array(&file["festival_key"]));
    for derived in items(&file["derived"]) {
        let purpose = text(&derived["purpose"]).as_bytes();
        assert_eq!(
            secret.derive(purpose, &festival),
            array(&derived["derived"])
        );
    }
}

#[test]
fn a_log_of_fourteen_entries_is_as_written() {
    let file = vectors("log.json");
    let mut head = empty(&file["log"]);
    let run = Run::decode(&bytes(&file["run"])).expect("a run");
    assert_eq!(head.entries(&run).expect("it fits").len(), 14);
    let whole = head
        .link(run)
        .expect("it links")
        .authenticate()
        .expect("it is signed");
    for told in items(&file["entries"]) {
        let (encoded, payload) = (bytes(&told["entry"]), bytes(&told["payload"]));
        let entry = Entry::decode(&encoded).expect("an entry");
        assert_eq!(entry.unsigned.seq_num, number(&told["seq_num"]));
        assert_eq!(lipmaa(entry.unsigned.seq_num), number(&told["lipmaa"]));
        assert_eq!(entry.hash().as_bytes(), &array(&told["hash"]));
        let linked = head.link_entry(&entry, &payload).expect("it links");
        head = linked.authenticate().expect("it is signed").head().clone();
    }
    assert_eq!(&head, whole.head());
    let kept: Vec<u64> = items(&file["kept_links"]).iter().map(number).collect();
    assert!(head.links().keys().eq(&kept));
    for (height, needed) in (0..).zip(items(&file["needed_after"])) {
        assert_eq!(
            still_needed(height),
            items(needed).iter().map(number).collect::<Vec<_>>()
        );
    }
    for (seq_num, target) in (1..).zip(items(&file["lipmaa"])) {
        assert_eq!(lipmaa(seq_num), number(target));
    }
}

#[test]
fn entries_are_laid_out_as_the_norm_says() {
    let file = vectors("log.json");
    let told = items(&file["entries"]);
    let hash = |seq_num: u64| bytes(&told[seq_num as usize - 1]["hash"]);
    for seq_num in 1..=14 {
        let (entry, payload) = (
            bytes(&told[seq_num as usize - 1]["entry"]),
            bytes(&told[seq_num as usize - 1]["payload"]),
        );
        let mut expected = vec![0];
        expected.extend(bytes(&file["log"]["author"]));
        expected.push(255);
        expected.extend(
            text(&file["log"]["log_id"])
                .parse::<u64>()
                .expect("a number")
                .to_be_bytes(),
        );
        expected.push(seq_num as u8);
        for link in [lipmaa(seq_num), seq_num - 1]
            .into_iter()
            .collect::<BTreeSet<_>>()
        {
            if link > 0 {
                expected.extend([0, 64]);
                expected.extend(hash(link));
            }
        }
        expected.push(u8::try_from(payload.len()).expect("short payloads"));
        expected.extend([0, 64]);
        expected.extend(Blake2b::of(&payload).as_bytes());
        assert_eq!(entry[..entry.len() - 64], expected, "entry {seq_num}");
    }
}

#[test]
fn a_step_with_bad_signatures_inside_is_as_written() {
    let file = vectors("step.json");
    let empty = empty(&file["log"]);
    let run = Run::decode(&bytes(&file["run"])).expect("a run");
    let signed: Vec<bool> = items(&file["validly_signed"])
        .iter()
        .map(|value| value.as_bool().expect("a bool"))
        .collect();
    assert_eq!(validly_signed(&empty, &run).expect("it fits"), signed);
    let step = empty
        .link(run.clone())
        .expect("it links")
        .authenticate()
        .expect("the last signature is good");
    assert_eq!(step.head().height(), number(&file["height"]));
    assert_eq!(
        step.head().hash().expect("a head").as_bytes(),
        &array(&file["head"])
    );
    for told in items(&file["frozen"]) {
        let at = number(&told["frozen_at"]);
        let admitted = admit(&empty, run.clone(), Some(at)).expect("a step");
        let head = admitted
            .as_ref()
            .map_or(empty.clone(), |part| part.head().clone());
        assert_eq!(head.height(), number(&told["height"]), "frozen at {at}");
        assert_eq!(
            head.hash()
                .map(|hash| hex::encode(hash.as_bytes()))
                .as_deref(),
            told["head"].as_str()
        );
        let stored = freeze([(&empty, &run)], at).expect("a step");
        assert_eq!(
            stored.map_or(step.head().clone(), |frozen| frozen.head),
            head,
            "frozen at {at}"
        );
    }
}

#[test]
fn fork_proofs_are_as_written() {
    let file = vectors("forks.json");
    let festival = festival(&file["log"]);
    for told in items(&file["proofs"]) {
        let encoded = bytes(&told["proof"]);
        assert!(encoded.len() <= MAX_FORK_PROOF_BYTES);
        let proof = ForkProof::decode(&festival, &encoded).expect("a proof");
        assert_eq!(proof.encode(), encoded);
        assert_eq!(
            (proof.key(), proof.at()),
            (log_key(&file["log"]), number(&told["at"]))
        );
        let paths: Vec<u64> = items(&told["paths"]).iter().map(number).collect();
        assert_eq!(
            proof
                .branches()
                .map(|branch| branch.path().len() as u64)
                .to_vec(),
            paths
        );
    }
    for told in items(&file["refused"]) {
        let refused =
            ForkProof::decode(&festival, &bytes(&told["proof"])).expect_err(text(&told["name"]));
        assert_eq!(refused.to_string(), text(&told["reason"]));
    }
}

#[test]
fn refused_entries_are_refused_for_the_reason_written() {
    let file = vectors("refused_entries.json");
    let payload = bytes(&file["payload"]);
    let mut heads = vec![empty(&file["log"])];
    for encoded in items(&file["entries"]) {
        let encoded = bytes(encoded);
        let entry = Entry::decode(&encoded).expect("an entry");
        let said = if heads.len() == 1 {
            bytes(&file["join"])
        } else {
            payload.clone()
        };
        let linked = heads[heads.len() - 1]
            .link_entry(&entry, &said)
            .expect("it links");
        heads.push(linked.authenticate().expect("it is signed").head().clone());
    }
    let refused = items(&file["refused"]);
    assert!(refused.len() >= 20);
    for told in refused {
        let mut head = heads[number(&told["height"]) as usize].clone();
        if told["author"].is_string() {
            let author = AuthorId::from_bytes(array(&told["author"]));
            head = Head::empty(
                head.festival(),
                LogKey {
                    author,
                    ..head.key()
                },
            );
        }
        if told["then"].is_string() {
            let then = bytes(&told["then"]);
            let linked = head
                .link_entry(&Entry::decode(&then).expect("an entry"), &payload)
                .expect("it links");
            head = linked.authenticate().expect("it is signed").head().clone();
        }
        let verdict = judge(&head, &bytes(&told["entry"]), &bytes(&told["payload"]));
        assert_eq!(
            verdict,
            Err(text(&told["reason"]).to_owned()),
            "{}",
            told["name"]
        );
    }
}

fn judge(head: &Head, entry: &[u8], payload: &[u8]) -> Result<(), String> {
    let entry = Entry::decode(entry).map_err(|error| error.to_string())?;
    let linked = head
        .link_entry(&entry, payload)
        .map_err(|error| error.to_string())?;
    linked
        .authenticate()
        .map(drop)
        .map_err(|error| error.to_string())
}

#[test]
fn messages_are_taken_and_refused_as_written() {
    let file = vectors("envelopes.json");
    for told in items(&file["accepted"]) {
        let payload = bytes(&told["payload"]);
        let message = Message::decode(&payload).expect("a message");
        assert_eq!(
            message.encode().expect("a message"),
            payload,
            "{}",
            told["name"]
        );
    }
    for told in items(&file["refused"]) {
        let refused = Message::decode(&bytes(&told["payload"])).expect_err(text(&told["name"]));
        assert_eq!(
            refused.to_string(),
            text(&told["reason"]),
            "{}",
            told["name"]
        );
    }
}
