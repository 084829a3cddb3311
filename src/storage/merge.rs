//! Which neighbouring segments become one. A merge is still one legal step, so it
//! ends where a signature was checked and can be sent as it is.

use std::ops::Range;

use super::Segment;
use crate::protocol::limits::{MAX_STEP_ENTRIES, MAX_STEP_PAYLOAD_BYTES};

/// Fewest segments at a log's end that are worth a merge, while more may still
/// come and the result would be written again: each byte is then rewritten at
/// most once for every seven steps. What no later entry can join is merged
/// whatever its number.
pub const LEAST_AT_THE_END: usize = 8;

/// What to merge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Segments that become one each, as ranges of indices, oldest first.
    pub merges: Vec<Range<usize>>,
    /// Index of the first segment that what comes later may still join; what stands
    /// before it is as merged as it can be.
    pub open: usize,
}

/// Plans the merging of consecutive segments of one log.
pub fn plan(segments: &[Segment]) -> Plan {
    let mut plan = Plan::default();
    let (mut entries, mut bytes) = (0, 0);
    for (index, segment) in segments.iter().enumerate() {
        let (more, weight) = (segment.run.entries.len(), segment.run.payload_bytes());
        if entries + more > MAX_STEP_ENTRIES || bytes + weight > MAX_STEP_PAYLOAD_BYTES {
            plan.merges.push(plan.open..index);
            (plan.open, entries, bytes) = (index, 0, 0);
        }
        entries += more;
        bytes += weight;
    }
    plan.merges.retain(|range| range.len() > 1);
    if segments.len() - plan.open >= LEAST_AT_THE_END {
        plan.merges.push(plan.open..segments.len());
    }
    plan
}

/// The one segment that stands for `segments`, which must be consecutive; none
/// for none.
pub fn join(segments: &[Segment]) -> Option<Segment> {
    let (first, rest) = segments.split_first()?;
    let mut merged = first.clone();
    for segment in rest {
        merged.run.entries.extend_from_slice(&segment.run.entries);
        merged.run.end_of_log = segment.run.end_of_log;
    }
    Some(merged)
}
