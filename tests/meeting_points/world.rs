//! Peers, a relay that does what Nostr relays do, and connections that are made up.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use p2panda::gossip::engine::LinkId;
use p2panda::gossip::entropy::SeededEntropy;
use p2panda::gossip::handshake::{Binding, Identity};
use p2panda::gossip::installation::InstallationKey;
use p2panda::gossip::relay::{Input, Meetings, Mesh, Output, RelayState, RelayUrl, SocketId};
use p2panda::gossip::signal::{Credentials, Description};
use p2panda::protocol::festival::FestivalKey;
use p2panda::protocol::id::{AuthorId, FestivalId, InstallationId};
use p2panda::protocol::signature::AuthorKey;
use serde_json::{Value, json};

/// Saturday, 30 May 2026, noon UTC.
pub(crate) const NOON: u64 = 1_780_142_400_000;
pub(crate) const MINUTE: u64 = 60_000;

/// What a peer knows of its links.
#[derive(Clone, Default)]
pub(crate) struct Links {
    pub(crate) linked: BTreeSet<InstallationId>,
    pub(crate) present: BTreeSet<InstallationId>,
    pub(crate) live: usize,
}

impl Mesh for Links {
    fn links(&self, _: &FestivalId) -> usize {
        self.linked.len()
    }
    fn is_full(&self, _: &FestivalId) -> bool {
        self.linked.len() >= 6
    }
    fn live(&self, _: &FestivalId) -> usize {
        self.live.max(1)
    }
    fn is_linked(&self, _: &FestivalId, installation: &InstallationId) -> bool {
        self.linked.contains(installation)
    }
    fn is_present(&self, _: &FestivalId, installation: &InstallationId) -> bool {
        self.present.contains(installation)
    }
    fn is_unwelcome(&self, _: &AuthorId, _: &InstallationId) -> bool {
        false
    }
}

pub(crate) struct Peer {
    pub(crate) meetings: Meetings,
    pub(crate) installation: InstallationId,
    pub(crate) author: AuthorId,
    pub(crate) links: Links,
    pub(crate) entropy: SeededEntropy,
    pub(crate) sockets: BTreeMap<SocketId, String>,
    pub(crate) subscribed: BTreeMap<SocketId, Vec<String>>,
    pub(crate) wake: u64,
    pub(crate) fingerprint: u8,
}

/// What the relay saw.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) at: u64,
    pub(crate) from: usize,
    pub(crate) text: String,
}

/// What an address that does not work does.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Away {
    Unreachable,
    HangsUp,
}

/// Peers and one relay, or several: all are the same machine.
pub(crate) struct World {
    pub(crate) now: u64,
    pub(crate) peers: Vec<Peer>,
    pub(crate) seen: Vec<Seen>,
    /// Says something instead of passing on what a peer published.
    pub(crate) refuses: Option<&'static str>,
    /// Which of the addresses is not to be reached, or ends each socket at once.
    pub(crate) away: fn(&str) -> Option<Away>,
    /// When a peer tried an address.
    pub(crate) tried: Vec<(u64, usize, String)>,
    /// Links that opened: between whom, and what they are bound to.
    pub(crate) opened: Vec<(usize, usize, Binding, Binding)>,
    pub(crate) described: BTreeMap<(usize, LinkId), (Description, Option<Description>)>,
}

pub(crate) fn festival() -> (FestivalId, FestivalKey) {
    (
        FestivalId::from_bytes([7; 32]),
        FestivalKey::from_bytes([8; 32]),
    )
}

pub(crate) fn relays() -> Vec<RelayUrl> {
    let url = |number| RelayUrl::parse(&format!("wss://r{number}.example.org"));
    (0..5).filter_map(url).collect()
}

impl World {
    pub(crate) fn of(count: usize) -> Self {
        let peers = (0..count).map(peer).collect();
        Self {
            now: NOON,
            peers,
            seen: Vec::new(),
            refuses: None,
            away: |_| None,
            tried: Vec::new(),
            opened: Vec::new(),
            described: BTreeMap::new(),
        }
    }

