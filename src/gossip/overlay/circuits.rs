//! Circuits: the way that an introduction took through us, so that its answer
//! finds back. They end by themselves, and no link can fill our memory with them.

use std::collections::BTreeMap;

use crate::gossip::engine::{LinkId, Millis};
use crate::protocol::limits::{CIRCUIT_MS, MAX_CIRCUITS_A_LINK};

/// Names a circuit; drawn by whoever asks for the introduction.
pub type CircuitId = u64;

/// All circuits that go through us.
#[derive(Clone, Debug, Default)]
pub struct Circuits(BTreeMap<CircuitId, Circuit>);

#[derive(Clone, Copy, Debug)]
struct Circuit {
    back: LinkId,
    forward: LinkId,
    until: Millis,
}

impl Circuits {
    /// Opens a circuit from `back` to `forward`; false where its name is taken or
    /// the link that asks has as many as it may.
    pub fn open(&mut self, now: Millis, id: CircuitId, back: LinkId, forward: LinkId) -> bool {
        self.0.retain(|_, circuit| now < circuit.until);
        let open = self.0.values().filter(|circuit| circuit.back == back);
        if self.0.contains_key(&id) || open.count() >= MAX_CIRCUITS_A_LINK {
            return false;
        }
        let until = now + CIRCUIT_MS;
        self.0.insert(
            id,
            Circuit {
                back,
                forward,
                until,
            },
        );
        true
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Where an answer that came by `forward` goes; the circuit is over then.
    pub fn answer(&mut self, id: CircuitId, forward: LinkId) -> Option<LinkId> {
        let circuit = self.0.get(&id).filter(|known| known.forward == forward)?;
        let back = circuit.back;
        self.0.remove(&id);
        Some(back)
    }

    /// A link is gone, and the circuits through it.
    pub fn hung(&mut self, link: LinkId) {
        self.0
            .retain(|_, circuit| circuit.back != link && circuit.forward != link);
    }
}
