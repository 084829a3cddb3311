//! Files that are cut off, altered, foreign, of a newer version, sealed with
//! another key, or made to do harm by somebody who has the key: each gets its
//! sentence and changes nothing.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{CarryingView, FestivalId, Problem};
use p2panda::protocol::bundle::head::BundleHead;
use p2panda::protocol::bundle::record::{About, Record};
use p2panda::protocol::bundle::scan::Scanner;
use p2panda::protocol::bundle::write::Writer;
use p2panda::protocol::festival::{FestivalKey, log_id};
use p2panda::protocol::id::{DeviceNumber, InstallationId, LogKey};
use p2panda::protocol::limits::{MAX_BUNDLE_BYTES, MAX_BUNDLE_CHUNK_BYTES, MAX_FESTIVAL_LOGS};
use p2panda::protocol::log::Head;
use p2panda::protocol::message::Message;
use p2panda::protocol::run::Run;
use p2panda::protocol::schema::join::{self, Join};
use p2panda::protocol::signature::{AuthorKey, Signature};

use crate::scene::{FILE, festival_key, give, loaded, refused, take, visitor};
use crate::support::Device;

/// Ana has a festival, Ben has entered it and has nothing of it.
fn ana_and_ben() -> (Device, Device, Vec<u8>) {
    let mut ana = Device::fresh("Ana", 1);
    ana.found("Summer");
    ana.publish("Opening");
    let ben = visitor("Ben", 2, &mut ana, None);
    let (_, file) = give(&mut ana, true);
    (ana, ben, file)
}

/// Somebody who has the key makes a bundle of these records.
fn sealed(festival: FestivalId, key: &FestivalKey, about: About, records: &[Record]) -> Vec<u8> {
    let mut writer = Writer::new(&festival, key, [9; 19], about);
    for record in records {
        writer.push(record);
    }
    writer.finish()
}

fn about(logs: u64, entries: u64) -> About {
    About {
        made: 1,
        whole: true,
        logs,
        entries,
    }
}

/// The first entry of a log of this festival.
fn joining(festival: FestivalId, author: &AuthorKey, device: u32) -> (Head, Run) {
    let device = DeviceNumber(device);
    let key = LogKey {
        author: author.author(),
        log_id: log_id(&festival, device),
    };
    let join = Join {
        festival,
        device,
        sealing_key: InstallationId::from_bytes([7; 32]),
    };
    let message = Message::create(join::NAME, &join, 1, 1).expect("a join has plain fields");
    let payload = message.encode().expect("its envelope is sound");
    let head = Head::empty(festival, key);
    let step = head.append(author, vec![payload]).expect("an honest step");
    (head, step.run().clone())
}

#[test]
fn a_file_cut_off_anywhere_is_damaged() {
    let (_, mut ben, file) = ana_and_ben();
    for length in (1..file.len()).step_by(37).chain([file.len() - 2]) {
        let problem = refused(&mut ben, &file[..length]);
        let expected = match length {
            ..15 => Problem::BundleNot,
            _ => Problem::BundleDamaged,
        };
        assert_eq!(problem, Some(expected), "cut at {length}");
    }
    assert_eq!(refused(&mut ben, &[]), Some(Problem::BundleNot));
    assert_eq!(take(&mut ben, &file).entries, 3, "the whole one is fine");
}

#[test]
fn a_file_altered_anywhere_is_refused() {
    let (_, mut ben, file) = ana_and_ben();
    let digits = file
        .windows(9)
        .position(|text| text == b"festival ")
        .expect("a line");
    for at in (digits + 9..file.len() - 1).step_by(29) {
        let mut altered = file.clone();
        altered[at] = if altered[at] == b'a' { b'b' } else { b'a' };
        let problem = refused(&mut ben, &altered);
        let told = [
            Problem::BundleDamaged,
            Problem::BundleForeign,
            Problem::BundleOtherKey,
        ];
        assert!(
            problem.is_some_and(|problem| told.contains(&problem)),
            "at {at}: {problem:?}"
        );
    }
    let mut twice = file.clone();
    twice.extend(&file);
    assert_eq!(refused(&mut ben, &twice), Some(Problem::BundleDamaged));
}

