//! What was written comes back, merged or not.

use super::{COMMITTED, expect_heads, put, replay, segments};
use crate::protocol::id::SeqNum;
use crate::storage::suite::{Author, Script, read_all};
use crate::storage::{Batch, Request};

/// Steps, rows and heads come back as they were given.
pub fn what_was_committed_is_loaded_and_read_back() -> Script {
    let mut ana = Author::new(1);
    let steps = ana.steps([1, 3, 2]);
    let runs: Vec<_> = steps.iter().map(|step| step.run().clone()).collect();
    let batch = Batch {
        foreign: steps,
        local: vec![put("language", "de")],
        ..Batch::default()
    };
    let script = Script::new().expect(0, Request::Commit(batch), COMMITTED);
    expect_heads(script, &[&ana], 1).ask(0, read_all(ana.log()), move |answer| {
        let read: Vec<_> = segments(answer)
            .into_iter()
            .map(|segment| segment.run)
            .collect();
        assert_eq!(read, runs);
    })
}

/// What is read, linked again from the beginning, ends in the stored heads.
pub fn heads_equal_replay() -> Script {
    let mut script = Script::new().become_writer(0);
    let (mut ana, mut ben) = (Author::new(1), Author::new(2));
    for round in 1..=20 {
        script = script.own(0, 0, ana.steps([round % 7 + 1]), COMMITTED);
        script = script.foreign(ben.steps([1, round]), COMMITTED);
    }
    for author in [&ana, &ben] {
        let head = author.head().clone();
        script = script.ask(0, read_all(author.log()), move |answer| {
            assert_eq!(replay(&segments(answer)), Some(head));
        });
    }
    expect_heads(script, &[&ana, &ben], 0)
}

/// Whatever the first number asked for, the answer begins with the segment that
/// holds it and goes on to the end.
pub fn reads_begin_anywhere_and_have_no_holes() -> Script {
    let (mut ana, mut ben) = (Author::new(1), Author::new(2));
    let steps = ana.steps([1, 4, 1, 2, 7]);
    let head = ana.head().clone();
    let mut script =
        Script::new().foreign([ben.steps([3]), steps, ben.steps([3])].concat(), COMMITTED);
    for from in 0..=head.height() + 1 {
        let head = head.clone();
        let request = Request::Read {
            log: ana.log(),
            from,
            max_bytes: u64::MAX,
        };
        script = script.ask(0, request, move |answer| {
            let read = segments(answer);
            if from > head.height() {
                return assert!(read.is_empty());
            }
            let first = &read[0].run;
            assert!((first.first..=first.last()).contains(&from.max(1)));
            assert_eq!(replay(&read), Some(head));
        });
    }
    script
}

/// At least one segment comes, and nothing after the limit was passed; asking on
/// from there brings the rest.
pub fn a_read_stops_when_enough_was_read() -> Script {
    let mut ana = Author::new(1);
    let steps = ana.steps([1, 1, 1, 1, 1]);
    let ends: Vec<SeqNum> = steps.iter().map(|step| step.run().last()).collect();
    let mut script = Script::new().foreign(steps, COMMITTED);
    for (max_bytes, from, expected) in [
        (0, 1, 1),
        (1, 2, 1),
        (10, 2, 1),
        (11, 2, 2),
        (21, 2, 3),
        (1000, 2, 4),
    ] {
        let ends = ends.clone();
        script = script.ask(
            0,
            Request::Read {
                log: ana.log(),
                from,
                max_bytes,
            },
            move |answer| {
                let read: Vec<SeqNum> = segments(answer)
                    .iter()
                    .map(|segment| segment.run.last())
                    .collect();
                assert_eq!(
                    read,
                    ends[from as usize - 1..][..expected],
                    "at most {max_bytes} bytes"
                );
            },
        );
    }
    script
}

/// Merging changes the records, never what they say.
pub fn merged_segments_read_the_same() -> Script {
    let (mut ana, mut ben) = (Author::new(1), Author::new(2));
    let mut script = Script::new()
        .become_writer(0)
        .own(0, 0, ana.steps([1; 30]), COMMITTED);
    script = script.foreign(ben.steps([2; 30]), COMMITTED).tidy(0, 40);
    for author in [&ana, &ben] {
        for from in [1, 2, 17, 30] {
            let head = author.head().clone();
            let request = Request::Read {
                log: author.log(),
                from,
                max_bytes: u64::MAX,
            };
            script = script.ask(0, request, move |answer| {
                assert_eq!(replay(&segments(answer)), Some(head));
            });
        }
    }
    script = expect_heads(script, &[&ana, &ben], 0).own(0, 0, ana.steps([1]), COMMITTED);
    expect_heads(script, &[&ana, &ben], 0)
        .reopen()
        .ask(0, read_all(ana.log()), move |answer| {
            assert_eq!(replay(&segments(answer)), Some(ana.head().clone()));
        })
}

/// Neither entries nor bytes of a merged segment pass a step's limits.
pub fn a_merge_is_never_more_than_a_step() -> Script {
    let (mut many, mut large) = (Author::new(1), Author::new(2));
    let small = many.steps([300; 9]);
    let big = (0..20).map(|_| large.step(&[60_000])).collect();
    let mut script = Script::new()
        .foreign(small, COMMITTED)
        .foreign(big, COMMITTED)
        .tidy(0, 19);
    for author in [many, large] {
        script = script.ask(0, read_all(author.log()), move |answer| {
            // A run that is more than one step does not link.
            assert_eq!(replay(&segments(answer)).as_ref(), Some(author.head()));
        });
    }
    script
}
