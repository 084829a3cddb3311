//! The gossip engine: all links, one ledger. Feed it with [`Gossip::handle`],
//! drain [`Gossip::poll`] until it is empty, carry out each output, and bring the
//! answers back as inputs.
//!
//! ```text
//! Output::Store  -> Input::Stored or Input::NotStored     one at a time
//! Output::Read   -> Input::Segments                       by ticket
//! Output::Wake   -> Input::Tick                           at or after the time
//! Output::Send, Hang, Linked, Unlinked: no answer
//! ```

use std::collections::{BTreeMap, VecDeque};

use super::frame;
use super::handshake::{Binding, Identity, Neighbour};
use super::ledger::Ledger;
use super::session::{HangReason, Reaction, Session};
use super::sync::{Effect, Progress};
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::limits::PROOF_TIMEOUT_MS;
use crate::protocol::log::{Authentic, Head};
use crate::protocol::segment::Segment;

/// Milliseconds of the driver's clock (unix time).
pub type Millis = u64;
/// Names a data channel; given by whoever dials.
pub type LinkId = u64;
/// Pairs a read with its answer.
pub type Ticket = u64;

/// What the driver tells.
#[derive(Debug)]
pub enum Input {
    /// A data channel is open.
    Opened {
        /// Its name from now on.
        link: LinkId,
        /// What it must be bound to.
        binding: Binding,
        /// 32 fresh random bytes.
        seed: [u8; 32],
    },
    /// A frame came.
    Received {
        /// From where.
        link: LinkId,
        /// Its bytes.
        frame: Vec<u8>,
    },
    /// The channel is gone.
    Closed {
        /// Which.
        link: LinkId,
    },
    /// The steps of the last [`Output::Store`] are stored.
    Stored,
    /// They could not be stored; none of them.
    NotStored,
    /// Own steps were written.
    OwnStored(Vec<Authentic>),
    /// The answer to an [`Output::Read`], empty where the store failed.
    Segments {
        /// Its ticket.
        ticket: Ticket,
        /// What was found.
        segments: Vec<Segment>,
    },
    /// Time has passed.
    Tick,
}

/// What the driver is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Send a frame.
    Send {
        /// Where to.
        link: LinkId,
        /// Its bytes, below [`crate::protocol::limits::MAX_FRAME_BYTES`].
        frame: Vec<u8>,
    },
    /// Close a channel, after what was sent before has left.
    Hang {
        /// Which.
        link: LinkId,
        /// Why.
        reason: HangReason,
    },
    /// Both sides of a link are proven.
    Linked {
        /// Which.
        link: LinkId,
        /// Who is there.
        neighbour: Neighbour,
    },
    /// A link is gone, whoever closed it.
    Unlinked {
        /// Which.
        link: LinkId,
        /// Why; none where it broke.
        reason: Option<HangReason>,
    },
    /// Store these steps, all or none.
    Store(Vec<Authentic>),
    /// Read stored entries.
    Read {
        /// For the answer.
        ticket: Ticket,
        /// The log.
        log: LogKey,
        /// First sequence number wanted.
        from: SeqNum,
        /// Payload bytes to stop after.
        max_bytes: u64,
    },
    /// Tick at or after this time.
    Wake(Millis),
}

/// The engine.
#[derive(Debug)]
pub struct Gossip {
    identity: Identity,
    store_id: u64,
    ledger: Ledger,
    sessions: BTreeMap<LinkId, Session>,
    /// Steps that are checked and wait for the store, with whom to credit.
    waiting: Vec<Arrival>,
    /// Steps that the store has before it now.
    storing: Option<Vec<Arrival>>,
    reads: BTreeMap<Ticket, LinkId>,
    next_ticket: Ticket,
    outputs: VecDeque<Output>,
}

/// A checked step, and the credit its sender gets back.
#[derive(Debug)]
struct Arrival {
    link: LinkId,
    step: Authentic,
    bytes: u64,
}

impl Gossip {
    /// Begins with what the store had.
    pub fn new(identity: Identity, store_id: u64, heads: Vec<Head>) -> Self {
        Self {
            identity,
            store_id,
            ledger: Ledger::load(heads),
            sessions: BTreeMap::new(),
            waiting: Vec::new(),
            storing: None,
            reads: BTreeMap::new(),
            next_ticket: 0,
            outputs: VecDeque::new(),
        }
    }

    /// How far every log is stored here.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// How many proven neighbours' installations have a log at least so far.
    pub fn neighbours_having(&self, log: &LogKey, seq: SeqNum) -> usize {
        let mut installations: Vec<_> = self
            .sessions
            .values()
            .filter(|session| session.shown_height(log) >= seq)
            .filter_map(|session| session.neighbour().map(|neighbour| neighbour.installation))
            .collect();
        installations.sort_unstable();
        installations.dedup();
        installations.len()
    }

    /// How far the first exchange on a link has come.
    pub fn progress(&self, link: LinkId) -> Option<Progress> {
        self.sessions.get(&link)?.progress()
    }

    /// The festival that a link is about.
    pub fn festival_of(&self, link: LinkId) -> Option<FestivalId> {
        self.sessions.get(&link).map(Session::festival)
    }

    /// Takes one input. Poll until empty afterwards.
    pub fn handle(&mut self, now: Millis, input: Input) {
        match input {
            Input::Opened {
                link,
                binding,
                seed,
            } => self.open(now, link, binding, seed),
            Input::Received { link, frame } => self.receive(link, &frame),
            Input::Closed { link } => {
                if self.sessions.remove(&link).is_some() {
                    self.outputs
                        .push_back(Output::Unlinked { link, reason: None });
                }
            }
            Input::Stored => self.stored(),
            Input::NotStored => self.not_stored(),
            Input::OwnStored(steps) => self.announce(&steps),
            Input::Segments { ticket, segments } => self.serve(ticket, &segments),
            Input::Tick => self.drop_unproven(now),
        }
    }

