//! Comparing a log with a neighbour's, place by place, until both entries of a fork
//! are here: together they are its proof.

use super::answering::{hash_at, holding};
use crate::gossip::budget::Fault;
use crate::gossip::compare::{Awaits, Comparing, Move, Outcome};
use crate::gossip::engine::serving::Reading;
use crate::gossip::engine::{Gossip, LinkId, Millis};
use crate::gossip::session::HangReason;
use crate::gossip::wire::{About, ShortHash, Talk};
use crate::protocol::fork::{Branch, ForkProof};
use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::reader::Reader;
use crate::protocol::schema::join::Join;
use crate::protocol::segment::Segment;

impl Gossip {
    pub(in crate::gossip::engine) fn begin_comparisons(&mut self) {
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

    pub(in crate::gossip::engine) fn expire_comparisons(&mut self) {
        for (link, festival) in self.all_syncs() {
            // Only a stall can come of it, which is no reason to hang at once.
            let ended = self.compare(link, festival, |comparing, now| {
                comparing.expire(now).map_or(Ok(None), Err)
            });
            debug_assert!(ended.is_ok());
        }
    }

    pub(in crate::gossip::engine) fn take_found(
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

    pub(in crate::gossip::engine) fn take_branch(
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
    pub(in crate::gossip::engine) fn compare_own(
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
}
