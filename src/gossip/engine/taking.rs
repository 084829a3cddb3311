//! Asking for entries and taking them: each log of one neighbour at a time, each
//! run checked at once, all of them stored together, and only then told.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gossip, LinkId, Output};
use crate::gossip::ledger::Taken;
use crate::gossip::session::HangReason;
use crate::gossip::wants::Wanted;
use crate::gossip::wire::{Talk, Want, Wire, short};
use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::limits::{GRAFT_DELAY_MS, MAX_STORED_AT_ONCE, MAX_WAITING_BYTES, MAX_WANTS};
use crate::protocol::log::Authentic;
use crate::protocol::run::Run;

/// Time after which what the store refused is asked for again, milliseconds.
const STORE_AGAIN_MS: u64 = 2_000;

/// A checked step, and the credit its sender gets back.
#[derive(Debug)]
pub(super) struct Arrival {
    /// From where; none where somebody carried it here.
    pub(super) link: Option<LinkId>,
    pub(super) step: Authentic,
    pub(super) bytes: u64,
}

impl Gossip {
    pub(super) fn take_run(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        run: Run,
    ) -> Result<(), HangReason> {
        let Some(talking) = self.talking_on(link) else {
            return Ok(());
        };
        let bytes = talking.budget.arrived(&run)?;
        let (key, first, last) = (run.key, run.first, run.last());
        let (before, count) = (run.before, run.entries.len() as u64);
        self.counters.entries += count;
        let wanted = (festival, key);
        let solicited = self
            .wants
            .asked(&wanted)
            .is_some_and(|asked| asked.link == link);
        let is_blocked = self.blocked.contains(&key.author);
        if let Some(sync) = self.sync(link, festival) {
            sync.show_run(key, last);
            sync.progress.received += count;
        }
        if self.burden >= MAX_WAITING_BYTES {
            self.counters.refuse("store-busy");
            self.credit_back(link, bytes);
            if solicited {
                self.wants.close(&wanted);
            }
            self.weigh(link, festival, key, STORE_AGAIN_MS);
            return Ok(());
        }
        if is_blocked || !self.is_welcome(link, festival, &key) {
            self.refuse_run(link, wanted, bytes, "unwanted-log");
            return Ok(());
        }
        match self
            .ledger
            .take(festival, run)
            .map_err(|error| HangReason::Fault(error.into()))?
        {
            Taken::New(step) => {
                self.counters.new_entries += step.run().entries.len() as u64;
                self.lose_own(festival, key);
                self.waiting.push(Arrival {
                    link: Some(link),
                    step: *step,
                    bytes,
                });
                self.burden += bytes;
                self.moved_on(link, wanted, solicited);
            }
            Taken::Known => {
                self.credit_back(link, bytes);
                if solicited {
                    self.moved_on(link, wanted, solicited);
                } else {
                    // It came by the tree as well: this link is no edge of it.
                    self.say(link, festival, Talk::Prune);
                    if let Some(sync) = self.sync(link, festival) {
                        sync.eager = false;
                    }
                }
            }
            Taken::Early => {
                self.credit_back(link, bytes);
                if solicited {
                    self.wants.close(&wanted);
                }
                self.weigh(link, festival, key, 0);
            }
            Taken::Apart => {
                self.refuse_run(link, wanted, bytes, "other-past");
                let at = first - 1;
                if let (Some(theirs), Some(sync)) = (before, self.sync(link, festival)) {
                    sync.comparing.suspect(key, at, short(&theirs));
                }
            }
            Taken::Frozen => self.refuse_run(link, wanted, bytes, "frozen-log"),
            Taken::Crowded => {
                self.refuse_run(link, wanted, bytes, "crowded");
                self.crowded(festival);
            }
        }
        Ok(())
    }

    /// Nothing of a run counts: it is not asked for again.
    fn refuse_run(&mut self, link: LinkId, wanted: Wanted, bytes: u64, reason: &'static str) {
        let now = self.now();
        self.counters.refuse(reason);
        self.credit_back(link, bytes);
        let (festival, key) = wanted;
        if let Some(sync) = self.sync(link, festival) {
            sync.settle(key);
        }
        if self
            .wants
            .asked(&wanted)
            .is_some_and(|asked| asked.link == link)
        {
            self.wants.close(&wanted);
            self.wants.want(wanted, now);
        }
    }

