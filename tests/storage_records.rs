//! Records come back as they were written, and nothing else is taken for one.

use p2panda::protocol::id::LogKey;
use p2panda::storage::suite::Author;
use p2panda::storage::{LocalKey, LocalTable, Segment, StoreError, record};
use proptest::prelude::*;

/// A log in steps of 1 to 5 entries, as segments.
fn segments(count: usize) -> Vec<Segment> {
    let mut author = Author::new(1);
    let step = |index: usize| {
        let before = author.head().clone();
        let run = author.step(&vec![index; index % 5 + 1]).run().clone();
        Segment { before, run }
    };
    (0..count).map(step).collect()
}

fn is_damaged<T>(read: &Result<T, StoreError>) -> bool {
    matches!(read, Err(StoreError::Damaged(_)))
}

/// Every prefix, and every byte changed, is refused or means exactly its bytes.
fn check_strict<T>(
    record: &[u8],
    read: impl Fn(&[u8]) -> Result<T, StoreError>,
    write: impl Fn(&T) -> Vec<u8>,
) {
    for length in 0..record.len() {
        assert!(
            is_damaged(&read(&record[..length])),
            "{length} bytes of {}",
            record.len()
        );
    }
    assert!(is_damaged(&read(&[record, &[0]].concat())));
    let mut changed = record.to_vec();
    for index in 0..record.len() {
        for bit in [1, 2, 128] {
            changed[index] ^= bit;
            match read(&changed) {
                Ok(value) => assert_eq!(write(&value), changed, "byte {index}"),
                Err(error) => assert!(matches!(error, StoreError::Damaged(_))),
            }
            changed[index] ^= bit;
        }
    }
}

#[test]
fn heads_and_segments_come_back_as_written() {
    for segment in segments(60) {
        let head = record::write_head(&segment.before);
        assert_eq!(record::read_head(&head).as_ref(), Ok(&segment.before));
        let written = record::write_segment(&segment);
        assert_eq!(record::join_segment(&head, &segment.run.encode()), written);
        assert_eq!(record::read_segment(&written), Ok(segment));
    }
}

#[test]
fn a_damaged_head_or_segment_is_refused_or_means_what_it_says() {
    for segment in [0, 1, 15].map(|index| segments(16).swap_remove(index)) {
        check_strict(
            &record::write_head(&segment.before),
            record::read_head,
            record::write_head,
        );
        check_strict(
            &record::write_segment(&segment),
            record::read_segment,
            record::write_segment,
        );
    }
}

#[test]
fn a_run_that_does_not_follow_its_head_is_no_segment() {
    let [first, second, third] = [0, 1, 2].map(|index| segments(3).swap_remove(index));
    for (before, run) in [
        (&first, &second),
        (&second, &first),
        (&second, &third),
        (&third, &second),
    ] {
        let record = record::join_segment(&record::write_head(&before.before), &run.run.encode());
        assert!(is_damaged(&record::read_segment(&record)));
    }
    let another = Author::new(2);
    let record = record::join_segment(&record::write_head(another.head()), &first.run.encode());
    assert!(is_damaged(&record::read_segment(&record)));
}

#[test]
fn a_record_of_a_later_format_is_not_read() {
    let segment = segments(1).remove(0);
    let key = LocalKey {
        table: LocalTable::Star,
        name: vec![1],
    };
    let mut records = [
        record::write_head(&segment.before),
        record::write_segment(&segment),
        record::write_token(5),
        record::write_meta(5),
        record::write_local(&key, &[2]),
    ];
    for record in &mut records {
        assert_eq!(record[0], record::FORMAT);
        record[0] += 1;
    }
    let [head, segment, token, meta, local] = &records;
    assert!(is_damaged(&record::read_head(head)));
    assert!(is_damaged(&record::read_segment(segment)));
    assert!(is_damaged(&record::read_token(token)));
    assert!(is_damaged(&record::read_meta(meta)));
    assert!(is_damaged(&record::read_local(local)));
}

fn a_log() -> impl Strategy<Value = LogKey> {
    // Few different bytes, so that keys often share a beginning.
    let author = prop::array::uniform32(prop::sample::select(vec![0u8, 1, 255]));
    (author, any::<u64>()).prop_map(|(author, log_id)| LogKey {
        author: p2panda::protocol::id::AuthorId::from_bytes(author),
        log_id: p2panda::protocol::id::LogId(log_id),
    })
}

fn a_local_key() -> impl Strategy<Value = LocalKey> {
    let table = (1..=10u8).prop_map(|byte| LocalTable::from_byte(byte).expect("ten tables"));
    (table, prop::collection::vec(any::<u8>(), 0..300))
        .prop_map(|(table, name)| LocalKey { table, name })
}

proptest! {
    #[test]
    fn keys_sort_by_log_and_then_by_number(a in a_log(), b in a_log(), x in any::<u64>(), y in any::<u64>()) {
        let keys = (record::segment_key(&a, x), record::segment_key(&b, y));
        prop_assert_eq!(keys.0.cmp(&keys.1), (a, x).cmp(&(b, y)));
        prop_assert!(keys.0.starts_with(&record::head_key(&a)));
        prop_assert_eq!(record::read_segment_key(&keys.0), Ok((a, x)));
    }

    #[test]
    fn local_rows_and_numbers_come_back_as_written(key in a_local_key(), value in prop::collection::vec(any::<u8>(), 0..300), number in any::<u64>()) {
        let written = record::write_local(&key, &value);
        prop_assert_ne!(record::local_key(&key), record::META_KEY);
        prop_assert_eq!(record::read_local(&written), Ok((key, value)));
        prop_assert_eq!(record::read_token(&record::write_token(number)), Ok(number));
        prop_assert_eq!(record::read_meta(&record::write_meta(number)), Ok(number));
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), format in any::<bool>()) {
        let mut bytes = bytes;
        if let (true, Some(first)) = (format, bytes.first_mut()) {
            *first = record::FORMAT;
        }
        let results = [
            record::read_head(&bytes).map(|head| record::write_head(&head)),
            record::read_segment(&bytes).map(|segment| record::write_segment(&segment)),
            record::read_local(&bytes).map(|(key, value)| record::write_local(&key, &value)),
            record::read_token(&bytes).map(record::write_token),
            record::read_meta(&bytes).map(record::write_meta),
        ];
        for result in results {
            prop_assert!(is_damaged(&result) || result == Ok(bytes.clone()));
        }
    }
}
