//! Writes `tests/vectors/*.json` and the first inputs of the fuzz targets:
//! `cargo run --no-default-features --features sim --example make_vectors`.
//! `tests/vectors.rs` checks them without this program. Everything follows from
//! fixed seeds, so running it again changes nothing unless the protocol changed.

mod corpus;
mod gossip_corpus;
mod refused;

use std::error::Error;
use std::fs;
use std::path::Path;

use p2panda::protocol::festival::{FestivalKey, festival_id, log_id};
use p2panda::protocol::fork::{Branch, ForkProof};
use p2panda::protocol::freeze::admit;
use p2panda::protocol::id::DeviceNumber;
use p2panda::protocol::lipmaa::{lipmaa, still_needed};
use p2panda::protocol::message::Message;
use p2panda::protocol::run::Run;
use p2panda::protocol::signature::AuthorKey;
use p2panda::protocol::sim::{Writer, validly_signed};
use p2panda::protocol::varint;
use serde_json::{Value, json};

pub(crate) type Made = Result<Value, Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    fs::create_dir_all(&folder)?;
    let files = [
        ("keys", keys()?),
        ("log", log()?),
        ("step", step()?),
        ("forks", forks()?),
        ("refused_entries", refused::entries()?),
        ("envelopes", messages()?),
    ];
    corpus::write(&files)?;
    for (name, value) in files {
        fs::write(
            folder.join(format!("{name}.json")),
            serde_json::to_string_pretty(&value)? + "\n",
        )?;
    }
    Ok(())
}

fn keys() -> Made {
    let seed = [1; 32];
    let key = AuthorKey::from_seed(&seed);
    let nonce: [u8; 16] = core::array::from_fn(|i| i as u8);
    let festival = festival_id(&key.author(), &nonce);
    let secret = [0x4b; 32];
    let derived = |purpose: &str| {
        let out = FestivalKey::from_bytes(secret).derive(purpose.as_bytes(), &festival);
        json!({ "purpose": purpose, "derived": hex::encode(out) })
    };
    let logs = [0, 1, 0xdead_beef, u32::MAX].map(|device| {
        json!({ "device": device, "log_id": log_id(&festival, DeviceNumber(device)).0.to_string() })
    });
    let derived = ["p2panda.link.psk.1", "p2panda.example.1"].map(derived);
    Ok(json!({
        "seed": hex::encode(seed),
        "author": hex::encode(key.author().as_bytes()),
        "signed": hex::encode("p2panda"),
        "signature": hex::encode(key.sign(b"p2panda").as_bytes()),
        "nonce": hex::encode(nonce),
        "festival": hex::encode(festival.as_bytes()),
        "logs": logs,
        "festival_key": hex::encode(secret),
        "derived": derived,
    }))
}

/// What tells a reader which log a file is about.
pub(crate) fn about(writer: &Writer) -> Value {
    json!({
        "seed": hex::encode(writer.key.expose_seed()),
        "author": hex::encode(writer.key.author().as_bytes()),
        "festival": hex::encode(writer.festival.as_bytes()),
        "device": writer.device.0,
        "log_id": writer.empty().key().log_id.0.to_string(),
    })
}

fn log() -> Made {
    let writer = Writer::new(2);
    let empty = writer.empty();
    let run = writer.run(&empty, writer.payloads(&empty, 14, 12, 0x61), |_| false)?;
    let step = empty.link(run.clone())?.authenticate()?;
    let entries = empty.entries(&run)?;
    let entries = step
        .messages()
        .zip(&entries)
        .map(|((seq_num, hash, payload), entry)| {
            json!({
                "seq_num": seq_num,
                "lipmaa": lipmaa(seq_num),
                "payload": hex::encode(payload),
                "entry": hex::encode(entry),
                "hash": hex::encode(hash.as_bytes()),
            })
        });
    Ok(json!({
        "log": about(&writer),
        "entries": entries.collect::<Vec<_>>(),
        "run": hex::encode(run.encode()),
        "kept_links": step.head().links().keys().collect::<Vec<_>>(),
        "needed_after": (0..=40).map(still_needed).collect::<Vec<_>>(),
        "lipmaa": (1..=40).map(lipmaa).collect::<Vec<_>>(),
    }))
}