    /// The tip of a log moved on: who still has more of it?
    fn moved_on(&mut self, from: LinkId, wanted: Wanted, solicited: bool) {
        let now = self.now();
        let (festival, key) = wanted;
        let tip = self.ledger.tip_height(&key);
        if solicited {
            self.wants.progress(now, wanted);
            if self
                .wants
                .asked(&wanted)
                .is_some_and(|asked| tip >= asked.upto)
            {
                self.wants.close(&wanted);
            }
        } else if let Some(sync) = self.sync(from, festival) {
            sync.eager = true;
        }
        for link in self.links_about(festival) {
            self.weigh(link, festival, key, GRAFT_DELAY_MS);
        }
    }

    pub(super) fn credit_back(&mut self, link: impl Into<Option<LinkId>>, bytes: u64) {
        let Some(link) = link.into() else { return };
        if let Some(talking) = self.talking_on(link) {
            talking.budget.dealt_with(bytes);
            self.send(link, &Wire::Credit { bytes });
        }
    }

    // ---- asking -----------------------------------------------------------------

    /// Asks for what is due, says Done where nothing is lacking, and hands to the
    /// store what waits.
    pub(super) fn pump(&mut self) {
        self.ask_for_due();
        self.say_done();
        self.begin_comparisons();
        self.store_waiting();
    }

    fn ask_for_due(&mut self) {
        let now = self.now();
        let due = self.wants.due(now);
        let mut asks: BTreeMap<(LinkId, FestivalId), Vec<Want>> = BTreeMap::new();
        for wanted in due {
            let (festival, key) = wanted;
            if self.blocked.contains(&key.author) || self.ledger.is_freezing(&key) {
                self.wants.drop_due(wanted);
                continue;
            }
            let having: Vec<LinkId> = self
                .talking()
                .filter(|(_, talking)| {
                    let sync = talking.syncs.get(&festival);
                    sync.is_some_and(|sync| sync.lacking.contains(&key))
                })
                .map(|(link, _)| link)
                .collect();
            let free = having
                .iter()
                .copied()
                .filter(|link| self.wants.load(*link) < MAX_WANTS);
            let Some(link) = free.min_by_key(|link| self.wants.load(*link)) else {
                if having.is_empty() {
                    self.wants.drop_due(wanted);
                    continue;
                }
                self.wants.wait();
                break;
            };
            let upto = self
                .sync(link, festival)
                .map_or(0, |sync| sync.shown_height(&key));
            let from = self.ledger.tip_height(&key) + 1;
            self.wants.ask(now, wanted, link, upto);
            asks.entry((link, festival))
                .or_default()
                .push(Want { key, from });
        }
        for ((link, festival), logs) in asks {
            let graft = match self.sync(link, festival) {
                Some(sync) if sync.done_sent => {
                    sync.eager = true;
                    true
                }
                _ => false,
            };
            self.say(link, festival, Talk::Want { graft, logs });
        }
    }

    fn say_done(&mut self) {
        for (link, festival) in self.all_syncs() {
            let Some(sync) = self.sync(link, festival) else {
                continue;
            };
            if sync.heard && !sync.done_sent && sync.lacking.is_empty() {
                sync.done_sent = true;
                sync.progress.done = true;
                self.received.insert(festival);
                self.say(link, festival, Talk::Done);
            }
        }
    }

    /// Whoever made no progress for long loses the turn.
    pub(super) fn expire_wants(&mut self) {
        let now = self.now();
        let mut slow = BTreeSet::new();
        for wanted in self.wants.late(now) {
            let Some(asked) = self.wants.close(&wanted) else {
                continue;
            };
            self.counters.refuse("no-answer");
            if let Some(sync) = self.sync(asked.link, wanted.0) {
                sync.settle(wanted.1);
            }
            self.wants.want(wanted, now);
            slow.insert(asked.link);
        }
        slow.into_iter().for_each(|link| self.mistake(link));
    }

