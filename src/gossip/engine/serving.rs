//! Reading the store, for what neighbours want and for comparing logs.

use super::{Gossip, LinkId, Output, Ticket};
use crate::gossip::session::Session;
use crate::gossip::wire::{About, Talk, Want};
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::limits::MAX_WANTS;
use crate::protocol::segment::Segment;

/// Payload bytes asked of the store at once.
const READ_BYTES: u64 = 256 * 1024;
/// Reads under way for one neighbour.
pub(super) const MAX_READS: usize = 4;

/// What a reading is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading {
    /// Entries that a neighbour wants.
    Serve(LinkId, FestivalId, LogKey),
    /// A hash that a neighbour asks for.
    Probe(LinkId, FestivalId, About),
    /// An entry that a neighbour asks for.
    Branch(LinkId, FestivalId, About),
    /// Our side of a comparison.
    Compare(LinkId, FestivalId, About),
}

impl Gossip {
    pub(super) fn read(&mut self, reading: Reading, log: LogKey, from: SeqNum, max_bytes: u64) {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.reads.insert(ticket, reading);
        self.outputs.push_back(Output::Read {
            ticket,
            log,
            from,
            max_bytes,
        });
    }

    pub(super) fn take_want(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        graft: bool,
        logs: &[Want],
    ) {
        let blocked = &self.blocked;
        let talking = self.sessions.get_mut(&link).and_then(Session::talking_mut);
        let Some(sync) = talking.and_then(|talking| talking.syncs.get_mut(&festival)) else {
            return;
        };
        sync.eager |= graft;
        let mut is_too_much = false;
        for want in logs
            .iter()
            .filter(|want| !blocked.contains(&want.key.author))
        {
            // What we are slow to serve is asked of others, while it waits here.
            let is_full = sync.asked.len() >= 2 * MAX_WANTS && !sync.asked.contains_key(&want.key);
            is_too_much |= is_full;
            if !is_full {
                sync.asked.insert(want.key, want.from);
            }
        }
        if is_too_much {
            self.mistake(link);
        }
        for want in logs {
            self.offer_proof_again(link, festival, want.key);
        }
        self.serve(link, festival);
    }

    /// Reads on for what a neighbour wants, as far as its credit goes.
    pub(super) fn serve(&mut self, link: LinkId, festival: FestivalId) {
        loop {
            let ledger = &self.ledger;
            let Some(talking) = self
                .sessions
                .get_mut(&link)
                .and_then(|session| session.talking_mut())
            else {
                return;
            };
            let has_credit = talking.budget.has_credit();
            let Some(sync) = talking.syncs.get_mut(&festival) else {
                return;
            };
            if sync.reading.len() >= MAX_READS || !has_credit {
                return;
            }
            let next = sync
                .asked
                .iter()
                .find(|(key, _)| !sync.reading.contains(key));
            let Some((key, from)) = next.map(|(key, from)| (*key, *from)) else {
                return;
            };
            let is_here = !ledger.is_freezing(&key)
                && ledger
                    .stored(&key)
                    .is_some_and(|head| head.festival() == festival && from <= head.height());
            if !is_here {
                sync.asked.remove(&key);
                continue;
            }
            sync.reading.insert(key);
            self.read(Reading::Serve(link, festival, key), key, from, READ_BYTES);
        }
    }

    pub(super) fn segments(&mut self, ticket: Ticket, segments: &[Segment]) {
        match self.reads.remove(&ticket) {
            Some(Reading::Serve(link, festival, key)) => {
                self.hand_over(link, festival, key, segments);
                self.serve(link, festival);
            }
            Some(Reading::Probe(link, festival, about)) => {
                self.answer_probe(link, festival, about, segments);
            }
            Some(Reading::Branch(link, festival, about)) => {
                self.answer_branch(link, festival, about, segments);
            }
            Some(Reading::Compare(link, festival, about)) => {
                self.compare_own(link, festival, about, segments);
            }
            None => {}
        }
    }

    fn hand_over(&mut self, link: LinkId, festival: FestivalId, key: LogKey, segments: &[Segment]) {
        let ours = segments.iter().filter(|segment| segment.run.key == key);
        let height = self.ledger.height(&key);
        let mut found = false;
        if let Some(sync) = self.sync(link, festival) {
            sync.reading.remove(&key);
        }
        for segment in ours {
            let Some(talking) = self.talking_on(link) else {
                return;
            };
            let Some(sync) = talking.syncs.get_mut(&festival) else {
                return;
            };
            let Some(from) = sync.asked.get(&key).copied() else {
                return;
            };
            let Some(run) = segment.rest(from) else {
                continue;
            };
            found = true;
            if !talking.budget.spend(&run) {
                break;
            }
            if run.last() < height {
                sync.asked.insert(key, run.last() + 1);
            } else {
                sync.asked.remove(&key);
            }
            sync.sent_run(key, run.last());
            self.say(link, festival, Talk::Entries(run));
        }
        if !found && let Some(sync) = self.sync(link, festival) {
            // The store could not be read, or has nothing that far any more.
            sync.asked.remove(&key);
        }
    }
}
