//! A short name for a festival's view: BLAKE2b-256 over every row in the order of
//! ids. Peers with the same frontier of the festival have the same digest; local
//! things (blocks, petnames, the clock) and other festivals do not enter.

use std::collections::BTreeMap;
use std::ops::Bound;

use blake2b_simd::{Params, State};
use ciborium::Value;

use super::View;
use super::ask::Ask;
use super::entity::{Entity, History, Origin};
use super::needs::{Scope, event_view};
use super::part::Part;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::codec::Fields;
use crate::protocol::schema::event::Event;

/// Domain of [`View::digest`].
pub const DIGEST_DOMAIN: &[u8] = b"p2panda.view.1";

impl View {
    /// The digest of a festival; that of an empty one where nothing is known.
    pub fn digest(&self, festival: &FestivalId) -> [u8; 32] {
        match self.part(festival) {
            Some(part) => part.digest(),
            None => Part::new(*festival).digest(),
        }
    }
}

/// A digest that is being made of a part, some rows at a time, because all of a large
/// festival would hold up whoever waits. It is of nothing if the part changes meanwhile.
#[derive(Clone, Debug)]
pub struct Digesting {
    state: State,
    table: usize,
    /// The last row of the table that is in.
    after: Option<InstanceId>,
}

/// What comes after the last table.
const NO_TABLE: usize = 10;

impl Part {
    /// The digest of this part.
    pub fn digest(&self) -> [u8; 32] {
        let mut begun = self.begin_digest();
        loop {
            if let Some(digest) = self.digest_on(&mut begun, usize::MAX) {
                return digest;
            }
        }
    }

    /// Begins a digest.
    pub fn begin_digest(&self) -> Digesting {
        let mut state = Params::new().hash_length(32).to_state();
        state.update(DIGEST_DOMAIN).update(self.festival.as_bytes());
        Digesting {
            state,
            table: 0,
            after: None,
        }
    }

    /// Goes on with a digest by `most` rows, or by the logs, which are one turn. The
    /// digest, if that were all.
    pub fn digest_on(&self, at: &mut Digesting, most: usize) -> Option<[u8; 32]> {
        let mut left = most;
        while at.table < NO_TABLE && left > 0 {
            let last = self.digest_table(at, &mut left);
            if last.is_none() {
                at.table += 1;
            }
            at.after = last;
        }
        if at.table < NO_TABLE {
            return None;
        }
        let mut digest = [0; 32];
        digest.copy_from_slice(at.state.finalize().as_bytes());
        Some(digest)
    }

    /// Takes in rows of one table while there are some `left`. The last of them, if
    /// there may be more.
    fn digest_table(&self, at: &mut Digesting, left: &mut usize) -> Option<InstanceId> {
        let (state, after) = (&mut at.state, at.after);
        match at.table {
            0 => {
                self.digest_logs(state);
                *left = left.saturating_sub(self.logs.len() + self.voids.len());
                None
            }
            1 => rows(state, b"profile", some(&self.profiles, after, left)),
            2 => rows(state, b"festival", some(&self.descriptions, after, left)),
            3 => rows(state, b"branch", some(&self.branches, after, left)),
            4 => rows(state, b"resource", some(&self.resources, after, left)),
            5 => rows(state, b"event", some(&self.events, after, left)),
            6 => rows(state, b"hide", some(&self.hides, after, left)),
            7 => each(some(&self.raws, after, left), |_, raw| {
                let fields = raw.fields().into_iter();
                head(state, b"raw", &raw.origin, raw.deleted, &raw.history);
                fields_of(
                    state,
                    fields
                        .map(|(name, value)| (Value::from(name), value))
                        .collect(),
                );
            }),
            8 => {
                let asks = some(&self.asks, after, left);
                let last = each(asks, |id, ask| self.digest_ask(state, id, ask));
                if last.is_none() {
                    self.digest_unowned(state);
                }
                last
            }
            _ => {
                let scope = Scope::new(vec![self]);
                each(some(&self.events, after, left), |_, event| {
                    self.digest_needs(state, &scope, event);
                })
            }
        }
    }