fn step() -> Made {
    let writer = Writer::new(3);
    let empty = writer.empty();
    let bad = [1, 2, 5, 6, 9];
    let run = writer.run(&empty, writer.payloads(&empty, 10, 12, 0x62), |seq| {
        bad.contains(&seq)
    })?;
    let step = empty.link(run.clone())?.authenticate()?;
    let mut frozen = Vec::new();
    for at in 1..=11 {
        let kept = admit(&empty, run.clone(), Some(at))?;
        let hash = kept.as_ref().and_then(|kept| kept.head().hash());
        frozen.push(json!({
            "frozen_at": at,
            "height": kept.as_ref().map_or(0, |kept| kept.head().height()),
            "head": hash.map(|hash| hex::encode(hash.as_bytes())),
        }));
    }
    Ok(json!({
        "log": about(&writer),
        "run": hex::encode(run.encode()),
        "validly_signed": validly_signed(&empty, &run)?,
        "height": step.head().height(),
        "head": step.head().hash().map(|hash| hex::encode(hash.as_bytes())),
        "frozen": frozen,
    }))
}

/// Two runs of one writer that part at `at`.
fn forked(
    writer: &Writer,
    at: usize,
    length: usize,
    bad: impl Fn(u64) -> bool + Copy,
) -> Result<[Run; 2], Box<dyn Error>> {
    let empty = writer.empty();
    let ours = writer.payloads(&empty, length, 12, 0x63);
    let mut theirs = ours.clone();
    theirs
        .iter_mut()
        .skip(at - 1)
        .for_each(|payload| payload[8..].fill(0x64));
    Ok([
        writer.run(&empty, ours, bad)?,
        writer.run(&empty, theirs, bad)?,
    ])
}

fn forks() -> Made {
    let writer = Writer::new(4);
    let empty = writer.empty();
    let branches = |at, runs: &[Run; 2]| -> Result<[Branch; 2], Box<dyn Error>> {
        Ok([
            Branch::of(&empty, &runs[0], at)?,
            Branch::of(&empty, &runs[1], at)?,
        ])
    };
    let proof =
        |[one, other]: [Branch; 2]| ForkProof::new(&writer.festival, writer.device, one, other);
    let told = |name: &str, proof: &ForkProof| {
        let paths = proof.branches().map(|branch| branch.path().len());
        json!({ "name": name, "proof": hex::encode(proof.encode()), "at": proof.at(), "paths": paths })
    };
    let without_paths = proof(branches(4, &forked(&writer, 4, 10, |_| false)?)?)?;
    let with_paths = proof(branches(4, &forked(&writer, 4, 10, |seq| seq < 10)?)?)?;
    // The same entry with its own signature and with a bad one, proven from above.
    let plain = writer.payloads(&empty, 10, 12, 0x63);
    let good = writer.run(&empty, plain.clone(), |_| false)?;
    let spoilt = writer.run(&empty, plain, |seq| seq == 4)?;
    let signature_only = proof(branches(4, &[good.clone(), spoilt])?)?;

    let bytes = with_paths.encode();
    let mut swapped = bytes[..4].to_vec();
    with_paths.branches()[1].write(&mut swapped);
    with_paths.branches()[0].write(&mut swapped);
    let mut same = bytes[..4].to_vec();
    with_paths.branches()[0].write(&mut same);
    with_paths.branches()[0].write(&mut same);
    let mut places = bytes[..4].to_vec();
    Branch::of(&empty, &good, 4)?.write(&mut places);
    Branch::of(&empty, &good, 5)?.write(&mut places);
    let proof_of = |one: &[Vec<u8>], other: &[Vec<u8>]| {
        let mut sides = [one, other];
        sides.sort_by_key(|side| side.first().cloned());
        let mut bytes = bytes[..4].to_vec();
        for side in sides {
            bytes.push(side.len() as u8);
            for entry in side {
                varint::write(entry.len() as u64, &mut bytes);
                bytes.extend_from_slice(entry);
            }
        }
        bytes
    };
    let [lower, upper] = with_paths.branches().map(|branch| branch.path().to_vec());
    let mut gap = lower.clone();
    gap.remove(1);
    let long = forked(&writer, 4, 44, |seq| seq < 44)?;
    let by_backlinks = empty.entries(&long[0])?[3..44].to_vec();
    let long = proof_of(&by_backlinks, Branch::of(&empty, &long[1], 4)?.path());
    let gap = proof_of(&gap, &upper);
    let cut = proof_of(&lower[..1], &upper);
    let none = proof_of(&[], &upper);
    let mut device = bytes.clone();
    device[0] ^= 1;
    let mut signature = bytes.clone();
    signature[bytes.len() - 1] ^= 1;
    let mut trailing = bytes.clone();
    trailing.push(0);
    let refused = [
        ("sides in the other order", swapped),
        ("twice the same entry", same),
        ("two places of one log", places),
        (
            "a device number from which the log id does not follow",
            device,
        ),
        ("a path that ends with a bad signature", signature),
        ("a path with a gap", gap),
        ("a path that ends before a valid signature", cut),
        ("a side of no entries", none),
        ("a path of 41 entries, all linked", long),
        ("cut off", bytes[..bytes.len() - 1].to_vec()),
        ("a byte too many", trailing),
    ];
    let mut told_refused = Vec::new();
    for (name, bytes) in refused {
        let reason = ForkProof::decode(&writer.festival, &bytes)
            .err()
            .ok_or(name)?
            .to_string();
        told_refused.push(json!({ "name": name, "proof": hex::encode(bytes), "reason": reason }));
    }
    Ok(json!({
        "log": about(&writer),
        "proofs": [
            told("both entries signed", &without_paths),
            told("both entries signed only from above", &with_paths),
            told("one entry with two signatures, of which one is bad", &signature_only),
        ],
        "refused": told_refused,
    }))
}