#[test]
fn chunks_cannot_be_left_out_or_moved() {
    let (mut ana, _, _) = ana_and_ben();
    for number in 0..40 {
        ana.publish(&format!("{number} {}", "x".repeat(200)));
    }
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let (festival, key) = (ana.festival().id, festival_key(&mut ana));
    let head = BundleHead::new(&festival, &key, [9; 19]);
    assert!(head.is_sealed_with(&festival, &key));
    let (_, run) = joining(festival, &AuthorKey::from_seed(&[5; 32]), 1);
    let whole = sealed(festival, &key, about(1, 1), &[Record::Run(run)]);
    let text = String::from_utf8(whole).expect("a bundle is text");
    // Somebody without the key makes the one chunk not the last one, and the sum right.
    let with = text.replace('.', ",");
    assert_eq!(
        refused(&mut ben, with.as_bytes()),
        Some(Problem::BundleDamaged)
    );
}

#[test]
fn a_file_of_a_festival_that_was_not_entered_is_foreign() {
    let (_, _, file) = ana_and_ben();
    let mut eva = Device::fresh("Eva", 3);
    eva.found("Winter");
    assert_eq!(refused(&mut eva, &file), Some(Problem::BundleForeign));
}

#[test]
fn a_file_of_a_newer_app_says_so() {
    let (_, mut ben, file) = ana_and_ben();
    let text = String::from_utf8(file).expect("a bundle is text");
    for version in ["2", "70000"] {
        let newer = text.replacen("bundle 1", &format!("bundle {version}"), 1);
        assert_eq!(
            refused(&mut ben, newer.as_bytes()),
            Some(Problem::BundleNewer)
        );
    }
    for version in ["0", "-1", "x", "", "99999999999999999999"] {
        let odd = text.replacen("bundle 1", &format!("bundle {version}"), 1);
        assert_eq!(
            refused(&mut ben, odd.as_bytes()),
            Some(Problem::BundleDamaged)
        );
    }
}

#[test]
fn a_file_sealed_with_another_key_says_so_unless_it_is_damaged_too() {
    let (mut ana, _, file) = ana_and_ben();
    let mut eva = visitor("Eva", 4, &mut ana, Some([1; 32]));
    assert_eq!(refused(&mut eva, &file), Some(Problem::BundleOtherKey));
    let cut = &file[..file.len() - 9];
    assert_eq!(refused(&mut eva, cut), Some(Problem::BundleDamaged));
}

#[test]
fn other_files_are_no_bundles() {
    let (_, mut ben, _) = ana_and_ben();
    let zip = [b"PK\x03\x04".to_vec(), vec![0; 5_000]].concat();
    let files = [
        b"BEGIN:VCALENDAR\r\n".repeat(100),
        zip,
        vec![0xff; 300_000],
        b"p2panda backup 1\n\n".to_vec(),
        b"p".to_vec(),
        " p2panda bundle 1\n\n".into(),
    ];
    for file in files {
        assert_eq!(refused(&mut ben, &file), Some(Problem::BundleNot));
    }
    let no_end = [b"p2panda bundle 1\n".to_vec(), b"note\n".repeat(100_000)].concat();
    assert_eq!(refused(&mut ben, &no_end), Some(Problem::BundleDamaged));
}

#[test]
fn a_size_that_nothing_has_is_refused_unread() {
    let (_, mut ben, _) = ana_and_ben();
    for size in [MAX_BUNDLE_BYTES + 1, 1 << 60, u64::MAX] {
        ben.command(Command::TakeFile { file: FILE, size });
        assert_eq!(ben.problem(), Some(Problem::BundleTooMuch));
        assert_eq!(ben.frame().carrying, CarryingView::Idle);
    }
    // A file that ends before the size it was said to have.
    ben.opened.insert(FILE, b"p2panda bundle 1".to_vec());
    ben.command(Command::TakeFile {
        file: FILE,
        size: 1 << 20,
    });
    assert_eq!(ben.problem(), Some(Problem::FileUnreadable));
}

#[test]
fn a_chunk_that_never_ends_is_refused_before_it_fills_the_memory() {
    let (_, mut ben, file) = ana_and_ben();
    let end_of_head = file
        .windows(2)
        .position(|two| two == b"\n\n")
        .expect("a head");
    let endless = [&file[..end_of_head + 2], &vec![b'A'; 8_000_000]].concat();
    assert_eq!(refused(&mut ben, &endless), Some(Problem::BundleDamaged));
    let mut scanner = Scanner::default();
    let (mut fed, mut verdict) = (0, Ok(None));
    for piece in endless.chunks(4096) {
        scanner.feed(piece);
        fed += piece.len();
        while let Ok(Some(_)) = verdict {
            verdict = scanner.next_part();
        }
        verdict = scanner.next_part();
        if verdict.is_err() {
            break;
        }
    }
    assert!(verdict.is_err());
    assert!(fed < 2 * MAX_BUNDLE_CHUNK_BYTES, "it held {fed} bytes");
}

