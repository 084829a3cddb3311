//! From a fresh store to a wiped one: its name, local rows, tabs, and order.

use std::cell::Cell;
use std::rc::Rc;

use super::{COMMITTED, NOT_THE_WRITER, expect_heads, loaded, local, put, replay, row, segments};
use crate::protocol::id::SeqNum;
use crate::protocol::log::Head;
use crate::storage::suite::{Author, Script, foreign, own, read_all};
use crate::storage::{Answer, LocalKey, LocalTable, Request};

/// A new store holds nothing, and knows its name.
pub fn a_fresh_store_is_empty_and_has_a_name() -> Script {
    let script = Script::new().ask(0, Request::Load, |answer| {
        let loaded = loaded(answer);
        assert!(loaded.heads.is_empty() && loaded.local.is_empty());
        assert_ne!(loaded.store_id, 0);
    });
    script.expect(
        0,
        read_all(Author::new(1).log()),
        Ok(Answer::Segments(Vec::new())),
    )
}

/// Rows are written over and removed, with any name and any value.
pub fn local_rows_are_replaced_and_removed() -> Script {
    let odd = LocalKey {
        table: LocalTable::Draft,
        name: vec![0, 255, 0],
    };
    let rows = vec![
        put("language", "de"),
        put("seed", ""),
        (odd.clone(), Some(vec![0; 1000])),
    ];
    let again = vec![
        put("language", "en"),
        (row("seed"), None),
        (row("unknown"), None),
    ];
    let expected = [(row("language"), b"en".to_vec()), (odd, vec![0; 1000])].into();
    let script = Script::new()
        .expect(0, local(rows), COMMITTED)
        .expect(0, local(again), COMMITTED);
    script.ask(0, Request::Load, move |answer| {
        assert_eq!(loaded(answer).local, expected)
    })
}

/// A log that was forgotten, merged or not, is as one never heard of, and may be
/// learned anew; its neighbours are not touched.
pub fn forgotten_logs_are_gone_and_others_stay() -> Script {
    let mut authors: Vec<Author> = (1..=5).map(Author::new).collect();
    authors.sort_by_key(Author::log);
    let mut anew = authors[1].clone();
    let mut script = Script::new();
    for _ in 0..10 {
        for author in &mut authors {
            script = script.foreign(author.steps([1]), COMMITTED);
        }
    }
    script = script.tidy(0, 40).foreign(authors[3].steps([1]), COMMITTED);
    let forgotten = [authors[1].log(), authors[3].log()];
    for _ in 0..2 {
        script = script.expect(0, Request::Forget(forgotten.to_vec()), COMMITTED);
    }
    for log in forgotten {
        script = script.expect(0, read_all(log), Ok(Answer::Segments(Vec::new())));
    }
    let head = authors[2].head().clone();
    script = script.ask(0, read_all(authors[2].log()), move |answer| {
        assert_eq!(replay(&segments(answer)), Some(head));
    });
    for step in anew.steps([1; 10]) {
        script = script.foreign(vec![step], COMMITTED);
    }
    let stored = [&authors[0], &anew, &authors[2], &authors[4]];
    expect_heads(script.tidy(0, 7), &stored, 0)
}

/// A snapshot is kept whole until the next one, across a reopening, and a wipe takes
/// it along.
pub fn the_last_snapshot_is_kept() -> Script {
    let records: Vec<Vec<u8>> = (0..300).map(|index| vec![index as u8; 700]).collect();
    let none = || Ok(Answer::Snapshot(Vec::new()));
    Script::new()
        .expect(0, Request::LoadSnapshot, none())
        .expect(0, Request::KeepSnapshot(records.clone()), COMMITTED)
        .reopen()
        .expect(0, Request::LoadSnapshot, Ok(Answer::Snapshot(records)))
        .expect(0, Request::KeepSnapshot(vec![vec![7]]), COMMITTED)
        .expect(
            0,
            Request::LoadSnapshot,
            Ok(Answer::Snapshot(vec![vec![7]])),
        )
        .expect(0, Request::Wipe, Ok(Answer::Wiped))
        .expect(0, Request::LoadSnapshot, none())
}