    /// Logs with what is void in them. Frozen logs of which nothing counts are rows
    /// as well: everyone who knows the fork shows it.
    fn digest_logs(&self, state: &mut State) {
        for (key, log) in &self.logs {
            number(state, b"log", log.height());
            state
                .update(key.author.as_bytes())
                .update(&key.log_id.0.to_le_bytes());
            number(state, b"clock", log.clock);
            // Whether, not where: peers that saw different lengths of the log before
            // they learned of the fork froze it at different heights.
            number(state, b"frozen", u64::from(log.frozen.is_some()));
        }
        for (log, seq) in self.voids.keys() {
            number(state, b"void", *seq);
            state
                .update(log.author.as_bytes())
                .update(&log.log_id.0.to_le_bytes());
        }
    }

    fn digest_ask(&self, state: &mut State, id: &InstanceId, ask: &Ask) {
        state.update(b"ask").update(id.as_bytes());
        if let Some(request) = &ask.request {
            row(state, b"request", request);
        }
        for answer in ask.answers.values() {
            state
                .update(b"answer")
                .update(answer.origin.id().as_bytes());
            number(state, b"clock", answer.origin.stamp.clock);
            fields_of(state, answer.value.write_pairs());
        }
        number(state, b"state", self.state(id) as u64);
        if let Some(grant) = self.grant(id) {
            number(state, b"grant", u64::from(grant.quantity));
            state
                .update(&grant.interval.start.to_le_bytes())
                .update(&grant.interval.end.to_le_bytes());
        }
    }

    fn digest_unowned(&self, state: &mut State) {
        for (resource, stamp) in self.unowned.keys() {
            state
                .update(b"unowned")
                .update(resource.as_bytes())
                .update(stamp.id.as_bytes());
        }
    }

    /// States of an event's needs, as far as this festival's own resources go.
    fn digest_needs(&self, state: &mut State, scope: &Scope<'_>, event: &Entity<Event>) {
        let view = event_view(scope, self.festival, event);
        for need in &view.needs {
            number(state, b"need", u64::from(need.need.need));
            number(state, b"state", need.state as u64);
            number(state, b"granted", need.granted);
            number(state, b"over", u64::from(need.overbooked));
        }
    }
}

/// A table's rows behind one of them, as many as there are `left` to take.
fn some<'a, T>(
    table: &'a BTreeMap<InstanceId, T>,
    after: Option<InstanceId>,
    left: &'a mut usize,
) -> impl Iterator<Item = (&'a InstanceId, &'a T)> {
    let from = after.map_or(Bound::Unbounded, Bound::Excluded);
    let mut rows = table.range((from, Bound::Unbounded));
    core::iter::from_fn(move || {
        *left = left.checked_sub(1)?;
        rows.next()
    })
}

/// Does something with each row. The last, if there was one.
fn each<'a, T: 'a>(
    rows: impl Iterator<Item = (&'a InstanceId, &'a T)>,
    mut take: impl FnMut(&InstanceId, &T),
) -> Option<InstanceId> {
    let mut last = None;
    for (id, row) in rows {
        take(id, row);
        last = Some(*id);
    }
    last
}

fn rows<'a, T: Fields + 'a>(
    state: &mut State,
    kind: &[u8],
    some: impl Iterator<Item = (&'a InstanceId, &'a Entity<T>)>,
) -> Option<InstanceId> {
    each(some, |_, entity| row(state, kind, entity))
}

fn row<T: Fields>(state: &mut State, kind: &[u8], entity: &Entity<T>) {
    head(state, kind, &entity.origin, entity.deleted, &entity.history);
    fields_of(state, entity.value.write_pairs());
}

fn head(state: &mut State, kind: &[u8], origin: &Origin, deleted: bool, history: &History) {
    state
        .update(kind)
        .update(origin.id().as_bytes())
        .update(origin.author().as_bytes());
    number(state, b"clock", origin.stamp.clock);
    number(state, b"deleted", u64::from(deleted));
    number(state, b"changes", u64::from(history.changes));
    number(state, b"last", history.last.clock);
}

fn number(state: &mut State, name: &[u8], number: u64) {
    state.update(name).update(&number.to_le_bytes());
}

/// The fields as CBOR in the schema's order, which is the same everywhere.
fn fields_of(state: &mut State, pairs: Vec<(Value, Value)>) {
    let mut bytes = Vec::new();
    ciborium::into_writer(&Value::Map(pairs), &mut bytes).expect("writing to memory does not fail");
    number(state, b"fields", bytes.len() as u64);
    state.update(&bytes);
}
