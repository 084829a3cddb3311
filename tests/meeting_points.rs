//! Meeting points without a browser: peers, a relay that does what Nostr relays do,
//! and connections that are made up. What is promised: who is alone is found; few
//! words are said; what a relay sees tells it nothing; refusals are obeyed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use p2panda::gossip::engine::LinkId;
use p2panda::gossip::entropy::SeededEntropy;
use p2panda::gossip::handshake::{Binding, Identity, Role};
use p2panda::gossip::installation::InstallationKey;
use p2panda::gossip::relay::event::{KIND, Refusal};
use p2panda::gossip::relay::{Input, Meetings, Mesh, Output, RelayState, RelayUrl, SocketId};
use p2panda::gossip::signal::{Credentials, Description};
use p2panda::protocol::festival::FestivalKey;
use p2panda::protocol::id::{AuthorId, FestivalId, InstallationId};
use p2panda::protocol::limits::{ANNOUNCE_MS, MEETING_SLOT_MS};
use p2panda::protocol::signature::AuthorKey;
use serde_json::{Value, json};

/// Saturday, 30 May 2026, noon UTC.
const NOON: u64 = 1_780_142_400_000;
const MINUTE: u64 = 60_000;

/// What a peer knows of its links.
#[derive(Clone, Default)]
struct Links {
    linked: BTreeSet<InstallationId>,
    present: BTreeSet<InstallationId>,
    live: usize,
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

struct Peer {
    meetings: Meetings,
    installation: InstallationId,
    author: AuthorId,
    links: Links,
    entropy: SeededEntropy,
    sockets: BTreeMap<SocketId, String>,
    subscribed: BTreeMap<SocketId, Vec<String>>,
    wake: u64,
    fingerprint: u8,
}

/// What the relay saw.
#[derive(Debug)]
struct Seen {
    at: u64,
    from: usize,
    text: String,
}

/// What an address that does not work does.
#[derive(Clone, Copy, PartialEq)]
enum Away {
    Unreachable,
    HangsUp,
}

/// Peers and one relay, or several: all are the same machine.
struct World {
    now: u64,
    peers: Vec<Peer>,
    seen: Vec<Seen>,
    /// Says something instead of passing on what a peer published.
    refuses: Option<&'static str>,
    /// Which of the addresses is not to be reached, or ends each socket at once.
    away: fn(&str) -> Option<Away>,
    /// When a peer tried an address.
    tried: Vec<(u64, usize, String)>,
    /// Links that opened: between whom, and what they are bound to.
    opened: Vec<(usize, usize, Binding, Binding)>,
    described: BTreeMap<(usize, LinkId), (Description, Option<Description>)>,
}

fn festival() -> (FestivalId, FestivalKey) {
    (
        FestivalId::from_bytes([7; 32]),
        FestivalKey::from_bytes([8; 32]),
    )
}

fn relays() -> Vec<RelayUrl> {
    let url = |number| RelayUrl::parse(&format!("wss://r{number}.example.org"));
    (0..5).filter_map(url).collect()
}

impl World {
    fn of(count: usize) -> Self {
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

    fn begin(&mut self, at: usize) {
        let (festival, key) = festival();
        let festivals = BTreeMap::from([(festival, (key, relays()))]);
        self.tell(at, Input::Festivals(festivals));
        self.tell(at, Input::Switched(true));
    }

    fn tell(&mut self, at: usize, input: Input) {
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
    fn take_away(&mut self, away: fn(&str) -> Option<Away>) {
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
    fn tries(&self, of: usize) -> BTreeMap<&str, usize> {
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

    fn passes(&mut self, time: u64) {
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

    fn events(&self) -> Vec<(&Seen, Value)> {
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

fn peer(number: usize) -> Peer {
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

fn description(who: u8, number: u8) -> Description {
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
fn mesh(world: &mut World) {
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

#[test]
fn a_newcomer_is_found_within_seconds_by_at_most_two() {
    let mut world = World::of(9);
    mesh(&mut world);
    world.peers[8].links = Links::default();
    (0..9).for_each(|at| world.begin(at));
    world.passes(15_000);
    let links: Vec<_> = world
        .opened
        .iter()
        .filter(|(a, b, ..)| [*a, *b].contains(&8))
        .collect();
    assert!((1..=2).contains(&links.len()), "{} links", links.len());
    for (offerer, answerer, here, there) in &world.opened {
        assert_eq!((here.role, there.role), (Role::Offerer, Role::Answerer));
        assert_eq!((here.local, here.remote), (there.remote, there.local));
        assert_eq!(here.expected, Some(world.peers[*answerer].installation));
        assert_eq!(there.expected, Some(world.peers[*offerer].installation));
    }
}

#[test]
fn who_was_killed_and_comes_back_is_let_in_though_its_old_link_seems_to_stand() {
    let mut world = World::of(2);
    mesh(&mut world);
    world.peers[1].links = Links::default();
    (0..2).for_each(|at| world.begin(at));
    world.passes(15_000);
    assert_eq!(world.opened.len(), 1, "links");
}

#[test]
fn two_who_are_alone_find_each_other_once() {
    for seed in 0..20 {
        let mut world = World::of(2);
        for (at, peer) in world.peers.iter_mut().enumerate() {
            peer.entropy = SeededEntropy::new(seed * 2 + at as u64);
        }
        (0..2).for_each(|at| world.begin(at));
        world.passes(5_000);
        assert_eq!(world.opened.len(), 1, "seed {seed}");
    }
}

#[test]
fn a_festival_that_is_connected_speaks_about_once_in_five_minutes() {
    let mut world = World::of(30);
    mesh(&mut world);
    (0..30).for_each(|at| world.begin(at));
    let hours = 10;
    world.passes(hours * 60 * MINUTE);
    // Each announcement goes to all three meeting points: counted once each.
    let ids: BTreeSet<String> = world
        .events()
        .iter()
        .map(|(_, event)| event["id"].to_string())
        .collect();
    let slots = hours * 60 * MINUTE / MEETING_SLOT_MS;
    let average = ids.len() as f64 / slots as f64;
    eprintln!(
        "{} announcements of 30 peers in {slots} slots: {average:.2} a slot",
        ids.len()
    );
    assert!(
        (0.6..=1.5).contains(&average),
        "{average} announcements a slot"
    );
    assert!(
        world.opened.is_empty(),
        "all know each other as present: nobody answers"
    );
}

#[test]
fn halves_that_were_split_meet_again() {
    let mut world = World::of(12);
    mesh(&mut world);
    let names: Vec<InstallationId> = world.peers.iter().map(|peer| peer.installation).collect();
    for (at, peer) in world.peers.iter_mut().enumerate() {
        let half = if at < 6 { &names[..6] } else { &names[6..] };
        let half: BTreeSet<InstallationId> = half.iter().copied().collect();
        peer.links.linked = half
            .iter()
            .copied()
            .filter(|other| *other != names[at])
            .take(4)
            .collect();
        (peer.links.present, peer.links.live) = (half, 6);
    }
    (0..12).for_each(|at| world.begin(at));
    world.passes(30 * MINUTE);
    assert!(
        world.opened.iter().any(|(a, b, ..)| (*a < 6) != (*b < 6)),
        "no link between the halves"
    );
}

#[test]
fn who_is_alone_announces_at_most_once_a_minute() {
    let mut world = World::of(1);
    world.begin(0);
    world.passes(30 * MINUTE);
    let mut at: Vec<u64> = world.events().iter().map(|(seen, _)| seen.at).collect();
    at.dedup();
    assert!((20..=31).contains(&at.len()), "{} announcements", at.len());
    assert!(at.windows(2).all(|two| two[1] - two[0] >= ANNOUNCE_MS));
}

#[test]
fn what_a_relay_sees_names_nobody_and_nothing_twice() {
    let mut world = World::of(4);
    (0..4).for_each(|at| world.begin(at));
    world.passes(10 * MINUTE);
    let (festival, key) = festival();
    let mut secrets: Vec<Vec<u8>> = vec![festival.as_bytes().to_vec(), key.expose().to_vec()];
    for peer in &world.peers {
        secrets.push(peer.installation.as_bytes().to_vec());
        secrets.push(peer.author.as_bytes().to_vec());
    }
    let mut shown = Vec::new();
    for secret in &secrets {
        shown.push(data_encoding::HEXLOWER.encode(secret));
        shown.push(data_encoding::BASE64.encode(secret));
        shown.push(data_encoding::BASE64URL_NOPAD.encode(secret));
    }
    shown.extend(["192.168", "44.55", "candidate", "abcd"].map(str::to_owned));
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut lengths = BTreeSet::new();
    for seen in &world.seen {
        for secret in &shown {
            assert!(
                !seen.text.contains(secret),
                "peer {} shows {secret}",
                seen.from
            );
        }
    }
    for (_, event) in world.events() {
        assert_eq!(event["kind"], KIND);
        let content = event["content"].as_str().expect("text");
        let bytes = data_encoding::BASE64
            .decode(content.as_bytes())
            .expect("base64");
        for secret in &secrets {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret));
        }
        lengths.insert(content.len());
        let used = keys.entry(event["pubkey"].to_string()).or_default();
        used.insert(event["id"].to_string());
    }
    assert_eq!(lengths.len(), 1, "all contents have one length");
    assert!(
        keys.len() > 4 && keys.values().all(|events| events.len() == 1),
        "no key signs twice"
    );

    // The next day not even the tag is known.
    let tags = |world: &World| -> BTreeSet<String> {
        world
            .events()
            .iter()
            .map(|(_, event)| event["tags"].to_string())
            .collect()
    };
    let before = tags(&world);
    for peer in &mut world.peers {
        peer.links.linked.clear();
    }
    world.seen.clear();
    world.now += 20 * 60 * MINUTE;
    world.passes(5 * MINUTE);
    assert!(!world.events().is_empty());
    assert!(before.is_disjoint(&tags(&world)));
}

#[test]
fn a_refusal_is_obeyed_and_a_wrong_clock_is_told() {
    for (reason, refusal, rest) in [
        ("rate-limited: slow down", Refusal::TooOften, MINUTE),
        ("blocked: go away", Refusal::Unwilling, 15 * MINUTE),
        (
            "invalid: created_at is too far off from the current time",
            Refusal::Clock,
            15 * MINUTE,
        ),
    ] {
        let mut world = World::of(1);
        world.refuses = Some(reason);
        world.begin(0);
        let states: BTreeSet<_> = world.peers[0]
            .meetings
            .relays()
            .map(|(_, state)| state == RelayState::Refused(refusal))
            .collect();
        assert_eq!(states, BTreeSet::from([true]), "{reason}");
        let before = world.seen.len();
        world.passes(rest - 1_000);
        assert_eq!(world.seen.len(), before, "not a word after «{reason}»");
        world.refuses = None;
        world.passes(20 * MINUTE);
        assert!(
            world.peers[0]
                .meetings
                .relays()
                .all(|(_, state)| state == RelayState::Connected)
        );
    }
}

#[test]
fn switched_off_or_without_a_network_nothing_is_opened_and_nothing_said() {
    let mut world = World::of(1);
    world.begin(0);
    assert_eq!(
        world.peers[0].sockets.len(),
        3,
        "the three that this festival uses"
    );
    for off in [Input::Switched(false), Input::Online(false)] {
        world.tell(0, off);
        assert!(world.peers[0].sockets.is_empty());
        let before = world.seen.len();
        world.passes(10 * MINUTE);
        assert_eq!(world.seen.len(), before);
        world.tell(0, Input::Switched(true));
        world.tell(0, Input::Online(true));
        assert_eq!(world.peers[0].sockets.len(), 3);
    }
}

#[test]
fn a_flood_of_a_relay_ends_its_socket_and_noise_ends_nothing() {
    let mut world = World::of(1);
    world.begin(0);
    let socket = *world.peers[0].sockets.keys().next().expect("a socket");
    for text in ["", "[]", "[\"EVENT\",\"m\",{}]", "\u{0}", "{"] {
        world.tell(0, Input::Received(socket, text.to_owned()));
    }
    assert_eq!(world.peers[0].sockets.len(), 3);
    for _ in 0..1_000 {
        world.tell(0, Input::Received(socket, "[\"NOTICE\",\"x\"]".to_owned()));
    }
    assert!(!world.peers[0].sockets.contains_key(&socket));
    assert!(
        world.peers[0]
            .meetings
            .relays()
            .any(|(_, state)| state == RelayState::Flooded)
    );
}

#[test]
fn what_a_relay_repeats_later_leads_to_no_second_connection() {
    let mut world = World::of(2);
    (0..2).for_each(|at| world.begin(at));
    world.passes(5_000);
    assert_eq!(world.opened.len(), 1);
    let events: Vec<String> = world
        .events()
        .iter()
        .map(|(_, event)| json!(["EVENT", "m", event]).to_string())
        .collect();
    for at in 0..2 {
        let socket = *world.peers[at].sockets.keys().next().expect("a socket");
        world.peers[at].links.linked.clear();
        let dials = world.described.len();
        for event in &events {
            world.tell(at, Input::Received(socket, event.clone()));
        }
        world.peers[at]
            .links
            .linked
            .insert(InstallationId::from_bytes([1; 32]));
        assert_eq!(world.described.len(), dials);
    }
}

fn listens(peer: &Peer) -> bool {
    let mut states = peer.meetings.relays();
    states.any(|(_, state)| state == RelayState::Connected)
}

#[test]
fn when_the_meeting_points_are_back_newcomers_are_heard_within_ten_seconds() {
    for seconds in [5, 30, 61, 120, 200, 280] {
        let mut world = World::of(3);
        mesh(&mut world);
        (0..3).for_each(|at| world.begin(at));
        world.passes(2 * MINUTE);
        world.take_away(|_| Some(Away::Unreachable));
        world.passes(seconds * 1_000);
        assert!(!world.peers.iter().any(listens));
        world.away = |_| None;
        world.passes(10_000);
        assert!(world.peers.iter().all(listens), "after {seconds} s");
    }
}

#[test]
fn meeting_points_that_stay_away_are_left_alone_more_and_more() {
    let mut world = World::of(1);
    world.begin(0);
    world.passes(2 * MINUTE);
    world.take_away(|_| Some(Away::Unreachable));
    world.tried.clear();
    world.passes(5 * MINUTE);
    assert!(world.tries(0).values().all(|tries| *tries <= 50));
    world.tried.clear();
    world.passes(60 * MINUTE);
    assert_eq!(world.tries(0).len(), 3, "none is given up");
    assert!(world.tries(0).values().all(|tries| *tries <= 6));
    // Somebody comes back to the page: it is tried at once.
    world.away = |_| None;
    world.tell(0, Input::Online(true));
    assert!(listens(&world.peers[0]));
}

#[test]
fn one_of_three_that_is_away_or_hangs_up_is_not_hurried() {
    let one: fn(&str) -> Option<Away> = |url| url.contains("r1").then_some(Away::Unreachable);
    let hangs: fn(&str) -> Option<Away> = |_| Some(Away::HangsUp);
    let mut tries = Vec::new();
    for away in [one, hangs] {
        let mut world = World::of(1);
        world.begin(0);
        world.passes(2 * MINUTE);
        world.take_away(away);
        world.tried.clear();
        world.passes(10 * MINUTE);
        tries.extend(world.tries(0).into_values());
    }
    assert!(tries.len() >= 3, "some of it was in use: {tries:?}");
    assert!(tries.iter().all(|tries| *tries <= 10), "{tries:?}");
}

#[test]
fn of_two_who_are_connected_each_speaks_at_most_once_in_five_minutes() {
    let mut world = World::of(2);
    mesh(&mut world);
    (0..2).for_each(|at| world.begin(at));
    let slots = 200;
    world.passes(slots * MEETING_SLOT_MS);
    let mut all = BTreeSet::new();
    for from in 0..2 {
        let said = world.events();
        let said = said.iter().filter(|(seen, _)| seen.from == from);
        let said: BTreeSet<(u64, String)> = said
            .map(|(seen, event)| (seen.at / MEETING_SLOT_MS, event["id"].to_string()))
            .collect();
        let used: BTreeSet<u64> = said.iter().map(|(slot, _)| *slot).collect();
        assert_eq!(used.len(), said.len(), "twice in one slot");
        all.extend(said);
    }
    let average = all.len() as f64 / slots as f64;
    assert!((0.7..=1.3).contains(&average), "{average} in a slot");
}
