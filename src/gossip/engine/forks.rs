//! Fork proofs: found by comparing logs with a neighbour, kept at the lowest,
//! passed on like data.

mod answering;
mod comparing;

use super::{Gossip, LinkId, Output};
use crate::gossip::budget::Fault;
use crate::gossip::ledger::Learnt;
use crate::gossip::session::HangReason;
use crate::gossip::wire::Talk;
use crate::protocol::fork::ForkProof;
use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::log::Head;

/// Time after which the store is asked once more to keep a proof, milliseconds.
const KEEP_AGAIN_MS: u64 = 10_000;
/// Time after which a neighbour that wants a log may have its proof again,
/// milliseconds: one that was just sent may still be under way.
const PROOF_AGAIN_MS: u64 = 60_000;

impl Gossip {
    pub(super) fn take_proof(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        bytes: &[u8],
    ) -> Result<(), HangReason> {
        // The verdict is the same everywhere, so an honest peer never passes on
        // what is none.
        let proof =
            ForkProof::decode(&festival, bytes).map_err(|_| HangReason::from(Fault::FalseProof))?;
        let (key, at, now) = (proof.key(), proof.at(), self.now());
        // One of a newcomer who has to wait is asked for again, by a Want.
        if !self.blocked.contains(&key.author) && self.is_welcome(link, festival, &key) {
            if let Some(sync) = self.sync(link, festival) {
                sync.proofs_sent.insert(key, (at, now));
            }
            self.learn(festival, proof);
        }
        Ok(())
    }

    /// A fork is proven: its log is frozen, and everybody is told.
    pub(super) fn learn(&mut self, festival: FestivalId, proof: ForkProof) {
        let key = proof.key();
        let shorten = match self.ledger.learn(festival, proof.clone()) {
            Learnt::Nothing => return,
            Learnt::Kept => false,
            Learnt::Shorten => true,
        };
        self.counters.receive("fork-proof-learnt");
        // What waits counts on, where all of it is below the fork: its tip stands.
        let dropped = self
            .waiting
            .extract_if(.., |arrival| shorten && arrival.step.head().key() == key);
        let dropped: Vec<_> = dropped
            .map(|arrival| (arrival.link, arrival.bytes))
            .collect();
        for (link, bytes) in dropped {
            self.burden -= bytes;
            self.credit_back(link, bytes);
        }
        self.lose_own(festival, key);
        self.wants.close(&(festival, key));
        self.freeze(festival, proof, shorten);
        for link in self.links_about(festival) {
            if let Some(sync) = self.sync(link, festival) {
                sync.comparing.settle(&key);
                sync.changed.insert(key);
                sync.lacking.remove(&key);
            }
            if !shorten {
                self.weigh(link, festival, key, 0);
            }
            self.offer_proof(link, festival, key);
        }
        self.tell_soon();
    }

    fn freeze(&mut self, festival: FestivalId, proof: ForkProof, shorten: bool) {
        let again = self.now() + KEEP_AGAIN_MS;
        self.keeping.insert(proof.key(), again);
        let proof = Box::new(proof);
        self.outputs.push_back(Output::Freeze {
            festival,
            proof,
            shorten,
        });
    }

    /// The store may have failed.
    pub(super) fn ask_again_to_keep(&mut self) {
        let now = self.now();
        let late: Vec<LogKey> = self
            .keeping
            .iter()
            .filter(|(_, at)| **at <= now)
            .map(|(key, _)| *key)
            .collect();
        for key in late {
            let Some((festival, proof)) = self.ledger.fork_of(&key) else {
                self.keeping.remove(&key);
                continue;
            };
            self.freeze(festival, proof, self.ledger.is_freezing(&key));
        }
    }

    /// A proof is kept, and the log not longer than it allows.
    pub(super) fn kept(&mut self, head: Head) {
        let (festival, key) = (head.festival(), head.key());
        let is_low_enough = self
            .ledger
            .frozen_at(&key)
            .is_some_and(|at| head.height() < at);
        if !is_low_enough {
            return;
        }
        self.keeping.remove(&key);
        if !self.ledger.is_freezing(&key) {
            return;
        }
        self.ledger.shortened(head);
        for link in self.links_about(festival) {
            if let Some(sync) = self.sync(link, festival) {
                sync.changed.insert(key);
                sync.unsettle(&key);
            }
            self.weigh(link, festival, key, 0);
            self.compare_heads(link, festival, key);
        }
        self.tell_soon();
    }

    /// Sends our proof to a neighbour that does not know it.
    pub(super) fn offer_proof(&mut self, link: LinkId, festival: FestivalId, key: LogKey) {
        let Some(at) = self.ledger.frozen_at(&key) else {
            return;
        };
        let (is_blocked, now) = (self.blocked.contains(&key.author), self.now());
        let Some(sync) = self.sync(link, festival) else {
            return;
        };
        let knows = |known: u64| known != 0 && known <= at;
        let sent = sync.proofs_sent.get(&key).map_or(0, |(sent, _)| *sent);
        if is_blocked || !sync.heard || knows(sync.shown(&key).frozen_at) || knows(sent) {
            return;
        }
        sync.proofs_sent.insert(key, (at, now));
        let of_festival = self.ledger.fork_of(&key).filter(|(of, _)| *of == festival);
        if let Some((_, proof)) = of_festival {
            self.say(link, festival, Talk::Proof(proof.encode()));
        }
    }

    /// They want a log: where we sent its proof long ago and they do not show it, they
    /// had to leave it for later. As often as they may ask about forks.
    pub(super) fn offer_proof_again(&mut self, link: LinkId, festival: FestivalId, key: LogKey) {
        let now = self.now();
        let Some(talking) = self.talking_on(link) else {
            return;
        };
        let sent = talking
            .syncs
            .get(&festival)
            .and_then(|sync| sync.proofs_sent.get(&key));
        let is_long_ago = sent.is_some_and(|(_, at)| now - at >= PROOF_AGAIN_MS);
        if is_long_ago && talking.budget.may_probe(now) {
            if let Some(sync) = talking.syncs.get_mut(&festival) {
                sync.proofs_sent.remove(&key);
            }
            self.offer_proof(link, festival, key);
        }
    }
}
