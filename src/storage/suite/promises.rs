//! What every store promises, one script each, and what they have in common.

mod freezing;
mod life;
mod reading;
mod writing;

pub use freezing::*;
pub use life::*;
pub use reading::*;
pub use writing::*;

use super::{Author, Script};
use crate::protocol::log::Head;
use crate::storage::{Answer, Batch, Loaded, LocalKey, LocalTable, Request, Segment, StoreError};

/// Calls the given macro with the names of all promises, to make a test of each.
#[macro_export]
macro_rules! each_store_promise {
    ($test:ident) => {
        $test! {
            a_fresh_store_is_empty_and_has_a_name
            what_was_committed_is_loaded_and_read_back
            heads_equal_replay
            a_batch_is_all_or_nothing
            a_step_that_does_not_continue_the_stored_head_is_refused
            own_steps_of_two_logs_go_in_one_batch
            a_stale_writer_cannot_write
            a_stale_writer_cannot_write_where_segments_were_merged
            a_second_writer_takes_over_where_the_first_one_ended
            reads_begin_anywhere_and_have_no_holes
            a_read_stops_when_enough_was_read
            merged_segments_read_the_same
            a_merge_is_never_more_than_a_step
            local_rows_are_replaced_and_removed
            forgotten_logs_are_gone_and_others_stay
            a_forked_log_ends_below_its_lowest_fork
            a_fork_inside_a_merged_record_cuts_it
            a_proof_is_kept_whatever_is_stored
            what_falls_away_of_an_own_log_is_kept_aside
            the_last_snapshot_is_kept
            a_wipe_leaves_nothing_and_nobody_writing
            a_reopened_store_is_the_same
            two_tabs_share_one_store
            answers_come_in_the_order_of_the_requests
        }
    };
}

const COMMITTED: Result<Answer, StoreError> = Ok(Answer::Committed);
const MOVED: Result<Answer, StoreError> = Err(StoreError::HeadMoved);
const NOT_THE_WRITER: Result<Answer, StoreError> = Err(StoreError::NotTheWriter);

fn loaded(answer: Result<Answer, StoreError>) -> Loaded {
    match answer {
        Ok(Answer::Loaded(loaded)) => loaded,
        other => panic!("expected everything, got {other:?}"),
    }
}

fn segments(answer: Result<Answer, StoreError>) -> Vec<Segment> {
    match answer {
        Ok(Answer::Segments(segments)) => segments,
        other => panic!("expected segments, got {other:?}"),
    }
}

/// Links all segments again, from the first one's head on, without a hole.
fn replay(segments: &[Segment]) -> Option<Head> {
    let mut head = segments.first()?.before.clone();
    for segment in segments {
        assert_eq!(segment.before, head, "segments have no holes");
        let linked = head.link(segment.run.clone()).expect("a stored run links");
        head = linked
            .authenticate()
            .expect("a segment ends with a good signature")
            .head()
            .clone();
    }
    Some(head)
}

fn row(name: &str) -> LocalKey {
    LocalKey {
        table: LocalTable::Setting,
        name: name.into(),
    }
}

fn put(name: &str, value: &str) -> (LocalKey, Option<Vec<u8>>) {
    (row(name), Some(value.into()))
}

fn local(local: Vec<(LocalKey, Option<Vec<u8>>)>) -> Request {
    Request::Commit(Batch {
        local,
        ..Batch::default()
    })
}

/// Asks for everything and expects these heads (in any order) and rows.
fn expect_heads(script: Script, authors: &[&Author], rows: usize) -> Script {
    let mut expected: Vec<Head> = authors.iter().map(|author| author.head().clone()).collect();
    expected.sort_by_key(Head::key);
    script.ask(0, Request::Load, move |answer| {
        let mut loaded = loaded(answer);
        loaded.heads.sort_by_key(Head::key);
        assert_eq!(loaded.heads, expected);
        assert_eq!(loaded.local.len(), rows);
    })
}
