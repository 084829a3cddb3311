//! The world: a clock, peers, connections between them, and what is under way.

mod cables;
mod effects;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::disk::Write;
use super::faults::Faults;
use super::node::{CableId, Node, NodeId, Place};
use super::random::Random;
use crate::gossip::engine::{Input, LinkId, Output, Settings};
use crate::gossip::entropy::draw;
use crate::gossip::handshake::Fingerprint;
use crate::protocol::festival::{FestivalKey, festival_id};
use crate::protocol::id::{AuthorId, Blake2b, LogKey, SeqNum};
use crate::protocol::log::Authentic;

/// Saturday, 30 May 2026, noon UTC: where every world's clock begins.
pub const NOON: u64 = 1_780_142_400_000;

/// One end of a connection.
pub type End = (NodeId, LinkId);

/// A connection between two peers: reliable and ordered while it holds.
#[derive(Debug)]
pub struct Cable {
    /// Its ends.
    pub ends: [End; 2],
    /// Milliseconds from end to end.
    pub latency: u64,
    /// When the last frame to each end arrives.
    arrives: [u64; 2],
    /// Whether what is sent to this end vanishes.
    pub mute: [bool; 2],
}

/// What is going to happen.
#[derive(Debug)]
enum Event {
    Wake(NodeId, u64),
    Frame(CableId, usize, Vec<u8>),
    Closed(NodeId, u64, LinkId),
    Answer(NodeId, u64, Box<Input>),
    Written(NodeId, u64, Write, Box<Input>),
    Connect([End; 2], [u64; 2]),
    Plan(Plan),
}

/// What was planned from outside.
#[derive(Clone, Copy, Debug)]
pub enum Plan {
    /// A peer writes some entries of some size.
    Write(NodeId, usize, usize),
    /// A peer comes back.
    Start(NodeId),
    /// A peer without links looks for one at the meeting point.
    Meet(NodeId),
    /// Faults happen.
    Trouble,
    /// Liars lie.
    Lie,
}

/// How one entry travelled.
#[derive(Clone, Debug)]
pub struct Reached {
    /// Who wrote it.
    pub by: NodeId,
    /// When, milliseconds.
    pub written: u64,
    /// When each other peer stored it.
    pub stored: BTreeMap<NodeId, u64>,
}

/// The world.
#[derive(Debug)]
pub struct World {
    /// Milliseconds since it began.
    pub now: u64,
    /// Its randomness.
    pub random: Random,
    /// All peers.
    pub nodes: Vec<Node>,
    /// The festival that they share.
    pub place: Place,
    /// All connections.
    pub cables: BTreeMap<CableId, Cable>,
    next_cable: CableId,
    events: BTreeMap<(u64, u64), Event>,
    next_event: u64,
    dialled: BTreeMap<Fingerprint, End>,
    /// What was done to it.
    pub faults: Faults,
    /// In which part of the world each peer is; parts do not reach each other.
    pub parts: Vec<u64>,
    /// What everything that happened adds up to.
    pub trace: u64,
    /// Everything that peers wrote by their own will.
    pub written: BTreeMap<(LogKey, SeqNum), Blake2b>,
    /// Own logs that honest peers forked.
    pub own_forks: u64,
    /// Logs whose writer forgot everything, perhaps before anybody else had it.
    pub forgotten: BTreeSet<LogKey>,
    /// Whether it is noted who stores what when.
    pub is_measured: bool,
    /// When each entry was written, and when each peer stored it.
    pub reached: BTreeMap<(LogKey, SeqNum), Reached>,
    last_delivery: (u64, u64),
    /// Steps that some disk was to hold, by where they end.
    steps: BTreeMap<(LogKey, SeqNum), Rc<Authentic>>,
    /// What engines told of links and people, where somebody watches.
    pub seen: Option<Vec<(NodeId, Output)>>,
    settings: Settings,
}

impl World {
    /// An empty world.
    pub fn new(seed: u64, settings: Settings) -> Self {
        let mut random = Random::new(seed);
        let founder = AuthorId::from_bytes(draw(&mut random));
        let place = Place {
            festival: festival_id(&founder, &draw(&mut random)),
            key: FestivalKey::from_bytes(draw(&mut random)),
        };
        Self {
            now: 0,
            random,
            nodes: Vec::new(),
            place,
            cables: BTreeMap::new(),
            next_cable: 0,
            events: BTreeMap::new(),
            next_event: 0,
            dialled: BTreeMap::new(),
            faults: Faults::default(),
            parts: Vec::new(),
            trace: 0xcbf2_9ce4_8422_2325,
            written: BTreeMap::new(),
            own_forks: 0,
            forgotten: BTreeSet::new(),
            is_measured: false,
            reached: BTreeMap::new(),
            last_delivery: (0, 0),
            steps: BTreeMap::new(),
            seen: None,
            settings,
        }
    }

