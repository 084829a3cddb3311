//! Bodies of the fuzz targets: any bytes may come in, none may panic, and what is
//! accepted must be its own encoding. They live here so that they always compile;
//! `fuzz/` only calls them, and `tests/fuzz_corpus.rs` runs them over the kept
//! corpus.
//!
//! Each returns whether the bytes were accepted, so that a test can see that the
//! corpus reaches further than the first refusal.

pub mod carried;
pub mod meaning;

use std::sync::LazyLock;

use super::cbor;
use super::entry::Entry;
use super::fork::ForkProof;
use super::freeze::admit;
use super::limits::{MAX_FORK_PATH_ENTRIES, MAX_PAYLOAD_BYTES};
use super::log::Head;
use super::message::Message;
use super::run::Run;
use super::schema::join::Join;
use super::sim::Writer;

/// Number of the writer whose festival and log the targets know.
pub const WRITER: u8 = 4;

/// How many entries of that log the targets know, besides none.
pub const KNOWN_ENTRIES: usize = 7;

/// The heads that bytes are held against: the empty log, and one further on.
static HEADS: LazyLock<[Head; 2]> = LazyLock::new(|| {
    let writer = Writer::new(WRITER);
    let empty = writer.empty();
    let payloads = writer.payloads(&empty, KNOWN_ENTRIES, 12, 0);
    let step = empty
        .append(&writer.key, payloads)
        .expect("an honest log fits its own head");
    [empty, step.head().clone()]
});

/// One entry, and the payload after it: the first two bytes say how long the
/// entry is, little endian.
pub fn entry(data: &[u8]) -> bool {
    let Some((length, rest)) = data.split_first_chunk() else {
        return false;
    };
    let Some((bytes, payload)) = rest.split_at_checked(u16::from_le_bytes(*length).into()) else {
        return false;
    };
    let Ok(entry) = Entry::decode(bytes) else {
        return false;
    };
    let mut again = Vec::new();
    entry.unsigned.write(&mut again);
    again.extend_from_slice(entry.signature.as_bytes());
    assert_eq!(again, bytes, "an accepted entry is its own encoding");
    let linked = HEADS
        .iter()
        .find_map(|head| head.link_entry(&entry, payload).ok());
    let Some(linked) = linked else { return false };
    assert_eq!(
        linked.last_entry(),
        bytes,
        "a linked entry is the one that was given"
    );
    linked.authenticate().is_ok()
}

/// One payload.
pub fn message(data: &[u8]) -> bool {
    let is_join = Join::from_payload(data).is_ok();
    let Ok(message) = Message::decode(data) else {
        assert!(!is_join, "a join is a message");
        return false;
    };
    assert_eq!(cbor::check(data), Ok(()), "a message is deterministic");
    assert_eq!(
        message.encode().as_deref(),
        Ok(data),
        "an accepted message is its own encoding"
    );
    true
}

/// One run, held against a log that is frozen where the first byte says (0: not).
pub fn step(data: &[u8]) -> bool {
    let Some((frozen_at, bytes)) = data.split_first() else {
        return false;
    };
    let Ok(run) = Run::decode(bytes) else {
        return false;
    };
    assert_eq!(run.encode(), bytes, "an accepted run is its own encoding");
    assert!(
        run.entries
            .iter()
            .all(|entry| entry.payload.len() as u64 <= MAX_PAYLOAD_BYTES)
    );
    let frozen_at = (*frozen_at > 0).then_some(u64::from(*frozen_at));
    let taken = |head: &Head| {
        let step = admit(head, run.clone(), frozen_at).ok()??;
        assert!(
            step.head().height() > head.height(),
            "a step makes the log longer"
        );
        assert!(
            frozen_at.is_none_or(|at| step.head().height() < at),
            "nothing counts from a fork on"
        );
        Some(step)
    };
    HEADS.iter().any(|head| taken(head).is_some())
}

/// One fork proof.
pub fn fork_proof(data: &[u8]) -> bool {
    let Ok(proof) = ForkProof::decode(&HEADS[0].festival(), data) else {
        return false;
    };
    assert_eq!(
        proof.encode(),
        data,
        "an accepted proof is its own encoding"
    );
    assert!(proof.at() >= 1, "a fork is at an entry");
    assert!(
        proof
            .branches()
            .iter()
            .all(|branch| (1..=MAX_FORK_PATH_ENTRIES).contains(&branch.path().len()))
    );
    true
}
