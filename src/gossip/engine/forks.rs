//! Fork proofs: found by comparing logs with a neighbour, kept at the lowest,
//! passed on like data.

use super::serving::Reading;
use super::{Gossip, LinkId, Millis, Output};
use crate::gossip::budget::Fault;
use crate::gossip::compare::{Awaits, Comparing, Move, Outcome};
use crate::gossip::ledger::Learnt;
use crate::gossip::session::HangReason;
use crate::gossip::wire::{About, ShortHash, Talk, short};
use crate::protocol::fork::{Branch, ForkProof};
use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::log::Head;
use crate::protocol::reader::Reader;
use crate::protocol::schema::join::Join;
use crate::protocol::segment::Segment;

/// Time after which the store is asked once more to keep a proof, milliseconds.
const KEEP_AGAIN_MS: u64 = 10_000;
/// Time after which a neighbour that wants a log may have its proof again,
/// milliseconds: one that was just sent may still be under way.
const PROOF_AGAIN_MS: u64 = 60_000;

impl Gossip {
    // ---- proofs ------------------------------------------------------------------

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

    // ---- comparing ---------------------------------------------------------------

    pub(super) fn begin_comparisons(&mut self) {
        let now = self.now();
        for (link, festival) in self.all_syncs() {
            let ledger = &self.ledger;
            let talking = self
                .sessions
                .get_mut(&link)
                .and_then(|session| session.talking_mut());
            let Some(sync) = talking.and_then(|talking| talking.syncs.get_mut(&festival)) else {
                continue;
            };
            let ready = |key: &LogKey, seq| ledger.height(key) >= seq;
            if let Some(next) = sync.comparing.begin(now, ready) {
                self.carry_out(link, festival, next);
            }
        }
    }

    fn carry_out(&mut self, link: LinkId, festival: FestivalId, next: Move) {
        match next {
            Move::Probe(about) => self.say(link, festival, Talk::Probe(about)),
            Move::AskBranch(about) => self.say(link, festival, Talk::AskBranch(about)),
            Move::Read(about) => {
                let reading = Reading::Compare(link, festival, about);
                self.read(reading, about.key, about.seq, 1);
            }
        }
    }

    /// Goes on with a comparison, or draws the conclusion.
    fn compare(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        step: impl FnOnce(&mut Comparing, Millis) -> Result<Option<Move>, Outcome>,
    ) -> Result<(), HangReason> {
        let now = self.now();
        let Some(sync) = self.sync(link, festival) else {
            return Ok(());
        };
        match step(&mut sync.comparing, now) {
            Ok(Some(next)) => self.carry_out(link, festival, next),
            Ok(None) => {}
            Err(Outcome::Stalled) => {
                self.counters.refuse("comparison-stalled");
                self.mistake(link);
            }
            Err(Outcome::Contradiction) => return Err(Fault::FalseHead.into()),
        }
        Ok(())
    }

    pub(super) fn expire_comparisons(&mut self) {
        for (link, festival) in self.all_syncs() {
            // Only a stall can come of it, which is no reason to hang at once.
            let ended = self.compare(link, festival, |comparing, now| {
                comparing.expire(now).map_or(Ok(None), Err)
            });
            debug_assert!(ended.is_ok());
        }
    }

    pub(super) fn take_found(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
        hash: Option<ShortHash>,
    ) -> Result<(), HangReason> {
        self.compare(link, festival, |comparing, now| {
            comparing.found(now, about, hash)
        })
    }

    pub(super) fn take_branch(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        bytes: &[u8],
    ) -> Result<(), HangReason> {
        let mut reader = Reader::new(bytes);
        let branch = Branch::read(&mut reader).map_err(|_| HangReason::from(Fault::FalseProof))?;
        reader.end()?;
        let is_asked = self
            .sync(link, festival)
            .is_some_and(|sync| sync.comparing.is_about(&branch.key()));
        if is_asked {
            // An authentic entry of our own log that differs from ours.
            self.lose_own(festival, branch.key());
        }
        self.compare(link, festival, |comparing, _| comparing.branch(branch))
    }

