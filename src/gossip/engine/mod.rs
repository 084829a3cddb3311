//! The gossip engine: all links, one ledger. Feed it with [`Gossip::handle`],
//! drain [`Gossip::poll`] until it is empty, carry out each output, and bring the
//! answers back as inputs.
//!
//! ```text
//! Output::Store   -> Input::Stored or Input::NotStored     one at a time
//! Output::Freeze  -> Input::Frozen, once it is done
//! Output::Read    -> Input::Segments                       by ticket
//! Output::Dial    -> Input::Described, later Input::Connected or Input::Closed
//! Output::Wake    -> Input::Tick                           at or after the time
//! ```
//!
//! Time is the driver's clock, which may jump; inside, [`Gossip`] counts a steady
//! time that never goes back and never leaps, so that a wrong clock ends no link.

mod carried;
mod clock;
mod dialling;
mod exchange;
#[cfg(feature = "sim")]
mod footprint;
mod forks;
mod greeting;
mod links;
mod meeting;
mod mesh;
mod presence;
mod serving;
mod taking;
mod types;

pub use carried::Tally;
#[cfg(feature = "sim")]
pub use footprint::Held;
pub use types::{
    Counters, FIRST_DIAL, Input, LinkId, Millis, Output, REFUSALS, Settings, Setup, Ticket,
};

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use self::clock::Clock;
use self::presence::OwnPresence;
use self::serving::Reading;
use self::taking::Arrival;
use super::budget::Barred;
use super::entropy::{Entropy, draw};
use super::handshake::{Identity, Neighbour};
use super::installation::InstallationKey;
use super::ledger::Ledger;
use super::overlay::Overlay;
use super::overlay::circuits::Circuits;
use super::overlay::dialling::{Dial, DialBudget};
use super::overlay::introduction::Nonce;
use super::presence::{Presences, Record};
use super::session::{Session, Talking};
use super::sync::{Progress, Remembered, Sync};
use super::wants::Wants;
use super::wire::{Lineage, Talk, Wire};
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::{AuthorId, FestivalId, InstallationId, LogKey, SeqNum};

/// The engine.
#[derive(Debug)]
pub struct Gossip {
    identity: Identity,
    sealing: InstallationKey,
    settings: Settings,
    store_id: u64,
    /// Drawn with the first input.
    lineage: Option<Lineage>,
    clock: Clock,
    ledger: Ledger,
    sessions: BTreeMap<LinkId, Session>,
    /// Festivals entered; the one opened last has the highest number.
    festivals: BTreeMap<FestivalId, (FestivalKey, u64)>,
    own_logs: BTreeSet<LogKey>,
    /// Festivals of which somebody has given us everything, now or earlier.
    received: BTreeSet<FestivalId>,
    blocked: BTreeSet<AuthorId>,
    verified: BTreeSet<AuthorId>,
    wants: Wants,
    /// Steps that are checked and wait for the store, with whom to credit.
    waiting: Vec<Arrival>,
    /// Steps that the store has before it now.
    storing: Option<Vec<Arrival>>,
    /// Bytes of both.
    burden: u64,
    reads: BTreeMap<Ticket, Reading>,
    next_ticket: Ticket,
    /// When what changed is told.
    tell_at: Option<Millis>,
    /// Logs whose fork proofs the store is to keep, and when it is asked again.
    keeping: BTreeMap<LogKey, Millis>,
    overlays: BTreeMap<FestivalId, Overlay>,
    circuits: Circuits,
    nonces: BTreeMap<Nonce, u32>,
    dials: BTreeMap<LinkId, Dial>,
    dial_budget: DialBudget,
    next_dial: LinkId,
    maintain_at: Millis,
    barred: Barred,
    remembered: BTreeMap<(InstallationId, FestivalId), (Millis, Remembered)>,
    presences: BTreeMap<FestivalId, Presences>,
    own_presence: BTreeMap<FestivalId, OwnPresence>,
    counters: Counters,
    outputs: VecDeque<Output>,
}

impl Gossip {
    /// Begins with what the store had.
    pub fn new(setup: Setup) -> Self {
        let us = setup.identity.author.author();
        let of_others = setup.heads.iter().filter(|head| head.key().author != us);
        let received = of_others.map(|head| head.festival()).collect();
        let mut ledger = Ledger::load(setup.heads, setup.forks);
        ledger.allow_festival_bytes(setup.settings.festival_bytes);
        Self {
            identity: setup.identity,
            sealing: setup.sealing,
            settings: setup.settings,
            store_id: setup.store_id,
            lineage: None,
            clock: Clock::default(),
            ledger,
            sessions: BTreeMap::new(),
            festivals: BTreeMap::new(),
            own_logs: setup.own_logs,
            received,
            blocked: BTreeSet::new(),
            verified: BTreeSet::new(),
            wants: Wants::default(),
            waiting: Vec::new(),
            storing: None,
            burden: 0,
            reads: BTreeMap::new(),
            next_ticket: 0,
            tell_at: None,
            keeping: BTreeMap::new(),
            overlays: BTreeMap::new(),
            circuits: Circuits::default(),
            nonces: BTreeMap::new(),
            dials: BTreeMap::new(),
            dial_budget: DialBudget::default(),
            next_dial: FIRST_DIAL,
            maintain_at: 0,
            barred: Barred::default(),
            remembered: BTreeMap::new(),
            presences: BTreeMap::new(),
            own_presence: BTreeMap::new(),
            counters: Counters::default(),
            outputs: VecDeque::new(),
        }
    }

