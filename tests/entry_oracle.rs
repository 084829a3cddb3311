//! bamboo-rs-core as a second opinion: what we publish it verifies, what we
//! accept it accepts. The converse is false on purpose, where it is laxer than
//! the specification.

use std::collections::BTreeMap;

use bamboo_rs_core::verify as reference;
use p2panda::protocol::entry::{Entry, Unsigned};
use p2panda::protocol::id::{AuthorId, Blake2b, LogId, LogKey, SeqNum};
use p2panda::protocol::lipmaa::lipmaa;
use p2panda::protocol::log::Head;
use p2panda::protocol::sim::{Writer, validly_signed};

/// A log with all that is needed to judge what comes after any of its entries.
struct Log {
    writer: Writer,
    heads: Vec<Head>,
    entries: BTreeMap<SeqNum, (Vec<u8>, Vec<u8>)>,
}

impl Log {
    fn new(seed: u8, length: usize) -> Self {
        let writer = Writer::new(seed);
        let mut log = Self {
            heads: vec![writer.empty()],
            writer,
            entries: BTreeMap::new(),
        };
        for payload in log.writer.payloads(&log.heads[0], length, 20, seed) {
            let head = &log.heads[log.heads.len() - 1];
            let step = head
                .append(&log.writer.key, vec![payload.clone()])
                .expect("an honest entry");
            let entry = head.entries(step.run()).expect("an honest entry").remove(0);
            log.entries.insert(step.head().height(), (entry, payload));
            log.heads.push(step.head().clone());
        }
        log
    }

    fn entry(&self, seq_num: SeqNum) -> &[u8] {
        &self.entries[&seq_num].0
    }

    fn payload(&self, seq_num: SeqNum) -> &[u8] {
        &self.entries[&seq_num].1
    }

    fn unsigned(&self, seq_num: SeqNum) -> Unsigned {
        Entry::decode(self.entry(seq_num)).expect("ours").unsigned
    }

    fn signed(&self, unsigned: &Unsigned) -> Vec<u8> {
        let mut bytes = Vec::new();
        unsigned.write(&mut bytes);
        let signature = self.writer.key.sign(&bytes);
        bytes.extend_from_slice(signature.as_bytes());
        bytes
    }

    fn we_accept(&self, bytes: &[u8], seq_num: SeqNum) -> bool {
        let head = &self.heads[seq_num as usize - 1];
        let entry = Entry::decode(bytes).ok();
        let linked = entry.and_then(|entry| head.link_entry(&entry, self.payload(seq_num)).ok());
        linked.is_some_and(|linked| linked.authenticate().is_ok())
    }

    /// The reference, given the entries at the sequence numbers where links point.
    fn reference_accepts(&self, bytes: &[u8], seq_num: SeqNum) -> bool {
        self.reference_accepts_linked(bytes, seq_num, lipmaa(seq_num), seq_num - 1)
    }

    fn reference_accepts_linked(
        &self,
        bytes: &[u8],
        seq_num: SeqNum,
        far: SeqNum,
        near: SeqNum,
    ) -> bool {
        let linked = |seq: SeqNum| self.entries.get(&seq).map(|(entry, _)| entry.as_slice());
        reference(
            bytes,
            Some(self.payload(seq_num)),
            linked(far),
            linked(near),
        )
        .is_ok()
    }
}

#[test]
fn what_we_publish_the_reference_verifies() {
    let log = Log::new(1, 130);
    for seq_num in 1..=130 {
        assert!(log.we_accept(log.entry(seq_num), seq_num));
        assert!(
            log.reference_accepts(log.entry(seq_num), seq_num),
            "entry {seq_num}"
        );
    }
}

#[test]
fn what_we_accept_the_reference_accepts() {
    let log = Log::new(2, 45);
    let (mut both, mut neither) = (0, 0);
    for seq_num in 1..=45 {
        let good = log.unsigned(seq_num);
        let mut variants = vec![good; 7];
        variants[1].end_of_log = true;
        variants[2].payload_size ^= 1;
        variants[3].payload_hash = Blake2b::of(b"other");
        variants[4].key.log_id = LogId(3);
        variants[5].backlink = good.backlink.map(|_| Blake2b::of(b"other"));
        variants[6].lipmaalink = good.lipmaalink.map(|_| Blake2b::of(b"other"));
        let mut candidates: Vec<Vec<u8>> =
            variants.iter().map(|variant| log.signed(variant)).collect();
        for position in 0..candidates[0].len() {
            let mut changed = candidates[0].clone();
            changed[position] ^= 1 << (position % 8);
            candidates.push(changed);
        }
        for candidate in candidates {
            match log.we_accept(&candidate, seq_num) {
                true if log.reference_accepts(&candidate, seq_num) => both += 1,
                true => panic!(
                    "the reference refuses entry {seq_num}: {}",
                    hex::encode(candidate)
                ),
                false => neither += 1,
            }
        }
    }
    assert!(both >= 90 && neither > 1_000, "{both} {neither}");
}

