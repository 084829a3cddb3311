//! The first inputs of the fuzz target `session_inputs`: each kind of message, and
//! what a proven neighbour is refused for.

use std::error::Error;

use p2panda::gossip::frame;
use p2panda::gossip::fuzz::{HONEST_DEVICE, NOW, blocked, honest, neighbour, place};
use p2panda::gossip::handshake::{Identity, Neighbour};
use p2panda::gossip::overlay::introduction::{Address, Introduction, Purpose, expiry_from};
use p2panda::gossip::presence::Record;
use p2panda::gossip::signal::{Credentials, Description};
use p2panda::gossip::sim::node::join_payload;
use p2panda::gossip::wire::{About, HaveLog, KeyCard, Lineage, Talk, Want, Wire, short};
use p2panda::protocol::festival::log_id;
use p2panda::protocol::fork::{Branch, ForkProof};
use p2panda::protocol::id::{DeviceNumber, InstallationId, LogKey};
use p2panda::protocol::log::{Authentic, Head};
use p2panda::protocol::run::{Run, RunEntry};
use p2panda::protocol::signature::{AuthorKey, SIGNATURE_LEN, Signature};

/// A name, and the messages that a neighbour sends.
type Told = (&'static str, Vec<Wire>);
type Made<T> = Result<T, Box<dyn Error>>;

/// Number of the log that the neighbour writes.
const DEVICE: DeviceNumber = DeviceNumber(2);

/// The inputs, by name.
pub(crate) fn inputs() -> Made<Vec<(&'static str, Vec<u8>)>> {
    let mut told = plain();
    told.extend(logs()?);
    told.extend(introductions()?);
    let inputs = told.iter().map(|(name, wires)| {
        let frames = wires.iter().flat_map(|wire| frame::split(&wire.encode()));
        (*name, framed(frames))
    });
    let mut inputs: Vec<(&str, Vec<u8>)> = inputs.collect();
    inputs.push(("goodbye", framed([frame::goodbye(5)])));
    inputs.push(("huge-frame", framed([vec![0; 16 * 1024]])));
    inputs.push(("half-message", framed([vec![1, 200, 1, 2, 3], vec![0, 8]])));
    inputs.push(("unknown-kind", framed([vec![0, 99]])));
    Ok(inputs)
}

/// Each frame after its length.
fn framed(frames: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut input = Vec::new();
    for frame in frames {
        input.extend_from_slice(&(frame.len() as u16).to_le_bytes());
        input.extend_from_slice(&frame);
    }
    input
}

fn log_of(author: &AuthorKey, device: DeviceNumber) -> LogKey {
    LogKey {
        author: author.author(),
        log_id: log_id(&place().festival, device),
    }
}

fn talk(talk: Talk) -> Wire {
    Wire::Talk(0, talk)
}

fn have(key: LogKey, height: u64, hash: [u8; 16]) -> Wire {
    let log = HaveLog {
        key,
        height,
        hash,
        frozen_at: 0,
    };
    talk(Talk::Have {
        number: 9,
        last: true,
        logs: vec![log],
    })
}

/// What needs no log.
fn plain() -> Vec<Told> {
    let honest_log = LogKey {
        author: honest().author,
        log_id: log_id(&place().festival, HONEST_DEVICE),
    };
    let about = |seq| About {
        key: honest_log,
        seq,
    };
    let hello = |lowest, highest| Wire::Hello {
        lowest,
        highest,
        tags: Box::new([[7; 32]; 16]),
    };
    let resume = talk(Talk::Resume {
        ours: Lineage { store: 1, start: 2 },
        known: None,
    });
    let want = |from| {
        talk(Talk::Want {
            graft: from == 1,
            logs: vec![Want {
                key: honest_log,
                from,
            }],
        })
    };
    let unreachable = talk(Talk::Unreachable { circuit: 5 });
    let stranger = InstallationId::from_bytes([9; 32]);
    vec![
        ("ping", vec![Wire::Ping]),
        ("credit", vec![Wire::Credit { bytes: u64::MAX }]),
        ("hello", vec![hello(1, 3)]),
        ("no-common-version", vec![hello(2, 3)]),
        ("keys", vec![Wire::Keys(vec![card()])]),
        ("done", vec![talk(Talk::Done), talk(Talk::Prune)]),
        (
            "totals",
            vec![talk(Talk::Totals {
                entries: u64::MAX,
                bytes: 0,
            })],
        ),
        ("resume-again", vec![resume.clone(); 18]),
        ("want", vec![want(1), want(3), want(9)]),
        (
            "probe",
            vec![
                talk(Talk::Probe(about(2))),
                talk(Talk::Probe(about(99))),
                talk(Talk::AskBranch(about(2))),
            ],
        ),
        (
            "found",
            vec![
                talk(Talk::Found(about(2), Some([1; 16]))),
                talk(Talk::Found(about(2), None)),
            ],
        ),
        (
            "shuffle",
            vec![talk(Talk::Shuffle {
                reply: false,
                peers: vec![(stranger, 1)],
            })],
        ),
        ("unreachable", vec![unreachable]),
        (
            "accept",
            vec![talk(Talk::Accept {
                circuit: 5,
                expiry: u32::MAX,
                sealed: vec![1; 200],
            })],
        ),
        ("false-proof", vec![talk(Talk::Proof(vec![1; 60]))]),
        ("false-branch", vec![talk(Talk::Branch(vec![1; 60]))]),
        ("false-presence", vec![talk(Talk::Presence(vec![1; 150]))]),
        ("presence", vec![talk(Talk::Presence(presence()))]),
        ("head-that-is-not", vec![have(honest_log, 40, [1; 16])]),
    ]
}

fn card() -> KeyCard {
    KeyCard {
        founder: honest().author,
        nonce: [4; 16],
        key: place().key,
        title: "The festival around it".to_owned(),
    }
}

fn presence() -> Vec<u8> {
    let identity = neighbour();
    let record = Record {
        author: identity.author.author(),
        installation: identity.installation,
        device: Some(DEVICE),
        counter: NOW / 60_000,
        time: NOW / 1000,
        logs: vec![(log_of(&identity.author, DEVICE), 3)],
    };
    record.sign(&place().festival, &identity)
}

/// The join and `more` entries of an author's log, in one step.
fn step(author: &AuthorKey, more: &[Vec<u8>]) -> Made<Authentic> {
    let (place, key) = (place(), log_of(author, DEVICE));
    let join = join_payload(place.festival, DEVICE, honest().installation);
    let payloads = core::iter::once(join).chain(more.iter().cloned());
    Ok(Head::empty(place.festival, key).append(author, payloads.collect())?)
}

fn entries(step: &Authentic) -> Wire {
    talk(Talk::Entries(step.run().clone()))
}

/// What a neighbour may do with its own log and others'.
fn logs() -> Made<Vec<Told>> {
    let author = neighbour().author;
    let (festival, key) = (place().festival, log_of(&author, DEVICE));
    let begun = step(&author, &[vec![1; 30]])?;
    let next = begun.head().append(&author, vec![vec![2; 30]])?;
    // Another history, from the second entry on.
    let other = step(&author, &[vec![3; 30], vec![4; 30]])?;
    let other_next = other.head().append(&author, vec![vec![5; 30]])?;
    let empty = Head::empty(festival, key);
    let branch = |step: &Authentic| Branch::of(&empty, step.run(), 2);
    let proof = ForkProof::new(&festival, DEVICE, branch(&begun)?, branch(&other)?)?;
    let mut wire_branch = Vec::new();
    branch(&other)?.write(&mut wire_branch);
    let hash_of = |step: &Authentic, at: usize| short(&step.hashes()[at]);
    let altered = Run {
        entries: vec![RunEntry {
            payload: vec![6; 30],
            signature: Signature::from_bytes([9; SIGNATURE_LEN]),
        }],
        ..next.run().clone()
    };
    let full = begun.head().append(&author, vec![vec![8; 9_000]])?;
    Ok(vec![
        (
            "entries",
            vec![entries(&begun), entries(&next), entries(&begun)],
        ),
        ("early", vec![entries(&next)]),
        (
            "altered-run",
            vec![entries(&begun), talk(Talk::Entries(altered))],
        ),
        ("crowded", vec![entries(&begun), entries(&full)]),
        ("blocked-author", vec![entries(&step(&blocked(), &[])?)]),
        (
            "fork-proof",
            vec![
                entries(&begun),
                talk(Talk::Proof(proof.encode())),
                entries(&next),
                entries(&other),
            ],
        ),
        (
            "fork-found",
            vec![
                entries(&begun),
                have(key, 2, hash_of(&other, 1)),
                talk(Talk::Found(About { key, seq: 1 }, Some(hash_of(&other, 0)))),
                talk(Talk::Branch(wire_branch.clone())),
                entries(&next),
            ],
        ),
        (
            "other-past",
            vec![entries(&begun), entries(&other_next), entries(&other)],
        ),
        ("no-answer", vec![have(key, 5, [1; 16])]),
        ("stalled", vec![entries(&begun), have(key, 2, [1; 16])]),
        (
            "false-head",
            vec![
                entries(&begun),
                have(key, 2, [1; 16]),
                talk(Talk::Found(About { key, seq: 1 }, Some(hash_of(&begun, 0)))),
                talk(Talk::Branch(wire_branch)),
            ],
        ),
    ])
}

fn introduce(circuit: u64, target: InstallationId, expiry: u32, sealed: Vec<u8>) -> Wire {
    talk(Talk::Introduce {
        circuit,
        target,
        hops: 3,
        expiry,
        sealed,
    })
}

/// An offer from `from`, signed by `signer`, for whom we talk to.
fn offer(from: Neighbour, signer: &Identity, number: u8, expiry: u32) -> Made<Wire> {
    let place = place();
    let to = Address {
        purpose: Purpose::Offer,
        festival: place.festival,
        key: &place.key,
        target: honest().installation,
        expiry,
    };
    let introduction = Introduction {
        from,
        nonce: [number; 16],
        urgent: true,
        description: Description {
            fingerprint: [4; 32],
            credentials: Credentials::new("abcd", "0123456789abcdefghijkl").ok_or("ice-chars")?,
            candidates: Vec::new(),
        },
    };
    let sealed = introduction.seal(signer, to, [number; 32])?;
    Ok(introduce(number.into(), to.target, expiry, sealed))
}

fn somebody(number: u8) -> Identity {
    Identity {
        author: AuthorKey::from_seed(&[number; 32]),
        installation: InstallationId::from_bytes([number; 32]),
    }
}

fn introductions() -> Made<Vec<Told>> {
    let expiry = expiry_from(NOW);
    let from = |number: u8| {
        let who = somebody(number);
        offer(who.neighbour(), &who, number, expiry)
    };
    let us = neighbour();
    let unwelcome = Identity {
        author: blocked(),
        installation: InstallationId::from_bytes([0xb2; 32]),
    };
    let elsewhere = InstallationId::from_bytes([9; 32]);
    let many: Made<Vec<Wire>> = (1..=8).map(from).collect();
    Ok(vec![
        ("introduction-replayed", vec![from(1)?, from(1)?]),
        ("introduction-no-room", many?),
        (
            "introduction-needless",
            vec![offer(us.neighbour(), &us, 20, expiry)?],
        ),
        (
            "introduction-unsigned",
            vec![offer(somebody(21).neighbour(), &us, 21, expiry)?],
        ),
        (
            "introduction-unwelcome",
            vec![offer(unwelcome.neighbour(), &unwelcome, 22, expiry)?],
        ),
        (
            "introduction-expired",
            vec![offer(us.neighbour(), &us, 23, expiry - 600)?],
        ),
        (
            "introduction-not-for-us",
            vec![introduce(7, honest().installation, expiry, vec![1; 300])],
        ),
        (
            "introduction-elsewhere",
            vec![introduce(8, elsewhere, expiry, vec![1; 300])],
        ),
    ])
}
