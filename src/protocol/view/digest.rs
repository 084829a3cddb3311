//! A short name for a festival's view: BLAKE2b-256 over every row in the order of
//! ids. Peers with the same frontier of the festival have the same digest; local
//! things (blocks, petnames, the clock) and other festivals do not enter.

use std::collections::BTreeMap;

use blake2b_simd::{Params, State};
use ciborium::Value;

use super::View;
use super::entity::{Entity, History, Origin};
use super::needs::{Scope, event_view};
use super::part::Part;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::codec::Fields;

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

impl Part {
    /// The digest of this part.
    pub fn digest(&self) -> [u8; 32] {
        let mut state = Params::new().hash_length(32).to_state();
        state.update(DIGEST_DOMAIN).update(self.festival.as_bytes());
        self.digest_logs(&mut state);
        rows(&mut state, b"profile", &self.profiles);
        rows(&mut state, b"festival", &self.descriptions);
        rows(&mut state, b"branch", &self.branches);
        rows(&mut state, b"resource", &self.resources);
        rows(&mut state, b"event", &self.events);
        rows(&mut state, b"hide", &self.hides);
        for raw in self.raws.values() {
            let fields = raw.fields().into_iter();
            head(&mut state, b"raw", &raw.origin, raw.deleted, &raw.history);
            fields_of(
                &mut state,
                fields
                    .map(|(name, value)| (Value::from(name), value))
                    .collect(),
            );
        }
        self.digest_asks(&mut state);
        self.digest_needs(&mut state);
        let mut digest = [0; 32];
        digest.copy_from_slice(state.finalize().as_bytes());
        digest
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

    fn digest_asks(&self, state: &mut State) {
        for (id, ask) in &self.asks {
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
        for (resource, stamp) in self.unowned.keys() {
            state
                .update(b"unowned")
                .update(resource.as_bytes())
                .update(stamp.id.as_bytes());
        }
    }

    /// States of needs, as far as this festival's own resources go.
    fn digest_needs(&self, state: &mut State) {
        let scope = Scope::new(vec![self]);
        for event in self.events.values() {
            let view = event_view(&scope, self.festival, event);
            for need in &view.needs {
                number(state, b"need", u64::from(need.need.need));
                number(state, b"state", need.state as u64);
                number(state, b"granted", need.granted);
                number(state, b"over", u64::from(need.overbooked));
            }
        }
    }
}

fn rows<T: Fields>(state: &mut State, kind: &[u8], rows: &BTreeMap<InstanceId, Entity<T>>) {
    for entity in rows.values() {
        row(state, kind, entity);
    }
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
