//! Entries that are refused, each with the reason.

use std::error::Error;

use p2panda::protocol::entry::{Entry, Unsigned};
use p2panda::protocol::id::{AuthorId, Blake2b, LogId};
use p2panda::protocol::log::Head;
use p2panda::protocol::signature::AuthorKey;
use p2panda::protocol::sim::Writer;
use serde_json::{Value, json};

use super::{Made, about};

/// Entries that are refused although their signatures are right, unless the
/// reason says otherwise.
struct Refusals {
    writer: Writer,
    steps: Vec<Head>,
    entries: Vec<Vec<u8>>,
    payload: Vec<u8>,
    told: Vec<Value>,
}

impl Refusals {
    /// The entry that would be accepted after `height` entries.
    fn good(&self, height: usize) -> Result<Unsigned, Box<dyn Error>> {
        Ok(Entry::decode(&self.entries[height])?.unsigned)
    }

    fn sign(&self, mut unsigned: Vec<u8>) -> Vec<u8> {
        let signature = self.writer.key.sign(&unsigned);
        unsigned.extend_from_slice(signature.as_bytes());
        unsigned
    }

    fn refuse(&mut self, name: &str, height: usize, entry: Vec<u8>) -> Result<(), Box<dyn Error>> {
        let payload = self.payload.clone();
        self.refuse_with(name, height, entry, payload)
    }

    fn refuse_with(
        &mut self,
        name: &str,
        height: usize,
        entry: Vec<u8>,
        payload: Vec<u8>,
    ) -> Result<(), Box<dyn Error>> {
        let reason = judge(&self.steps[height], &entry, &payload)
            .err()
            .ok_or(format!("accepted: {name}"))?;
        self.told.push(json!({
            "name": name,
            "height": height,
            "entry": hex::encode(entry),
            "payload": hex::encode(payload),
            "reason": reason,
        }));
        Ok(())
    }

    /// Refuses the entry after seven others with one thing said differently.
    fn said(
        &mut self,
        name: &str,
        change: impl FnOnce(&mut Unsigned),
    ) -> Result<(), Box<dyn Error>> {
        let mut unsigned = self.good(7)?;
        change(&mut unsigned);
        let mut bytes = Vec::new();
        unsigned.write(&mut bytes);
        let entry = self.sign(bytes);
        self.refuse(name, 7, entry)
    }

