//! Who may write what, and what a batch is.

use super::{COMMITTED, MOVED, NOT_THE_WRITER, expect_heads, local, put, replay, segments};
use crate::storage::suite::{Author, Script, read_all};
use crate::storage::{Answer, Batch, OwnSteps, Request};

/// One bad step keeps a whole batch out: good steps, own steps and local rows.
pub fn a_batch_is_all_or_nothing() -> Script {
    let (mut ana, mut ben, mut eve) = (Author::new(1), Author::new(2), Author::new(3));
    let script = Script::new()
        .become_writer(0)
        .own(0, 0, ana.steps([1]), COMMITTED);
    let stored = ana.clone();
    eve.steps([1]);
    let batch = Batch {
        own: Some(OwnSteps {
            token: 0,
            steps: ana.steps([1]),
        }),
        foreign: ben
            .steps([1, 1])
            .into_iter()
            .chain(eve.steps([1]))
            .collect(),
        local: vec![put("language", "de")],
    };
    let script = script.expect(0, Request::Commit(batch), MOVED);
    let script = expect_heads(script, &[&stored], 0);
    script.expect(0, read_all(ben.log()), Ok(Answer::Segments(Vec::new())))
}

/// Gaps, repetitions and other pasts are refused, for own and other people's logs.
pub fn a_step_that_does_not_continue_the_stored_head_is_refused() -> Script {
    let mut ana = Author::new(1);
    let first = ana.steps([2]);
    let mut forked = ana.clone();
    let second = ana.step(&[20]);
    let third = ana.step(&[30]);
    let (other_second, other_third) = (forked.step(&[21]), forked.step(&[31]));
    let mut script = Script::new()
        .become_writer(0)
        .foreign(vec![second.clone()], MOVED);
    script = script
        .foreign(first.clone(), COMMITTED)
        .foreign(first.clone(), MOVED);
    script = script
        .own(0, 0, first, MOVED)
        .own(0, 0, vec![third.clone()], MOVED);
    script = script.own(0, 0, vec![second], COMMITTED);
    for wrong in [vec![other_second], vec![other_third]] {
        script = script.own(0, 0, wrong.clone(), MOVED).foreign(wrong, MOVED);
    }
    script = script.own(0, 0, vec![third], COMMITTED);
    expect_heads(script, &[&ana], 0)
}

/// A festival and its ancestor: one batch begins two logs.
pub fn own_steps_of_two_logs_go_in_one_batch() -> Script {
    let (mut here, mut above) = (Author::new(1), Author::new(2));
    let steps = [here.steps([1, 2]), above.steps([1])].concat();
    let script = Script::new().become_writer(0).own(0, 0, steps, COMMITTED);
    let steps = [above.steps([1]), here.steps([1])].concat();
    expect_heads(script.own(0, 0, steps, COMMITTED), &[&here, &above], 0)
}

/// Only the newest token counts, whoever uses it, and other rows still go.
pub fn a_stale_writer_cannot_write() -> Script {
    let mut ana = Author::new(1);
    let mut script = Script::new().open(1).become_writer(0);
    script = script.own(0, 0, ana.steps([1]), COMMITTED).become_writer(1);
    let next = ana.steps([1]);
    script = script
        .own(0, 0, next.clone(), NOT_THE_WRITER)
        .own(1, 0, next.clone(), NOT_THE_WRITER);
    script = script
        .own(1, 1, next, COMMITTED)
        .own(0, 0, ana.clone().steps([1]), NOT_THE_WRITER);
    script = script.expect(0, local(vec![put("language", "en")]), COMMITTED);
    expect_heads(script, &[&ana], 1)
}

/// A merge takes away the record at which a stale writer would have collided.
pub fn a_stale_writer_cannot_write_where_segments_were_merged() -> Script {
    let mut ana = Author::new(1);
    let mut stale = ana.clone();
    let mut script = Script::new().open(1).become_writer(0);
    script = script.own(0, 0, ana.steps([1]), COMMITTED);
    stale.steps([1]);
    script = script.become_writer(1);
    for step in ana.steps([1; 20]) {
        script = script.own(1, 1, vec![step], COMMITTED);
    }
    script = script
        .tidy(1, 8)
        .own(0, 0, stale.steps([1]), NOT_THE_WRITER)
        .become_writer(0);
    script = script
        .own(0, 0, stale.steps([1]), MOVED)
        .own(0, 0, ana.steps([1]), COMMITTED);
    expect_heads(script, &[&ana], 0)
}

/// Hand-overs to and fro make one sequence of entries.
pub fn a_second_writer_takes_over_where_the_first_one_ended() -> Script {
    let mut ana = Author::new(1);
    let mut script = Script::new().open(1);
    for round in 0..6 {
        let tab = round % 2;
        script = script
            .become_writer(tab)
            .own(tab, tab, ana.steps([2]), COMMITTED);
    }
    let head = ana.head().clone();
    script.close(0).ask(1, read_all(ana.log()), move |answer| {
        assert_eq!(replay(&segments(answer)), Some(head));
    })
}
