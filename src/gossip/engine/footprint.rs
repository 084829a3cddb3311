//! What others may have made this engine hold, beside the bound of each: for tests.

use super::Gossip;
use super::dialling::MAX_NONCES;
use super::serving::MAX_READS;
use crate::gossip::compare::MAX_SUSPECTS;
use crate::gossip::sync::Sync;
use crate::protocol::limits::{
    CREDIT_BYTES, DIALS_AN_HOUR, MAX_AUTHOR_LOGS, MAX_BARRED, MAX_CIRCUITS_A_LINK, MAX_DIALS,
    MAX_FESTIVAL_LOGS, MAX_PASSIVE, MAX_PRESENCES, MAX_REMEMBERED, MAX_SHOWN_LOGS,
    MAX_WAITING_BYTES, MAX_WANTS, MAX_WIRE_BYTES,
};

/// Something that is held: its name, how much of it there is, and its bound.
pub type Held = (&'static str, usize, usize);

impl Gossip {
    /// What is held over its bound.
    pub fn excess(&self) -> Option<Held> {
        self.held()
            .into_iter()
            .find(|(_, held, bound)| held > bound)
    }

    /// Everything that others can make us hold.
    pub fn held(&self) -> Vec<Held> {
        let links = self.sessions.len();
        let mut held = vec![
            (
                "bytes that wait for the store",
                self.burden() as usize,
                MAX_WAITING_BYTES as usize + MAX_WIRE_BYTES,
            ),
            // What a lost link had shown is dropped when its turn comes.
            (
                "wanted logs",
                self.wants.count(),
                (links + 1) * MAX_SHOWN_LOGS,
            ),
            (
                "circuits",
                self.circuits.count(),
                links * MAX_CIRCUITS_A_LINK,
            ),
            ("nonces", self.nonces.len(), MAX_NONCES),
            (
                "dials",
                self.dials.len(),
                2 * MAX_DIALS * self.festivals.len(),
            ),
            ("barred installations", self.barred.count(), MAX_BARRED),
            ("remembered links", self.remembered.len(), MAX_REMEMBERED),
        ];
        for session in self.sessions.values() {
            held.push(("bytes of frames", session.frames.held(), MAX_WIRE_BYTES));
        }
        for (_, talking) in self.talking() {
            let under_way = talking.budget.under_way() as usize;
            held.push(("bytes under way", under_way, CREDIT_BYTES as usize));
            talking
                .syncs
                .values()
                .for_each(|sync| hold(sync, &mut held));
        }
        for (festival, overlay) in &self.overlays {
            // Our own logs are taken in any case.
            let logs = self.ledger.logs(*festival).count();
            held.push(("logs", logs, MAX_FESTIVAL_LOGS + MAX_AUTHOR_LOGS));
            held.push(("addresses", overlay.passive_count(), MAX_PASSIVE));
            held.push(("failed dials", overlay.backoff_count(), DIALS_AN_HOUR));
        }
        for presences in self.presences.values() {
            held.push(("presence records", presences.all().count(), MAX_PRESENCES));
        }
        held
    }
}

fn hold(sync: &Sync, held: &mut Vec<Held>) {
    let waiting = sync.lacking.len().max(sync.deferred.len());
    held.extend([
        ("shown logs", sync.shown_count(), MAX_SHOWN_LOGS),
        ("lacking or deferred logs", waiting, MAX_SHOWN_LOGS),
        ("asked logs", sync.asked.len(), 2 * MAX_WANTS),
        ("logs being read", sync.reading.len(), MAX_READS),
        ("proofs", sync.proofs_sent.len(), MAX_FESTIVAL_LOGS),
        ("suspects", sync.comparing.count(), MAX_SUSPECTS),
        ("records to send", sync.presence.len(), MAX_PRESENCES),
    ]);
}