    /// Refuses the entry after seven others with its bytes before the signature
    /// changed.
    fn written(
        &mut self,
        name: &str,
        change: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), Box<dyn Error>> {
        let mut bytes = self.entries[7][..self.entries[7].len() - 64].to_vec();
        change(&mut bytes);
        let entry = self.sign(bytes);
        self.refuse(name, 7, entry)
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

pub(crate) fn entries() -> Made {
    let writer = Writer::new(5);
    let mut steps = vec![writer.empty()];
    let mut entries = Vec::new();
    let payload = b"said after seven".to_vec();
    for seq_num in 1..=8 {
        let head = &steps[seq_num - 1];
        let payloads = if seq_num == 1 {
            vec![writer.join()]
        } else {
            vec![payload.clone()]
        };
        let run = writer.run(head, payloads, |_| false)?;
        entries.extend(head.entries(&run)?);
        steps.push(head.link(run)?.authenticate()?.head().clone());
    }
    let log = json!({
        "log": about(&writer),
        "join": hex::encode(writer.join()),
        "payload": hex::encode(&payload),
        "entries": entries.iter().map(hex::encode).collect::<Vec<_>>(),
    });
    let mut all = Refusals {
        writer,
        steps,
        entries,
        payload,
        told: Vec::new(),
    };
    refused_bytes(&mut all)?;
    refused_links(&mut all)?;
    refused_signatures(&mut all)?;
    refused_beginnings(&mut all)?;
    let mut file = log;
    file["refused"] = Value::Array(all.told);
    Ok(file)
}

/// Offsets in the entry at 8: tag 1, author 32, log id 9, seq 1, lipmaalink 66,
/// backlink 66, size 1, payload hash 66.
const LOG_ID: usize = 33;
const SEQ_NUM: usize = LOG_ID + 9;
const LIPMAALINK: usize = SEQ_NUM + 1;
const BACKLINK: usize = LIPMAALINK + 66;
const SIZE: usize = BACKLINK + 66;

fn refused_bytes(all: &mut Refusals) -> Result<(), Box<dyn Error>> {
    let good = all.entries[7].clone();
    all.refuse("no bytes at all", 7, Vec::new())?;
    all.refuse(
        "the last byte is missing",
        7,
        good[..good.len() - 1].to_vec(),
    )?;
    all.refuse("a byte too many", 7, [&good[..], &[0]].concat())?;
    all.written("tag 2", |bytes| bytes[0] = 2)?;
    all.written("tag 255", |bytes| bytes[0] = 255)?;
    all.written("sequence number in a longer form", |bytes| {
        drop(bytes.splice(SEQ_NUM..=SEQ_NUM, [248, 8]))
    })?;
    all.written("payload size in a longer form", |bytes| {
        drop(bytes.splice(SIZE..=SIZE, [249, 0, 16]))
    })?;
    all.written("sequence number 0", |bytes| bytes[SEQ_NUM] = 0)?;
    all.written("sequence number 2^53", |bytes| {
        drop(bytes.splice(SEQ_NUM..=SEQ_NUM, [254, 0x20, 0, 0, 0, 0, 0, 0]));
    })?;
    all.written("YAMF kind 1 in the backlink", |bytes| bytes[BACKLINK] = 1)?;
    all.written("YAMF length 65 in the lipmaalink", |bytes| {
        bytes[LIPMAALINK + 1] = 65
    })?;
    all.written("YAMF length 32 in the payload hash", |bytes| {
        bytes[SIZE + 2] = 32
    })?;
    all.written("no lipmaalink", |bytes| {
        drop(bytes.drain(LIPMAALINK..BACKLINK))
    })
}

fn refused_links(all: &mut Refusals) -> Result<(), Box<dyn Error>> {
    let hashes: Vec<Blake2b> = all.entries.iter().map(|entry| Blake2b::of(entry)).collect();
    all.said("the backlink names entry 6", |said| {
        said.backlink = Some(hashes[5])
    })?;
    all.said("the lipmaalink names entry 3", |said| {
        said.lipmaalink = Some(hashes[2])
    })?;
    all.said("the lipmaalink names the predecessor", |said| {
        said.lipmaalink = Some(hashes[6])
    })?;
    all.said("sequence number 12 after 7", |said| said.seq_num = 12)?;
    all.said("of another log", |said| {
        said.key.log_id = LogId(said.key.log_id.0 ^ 1)
    })?;
    let other = AuthorKey::from_seed(&[99; 32]);
    let mut foreign = all.good(7)?;
    foreign.key.author = other.author();
    let mut entry = Vec::new();
    foreign.write(&mut entry);
    let signature = other.sign(&entry);
    entry.extend_from_slice(signature.as_bytes());
    all.refuse("of another author, who signed it", 7, entry)?;
    all.said("the payload is a byte longer than said", |said| {
        said.payload_size -= 1
    })?;
    all.said("the payload size is 2^32 too large", |said| {
        said.payload_size += 1 << 32
    })?;
    all.said("another payload's hash", |said| {
        said.payload_hash = Blake2b::of(b"another")
    })
}

fn refused_signatures(all: &mut Refusals) -> Result<(), Box<dyn Error>> {
    let good = all.entries[7].clone();
    let mut flipped = good.clone();
    let r = good.len() - 64;
    flipped[r] ^= 1;
    all.refuse("a flipped bit in the signature's R", 7, flipped)?;
    let mut end_of_log = good.clone();
    end_of_log[0] = 1;
    all.refuse("made end-of-log by someone else", 7, end_of_log)?;
    let mut malleable = good.clone();
    let order = hex::decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")?;
    let mut carry = 0;
    for (byte, add) in malleable[r + 32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        (*byte, carry) = (sum as u8, sum >> 8);
    }
    all.refuse("the signature's S plus the group order", 7, malleable)?;
    let other = AuthorKey::from_seed(&[99; 32]);
    let mut unsigned = good[..r].to_vec();
    let signature = other.sign(&unsigned);
    unsigned.extend_from_slice(signature.as_bytes());
    all.refuse("signed by somebody else", 7, unsigned)
}

fn refused_beginnings(all: &mut Refusals) -> Result<(), Box<dyn Error>> {
    let mut ended = all.good(6)?;
    ended.end_of_log = true;
    let mut bytes = Vec::new();
    ended.write(&mut bytes);
    let last = all.sign(bytes);
    let step = all.steps[6]
        .link_entry(&Entry::decode(&last)?, &all.payload)?
        .authenticate()?;
    let mut next = all.good(7)?;
    next.backlink = step.head().hash();
    let mut bytes = Vec::new();
    next.write(&mut bytes);
    let next = all.sign(bytes);
    let reason = judge(step.head(), &next, &all.payload)
        .err()
        .ok_or("accepted after the end")?;
    all.told.push(json!({
        "name": "after end-of-log", "height": 6, "then": hex::encode(last),
        "entry": hex::encode(next), "payload": hex::encode(&all.payload), "reason": reason,
    }));
    let mut other = all.writer.clone();
    other.device.0 += 1;
    for (name, payload) in [
        (
            "the log begins with something else than a join",
            b"no join".to_vec(),
        ),
        ("the join names another device number", other.join()),
        (
            "the join names another festival",
            Writer {
                festival: Writer::new(6).festival,
                ..all.writer.clone()
            }
            .join(),
        ),
    ] {
        let mut first = all.good(0)?;
        (first.payload_size, first.payload_hash) = (payload.len() as u64, Blake2b::of(&payload));
        let mut bytes = Vec::new();
        first.write(&mut bytes);
        let entry = all.sign(bytes);
        all.refuse_with(name, 0, entry, payload)?;
    }
    refused_weak_key(all)
}

/// Under the identity point as key, R = identity and S = 0 verify for any bytes.
fn refused_weak_key(all: &mut Refusals) -> Result<(), Box<dyn Error>> {
    let mut identity = [0; 32];
    identity[0] = 1;
    let mut weak = all.writer.empty().key();
    weak.author = AuthorId::from_bytes(identity);
    let head = Head::empty(all.writer.festival, weak);
    let payload = all.writer.join();
    let mut first = all.good(0)?;
    first.key = weak;
    let mut entry = Vec::new();
    first.write(&mut entry);
    entry.extend_from_slice(&identity);
    entry.extend_from_slice(&[0; 32]);
    let reason = judge(&head, &entry, &payload)
        .err()
        .ok_or("accepted under a weak key")?;
    all.told.push(json!({
        "name": "the author's key has small order", "height": 0, "author": hex::encode(identity),
        "entry": hex::encode(entry), "payload": hex::encode(payload), "reason": reason,
    }));
    Ok(())
}