    /// Takes one input at `wall`, the driver's clock. Poll until empty afterwards.
    pub fn handle(&mut self, wall: Millis, entropy: &mut dyn Entropy, input: Input) {
        self.clock.advance(wall);
        if self.lineage.is_none() {
            self.lineage = Some(Lineage {
                store: self.store_id,
                start: u64::from_le_bytes(draw(entropy)),
            });
        }
        match input {
            Input::Opened { link, binding } => self.open(entropy, link, binding),
            Input::Received { link, frame } => self.receive(entropy, link, &frame),
            Input::Closed { link } => self.closed(link),
            Input::Stored => self.stored(),
            Input::NotStored => self.not_stored(),
            Input::OwnStored(steps) => self.own_stored(&steps),
            Input::Segments { ticket, segments } => self.segments(ticket, &segments),
            Input::Frozen { head } => self.kept(head),
            Input::Carried { festival, runs } => self.take_carried(festival, runs),
            Input::Proven { festival, proof } => self.learn(festival, *proof),
            Input::Festivals(festivals) => self.enter(entropy, festivals),
            Input::Blocked(authors) => self.block(authors),
            Input::Verified(authors) => self.verified = authors,
            Input::Share { link, cards } => self.send(link, &Wire::Keys(cards)),
            Input::Present {
                festival,
                device,
                logs,
            } => self.present(festival, device, logs),
            Input::Described { link, description } => self.described(entropy, link, description),
            Input::Connected { link } => self.connected(entropy, link),
            Input::Tick => self.clock.woken(),
        }
        self.run_timers(entropy);
        self.pump();
        self.ask_to_wake();
    }

    /// The next thing to do.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    // ---- what the driver may ask ---------------------------------------------

    /// How far every log is stored here.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// What was counted since the start.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// How many proven neighbours' installations have a log at least so far.
    pub fn neighbours_having(&self, log: &LogKey, seq: SeqNum) -> usize {
        let having = self.talking().filter(|(_, talking)| {
            let mut syncs = talking.syncs.values();
            syncs.any(|sync| sync.shown_height(log) >= seq)
        });
        let installations: BTreeSet<InstallationId> = having
            .map(|(_, talking)| talking.neighbour.installation)
            .collect();
        installations.len()
    }

    /// How far the first exchange on a link has come.
    pub fn progress(&self, link: LinkId) -> Option<Progress> {
        let session = self.sessions.get(&link)?;
        let sync = session.talking()?.syncs.get(&session.festival)?;
        Some(sync.progress)
    }

    /// The festival that a link was made for.
    pub fn festival_of(&self, link: LinkId) -> Option<FestivalId> {
        self.sessions.get(&link).map(|session| session.festival)
    }

    /// Who introduced the two ends of a link, where a neighbour did.
    pub fn introduced_by(&self, link: LinkId) -> Option<AuthorId> {
        self.sessions.get(&link)?.talking()?.introduced_by
    }

    /// Who is at the other end of a proven link.
    fn author_on(&self, link: LinkId) -> Option<AuthorId> {
        let talking = self.sessions.get(&link)?.talking()?;
        Some(talking.neighbour.author)
    }

    /// Whether some neighbour has told all that it has of a festival: only then
    /// may a freshly started installation know its own logs to be complete.
    pub fn has_heard(&self, festival: FestivalId) -> bool {
        self.talking()
            .filter_map(|(_, talking)| talking.syncs.get(&festival))
            .any(|sync| sync.heard)
    }

    /// The proven neighbours with whom a festival is shared.
    pub fn neighbours(&self, festival: FestivalId) -> Vec<(LinkId, Neighbour)> {
        self.talking()
            .filter(|(_, talking)| talking.syncs.contains_key(&festival))
            .map(|(link, talking)| (link, talking.neighbour))
            .collect()
    }

    /// How many installations are known of, besides the neighbours.
    pub fn passive_count(&self, festival: FestivalId) -> usize {
        self.overlays
            .get(&festival)
            .map_or(0, Overlay::passive_count)
    }

    /// Who was seen lately in a festival.
    pub fn presence(&self, festival: FestivalId) -> impl Iterator<Item = &Record> {
        self.presences
            .get(&festival)
            .into_iter()
            .flat_map(Presences::all)
    }

    /// Bytes of others' that are checked and wait for the store.
    pub fn burden(&self) -> u64 {
        self.burden
    }

    // ---- shorthands ------------------------------------------------------------

    fn now(&self) -> Millis {
        self.clock.now()
    }

    fn talking(&self) -> impl Iterator<Item = (LinkId, &Talking)> {
        self.sessions
            .iter()
            .filter_map(|(link, session)| Some((*link, session.talking()?)))
    }

    fn talking_on(&mut self, link: LinkId) -> Option<&mut Talking> {
        self.sessions.get_mut(&link)?.talking_mut()
    }

    fn sync(&mut self, link: LinkId, festival: FestivalId) -> Option<&mut Sync> {
        self.talking_on(link)?.syncs.get_mut(&festival)
    }

    /// The links on which a festival is talked about.
    fn links_about(&self, festival: FestivalId) -> Vec<LinkId> {
        self.talking()
            .filter(|(_, talking)| talking.syncs.contains_key(&festival))
            .map(|(link, _)| link)
            .collect()
    }

    fn say(&mut self, link: LinkId, festival: FestivalId, talk: Talk) {
        if let Some(channel) = self.sync(link, festival).map(|sync| sync.channel) {
            self.send(link, &Wire::Talk(channel, talk));
        }
    }
}