    /// The next thing to do.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Says goodbye on a link and closes it.
    pub fn hang(&mut self, link: LinkId, reason: HangReason) {
        if self.sessions.remove(&link).is_some() {
            self.outputs.push_back(Output::Send {
                link,
                frame: frame::goodbye(reason.code()),
            });
            self.outputs.push_back(Output::Hang { link, reason });
            self.outputs.push_back(Output::Unlinked {
                link,
                reason: Some(reason),
            });
        }
    }

    /// Says goodbye on all links.
    pub fn leave(&mut self) {
        let links: Vec<LinkId> = self.sessions.keys().copied().collect();
        links
            .into_iter()
            .for_each(|link| self.hang(link, HangReason::WeLeave));
    }

    fn open(&mut self, now: Millis, link: LinkId, binding: Binding, seed: [u8; 32]) {
        let deadline = now + PROOF_TIMEOUT_MS;
        match Session::begin(binding, self.identity.clone(), seed, deadline) {
            Ok((session, first)) => {
                self.sessions.insert(link, session);
                self.send(link, first);
                self.outputs.push_back(Output::Wake(deadline));
            }
            Err(reason) => self.outputs.push_back(Output::Hang { link, reason }),
        }
    }

    fn receive(&mut self, link: LinkId, frame: &[u8]) {
        let Some(session) = self.sessions.get_mut(&link) else {
            return;
        };
        match session.receive(frame, self.store_id, &mut self.ledger) {
            Ok(Reaction {
                send,
                linked,
                effects,
            }) => {
                self.send(link, send);
                if let Some(neighbour) = linked {
                    self.outputs.push_back(Output::Linked { link, neighbour });
                }
                self.carry_out(link, effects);
                self.store_waiting();
            }
            Err(HangReason::TheyLeft(code)) => {
                self.sessions.remove(&link);
                let reason = HangReason::TheyLeft(code);
                self.outputs.push_back(Output::Hang { link, reason });
                self.outputs.push_back(Output::Unlinked {
                    link,
                    reason: Some(reason),
                });
            }
            Err(reason) => self.hang(link, reason),
        }
    }

    fn carry_out(&mut self, link: LinkId, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(message) => self.send(link, frame::split(&message.encode())),
                Effect::Read {
                    log,
                    from,
                    max_bytes,
                } => {
                    let ticket = self.next_ticket;
                    self.next_ticket += 1;
                    self.reads.insert(ticket, link);
                    self.outputs.push_back(Output::Read {
                        ticket,
                        log,
                        from,
                        max_bytes,
                    });
                }
                Effect::Store { step, bytes } => self.waiting.push(Arrival {
                    link,
                    step: *step,
                    bytes,
                }),
            }
        }
    }

    fn send(&mut self, link: LinkId, frames: Vec<Vec<u8>>) {
        self.outputs
            .extend(frames.into_iter().map(|frame| Output::Send { link, frame }));
    }

    /// Hands everything that waits to the store, unless it is still busy: many
    /// small steps become one transaction.
    fn store_waiting(&mut self) {
        if self.storing.is_some() || self.waiting.is_empty() {
            return;
        }
        let batch = core::mem::take(&mut self.waiting);
        let steps = batch.iter().map(|arrival| arrival.step.clone()).collect();
        self.outputs.push_back(Output::Store(steps));
        self.storing = Some(batch);
    }

    fn stored(&mut self) {
        let batch = self.storing.take().unwrap_or_default();
        let steps: Vec<Authentic> = batch.iter().map(|arrival| arrival.step.clone()).collect();
        self.announce(&steps);
        for Arrival { link, bytes, .. } in batch {
            self.credit_back(link, bytes);
        }
        self.store_waiting();
    }

    fn not_stored(&mut self) {
        // What waits was checked against the tips that are void now.
        let lost = self.storing.take().unwrap_or_default();
        let waiting = core::mem::take(&mut self.waiting);
        self.ledger.forget_tips();
        for Arrival { link, bytes, .. } in lost.into_iter().chain(waiting) {
            self.credit_back(link, bytes);
        }
    }

    fn credit_back(&mut self, link: LinkId, bytes: u64) {
        let effect = self
            .sessions
            .get_mut(&link)
            .and_then(|session| session.credit_back(bytes));
        self.carry_out(link, effect.into_iter().collect());
    }

    fn announce(&mut self, steps: &[Authentic]) {
        steps.iter().for_each(|step| self.ledger.commit(step));
        let links: Vec<LinkId> = self.sessions.keys().copied().collect();
        for link in links {
            let Some(session) = self.sessions.get_mut(&link) else {
                continue;
            };
            let effects = session.stored(steps, self.store_id, &self.ledger);
            self.carry_out(link, effects);
        }
    }

    fn serve(&mut self, ticket: Ticket, segments: &[Segment]) {
        let Some(link) = self.reads.remove(&ticket) else {
            return;
        };
        let Some(session) = self.sessions.get_mut(&link) else {
            return;
        };
        let effects = session.serve(segments, &self.ledger);
        self.carry_out(link, effects);
    }

    fn drop_unproven(&mut self, now: Millis) {
        let late: Vec<LinkId> = self
            .sessions
            .iter()
            .filter(|(_, session)| session.is_late(now))
            .map(|(link, _)| *link)
            .collect();
        for link in late {
            self.hang(link, HangReason::TooSlow);
        }
    }
}
