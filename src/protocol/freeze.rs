//! What a known fork does to a log: from then on its height is its last validly
//! signed entry below the lowest proven fork, and later entries are dropped.
//!
//! Which entries below a fork are validly signed depends on the entries alone,
//! and below the lowest fork there is only one of each. So peers reach the same
//! end whether they learn the entries first or the proof, and however the log was
//! cut into steps.

use super::entry::Entry;
use super::id::SeqNum;
use super::log::{Authentic, Head, RunError};
use super::run::Run;

/// What is left of a log that is frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The log's head from now on.
    pub head: Head,
    /// How many of the given steps stay as they are.
    pub whole: usize,
    /// What stays of the step after those; all else is dropped.
    pub part: Option<Authentic>,
}

/// What a log becomes when it is frozen at `at`. `steps` are stored steps (or
/// merged ones) with the head before each, oldest first; they need not begin at
/// the log's start, only with or before the step that holds the entry at `at`.
/// None where nothing stands at or above `at`: the log stays as it is.
///
/// Checks the signatures of at most one step's entries, from `at` down to the
/// first valid one; entries that were found bad are dropped, so lowering `at`
/// again never checks them a second time.
///
/// # Errors
///
/// [`RunError::Gap`] where the first step already begins above `at`, any other
/// [`RunError`] where a step does not continue its head: a damaged store.
pub fn freeze<'a>(
    steps: impl IntoIterator<Item = (&'a Head, &'a Run)>,
    at: SeqNum,
) -> Result<Option<Frozen>, RunError> {
    for (whole, (before, run)) in steps.into_iter().enumerate() {
        if run.first > at {
            return Err(RunError::Gap {
                expected: at,
                got: run.first,
            });
        }
        if run.last() >= at {
            let part = front(before, run, at)?;
            let head = part
                .as_ref()
                .map_or_else(|| before.clone(), |part| part.head().clone());
            return Ok(Some(Frozen { head, whole, part }));
        }
    }
    Ok(None)
}

/// Takes a run into a log that may be frozen: the step whole, or of a step that
/// reaches `frozen_at` the front up to the last validly signed entry below it.
/// None where nothing of it counts. Nobody is to blame for that: the sender may
/// not know the fork yet.
///
/// Cutting a step checks up to 1,023 signatures: charge it to the sender.
///
/// # Errors
///
/// As [`Head::link`] and [`super::log::Linked::authenticate`].
pub fn admit(
    head: &Head,
    run: Run,
    frozen_at: Option<SeqNum>,
) -> Result<Option<Authentic>, RunError> {
    let Some(at) = frozen_at.filter(|at| run.last() >= *at) else {
        return head.link(run)?.authenticate().map(Some);
    };
    if run.first >= at {
        return Ok(None);
    }
    let step = head.link(run)?.authenticate()?;
    front(head, step.run(), at)
}

/// The part of a step up to its last validly signed entry below `at`.
fn front(before: &Head, run: &Run, at: SeqNum) -> Result<Option<Authentic>, RunError> {
    let is_signed =
        |bytes: &[u8]| Entry::decode(bytes).is_ok_and(|entry| entry.verify_signature().is_ok());
    let entries = before.entries(run)?;
    let mut below: Vec<_> = (run.first..at).zip(&entries).collect();
    while below.pop_if(|(_, bytes)| !is_signed(bytes)).is_some() {}
    let Some(kept) = below.last().and_then(|(seq_num, _)| run.until(*seq_num)) else {
        return Ok(None);
    };
    before.link(kept)?.authenticate().map(Some)
}