    /// Counts what may be bad luck.
    pub(super) fn mistake(&mut self, link: LinkId) {
        let now = self.now();
        let Some(talking) = self.talking_on(link) else {
            return;
        };
        if let Err(fault) = talking.budget.mistake(now) {
            self.hang(link, fault.into());
        }
    }

    pub(super) fn crowded(&mut self, festival: FestivalId) {
        self.counters.refuse("too-much-written");
        self.outputs.push_back(Output::Crowded { festival });
    }

    // ---- storing ----------------------------------------------------------------

    /// Hands what waits to the store, unless it is still busy: many small steps become
    /// one transaction, large ones one each.
    fn store_waiting(&mut self) {
        if self.storing.is_some() || self.waiting.is_empty() {
            return;
        }
        let mut entries = 0;
        let fitting = self.waiting.iter().take_while(|arrival| {
            entries += arrival.step.run().entries.len();
            entries <= MAX_STORED_AT_ONCE
        });
        let count = fitting.count().max(1);
        let batch: Vec<Arrival> = self.waiting.drain(..count).collect();
        let steps = batch.iter().map(|arrival| arrival.step.clone()).collect();
        self.outputs.push_back(Output::Store(steps));
        self.storing = Some(batch);
    }

    pub(super) fn stored(&mut self) {
        let batch = self.storing.take().unwrap_or_default();
        for arrival in &batch {
            self.announce(&arrival.step);
        }
        let mut credits: BTreeMap<Option<LinkId>, u64> = BTreeMap::new();
        for Arrival { link, bytes, .. } in batch {
            self.burden -= bytes;
            *credits.entry(link).or_default() += bytes;
        }
        for (link, bytes) in credits {
            self.credit_back(link, bytes);
        }
    }

    pub(super) fn not_stored(&mut self) {
        // What waits was checked against the tips that are void now.
        let lost = self.storing.take().unwrap_or_default();
        let waiting = core::mem::take(&mut self.waiting);
        self.ledger.forget_tips();
        for Arrival { link, bytes, step } in lost.into_iter().chain(waiting) {
            self.burden -= bytes;
            self.credit_back(link, bytes);
            let festival = step.head().festival();
            let wanted = (festival, step.head().key());
            self.wants.close(&wanted);
            for link in self.links_about(festival) {
                self.weigh(link, festival, wanted.1, STORE_AGAIN_MS);
            }
        }
    }

    /// Own steps are stored.
    pub(super) fn own_stored(&mut self, steps: &[Authentic]) {
        for step in steps {
            self.own_logs.insert(step.head().key());
            self.announce(step);
        }
    }

    /// A step is stored: pushed along the tree, announced elsewhere.
    fn announce(&mut self, step: &Authentic) {
        let (festival, key) = (step.head().festival(), step.head().key());
        let frozen_at = self.ledger.frozen_at(&key);
        let is_cut = frozen_at.is_some_and(|at| at <= step.head().height());
        if self.ledger.is_freezing(&key) || is_cut {
            return;
        }
        self.ledger.commit(step);
        for link in self.links_about(festival) {
            self.push(link, festival, key, step.run());
            self.compare_heads(link, festival, key);
        }
        self.tell_soon();
    }

    fn push(&mut self, link: LinkId, festival: FestivalId, key: LogKey, run: &Run) {
        let Some(talking) = self.talking_on(link) else {
            return;
        };
        let Some(sync) = talking.syncs.get_mut(&festival) else {
            return;
        };
        sync.changed.insert(key);
        let fits = sync.eager
            && sync.they_are_done
            && !sync.asked.contains_key(&key)
            && sync.their_height(&key) + 1 == run.first;
        if fits && talking.budget.spend(run) {
            sync.sent_run(key, run.last());
            self.say(link, festival, Talk::Entries(run.clone()));
        }
    }

    /// An own log shows entries that we did not write.
    pub(super) fn lose_own(&mut self, festival: FestivalId, log: LogKey) {
        if self.own_logs.remove(&log) {
            self.outputs.push_back(Output::OwnLogLost { festival, log });
        }
    }
}
