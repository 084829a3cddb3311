//! Telling and hearing who has what of a festival.

use std::collections::BTreeSet;

use super::{Gossip, LinkId};
use crate::gossip::budget::Fault;
use crate::gossip::entropy::Entropy;
use crate::gossip::session::HangReason;
use crate::gossip::wire::{HaveLog, Lineage, Talk, Want, short};
use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::limits::{
    FREE_AUTHORS, GRAFT_DELAY_MS, HAVE_DELAY_MS, MAX_HAVE_LOGS, MAX_SHOWN_LOGS,
};

impl Gossip {
    pub(super) fn take_talk(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        festival: FestivalId,
        talk: Talk,
    ) -> Result<(), HangReason> {
        match talk {
            Talk::Resume { ours, known } => {
                self.take_resume(link, festival, ours, known);
                Ok(())
            }
            Talk::Have { number, last, logs } => {
                self.take_have(link, festival, number, last, &logs)
            }
            Talk::Totals { entries, .. } => {
                if let Some(sync) = self.sync(link, festival) {
                    sync.progress.expected = Some(entries);
                }
                Ok(())
            }
            Talk::Want { graft, logs } => {
                self.take_want(link, festival, graft, &logs);
                Ok(())
            }
            Talk::Entries(run) => self.take_run(link, festival, run),
            Talk::Done => {
                if let Some(sync) = self.sync(link, festival) {
                    sync.they_are_done = true;
                }
                Ok(())
            }
            Talk::Prune => {
                if let Some(sync) = self.sync(link, festival) {
                    sync.eager = false;
                }
                Ok(())
            }
            Talk::Proof(bytes) => self.take_proof(link, festival, &bytes),
            Talk::Probe(about) => {
                self.take_probe(link, festival, about);
                Ok(())
            }
            Talk::Found(about, hash) => self.take_found(link, festival, about, hash),
            Talk::AskBranch(about) => {
                self.take_ask_branch(link, festival, about);
                Ok(())
            }
            Talk::Branch(bytes) => self.take_branch(link, festival, &bytes),
            Talk::Presence(bytes) => self.take_presence(link, festival, bytes),
            Talk::Shuffle { reply, peers } => {
                self.take_shuffle(entropy, link, festival, reply, &peers);
                Ok(())
            }
            Talk::Introduce {
                circuit,
                target,
                hops,
                expiry,
                sealed,
            } => {
                self.take_introduce(link, festival, circuit, target, hops, expiry, sealed);
                Ok(())
            }
            Talk::Accept {
                circuit,
                expiry,
                sealed,
            } => {
                self.take_accept(link, festival, circuit, expiry, sealed);
                Ok(())
            }
            Talk::Unreachable { circuit } => {
                self.take_unreachable(link, festival, circuit);
                Ok(())
            }
        }
    }

    /// They say who they are: now we can tell what they do not know yet.
    fn take_resume(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        theirs: Lineage,
        known: Option<(Lineage, u64)>,
    ) {
        let ours = self.lineage;
        let known = known.filter(|(lineage, _)| Some(*lineage) == ours);
        let Some(sync) = self.sync(link, festival) else {
            return;
        };
        // Said again only where a festival was left and entered: telling everything
        // costs too much to do it as often as somebody likes.
        let is_again = sync.resumed;
        sync.resume(theirs, known.map(|(_, number)| number));
        if is_again {
            self.mistake(link);
        }
        let logs: BTreeSet<LogKey> = self.ledger.logs(festival).collect();
        self.tell(link, festival, logs, true);
    }