#[test]
fn announced_numbers_of_any_size_cost_nothing_and_are_refused() {
    let (mut ana, mut ben, _) = ana_and_ben();
    let (festival, key) = (ana.festival().id, festival_key(&mut ana));
    let (_, run) = joining(festival, &AuthorKey::from_seed(&[5; 32]), 1);
    for (logs, entries) in [
        (1, 1 << 60),
        (1 << 60, 1),
        (u64::MAX, u64::MAX),
        (0, 0),
        (2, 1),
    ] {
        let records = [Record::Run(run.clone())];
        let file = sealed(festival, &key, about(logs, entries), &records);
        assert_eq!(refused(&mut ben, &file), Some(Problem::BundleFalse));
    }
}

#[test]
fn more_logs_than_a_festival_has_are_refused_and_none_is_kept() {
    let (mut ana, mut ben, _) = ana_and_ben();
    let (festival, key) = (ana.festival().id, festival_key(&mut ana));
    let count = MAX_FESTIVAL_LOGS as u64 + 1;
    let author = AuthorKey::from_seed(&[5; 32]);
    let runs = (0..count as u32).map(|device| joining(festival, &author, device).1);
    let mut runs: Vec<Run> = runs.collect();
    runs.sort_by_key(|run| run.key);
    let records: Vec<Record> = runs.into_iter().map(Record::Run).collect();
    let file = sealed(festival, &key, about(count, count), &records);
    assert_eq!(refused(&mut ben, &file), Some(Problem::BundleTooMuch));
}

#[test]
fn entries_that_nobody_signed_so_spoil_the_whole_file() {
    let (mut ana, mut ben, _) = ana_and_ben();
    let (festival, key) = (ana.festival().id, festival_key(&mut ana));
    let [first, second] = [[3; 32], [4; 32]].map(|seed| AuthorKey::from_seed(&seed));
    let mut runs = [
        joining(festival, &first, 1).1,
        joining(festival, &second, 1).1,
    ];
    runs.sort_by_key(|run| run.key);
    let [good, bad] = runs;
    let spoil: [fn(&mut Run); 5] = [
        |run| run.entries[0].signature = Signature::from_bytes([0; 64]),
        |run| run.entries[0].payload.push(0),
        |run| run.end_of_log = true,
        |run| run.entries.push(run.entries[0].clone()),
        |run| run.key.log_id.0 = u64::MAX,
    ];
    for (number, spoil) in spoil.into_iter().enumerate() {
        let mut bad = bad.clone();
        spoil(&mut bad);
        let entries = 1 + bad.entries.len() as u64;
        let records = [Record::Run(good.clone()), Record::Run(bad)];
        let file = sealed(festival, &key, about(2, entries), &records);
        assert_eq!(
            refused(&mut ben, &file),
            Some(Problem::BundleFalse),
            "{number}"
        );
    }
    let records = [Record::Run(good), Record::Run(bad)];
    let honest = sealed(festival, &key, about(2, 2), &records);
    assert_eq!(take(&mut ben, &honest).entries, 2);
}

#[test]
fn contents_in_another_order_are_refused() {
    let (mut ana, mut ben, _) = ana_and_ben();
    let (festival, key) = (ana.festival().id, festival_key(&mut ana));
    let [first, second] = [[3; 32], [4; 32]].map(|seed| AuthorKey::from_seed(&seed));
    let mut runs = [
        joining(festival, &first, 1).1,
        joining(festival, &second, 1).1,
    ];
    runs.sort_by_key(|run| run.key);
    let [one, two] = runs.map(Record::Run);
    let cases = [
        vec![two.clone(), one.clone()],
        vec![one.clone(), one.clone()],
        vec![one.clone(), Record::About(about(2, 2)), two.clone()],
        vec![one.clone(), two.clone(), Record::Proof(vec![1, 2, 3])],
    ];
    for records in cases {
        let file = sealed(festival, &key, about(2, 2), &records);
        assert_eq!(refused(&mut ben, &file), Some(Problem::BundleFalse));
    }
}

#[test]
fn entries_of_another_festival_are_refused() {
    let (mut ana, mut ben, _) = ana_and_ben();
    let (festival, key) = (ana.festival().id, festival_key(&mut ana));
    let other = FestivalId::from_bytes([8; 32]);
    let (_, run) = joining(other, &AuthorKey::from_seed(&[5; 32]), 1);
    let file = sealed(festival, &key, about(1, 1), &[Record::Run(run)]);
    assert_eq!(refused(&mut ben, &file), Some(Problem::BundleFalse));
    assert!(loaded(&mut ben).heads.is_empty());
}