/// After a wipe the store is another one, empty, and earlier writers are out.
pub fn a_wipe_leaves_nothing_and_nobody_writing() -> Script {
    let mut ana = Author::new(1);
    let before = Rc::new(Cell::new(0));
    let after = Rc::clone(&before);
    let mut script = Script::new()
        .become_writer(0)
        .own(0, 0, ana.steps([1; 3]), COMMITTED);
    script = script.expect(0, local(vec![put("seed", "secret")]), COMMITTED);
    script = script.ask(0, Request::Load, move |answer| {
        before.set(loaded(answer).store_id)
    });
    script = script.expect(0, Request::Wipe, Ok(Answer::Wiped));
    script = script.ask(0, Request::Load, move |answer| {
        let loaded = loaded(answer);
        assert!(loaded.heads.is_empty() && loaded.local.is_empty());
        assert_ne!(loaded.store_id, after.get());
    });
    script = script.expect(0, read_all(ana.log()), Ok(Answer::Segments(Vec::new())));
    let first = Author::new(1).steps([1]);
    script = script
        .own(0, 0, first.clone(), NOT_THE_WRITER)
        .become_writer(0);
    script.own(0, 0, first, COMMITTED)
}

/// Name, rows, heads, segments and the writer's right outlive the tab.
pub fn a_reopened_store_is_the_same() -> Script {
    let mut ana = Author::new(1);
    let seen = Rc::new(Cell::new(0));
    let again = Rc::clone(&seen);
    let mut script = Script::new()
        .become_writer(0)
        .own(0, 0, ana.steps([1, 2]), COMMITTED);
    script = script.expect(0, local(vec![put("language", "de")]), COMMITTED);
    script = script
        .ask(0, Request::Load, move |answer| {
            seen.set(loaded(answer).store_id)
        })
        .reopen();
    script = expect_heads(script, &[&ana], 1).ask(0, Request::Load, move |answer| {
        assert_eq!(loaded(answer).store_id, again.get());
    });
    script = script.own(0, 0, ana.steps([1]), COMMITTED);
    expect_heads(script, &[&ana], 1)
}

/// What one tab commits the other one sees, and goes on from there.
pub fn two_tabs_share_one_store() -> Script {
    let (mut ana, mut ben) = (Author::new(1), Author::new(2));
    let mut script = Script::new()
        .open(1)
        .become_writer(1)
        .own(1, 1, ana.steps([2]), COMMITTED);
    script = expect_heads(script, &[&ana], 0).foreign(ben.steps([2]), COMMITTED);
    script = script
        .expect(1, foreign(ben.steps([1])), COMMITTED)
        .close(1);
    expect_heads(script, &[&ana, &ben], 0)
}

/// Many questions at once, answered one by one.
pub fn answers_come_in_the_order_of_the_requests() -> Script {
    let (mut ana, mut ben) = (Author::new(1), Author::new(2));
    let mut requests = Vec::new();
    for _ in 0..10 {
        requests.push(own(0, ana.steps([1])));
        requests.push(Request::Load);
        requests.push(foreign(ben.steps([1, 1])));
        requests.push(read_all(ben.log()));
    }
    Script::new()
        .become_writer(0)
        .ask_all(0, requests, |answers| {
            for (round, answers) in (1..).zip(answers.chunks(4)) {
                assert_eq!((&answers[0], &answers[2]), (&COMMITTED, &COMMITTED));
                // What was asked between two commits sees the first and not the second.
                let heights: SeqNum = loaded(answers[1].clone())
                    .heads
                    .iter()
                    .map(Head::height)
                    .sum();
                assert_eq!(heights, round + 2 * (round - 1));
                let end = replay(&segments(answers[3].clone())).map(|head| head.height());
                assert_eq!(end, Some(2 * round));
            }
        })
}