    /// Tells of these logs what was not told yet. The first Have is told even
    /// where there is nothing in it: it says that this was all.
    fn tell(&mut self, link: LinkId, festival: FestivalId, logs: BTreeSet<LogKey>, is_first: bool) {
        let (ledger, blocked) = (&self.ledger, &self.blocked);
        let Some(talking) = self
            .sessions
            .get_mut(&link)
            .and_then(|session| session.talking_mut())
        else {
            return;
        };
        let Some(sync) = talking.syncs.get_mut(&festival) else {
            return;
        };
        let mut number = sync.next_number();
        let mut haves = Vec::new();
        let mut part = Vec::new();
        for key in logs
            .into_iter()
            .filter(|key| !blocked.contains(&key.author))
        {
            if part.len() == MAX_HAVE_LOGS {
                haves.push((number, core::mem::take(&mut part)));
                number = sync.next_number();
            }
            part.extend(sync.tell(ledger, key, number));
        }
        if is_first || !part.is_empty() {
            haves.push((number, part));
        }
        let count = haves.len();
        for (at, (number, logs)) in haves.into_iter().enumerate() {
            let last = at + 1 == count;
            self.say(link, festival, Talk::Have { number, last, logs });
        }
    }

    /// Tells all neighbours what changed since they were told.
    pub(super) fn tell_changes(&mut self) {
        for (link, festival) in self.all_syncs() {
            let Some(sync) = self.sync(link, festival) else {
                continue;
            };
            if sync.resumed && !sync.changed.is_empty() {
                let changed = core::mem::take(&mut sync.changed);
                self.tell(link, festival, changed, false);
            }
        }
    }

    /// Gathers changes for a moment before they are told.
    pub(super) fn tell_soon(&mut self) {
        let at = self.now() + HAVE_DELAY_MS;
        self.tell_at.get_or_insert(at);
    }

    fn take_have(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        number: u64,
        last: bool,
        logs: &[HaveLog],
    ) -> Result<(), HangReason> {
        let Some(sync) = self.sync(link, festival) else {
            return Ok(());
        };
        sync.heard_number(number);
        let (heard, is_live) = (sync.heard, sync.done_sent);
        for have in logs {
            let is_welcome = self.is_welcome(link, festival, &have.key);
            if let Some(sync) = self.sync(link, festival) {
                sync.show(have);
                if !is_welcome {
                    sync.settle(have.key);
                }
                if sync.shown_count() > MAX_SHOWN_LOGS {
                    return Err(Fault::TooMuch.into());
                }
            }
            self.compare_heads(link, festival, have.key);
            self.offer_proof(link, festival, have.key);
            if heard {
                let delay = if is_live { GRAFT_DELAY_MS } else { 0 };
                self.weigh(link, festival, have.key, delay);
            }
        }
        if last && !heard {
            self.heard(link, festival);
        }
        Ok(())
    }

    /// Their first Have is complete, with what was remembered of earlier ones.
    fn heard(&mut self, link: LinkId, festival: FestivalId) {
        let Some(sync) = self.sync(link, festival) else {
            return;
        };
        sync.heard = true;
        for key in sync.shown_logs() {
            self.weigh(link, festival, key, 0);
            self.compare_heads(link, festival, key);
        }
        let mut entries = 0;
        let logs: Vec<LogKey> = self.ledger.logs(festival).collect();
        for key in logs {
            let here = self.ledger.height(&key);
            let is_blocked = self.blocked.contains(&key.author);
            let Some(sync) = self.sync(link, festival) else {
                return;
            };
            if !is_blocked {
                entries += here.saturating_sub(sync.shown_height(&key));
            }
            self.offer_proof(link, festival, key);
        }
        self.say(link, festival, Talk::Totals { entries, bytes: 0 });
    }

    /// Whether a log that is not known yet has room, and its author may come by
    /// this neighbour.
    pub(super) fn is_welcome(&mut self, link: LinkId, festival: FestivalId, key: &LogKey) -> bool {
        let is_known = self.ledger.tip(key).is_some() || self.ledger.fork(key).is_some();
        if is_known {
            return true;
        }
        // Whoever gave us the festival gives us everybody who is in it.
        let is_newcomer = self.received.contains(&festival)
            && !self.ledger.knows_author(festival, &key.author)
            && !self.verified.contains(&key.author)
            && self.ledger.author_count(festival) >= FREE_AUTHORS;
        let has_room = self.ledger.has_room(festival, &key.author);
        let now = self.now();
        let Some(talking) = self.talking_on(link) else {
            return false;
        };
        let may_come = !is_newcomer || talking.budget.may_bring_newcomer(now, key.author);
        if has_room
            && !may_come
            && let Some(sync) = talking.syncs.get_mut(&festival)
        {
            sync.deferred.insert(*key);
            self.counters.refuse("newcomer");
        }
        if !(has_room && may_come) {
            self.crowded(festival);
        }
        has_room && may_come
    }