    /// One more peer, started now.
    pub fn add_node(&mut self) -> NodeId {
        let node = Node::new(&mut self.random, self.settings);
        self.add(node)
    }

    /// The same, drawn from other randomness: it is the same one in every world.
    pub fn add_known_node(&mut self, random: &mut Random) -> NodeId {
        let node = Node::new(random, self.settings);
        self.add(node)
    }

    fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.parts.push(0);
        let id = self.nodes.len() - 1;
        self.start(id);
        id
    }

    /// A peer's clock, unix milliseconds.
    fn wall(&self, node: NodeId) -> u64 {
        (NOON + self.now).saturating_add_signed(self.nodes[node].clock_ahead)
    }

    /// Starts a peer that is down.
    pub fn start(&mut self, id: NodeId) {
        if self.nodes[id].engine.is_none() {
            let wall = self.wall(id);
            self.nodes[id].started = self.now;
            self.nodes[id].start(wall, &mut self.random, &self.place);
            self.drain(id);
        }
    }

    /// Stops a peer: with a goodbye, or by a crash.
    pub fn stop(&mut self, id: NodeId, goodbye: bool) {
        let outputs = self.nodes[id].stop(goodbye);
        for output in outputs {
            self.carry_out(id, output);
        }
        let links: Vec<LinkId> = self.nodes[id].links.keys().copied().collect();
        for link in links {
            self.hang_up(id, link);
        }
    }

    /// Plans something for later.
    pub fn plan(&mut self, after: u64, plan: Plan) {
        self.later(after, Event::Plan(plan));
    }

    fn later(&mut self, after: u64, event: Event) {
        self.next_event += 1;
        self.events
            .insert((self.now + after, self.next_event), event);
    }

    /// Lets everything happen until `until`; each plan is handed to `on_plan`.
    pub fn run(&mut self, until: u64, mut on_plan: impl FnMut(&mut Self, Plan)) {
        while let Some(entry) = self.events.first_entry() {
            let (at, _) = *entry.key();
            if at > until {
                break;
            }
            let event = entry.remove();
            self.now = self.now.max(at);
            match event {
                Event::Plan(plan) => on_plan(self, plan),
                event => self.happen(event),
            }
        }
        self.now = self.now.max(until);
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Wake(id, life) => {
                if self.nodes[id].life == life
                    && self.nodes[id].wake.is_some_and(|at| at <= self.now)
                {
                    self.nodes[id].wake = None;
                    self.feed(id, Input::Tick);
                }
            }
            Event::Frame(cable, to, frame) => self.deliver(cable, to, frame),
            Event::Closed(id, life, link) => {
                if self.nodes[id].life == life {
                    self.feed(id, Input::Closed { link });
                }
            }
            Event::Answer(id, life, input) => {
                if self.nodes[id].life == life {
                    self.feed(id, *input);
                }
            }
            Event::Written(id, life, write, answer) => self.written(id, life, write, *answer),
            Event::Connect(ends, lives) => self.connect_dialled(ends, lives),
            Event::Plan(_) => {}
        }
    }

    fn deliver(&mut self, cable: CableId, to: usize, frame: Vec<u8>) {
        let Some(known) = self.cables.get(&cable) else {
            return;
        };
        let (id, link) = known.ends[to];
        // A peer that started anew may have given the link's name to another one.
        if self.nodes[id].links.get(&link) != Some(&cable) {
            return;
        }
        self.note(&[id as u64, link, frame.len() as u64]);
        self.note_bytes(&frame);
        if self.nodes[id].is_liar {
            let heard = &mut self.nodes[id].heard;
            heard.push_back(frame.clone());
            if heard.len() > 64 {
                heard.pop_front();
            }
        }
        self.feed(id, Input::Received { link, frame });
    }

    /// Gives a peer an input and carries out what it wants.
    pub fn feed(&mut self, id: NodeId, input: Input) {
        let wall = self.wall(id);
        let Some(engine) = self.nodes[id].engine.as_mut() else {
            return;
        };
        engine.handle(wall, &mut self.random, input);
        self.drain(id);
    }

    fn drain(&mut self, id: NodeId) {
        while let Some(output) = self.nodes[id]
            .engine
            .as_mut()
            .and_then(|engine| engine.poll())
        {
            self.carry_out(id, output);
        }
    }

    // ---- the trace -----------------------------------------------------------------

    fn note(&mut self, numbers: &[u64]) {
        for number in numbers.iter().chain([&self.now]) {
            self.trace = (self.trace ^ number).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn note_bytes(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut number = [0; 8];
            number[..chunk.len()].copy_from_slice(chunk);
            self.trace = (self.trace ^ u64::from_le_bytes(number)).wrapping_mul(0x100_0000_01b3);
        }
    }
}
