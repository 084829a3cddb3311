//! A whole generated festival as a bundle, as if somebody who has all of it had
//! written one: for benches and for measuring the app.

use std::collections::BTreeMap;

use super::signed::{Signed, key};
use super::{Mix, festival};
use crate::protocol::bundle::record::{About, Record};
use crate::protocol::bundle::write::Writer;
use crate::protocol::festival::{FestivalKey, FestivalNonce, festival_id};
use crate::protocol::id::{AuthorId, FestivalId, LogKey};
use crate::protocol::limits::{MAX_STEP_ENTRIES, MAX_STEP_PAYLOAD_BYTES};
use crate::protocol::run::Run;

/// Tells the founder's festivals apart.
pub const NONCE: FestivalNonce = [3; 16];
/// The festival key.
pub const KEY: [u8; 32] = [9; 32];

/// Who founded it.
pub fn founder() -> AuthorId {
    key(0).author()
}

/// The festival.
pub fn id() -> FestivalId {
    festival_id(&founder(), &NONCE)
}

/// The logs of a festival of so many messages, each in the longest runs.
pub fn runs(messages: usize) -> Vec<Run> {
    let mut signed = Signed::new(NONCE);
    festival(&mut signed, 42, Mix::of(messages));
    let mut logs: BTreeMap<LogKey, Vec<Run>> = BTreeMap::new();
    for step in &signed.steps {
        let runs = logs.entry(step.run().key).or_default();
        match runs.last_mut() {
            Some(last) if has_room(last, step.run()) => {
                last.entries.extend(step.run().entries.iter().cloned());
            }
            _ => runs.push(step.run().clone()),
        }
    }
    logs.into_values().flatten().collect()
}

fn has_room(run: &Run, next: &Run) -> bool {
    run.entries.len() < MAX_STEP_ENTRIES
        && run.payload_bytes() + next.payload_bytes() <= MAX_STEP_PAYLOAD_BYTES
}

/// These runs as a bundle of the festival.
pub fn bundle(runs: &[Run]) -> Vec<u8> {
    let entries = runs.iter().map(|run| run.entries.len() as u64).sum();
    let begins = |run: &&Run| run.first == 1;
    let about = About {
        made: 1_909_209_600_000,
        whole: true,
        logs: runs.iter().filter(begins).count() as u64,
        entries,
    };
    let mut writer = Writer::new(&id(), &FestivalKey::from_bytes(KEY), [1; 19], about);
    for run in runs {
        writer.push(&Record::Run(run.clone()));
    }
    writer.finish()
}