    pub(crate) fn begin(&mut self, at: usize) {
        let (festival, key) = festival();
        let festivals = BTreeMap::from([(festival, (key, relays()))]);
        self.tell(at, Input::Festivals(festivals));
        self.tell(at, Input::Switched(true));
    }

    pub(crate) fn tell(&mut self, at: usize, input: Input) {
        let mut inputs = VecDeque::from([(at, input)]);
        while let Some((at, input)) = inputs.pop_front() {
            let peer = &mut self.peers[at];
            peer.meetings
                .handle(self.now, &mut peer.entropy, &peer.links, input);
            while let Some(output) = self.peers[at].meetings.poll() {
                self.carry_out(at, output, &mut inputs);
            }
        }
    }

    fn carry_out(&mut self, at: usize, output: Output, inputs: &mut VecDeque<(usize, Input)>) {
        let now = self.now;
        match output {
            Output::Open(socket, url) => {
                let url = url.as_str().to_owned();
                self.tried.push((now, at, url.clone()));
                let away = (self.away)(&url);
                self.peers[at].sockets.insert(socket, url);
                if away != Some(Away::Unreachable) {
                    inputs.push_back((at, Input::Opened(socket)));
                }
                if away.is_some() {
                    inputs.push_back((at, Input::Closed(socket)));
                }
            }
            Output::Close(socket) => {
                self.peers[at].sockets.remove(&socket);
                self.peers[at].subscribed.remove(&socket);
            }
            Output::Send(socket, text) => {
                self.seen.push(Seen {
                    at: now,
                    from: at,
                    text: text.clone(),
                });
                self.relay(at, socket, &text, inputs);
            }
            Output::Dial(link, offer) => {
                let number = self.peers[at].fingerprint;
                self.peers[at].fingerprint += 1;
                let description = description(at as u8, number);
                self.described
                    .insert((at, link), (description.clone(), offer));
                inputs.push_back((at, Input::Described(link, Some(description))));
            }
            Output::Accept(link, answer) => self.connect(at, link, &answer),
            Output::Hang(_) => {}
            Output::Wake(wake) => self.peers[at].wake = self.peers[at].wake.min(wake),
        }
    }

    /// What a relay does with a message.
    fn relay(
        &mut self,
        at: usize,
        socket: SocketId,
        text: &str,
        inputs: &mut VecDeque<(usize, Input)>,
    ) {
        let message: Value = serde_json::from_str(text).expect("peers speak JSON");
        match message[0].as_str() {
            Some("REQ") => {
                let tags = message[2]["#x"].as_array().expect("it asks for tags");
                let tags = tags
                    .iter()
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect();
                self.peers[at].subscribed.insert(socket, tags);
            }
            Some("EVENT") => {
                let event = &message[1];
                let taken = self.refuses.is_none();
                let ok = json!(["OK", event["id"], taken, self.refuses.unwrap_or_default()]);
                inputs.push_back((at, Input::Received(socket, ok.to_string())));
                let url = &self.peers[at].sockets[&socket];
                let tag = event["tags"][0][1].as_str().unwrap_or_default();
                for (to, peer) in self.peers.iter().enumerate().filter(|_| taken) {
                    for (socket, tags) in &peer.subscribed {
                        if peer.sockets.get(socket) == Some(url)
                            && tags.iter().any(|known| known == tag)
                        {
                            let said = json!(["EVENT", "m", event]).to_string();
                            inputs.push_back((to, Input::Received(*socket, said)));
                        }
                    }
                }
            }
            other => panic!("a peer says {other:?}"),
        }
    }

    /// From now on addresses do not work: what is open there ends.
    pub(crate) fn take_away(&mut self, away: fn(&str) -> Option<Away>) {
        self.away = away;
        for at in 0..self.peers.len() {
            let peer = &mut self.peers[at];
            let ended = peer.sockets.iter().filter(|(_, url)| away(url).is_some());
            let ended: Vec<SocketId> = ended.map(|(socket, _)| *socket).collect();
            for socket in ended {
                self.peers[at].sockets.remove(&socket);
                self.peers[at].subscribed.remove(&socket);
                self.tell(at, Input::Closed(socket));
            }
        }
    }

