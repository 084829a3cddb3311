//! What a log promises, for any entries, any bad signatures and any order of
//! learning.

use p2panda::protocol::entry::Entry;
use p2panda::protocol::log::{Authentic, Head, RunError};
use p2panda::protocol::run::{Run, RunEntry};
use p2panda::protocol::signature::Signature;
use p2panda::protocol::sim::Writer;
use proptest::prelude::*;

/// The head before each entry of a writer's log, the entry, and its payload.
fn entries(writer: &Writer, count: usize) -> Vec<(Head, Vec<u8>, Vec<u8>)> {
    let mut head = writer.empty();
    let mut all = Vec::new();
    for payload in writer.payloads(&head, count, 9, writer.device.0 as u8) {
        let step = head
            .append(&writer.key, vec![payload.clone()])
            .expect("an honest entry");
        let encoded = head.entries(step.run()).expect("an honest entry").remove(0);
        all.push((head, encoded, payload));
        head = step.head().clone();
    }
    all
}

fn accepts(head: &Head, encoded: &[u8], payload: &[u8]) -> bool {
    let decoded = Entry::decode(encoded).ok();
    let linked = decoded.and_then(|entry| head.link_entry(&entry, payload).ok());
    linked.is_some_and(|linked| linked.authenticate().is_ok())
}

