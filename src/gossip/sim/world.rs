//! The world: a clock, peers, connections between them, and what is under way.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::disk::Write;
use super::faults::{Bug, FaultKind, Faults};
use super::node::{CableId, Node, NodeId, Place};
use super::random::Random;
use crate::gossip::engine::{Input, LinkId, Output, Settings};
use crate::gossip::entropy::draw;
use crate::gossip::handshake::{Binding, Fingerprint, Role};
use crate::gossip::session::HangReason;
use crate::gossip::signal::{Candidate, Credentials, Description};
use crate::protocol::festival::{FestivalKey, festival_id};
use crate::protocol::id::{AuthorId, Blake2b, LogKey, SeqNum};
use crate::protocol::log::{Authentic, Head};

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
            seen: None,
            settings,
        }
    }

    /// One more peer, started now.
    pub fn add_node(&mut self) -> NodeId {
        let node = Node::new(&mut self.random, self.settings);
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
                if self.nodes[id].life == life && self.nodes[id].wake.is_some_and(|at| at <= self.now)
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

    /// The disk has written: others' entries seen, own ones durable.
    fn written(&mut self, id: NodeId, life: u64, write: Write, answer: Input) {
        if self.nodes[id].life != life {
            return;
        }
        let bug = self.faults.bug;
        let is_own = matches!(answer, Input::OwnStored(_));
        let fails = !is_own && self.faults.strikes(FaultKind::StoreFailure, &mut self.random);
        let forgets = bug == Some(Bug::StoreForgets) && !is_own && self.random.in_thousand(100);
        let node = &mut self.nodes[id];
        let done = match (&write, is_own) {
            (Write::Fork(..), _) if bug == Some(Bug::FreezeIgnored) => true,
            _ if forgets => true,
            _ if fails => false,
            (_, true) if bug == Some(Bug::OwnWritesRelaxed) => node.disk.write(write.clone()),
            (_, true) => node.disk.write_durably(write.clone()),
            (_, false) => node.disk.write(write.clone()),
        };
        match answer {
            Input::OwnStored(steps) => {
                node.is_writing = false;
                if done {
                    self.note_own(id, &steps);
                    self.feed(id, Input::OwnStored(steps));
                }
            }
            Input::Stored if done => {
                if let Write::Steps(steps) = &write {
                    self.note_reached(id, steps);
                }
                self.feed(id, Input::Stored);
            }
            Input::Stored => self.feed(id, Input::NotStored),
            Input::Frozen { head } if done => {
                let head = self.nodes[id].disk.head(&head.key()).cloned().unwrap_or(head);
                self.feed(id, Input::Frozen { head });
            }
            _ => {}
        }
    }

    fn note_own(&mut self, by: NodeId, steps: &[Authentic]) {
        for step in steps {
            let key = step.head().key();
            if self.is_measured {
                let reached = Reached {
                    by,
                    written: self.now,
                    stored: BTreeMap::new(),
                };
                self.reached.insert((key, step.head().height()), reached);
            }
            for (seq, hash, _) in step.messages() {
                let known = self.written.insert((key, seq), *hash);
                self.own_forks += u64::from(known.is_some_and(|known| known != *hash));
            }
        }
    }

    fn note_reached(&mut self, id: NodeId, steps: &[Authentic]) {
        let now = self.now;
        for step in steps {
            let (key, run) = (step.head().key(), step.run());
            let of_step = (key, run.first)..=(key, run.last());
            for (_, reached) in self.reached.range_mut(of_step) {
                reached.stored.entry(id).or_insert(now);
            }
        }
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
        while let Some(output) = self.nodes[id].engine.as_mut().and_then(|engine| engine.poll()) {
            self.carry_out(id, output);
        }
    }

    fn carry_out(&mut self, id: NodeId, output: Output) {
        let life = self.nodes[id].life;
        let slow = self.nodes[id].slowness;
        match output {
            Output::Send { link, frame } => self.send(id, link, frame),
            Output::Hang { link, reason } => {
                if reason.is_lie() {
                    self.note_dropped(id, link, reason);
                }
                self.hang_up(id, link);
            }
            Output::Store(steps) => {
                let write = Write::Steps(Rc::new(steps));
                let after = self.random.between(1, 30) * slow;
                if self.faults.bug == Some(Bug::AnnouncedBeforeStored) {
                    self.later(after * 20, Event::Written(id, life, write, Box::new(Input::Tick)));
                    self.later(0, Event::Answer(id, life, Box::new(Input::Stored)));
                } else {
                    self.later(after, Event::Written(id, life, write, Box::new(Input::Stored)));
                }
            }
            Output::Freeze {
                festival,
                proof,
                shorten,
            } => {
                let key = proof.key();
                let write = Write::Fork(festival, Rc::new(*proof));
                let head = Head::empty(festival, key);
                let answer = if shorten { Input::Frozen { head } } else { Input::Tick };
                let after = self.random.between(1, 30) * slow;
                self.later(after, Event::Written(id, life, write, Box::new(answer)));
            }
            Output::Read {
                ticket,
                log,
                from,
                max_bytes,
            } => {
                let segments = self.nodes[id].disk.read(&log, from, max_bytes);
                let answer = Box::new(Input::Segments { ticket, segments });
                self.later(slow, Event::Answer(id, life, answer));
            }
            Output::Dial { link, offer: _ } => {
                let description = self.describe(id, link);
                let after = self.random.between(20, 200) * slow;
                let answer = Input::Described {
                    link,
                    description: Some(description),
                };
                self.later(after, Event::Answer(id, life, Box::new(answer)));
            }
            Output::Accept { link, answer } => {
                let Some(other) = self.dialled.get(&answer.fingerprint).copied() else {
                    return;
                };
                let lives = [life, self.nodes[other.0].life];
                let after = self.random.between(100, 600);
                self.later(after, Event::Connect([(id, link), other], lives));
            }
            Output::Wake(at) => {
                let wall = self.wall(id);
                let at = self.now + at.saturating_sub(wall);
                if self.nodes[id].wake.is_none_or(|known| at < known) {
                    self.nodes[id].wake = Some(at);
                    self.later(at - self.now, Event::Wake(id, life));
                }
            }
            Output::OwnLogLost { .. } => {
                self.nodes[id].lost_logs += 1;
                if self.faults.bug != Some(Bug::NoNewLog) {
                    self.nodes[id].device = None;
                }
            }
            news @ (Output::Linked { .. }
            | Output::Common { .. }
            | Output::Unlinked { .. }
            | Output::Keys { .. }
            | Output::Present { .. }
            | Output::Crowded { .. }) => {
                if let Some(seen) = &mut self.seen {
                    seen.push((id, news));
                }
            }
        }
    }

    fn note_dropped(
        &mut self,
        id: NodeId,
        link: LinkId,
        reason: HangReason,
    ) {
        let cable = self.nodes[id].links.get(&link);
        let ends = cable.and_then(|cable| self.cables.get(cable)).map(|cable| cable.ends);
        if let Some(other) = ends.and_then(|ends| ends.into_iter().find(|end| end.0 != id)) {
            let who = self.nodes[other.0].identity.installation;
            self.nodes[id].dropped.push((who, reason));
        }
    }

    // ---- connections ---------------------------------------------------------------

    fn send(&mut self, id: NodeId, link: LinkId, frame: Vec<u8>) {
        let Some(cable) = self.nodes[id].links.get(&link).copied() else {
            return;
        };
        if let Some(kind) = self.faults.bug.and_then(Bug::drops)
            && frame.get(..2) == Some(&[0, kind])
        {
            return;
        }
        self.transmit(cable, id, link, frame);
    }

    /// Puts a frame on a connection, from the end that a peer holds.
    pub fn transmit(&mut self, cable: CableId, id: NodeId, link: LinkId, frame: Vec<u8>) {
        let slow = self.nodes[id].slowness;
        let now = self.now;
        let jitter = self.random.below(20);
        let sent = self.next_event;
        let Some(known) = self.cables.get_mut(&cable) else {
            return;
        };
        let to = usize::from(known.ends[0] == (id, link));
        let other = known.ends[to].0;
        // A reliable channel never goes on behind a gap: it dies of it.
        known.mute[to] |= self.parts[id] != self.parts[other];
        if known.mute[to] {
            return;
        }
        // 1 MB/s, in order.
        let after = known.latency * slow.min(5) + jitter + frame.len() as u64 / 1000;
        let at = (now + after).max(known.arrives[to]);
        known.arrives[to] = at;
        let (last_at, last_sent) = self.last_delivery;
        if at < last_at && sent > last_sent {
            self.faults.count(FaultKind::Reordering);
        }
        self.last_delivery = (at, sent);
        self.later(at - now, Event::Frame(cable, to, frame));
    }

    /// A peer closes a link; the other end learns it when all has arrived.
    pub fn hang_up(&mut self, id: NodeId, link: LinkId) {
        let Some(cable) = self.nodes[id].links.remove(&link) else {
            return;
        };
        let Some(known) = self.cables.get(&cable) else {
            return;
        };
        let to = usize::from(known.ends[0] == (id, link));
        let (other, other_link) = known.ends[to];
        let hears = !known.mute[to] && self.parts[id] == self.parts[other];
        if hears {
            let after = known.arrives[to].saturating_sub(self.now) + 1;
            let life = self.nodes[other].life;
            self.later(after, Event::Closed(other, life, other_link));
        }
    }

    /// A connection breaks; both ends learn it, and what is under way is lost.
    pub fn cut(&mut self, cable: CableId) {
        if let Some(cable) = self.cables.remove(&cable) {
            for (id, link) in cable.ends {
                self.nodes[id].links.remove(&link);
                let life = self.nodes[id].life;
                let after = self.random.below(3000);
                self.later(after, Event::Closed(id, life, link));
            }
        }
    }

    /// Connects two peers as a code or the meeting point would; false where they
    /// cannot reach each other.
    pub fn connect(&mut self, a: NodeId, b: NodeId) -> bool {
        let is_up = |id: NodeId| self.nodes[id].engine.is_some();
        if a == b || !is_up(a) || !is_up(b) || self.parts[a] != self.parts[b] {
            return false;
        }
        let prints = [(a, 0), (b, 0)].map(|end| self.fingerprint(end));
        self.connect_bound(a, b, |world, role| {
            let side = usize::from(role == Role::Answerer);
            Binding {
                role,
                festival: world.place.festival,
                key: world.place.key.clone(),
                local: prints[side],
                remote: prints[1 - side],
                expected: None,
            }
        });
        true
    }

    /// Connects two peers, of whom each believes what `binding` says of its role.
    pub fn connect_bound(
        &mut self,
        a: NodeId,
        b: NodeId,
        binding: impl Fn(&Self, Role) -> Binding,
    ) -> CableId {
        let ends = [
            (a, self.nodes[a].name_link()),
            (b, self.nodes[b].name_link()),
        ];
        let cable = self.next_cable;
        self.lay_cable(ends);
        for ((id, link), role) in ends.into_iter().zip([Role::Offerer, Role::Answerer]) {
            let binding = binding(self, role);
            self.feed(id, Input::Opened { link, binding });
        }
        cable
    }

    fn lay_cable(&mut self, ends: [End; 2]) {
        let cable = self.next_cable;
        self.next_cable += 1;
        for (id, link) in ends {
            self.nodes[id].links.insert(link, cable);
        }
        let latency = self.random.between(10, 150);
        self.cables.insert(
            cable,
            Cable {
                ends,
                latency,
                arrives: [self.now; 2],
                mute: [false; 2],
            },
        );
    }

    fn connect_dialled(&mut self, ends: [End; 2], lives: [u64; 2]) {
        let [(a, link_a), (b, link_b)] = ends;
        let is_alive = self.nodes[a].life == lives[0] && self.nodes[b].life == lives[1];
        let is_lost = self.faults.strikes(FaultKind::SignalLost, &mut self.random);
        if is_lost || !is_alive || self.parts[a] != self.parts[b] {
            for ((id, link), life) in ends.into_iter().zip(lives) {
                self.later(5_000, Event::Closed(id, life, link));
            }
            return;
        }
        self.lay_cable(ends);
        self.feed(a, Input::Connected { link: link_a });
        self.feed(b, Input::Connected { link: link_b });
    }

    fn fingerprint(&mut self, end: End) -> Fingerprint {
        let drawn: u64 = self.random.next();
        let mut print = [0; 32];
        print[..8].copy_from_slice(&(end.0 as u64).to_le_bytes());
        print[8..16].copy_from_slice(&end.1.to_le_bytes());
        print[16..24].copy_from_slice(&drawn.to_le_bytes());
        print
    }

    fn describe(&mut self, id: NodeId, link: LinkId) -> Description {
        let fingerprint = self.fingerprint((id, link));
        self.dialled.insert(fingerprint, (id, link));
        let host = format!("candidate:1 1 udp 2113937151 10.0.0.{} 50000 typ host", id % 250);
        Description {
            fingerprint,
            credentials: Credentials::new("simu", "0123456789abcdefghijkl")
                .expect("these are ice-chars of a sound length"),
            candidates: Candidate::from_attribute(&host).into_iter().collect(),
        }
    }

    // ---- writing -------------------------------------------------------------------

    /// A peer writes entries; false where it is down or still writing.
    pub fn write(&mut self, id: NodeId, count: usize, size: usize) -> bool {
        if self.nodes[id].engine.is_none() {
            return false;
        }
        let place = self.place.clone();
        let Some(step) = self.nodes[id].sign(&mut self.random, &place, count, size) else {
            return false;
        };
        let node = &mut self.nodes[id];
        node.is_writing = true;
        let (life, slow) = (node.life, node.slowness);
        let write = Node::own_write(&step);
        let answer = Box::new(Input::OwnStored(vec![step]));
        let after = self.random.between(1, 10) * slow;
        self.later(after, Event::Written(id, life, write, answer));
        true
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