    /// Our own log was read.
    pub(super) fn compare_own(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
        segments: &[Segment],
    ) {
        let segment = holding(segments, about);
        let awaits = self
            .sync(link, festival)
            .map_or(Awaits::Nothing, |sync| sync.comparing.awaits());
        let ended = match (awaits, segment) {
            (Awaits::Hash(seq), segment) => {
                let ours = segment.and_then(|segment| hash_at(segment, seq));
                self.compare(link, festival, |comparing, now| comparing.read(now, ours))
            }
            (Awaits::Join, Some(segment)) => {
                let payload = segment.run.entries.first().map(|entry| &entry.payload);
                let join = payload.and_then(|payload| Join::from_payload(payload).ok());
                self.compare(link, festival, |comparing, _| {
                    Ok(join.and_then(|join| comparing.join(join.device)))
                })
            }
            (Awaits::Entry, Some(segment)) => self.conclude(link, festival, segment),
            _ => Ok(()),
        };
        if let Err(reason) = ended {
            self.hang(link, reason);
        }
    }

    /// Both entries are here: together they are the proof.
    fn conclude(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        segment: &Segment,
    ) -> Result<(), HangReason> {
        let Some(sync) = self.sync(link, festival) else {
            return Ok(());
        };
        let Some((theirs, device, seq)) = sync.comparing.finish() else {
            return Ok(());
        };
        let key = theirs.key();
        let proof = Branch::of(&segment.before, &segment.run, seq)
            .and_then(|ours| ForkProof::new(&festival, device, ours, theirs));
        match proof {
            Ok(proof) => self.learn(festival, proof),
            // The log was shortened meanwhile.
            Err(_) => sync.settle(key),
        }
        Ok(())
    }

    // ---- answering ---------------------------------------------------------------

    pub(super) fn take_probe(&mut self, link: LinkId, festival: FestivalId, about: About) {
        let reading = Reading::Probe(link, festival, about);
        if !self.read_for(link, festival, about, reading) {
            self.say(link, festival, Talk::Found(about, None));
        }
    }

    pub(super) fn take_ask_branch(&mut self, link: LinkId, festival: FestivalId, about: About) {
        let reading = Reading::Branch(link, festival, about);
        self.read_for(link, festival, about, reading);
    }

    /// Reads one place for a neighbour, if it may ask and something is there.
    fn read_for(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
        reading: Reading,
    ) -> bool {
        let now = self.now();
        let is_here = self
            .ledger
            .stored(&about.key)
            .is_some_and(|head| head.height() >= about.seq && head.festival() == festival);
        let may_ask = self
            .talking_on(link)
            .is_some_and(|talking| talking.budget.may_probe(now));
        let is_open = is_here && may_ask && !self.blocked.contains(&about.key.author);
        if is_open {
            self.read(reading, about.key, about.seq, 1);
        }
        is_open
    }

    pub(super) fn answer_probe(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
        segments: &[Segment],
    ) {
        let hash = holding(segments, about).and_then(|segment| hash_at(segment, about.seq));
        self.say(link, festival, Talk::Found(about, hash));
    }

    pub(super) fn answer_branch(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
        segments: &[Segment],
    ) {
        let branch = holding(segments, about)
            .and_then(|segment| Branch::of(&segment.before, &segment.run, about.seq).ok());
        if let Some(branch) = branch {
            let mut bytes = Vec::new();
            branch.write(&mut bytes);
            self.say(link, festival, Talk::Branch(bytes));
        }
    }
}

/// The segment that holds a place.
fn holding(segments: &[Segment], about: About) -> Option<&Segment> {
    segments.iter().find(|segment| {
        segment.run.key == about.key
            && (segment.run.first..=segment.run.last()).contains(&about.seq)
    })
}

fn hash_at(segment: &Segment, seq: u64) -> Option<ShortHash> {
    let index = usize::try_from(seq.checked_sub(segment.run.first)?).ok()?;
    segment.hashes().get(index).map(short)
}