    /// How often a peer tried each address.
    pub(crate) fn tries(&self, of: usize) -> BTreeMap<&str, usize> {
        let mut tries = BTreeMap::new();
        for (_, _, url) in self.tried.iter().filter(|(_, at, _)| *at == of) {
            *tries.entry(url.as_str()).or_default() += 1;
        }
        tries
    }

    /// The answer came to the offerer: both channels open.
    fn connect(&mut self, offerer: usize, link: LinkId, answer: &Description) {
        let (mine, _) = &self.described[&(offerer, link)];
        let there = self
            .described
            .iter()
            .find(|((at, _), (description, offer))| {
                *at != offerer && description == answer && offer.as_ref() == Some(mine)
            });
        let ((answerer, back), _) = there.expect("somebody answered this offer");
        let (answerer, back) = (*answerer, *back);
        let here = self.peers[offerer].meetings.take_opened(link);
        let there = self.peers[answerer].meetings.take_opened(back);
        let (here, there) = (here.expect("bound"), there.expect("bound"));
        let names = [
            self.peers[offerer].installation,
            self.peers[answerer].installation,
        ];
        self.peers[offerer].links.linked.insert(names[1]);
        self.peers[answerer].links.linked.insert(names[0]);
        self.opened.push((offerer, answerer, here, there));
    }

    pub(crate) fn passes(&mut self, time: u64) {
        let end = self.now + time;
        loop {
            let next = self.peers.iter().map(|peer| peer.wake).min().unwrap_or(end);
            if next > end {
                self.now = end;
                return;
            }
            self.now = self.now.max(next);
            for at in 0..self.peers.len() {
                if self.peers[at].wake <= self.now {
                    self.peers[at].wake = u64::MAX;
                    self.tell(at, Input::Tick);
                }
            }
        }
    }

    pub(crate) fn events(&self) -> Vec<(&Seen, Value)> {
        let parsed = self
            .seen
            .iter()
            .map(|seen| (seen, serde_json::from_str(&seen.text).expect("JSON")));
        let events = parsed.filter(|(_, message): &(_, Value)| message[0] == "EVENT");
        events
            .map(|(seen, message)| (seen, message[1].clone()))
            .collect()
    }
}

pub(crate) fn peer(number: usize) -> Peer {
    let sealing = InstallationKey::from_seed([number as u8 + 100; 32]);
    let author = AuthorKey::from_seed(&[number as u8 + 1; 32]);
    let name = author.author();
    let identity = Identity {
        author,
        installation: sealing.id(),
    };
    Peer {
        meetings: Meetings::new(identity, &sealing),
        installation: sealing.id(),
        author: name,
        links: Links::default(),
        entropy: SeededEntropy::new(number as u64 + 1),
        sockets: BTreeMap::new(),
        subscribed: BTreeMap::new(),
        wake: u64::MAX,
        fingerprint: 0,
    }
}

pub(crate) fn description(who: u8, number: u8) -> Description {
    let mut fingerprint = [who; 32];
    fingerprint[0] = number;
    Description {
        fingerprint,
        credentials: Credentials::new("abcd", "0123456789abcdefghijkl").expect("ice-chars"),
        candidates: p2panda::gossip::signal::Candidate::from_attribute(
            "1 1 udp 1 192.168.44.55 50000 typ host",
        )
        .into_iter()
        .collect(),
    }
}

/// Makes all peers neighbours of each other.
pub(crate) fn mesh(world: &mut World) {
    let all: BTreeSet<InstallationId> = world.peers.iter().map(|peer| peer.installation).collect();
    for peer in &mut world.peers {
        peer.links.linked = all
            .iter()
            .copied()
            .filter(|other| *other != peer.installation)
            .take(5)
            .collect();
        peer.links.present = all.clone();
        peer.links.live = all.len();
    }
}

pub(crate) fn listens(peer: &Peer) -> bool {
    let mut states = peer.meetings.relays();
    states.any(|(_, state)| state == RelayState::Connected)
}