fn messages() -> Made {
    let writer = Writer::new(2);
    let accepted = [
        ("a join", hex::encode(writer.join())),
        // {"id": 32 × 22, "time": 1, "clock": 2, "action": "delete", "schema": "event", "version": 1}
        ("a delete", format!("a6626964{}6474696d650165636c6f636b0266616374696f6e6664656c65746566736368656d61656576656e746776657273696f6e01", "5820".to_owned() + &"22".repeat(32))),
        // {"time": 0, "clock": 1, "action": "create", "fields": {}, "schema": "x.y", "version": 2}
        ("an unknown schema", "a66474696d650065636c6f636b0166616374696f6e66637265617465666669656c6473a066736368656d6163782e796776657273696f6e02".to_owned()),
    ];
    let refused = [
        ("null instead of no id", "a7626964f66474696d650065636c6f636b0166616374696f6e66637265617465666669656c6473a066736368656d6163782e796776657273696f6e02".to_owned()),
        ("null instead of fields", "a66474696d650065636c6f636b0166616374696f6e66637265617465666669656c6473f666736368656d6163782e796776657273696f6e02".to_owned()),
        ("a negative time", "a66474696d652065636c6f636b0166616374696f6e66637265617465666669656c6473a066736368656d6163782e796776657273696f6e02".to_owned()),
        ("clock 2^53", "a66474696d650065636c6f636b1b002000000000000066616374696f6e66637265617465666669656c6473a066736368656d6163782e796776657273696f6e02".to_owned()),
        ("clock in a longer form", "a66474696d650065636c6f636b180166616374696f6e66637265617465666669656c6473a066736368656d6163782e796776657273696f6e02".to_owned()),
        ("keys in another order", "a665636c6f636b016474696d650066616374696f6e66637265617465666669656c6473a066736368656d6163782e796776657273696f6e02".to_owned()),
        ("a float in the fields", "a66474696d650065636c6f636b0166616374696f6e66637265617465666669656c6473a16178f93c0066736368656d6163782e796776657273696f6e02".to_owned()),
        ("a part that is not in the envelope", "a761610 06474696d650065636c6f636b0166616374696f6e66637265617465666669656c6473a066736368656d6163782e796776657273696f6e02".replace(' ', "")),
        ("an unknown action", "a66474696d650065636c6f636b0166616374696f6e66637265617445666669656c6473a066736368656d6163782e796776657273696f6e02".to_owned()),
        ("a byte too many", "a66474696d650065636c6f636b0166616374696f6e66637265617465666669656c6473a066736368656d6163782e796776657273696f6e0200".to_owned()),
    ];
    let mut told = Vec::new();
    for (name, payload) in refused {
        let reason = Message::decode(&hex::decode(&payload)?)
            .err()
            .ok_or(name)?
            .to_string();
        told.push(json!({ "name": name, "payload": payload, "reason": reason }));
    }
    for (name, payload) in &accepted {
        Message::decode(&hex::decode(payload)?).map_err(|error| format!("{name}: {error}"))?;
    }
    let accepted = accepted.map(|(name, payload)| json!({ "name": name, "payload": payload }));
    Ok(json!({ "accepted": accepted, "refused": told }))
}