    /// Those who had to wait may come when an hour is over.
    pub(super) fn admit_deferred(&mut self) {
        let now = self.now();
        for (link, festival) in self.all_syncs() {
            while let Some(talking) = self.talking_on(link) {
                let is_open = talking.budget.newcomers_from() <= now;
                let sync = talking.syncs.get_mut(&festival).filter(|_| is_open);
                let Some(key) = sync.and_then(|sync| sync.deferred.pop_first()) else {
                    break;
                };
                if !self.is_welcome(link, festival, &key) {
                    break;
                }
                if let Some(sync) = self.sync(link, festival) {
                    sync.unsettle(&key);
                }
                self.weigh(link, festival, key, 0);
                self.ask_for_proof(link, festival, key);
            }
        }
    }

    /// A proof that came while its author had to wait was not kept. Where entries are
    /// lacking the Want for these asks for it, else one for nothing more.
    fn ask_for_proof(&mut self, link: LinkId, festival: FestivalId, key: LogKey) {
        let known = self.ledger.frozen_at(&key);
        let from = self.ledger.tip_height(&key) + 1;
        let Some(sync) = self.sync(link, festival) else {
            return;
        };
        let shown = sync.shown(&key).frozen_at;
        let is_lacking = shown != 0 && known.is_none_or(|known| known > shown);
        if is_lacking && !sync.lacking.contains(&key) {
            let logs = vec![Want { key, from }];
            self.say(link, festival, Talk::Want { graft: false, logs });
        }
    }

    /// Where they have a log as far as we, its heads must be the same.
    pub(super) fn compare_heads(&mut self, link: LinkId, festival: FestivalId, key: LogKey) {
        let Some(shown) = self.sync(link, festival).map(|sync| sync.shown(&key)) else {
            return;
        };
        // Where they know a lower fork, or we do, the proof is on its way.
        let is_level = self.ledger.frozen_at(&key).unwrap_or(0) == shown.frozen_at;
        let (Some(head), Some(theirs)) = (self.ledger.stored(&key), shown.hash) else {
            return;
        };
        let ours = head.hash().as_ref().map(short);
        let differs = head.height() == shown.height && ours != Some(theirs);
        let is_known = self
            .sessions
            .get(&link)
            .and_then(|session| session.talking()?.syncs.get(&festival))
            .is_none_or(|sync| sync.comparing.is_about(&key));
        if differs && is_level && !is_known && head.festival() == festival {
            let seq = shown.height;
            if let Some(sync) = self.sync(link, festival) {
                sync.comparing.suspect(key, seq, theirs);
            }
        }
    }

    /// Weighs a log that a neighbour has shown: if it has more than is checked
    /// here, the log is wanted after `delay`.
    pub(super) fn weigh(&mut self, link: LinkId, festival: FestivalId, key: LogKey, delay: u64) {
        let now = self.now();
        if self.blocked.contains(&key.author) {
            if let Some(sync) = self.sync(link, festival) {
                sync.lacking.remove(&key);
            }
            return;
        }
        let ledger = &self.ledger;
        let lacks = self
            .sessions
            .get_mut(&link)
            .and_then(|session| session.talking_mut())
            .and_then(|talking| talking.syncs.get_mut(&festival))
            .is_some_and(|sync| sync.weigh(ledger, key));
        if lacks {
            self.wants.want((festival, key), now + delay);
        }
    }
}