#[test]
fn entries_inside_a_step_differ_from_the_reference_in_the_signature_alone() {
    let writer = Writer::new(3);
    let empty = writer.empty();
    let payloads = writer.payloads(&empty, 20, 20, 3);
    let run = writer
        .run(&empty, payloads.clone(), |seq| seq % 3 == 0)
        .expect("a step");
    let step = empty
        .link(run.clone())
        .and_then(|linked| linked.authenticate());
    assert!(step.is_ok(), "a later signature carries the bad ones");
    let signed = validly_signed(&empty, &run).expect("a step");
    assert_eq!(signed.iter().filter(|signed| !**signed).count(), 6);
    let entries = empty.entries(&run).expect("a step");
    for (index, (entry, signed)) in entries.iter().zip(signed).enumerate() {
        let near = index.checked_sub(1).map(|index| entries[index].as_slice());
        let far = lipmaa(index as u64 + 1)
            .checked_sub(1)
            .map(|index| entries[index as usize].as_slice());
        let verdict = reference(entry, Some(&payloads[index]), far, near);
        assert_eq!(verdict.is_ok(), signed);
        if !signed {
            assert!(matches!(
                verdict,
                Err(bamboo_rs_core::entry::verify::Error::InvalidSignature)
            ));
        }
    }
}

#[test]
fn other_tag_bytes_are_refused_here_and_taken_there() {
    let log = Log::new(4, 8);
    for tag in 2..=255 {
        let mut bytes = log.entry(8).to_vec();
        bytes[0] = tag;
        assert!(!log.we_accept(&bytes, 8), "tag {tag}");
        assert!(log.reference_accepts(&bytes, 8), "tag {tag}");
    }
}

#[test]
fn other_hash_length_bytes_are_refused_here_and_taken_there() {
    let log = Log::new(5, 8);
    let bytes = log.entry(8);
    let payload_hash = bytes.len() - 64 - 65;
    let lengths = [payload_hash, payload_hash - 67, payload_hash - 67 - 66];
    assert!(
        lengths.iter().all(|at| bytes[*at] == 64),
        "the offsets are those of length bytes"
    );
    for at in lengths {
        for length in (0..=255).filter(|length| *length != 64) {
            let mut bytes = bytes.to_vec();
            bytes[at] = length;
            assert!(!log.we_accept(&bytes, 8), "length {length} at {at}");
            assert!(log.reference_accepts(&bytes, 8), "length {length} at {at}");
        }
    }
}

#[test]
fn trailing_bytes_are_refused_here_and_taken_there() {
    let log = Log::new(6, 8);
    for extra in [1, 2, 64, 100_000] {
        let mut bytes = log.entry(8).to_vec();
        bytes.resize(bytes.len() + extra, 0);
        assert!(!log.we_accept(&bytes, 8), "{extra} bytes");
        assert!(log.reference_accepts(&bytes, 8), "{extra} bytes");
    }
}

#[test]
fn wrong_linked_sequence_numbers_are_refused_here_and_taken_there() {
    let log = Log::new(7, 8);
    let hash = |seq: SeqNum| Some(Blake2b::of(log.entry(seq)));
    for near in 1..7 {
        let bytes = log.signed(&Unsigned {
            backlink: hash(near),
            ..log.unsigned(8)
        });
        assert!(!log.we_accept(&bytes, 8), "backlink to {near}");
        assert!(
            log.reference_accepts_linked(&bytes, 8, 4, near),
            "backlink to {near}"
        );
    }
    for far in [1, 2, 3, 5, 6, 7] {
        let bytes = log.signed(&Unsigned {
            lipmaalink: hash(far),
            ..log.unsigned(8)
        });
        assert!(!log.we_accept(&bytes, 8), "lipmaalink to {far}");
        assert!(
            log.reference_accepts_linked(&bytes, 8, far, 7),
            "lipmaalink to {far}"
        );
    }
}

#[test]
fn small_order_keys_are_refused_here_and_taken_there() {
    let writer = Writer::new(8);
    let mut identity = [0; 32];
    identity[0] = 1;
    let key = LogKey {
        author: AuthorId::from_bytes(identity),
        ..writer.empty().key()
    };
    let head = Head::empty(writer.festival, key);
    let payload = writer.join();
    let mut bytes = Vec::new();
    let unsigned = Unsigned {
        end_of_log: false,
        key,
        seq_num: 1,
        lipmaalink: None,
        backlink: None,
        payload_size: payload.len() as u64,
        payload_hash: Blake2b::of(&payload),
    };
    unsigned.write(&mut bytes);
    bytes.extend_from_slice(&identity);
    bytes.extend_from_slice(&[0; 32]);
    let linked = head
        .link_entry(&Entry::decode(&bytes).expect("sound in form"), &payload)
        .expect("it links");
    assert!(
        linked.authenticate().is_err(),
        "nobody can sign under a weak key"
    );
    assert!(reference(&bytes, Some(&payload), None, None).is_ok());
}