/// Small steps through all other values: 255 is odd, so each is reached.
fn next_random(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[test]
fn any_change_and_any_truncation_of_a_thousand_entries_is_refused() {
    let mut random = 4;
    let mut seen = 0;
    for writer in (0..25).map(Writer::new) {
        for (head, encoded, payload) in entries(&writer, 40) {
            assert!(accepts(&head, &encoded, &payload));
            assert_eq!(
                Entry::decode(&encoded).map(|entry| entry.bytes().to_vec()),
                Ok(encoded.clone())
            );
            let mut changed = encoded.clone();
            for position in 0..encoded.len() {
                let other = (next_random(&mut random) % 255 + 1) as u8;
                changed[position] ^= other;
                assert!(
                    !accepts(&head, &changed, &payload),
                    "byte {position} of entry {}",
                    head.height() + 1
                );
                changed[position] = encoded[position];
                assert!(
                    Entry::decode(&encoded[..position]).is_err(),
                    "{position} bytes"
                );
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 1_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn accepted_bytes_of_an_entry_are_their_own_encoding(
        seq_num in prop_oneof![1..400_u64, 1..(1_u64 << 53)],
        log_id: u64,
        payload_size: u64,
        end_of_log: bool,
        fill: u8,
    ) {
        use p2panda::protocol::{entry::Unsigned, id::{Blake2b, LogId, LogKey}, lipmaa};
        let author = Writer::new(fill).key.author();
        let hash = |salt: u8| Blake2b::of(&[salt, fill]);
        let unsigned = Unsigned {
            end_of_log,
            key: LogKey { author, log_id: LogId(log_id) },
            seq_num,
            lipmaalink: lipmaa::is_required(seq_num).then(|| hash(0)),
            backlink: (seq_num > 1).then(|| hash(1)),
            payload_size,
            payload_hash: hash(2),
        };
        let mut bytes = Vec::new();
        unsigned.write(&mut bytes);
        bytes.extend([fill; 64]);
        let decoded = Entry::decode(&bytes);
        prop_assert_eq!(decoded.map(|entry| entry.unsigned), Ok(unsigned));
    }

    #[test]
    fn bytes_that_are_taken_for_a_run_are_its_own_encoding(
        count in 1..6_usize,
        position: prop::sample::Index,
        change: u8,
    ) {
        let writer = Writer::new(8);
        let empty = writer.empty();
        let run = writer.run(&empty, writer.payloads(&empty, count, 9, 0), |_| false).expect("a run");
        let mut bytes = run.encode();
        prop_assert_eq!(Run::decode(&bytes), Ok(run));
        let position = position.index(bytes.len());
        bytes[position] ^= change;
        if let Ok(other) = Run::decode(&bytes) {
            prop_assert_eq!(other.encode(), bytes);
        }
    }
}

/// Cuts a step into steps behind the validly signed entries that `cut` names.
fn cut_into_steps(empty: &Head, run: &Run, cut: impl Fn(u64) -> bool) -> Vec<Run> {
    let signed = p2panda::protocol::sim::validly_signed(empty, run).expect("it fits");
    let (mut steps, mut rest, mut head) = (Vec::new(), Some(run.clone()), empty.clone());
    for (seq_num, _) in (run.first..)
        .zip(signed)
        .filter(|(seq_num, signed)| *signed && cut(*seq_num))
    {
        let Some(part) = rest.as_ref().and_then(|rest| rest.until(seq_num)) else {
            continue;
        };
        head = head
            .link(part.clone())
            .and_then(|linked| linked.authenticate())
            .expect("a step")
            .head()
            .clone();
        rest = rest.and_then(|rest| rest.tail(seq_num + 1, head.hash()));
        steps.push(part);
    }
    steps.extend(rest);
    steps
}

fn take(head: &Head, run: Run) -> Result<Authentic, RunError> {
    head.link(run)?.authenticate()
}

#[test]
fn a_log_cut_into_any_steps_has_the_same_head() {
    for seed in 0..40 {
        let writer = Writer::new(seed);
        let empty = writer.empty();
        let mut random = u64::from(seed);
        let bad: Vec<bool> = (0..30)
            .map(|_| next_random(&mut random).is_multiple_of(3))
            .collect();
        let payloads = writer.payloads(&empty, 30, 9, 1);
        let run = writer
            .run(&empty, payloads, |seq| seq != 30 && bad[seq as usize - 1])
            .expect("a step");
        let whole = take(&empty, run.clone()).expect("a step");
        for cuts in 0..8 {
            let steps = cut_into_steps(&empty, &run, |seq| (seq * 7 + cuts) % 3 == 0);
            let head = steps.into_iter().fold(empty.clone(), |head, step| {
                take(&head, step).expect("a step").head().clone()
            });
            assert_eq!(&head, whole.head());
        }
    }
}

#[test]
fn a_forged_tail_leaves_nothing_behind() {
    let writer = Writer::new(1);
    let empty = writer.empty();
    let honest = empty
        .append(&writer.key, writer.payloads(&empty, 20, 9, 1))
        .expect("a step");
    let head = honest.head().clone();
    let forger = Writer {
        key: Writer::new(2).key,
        ..writer.clone()
    };
    for length in [1, 2, 3, 10, 100, 1_023, 1_024] {
        let payload = |seq: usize| RunEntry {
            payload: seq.to_le_bytes().to_vec(),
            signature: forger.key.sign(&seq.to_le_bytes()),
        };
        let tail = Run {
            key: head.key(),
            first: 21,
            before: head.hash(),
            end_of_log: false,
            entries: (0..length).map(payload).collect(),
        };
        let refused = take(&head, tail.clone());
        assert!(
            matches!(refused, Err(RunError::Signature(_))),
            "{refused:?}"
        );
        // Nor behind honest entries that are not known here yet.
        let mut all = honest.run().clone();
        all.entries.extend(tail.entries.into_iter().take(1_000));
        assert!(matches!(take(&empty, all), Err(RunError::Signature(_))));
    }
    assert_eq!(&head, honest.head());
    assert!(
        head.append(&writer.key, vec![b"on it goes".to_vec()])
            .is_ok()
    );
}

#[test]
fn a_step_is_bounded_in_entries_and_bytes() {
    let writer = Writer::new(3);
    let empty = writer.empty();
    let begun = take(
        &empty,
        writer
            .run(&empty, vec![writer.join()], |_| false)
            .expect("a join"),
    )
    .expect("a join");
    let head = begun.head();
    let refused = |sizes: &[usize]| {
        let entry = |size: &usize| RunEntry {
            payload: vec![0; *size],
            signature: Signature::from_bytes([0; 64]),
        };
        let entries = sizes.iter().map(entry).collect();
        let run = Run {
            key: head.key(),
            first: 2,
            before: head.hash(),
            end_of_log: false,
            entries,
        };
        head.link(run).err()
    };
    assert_eq!(refused(&[]), Some(RunError::StepLimit));
    assert_eq!(refused(&[0; 1_024]), None);
    assert_eq!(refused(&[0; 1_025]), Some(RunError::StepLimit));
    assert_eq!(refused(&[64 * 1024; 8]), None);
    assert_eq!(refused(&[64 * 1024 + 1]), Some(RunError::StepLimit));
    assert_eq!(
        refused(&[vec![64 * 1024; 8], vec![1]].concat()),
        Some(RunError::StepLimit)
    );
}

#[test]
fn the_longest_log_can_end_but_not_wrap() {
    use p2panda::protocol::limits::MAX_SEQ_NUM;
    use p2panda::protocol::{id::Blake2b, lipmaa::still_needed, log::AppendError};
    let writer = Writer::new(3);
    let restored = |height| {
        let links = still_needed(height)
            .into_iter()
            .map(|seq| (seq, Blake2b::of(&seq.to_le_bytes())));
        let (festival, key) = (writer.festival, writer.empty().key());
        Head::restore(
            festival,
            key,
            height,
            Some(Blake2b::of(b"head")),
            false,
            links.collect(),
        )
        .expect("a head")
    };
    assert!(
        restored(MAX_SEQ_NUM - 1)
            .append(&writer.key, vec![Vec::new()])
            .is_ok()
    );
    let beyond = AppendError::Run(RunError::StepLimit);
    assert_eq!(
        restored(MAX_SEQ_NUM - 1).append(&writer.key, vec![Vec::new(); 2]),
        Err(beyond)
    );
    assert_eq!(
        restored(MAX_SEQ_NUM).append(&writer.key, vec![Vec::new()]),
        Err(beyond)
    );
}
