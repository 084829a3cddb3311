//! Forked logs. Gossip finds the proof; the store keeps it and shortens the log in
//! one transaction; then what fell away leaves the view, which is computed anew
//! beside the old one and takes its place when it is whole.
//!
//! If a log of our own is lost that way, or shows entries that we did not write, it
//! is never written to again: a new one is begun at once, which takes over the
//! decisions of the old one, and what fell away is offered to be published again.

use std::collections::VecDeque;

use super::Output;
use super::membership::Membership;
use super::pen::{Pen, Written};
use super::refusal::Refusal;
use super::replay::Replay;
use super::state::{Core, Pending};
use crate::gossip::engine;
use crate::gossip::entropy::Entropy;
use crate::protocol::fork::ForkProof;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::log::Head;
use crate::protocol::view::{Freeze, View};
use crate::storage::{Request, Segment};

/// A festival's view while it is computed anew.
#[derive(Debug)]
pub(super) struct Rebuilding {
    festival: FestivalId,
    replay: Replay,
    view: View,
}

/// What a freeze was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Freezing {
    festival: FestivalId,
    log: LogKey,
    /// Where the proof is.
    at: SeqNum,
    /// Whether the log reached the fork.
    shorten: bool,
}

impl Core {
    /// A fork is proven: the store keeps the proof and shortens the log.
    pub(super) fn freeze(
        &mut self,
        festival: FestivalId,
        proof: Box<ForkProof>,
        shorten: bool,
        outputs: &mut VecDeque<Output>,
    ) {
        let log = proof.key();
        let freezing = Freezing {
            festival,
            log,
            at: proof.at(),
            shorten,
        };
        let request = Request::Freeze {
            festival,
            proof,
            keep: self.is_mine(&festival, &log),
        };
        self.ask(request, Pending::Freeze(freezing), outputs);
    }

    /// Whether this installation wrote a log.
    fn is_mine(&self, festival: &FestivalId, log: &LogKey) -> bool {
        let me = self.identity.author.author();
        let part = self.view.part(festival);
        let state = part.and_then(|part| part.logs().get(log));
        let join = state.and_then(|state| state.join.as_ref());
        let joined = join.is_some_and(|join| join.sealing_key == self.identity.installation);
        let current = self.memberships.get(festival);
        let is_current = current.and_then(|known| known.log(me)) == Some(*log);
        log.author == me && (joined || is_current)
    }

    /// The store has kept the proof, and shortened the log where it reached so far.
    pub(super) fn frozen(&mut self, freezing: Freezing, head: Head, fallen: Vec<Segment>) {
        let Freezing { festival, log, .. } = freezing;
        self.revision += 1;
        self.local.keep_fallen(fallen);
        let mut height = freezing.at - 1;
        if freezing.shorten {
            height = head.height();
        }
        self.tell_gossip(engine::Input::Frozen { head });
        if self.view.freeze(festival, log, height) != Freeze::Done {
            self.rebuilds.insert(festival);
        }
    }

    // ---- the view ------------------------------------------------------------------

    /// Begins to compute anew what must be, once gossip's ledger has the new ends of
    /// logs.
    pub(super) fn begin_rebuilds(&mut self, outputs: &mut VecDeque<Output>) {
        for festival in std::mem::take(&mut self.rebuilds) {
            let mut view = View::new();
            view.keep_freezes(&self.view, &festival);
            let replay = Replay::of(self.gossip.ledger(), &view, [festival]);
            let rebuilding = Rebuilding {
                festival,
                replay,
                view,
            };
            self.go_on_rebuilding(rebuilding, outputs);
        }
    }

    /// The store has read more of it.
    pub(super) fn rebuild(
        &mut self,
        mut rebuilding: Rebuilding,
        segments: &[Segment],
        outputs: &mut VecDeque<Output>,
    ) {
        let Rebuilding { replay, view, .. } = &mut rebuilding;
        replay.take(segments, view, self.gossip.ledger());
        self.go_on_rebuilding(rebuilding, outputs);
    }

    fn go_on_rebuilding(&mut self, mut rebuilding: Rebuilding, outputs: &mut VecDeque<Output>) {
        let Rebuilding {
            festival,
            replay,
            view,
        } = &mut rebuilding;
        if replay.request().is_none() {
            replay.look_again(self.gossip.ledger(), view, *festival);
        }
        match replay.request() {
            Some(request) => {
                self.ask(request, Pending::Rebuild(rebuilding), outputs);
            }
            None => {
                self.view.replace(rebuilding.view, &rebuilding.festival);
                self.undecided = true;
                self.revision += 1;
            }
        }
    }

    // ---- our own log ---------------------------------------------------------------

    /// Our log is forked, or shows entries that we did not write: it is never
    /// written to again, whatever becomes of this page before a new one is begun.
    pub(super) fn lose_own_log(
        &mut self,
        festival: FestivalId,
        log: LogKey,
        outputs: &mut VecDeque<Output>,
    ) {
        let me = self.identity.author.author();
        let known = self.memberships.get_mut(&festival);
        let Some(known) = known.filter(|known| known.log(me) == Some(log)) else {
            return;
        };
        known.lost = true;
        let row = (known.row_key(), known.row());
        self.keep_row(row, outputs);
        self.rejoins = true;
    }

    /// Logs that stand in place of lost ones; none where none is lost.
    ///
    /// # Errors
    ///
    /// [`Refusal`]; it is tried again with the next tick.
    pub(super) fn rejoin(&mut self, entropy: &mut dyn Entropy) -> Result<Written, Refusal> {
        self.rejoins = false;
        let lost = self.memberships.values().filter(|known| known.lost);
        let lost: Vec<FestivalId> = lost.map(Membership::festival).collect();
        if lost.is_empty() {
            return Ok(Written::default());
        }
        let mut pen = Pen::new(self.desk(), entropy)?;
        for festival in lost {
            pen.device(&festival)?;
        }
        pen.finish()
    }
}
