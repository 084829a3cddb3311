//! The engine of the meeting points: announces, answers, and makes connections from
//! both. Feed it with [`Meetings::handle`], drain [`Meetings::poll`].

mod letters;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::address::{RelayUrl, choose};
use super::calls::{HeardCalls, OwnCall, Schedule, below};
use super::dial::{Dial, Step};
use super::event::{self, Said};
use super::letter::{self, Body, Letter};
use super::relays::Relays;
pub use super::relays::{RelayState, SocketId};
use crate::gossip::engine::{LinkId, Millis};
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::handshake::{Binding, Identity};
use crate::gossip::installation::InstallationKey;
use crate::gossip::overlay::dialling::DialBudget;
use crate::gossip::signal::Description;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::{AuthorId, FestivalId, InstallationId};
use crate::protocol::limits::{MAX_OPEN_RELAYS, MEETING_LIFETIME_MS};

/// Number of the first link that comes of a meeting point; below those that the
/// gossip engine asks for.
pub const FIRST_MEETING: LinkId = 1 << 31;

/// What this engine must know of the links that there are.
pub trait Mesh {
    /// Proven neighbours in a festival.
    fn links(&self, festival: &FestivalId) -> usize;
    /// Whether there are as many as a peer keeps.
    fn is_full(&self, festival: &FestivalId) -> bool;
    /// Installations heard of lately, this one included.
    fn live(&self, festival: &FestivalId) -> usize;
    /// Whether an installation is a neighbour, or about to become one.
    fn is_linked(&self, festival: &FestivalId, installation: &InstallationId) -> bool;
    /// Whether it was heard of lately.
    fn is_present(&self, festival: &FestivalId, installation: &InstallationId) -> bool;
    /// Whether nothing is to be had to do with it.
    fn is_unwelcome(&self, author: &AuthorId, installation: &InstallationId) -> bool;
}

/// What the driver tells.
#[derive(Debug)]
pub enum Input {
    /// All festivals, with their keys and the meeting points known for each.
    Festivals(BTreeMap<FestivalId, (FestivalKey, Vec<RelayUrl>)>),
    /// Whether meeting points are used at all.
    Switched(bool),
    /// Whether the device has a network, as far as it knows.
    Online(bool),
    /// A socket is open.
    Opened(SocketId),
    /// A text came.
    Received(SocketId, String),
    /// A socket is gone, or never came about.
    Closed(SocketId),
    /// Our browser has described its side of a link.
    Described(LinkId, Option<Description>),
    /// A link is gone, or never came about.
    Hung(LinkId),
    /// Time has passed.
    Tick,
}

/// What the driver is to do.
#[derive(Debug, PartialEq)]
pub enum Output {
    /// Open a socket.
    Open(SocketId, RelayUrl),
    /// Send a text.
    Send(SocketId, String),
    /// Close a socket; nothing more is wanted of it.
    Close(SocketId),
    /// Make a connection: an offer, or the answer to one.
    Dial(LinkId, Option<Description>),
    /// The answer to our offer came.
    Accept(LinkId, Description),
    /// Give a connection up.
    Hang(LinkId),
    /// Tick at or after this time.
    Wake(Millis),
}

/// One festival here.
#[derive(Debug)]
struct Gathering {
    key: FestivalKey,
    relays: Vec<RelayUrl>,
    schedule: Schedule,
    /// Our announcements that may still be answered, at most two.
    calls: Vec<OwnCall>,
}

/// The engine.
#[derive(Debug)]
pub struct Meetings {
    identity: Identity,
    sealing: InstallationKey,
    on: bool,
    online: bool,
    festivals: BTreeMap<FestivalId, Gathering>,
    relays: Relays,
    heard: HeardCalls,
    dials: BTreeMap<LinkId, Dial>,
    budget: DialBudget,
    next_socket: SocketId,
    next_link: LinkId,
    /// Announcements made since the start.
    announced: u64,
    /// When somebody last knocked, by festival.
    knocked: BTreeMap<FestivalId, Vec<(InstallationId, Millis)>>,
    outputs: VecDeque<Output>,
}

impl Meetings {
    /// Begins; nothing happens before festivals are told and it is switched on.
    pub fn new(identity: Identity, sealing: &InstallationKey) -> Self {
        Self {
            identity,
            sealing: InstallationKey::from_seed(sealing.expose_seed()),
            on: false,
            online: true,
            festivals: BTreeMap::new(),
            relays: Relays::new(),
            heard: HeardCalls::default(),
            dials: BTreeMap::new(),
            budget: DialBudget::default(),
            next_socket: 1,
            next_link: FIRST_MEETING,
            announced: 0,
            knocked: BTreeMap::new(),
            outputs: VecDeque::new(),
        }
    }

    /// Takes one input. Poll until empty afterwards.
    pub fn handle(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        mesh: &dyn Mesh,
        input: Input,
    ) {
        match input {
            Input::Festivals(festivals) => self.enter(festivals),
            Input::Switched(on) => self.on = on,
            Input::Online(online) => {
                self.online = online;
                if online {
                    self.relays.values_mut().for_each(|relay| relay.hope(now));
                }
            }
            Input::Opened(socket) => self.opened(now, socket),
            Input::Received(socket, text) => self.received(now, entropy, mesh, socket, &text),
            Input::Closed(socket) => self.closed(now, entropy, socket),
            Input::Described(link, description) => {
                self.described(now, entropy, link, description);
            }
            Input::Hung(link) => {
                self.dials.remove(&link);
            }
            Input::Tick => {}
        }
        self.run(now, entropy, mesh);
    }

    /// The next thing to do.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    // ---- what may be asked -----------------------------------------------------

    /// How it stands with each meeting point in use, and for which festivals.
    pub fn relays(&self) -> impl Iterator<Item = (&RelayUrl, RelayState)> {
        self.relays.iter().map(|(url, relay)| (url, relay.state))
    }

    /// Whether some meeting point of a festival listens to us.
    pub fn is_listening(&self, festival: &FestivalId) -> bool {
        let known = self.festivals.get(festival);
        known.is_some_and(|known| self.connected(&known.relays).next().is_some())
    }

    /// Who asked to be let in within the last minutes and is not connected yet.
    pub fn knocking(&self, festival: &FestivalId, now: Millis, mesh: &dyn Mesh) -> usize {
        let knocked = self.knocked.get(festival).map_or(&[][..], Vec::as_slice);
        let lately = |at: Millis| now.abs_diff(at) < 2 * MEETING_LIFETIME_MS;
        let waits = knocked
            .iter()
            .filter(|(from, at)| lately(*at) && !mesh.is_linked(festival, from));
        waits.count()
    }

    /// Whether an installation is being connected with through a meeting point.
    pub fn is_dialling(&self, installation: &InstallationId) -> bool {
        self.dials.values().any(|dial| dial.target == *installation)
    }

    /// Announcements made since the start.
    pub fn announced(&self) -> u64 {
        self.announced
    }

    /// The channel of a link is open: what it is bound to.
    pub fn take_opened(&mut self, link: LinkId) -> Option<Binding> {
        match self.dials.remove(&link)?.step {
            Step::Connecting(binding) => Some(*binding),
            _ => None,
        }
    }

    /// Whether a link is one of those that are being made here.
    pub fn has(&self, link: LinkId) -> bool {
        self.dials.contains_key(&link)
    }

    // ---- festivals and sockets -----------------------------------------------------

    fn enter(&mut self, festivals: BTreeMap<FestivalId, (FestivalKey, Vec<RelayUrl>)>) {
        let mut known = core::mem::take(&mut self.festivals);
        for (festival, (key, urls)) in festivals {
            let relays = choose(&festival, &urls);
            let (schedule, calls) = match known.remove(&festival) {
                Some(old) => (old.schedule, old.calls),
                None => (Schedule::default(), Vec::new()),
            };
            let gathering = Gathering {
                key,
                relays,
                schedule,
                calls,
            };
            self.festivals.insert(festival, gathering);
        }
    }

    /// The meeting points to be connected with: those of festivals without
    /// neighbours first, where there is no room for all.
    fn wanted(&self, mesh: &dyn Mesh) -> BTreeSet<RelayUrl> {
        let mut wanted = BTreeSet::new();
        if !(self.on && self.online) {
            return wanted;
        }
        let mut festivals: Vec<_> = self.festivals.iter().collect();
        festivals.sort_by_key(|(festival, _)| mesh.links(festival) > 0);
        for (_, gathering) in festivals {
            for url in &gathering.relays {
                if wanted.len() < MAX_OPEN_RELAYS {
                    wanted.insert(url.clone());
                }
            }
        }
        wanted
    }

    fn connected<'a>(&'a self, urls: &'a [RelayUrl]) -> impl Iterator<Item = SocketId> + 'a {
        let relays = urls.iter().filter_map(|url| self.relays.get(url));
        let connected = relays.filter(|relay| relay.is_connected());
        connected.filter_map(|relay| relay.socket)
    }

    fn url_of(&self, socket: SocketId) -> Option<RelayUrl> {
        let relay = |(_, relay): &(&RelayUrl, &super::relays::Relay)| relay.socket == Some(socket);
        self.relays.iter().find(relay).map(|(url, _)| url.clone())
    }

    fn opened(&mut self, now: Millis, socket: SocketId) {
        let Some(url) = self.url_of(socket) else {
            return;
        };
        if let Some(relay) = self.relays.get_mut(&url) {
            relay.opened();
        }
        self.subscribe(now, &url);
        // Who has announced a moment ago is heard here, too.
        let calls = self
            .festivals
            .values()
            .filter(|known| known.relays.contains(&url));
        let calls = calls.flat_map(|known| &known.calls);
        let fresh = calls.filter(|call| !call.is_over(now));
        let messages: Vec<String> = fresh.map(|call| call.message.clone()).collect();
        for message in messages {
            self.outputs.push_back(Output::Send(socket, message));
        }
    }

    /// Asks a meeting point for all that is said to us there; again when a festival
    /// or a day has changed.
    fn subscribe(&mut self, now: Millis, url: &RelayUrl) {
        let mut tags = Vec::new();
        for (festival, known) in &self.festivals {
            if known.relays.contains(url) {
                tags.extend(letter::days(now).map(|day| letter::tag(festival, &known.key, day)));
            }
        }
        let Some(relay) = self
            .relays
            .get_mut(url)
            .filter(|relay| relay.is_connected())
        else {
            return;
        };
        if let Some(socket) = relay.socket
            && relay.tags != tags
        {
            relay.tags.clone_from(&tags);
            // The same name replaces what was asked before.
            let message = event::subscribe("m", &tags);
            self.outputs.push_back(Output::Send(socket, message));
        }
    }

    fn closed(&mut self, now: Millis, entropy: &mut dyn Entropy, socket: SocketId) {
        let jitter = below(entropy, u64::MAX);
        if let Some(url) = self.url_of(socket)
            && let Some(relay) = self.relays.get_mut(&url)
        {
            relay.gone(now, jitter);
        }
    }

    fn received(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        mesh: &dyn Mesh,
        socket: SocketId,
        text: &str,
    ) {
        let Some(url) = self.url_of(socket) else {
            return;
        };
        let Some(relay) = self.relays.get_mut(&url) else {
            return;
        };
        if relay.floods(now) {
            relay.socket = None;
            self.outputs.push_back(Output::Close(socket));
            return;
        }
        match event::read(text) {
            Said::Taken => relay.served(),
            Said::Refused(refusal) => {
                relay.refused(now, refusal);
                relay.socket = None;
                self.outputs.push_back(Output::Close(socket));
            }
            Said::Event { tag, content } => self.take_event(now, entropy, mesh, &tag, &content),
            Said::Other => {}
        }
    }

    fn take_event(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        mesh: &dyn Mesh,
        tag: &str,
        content: &str,
    ) {
        let mut found = None;
        for (festival, known) in &self.festivals {
            let mut days = letter::days(now).into_iter();
            if days.any(|day| letter::tag(festival, &known.key, day) == tag) {
                let letter = Letter::open(festival, &known.key, tag, content, now);
                found = letter.map(|letter| (*festival, letter));
                break;
            }
        }
        let Some((festival, letter)) = found else {
            return;
        };
        match letter.body {
            Body::Announcement { from, alone } => {
                self.take_announcement(now, entropy, mesh, festival, letter.call, from, alone);
            }
            Body::Offer(sealed) => self.take_offer(now, mesh, festival, letter.call, &sealed),
            Body::Answer(sealed) => self.take_answer(now, festival, letter.call, &sealed),
        }
    }

    // ---- time ------------------------------------------------------------------------

    fn run(&mut self, now: Millis, entropy: &mut dyn Entropy, mesh: &dyn Mesh) {
        self.tend_relays(now, mesh);
        let late: Vec<LinkId> = self
            .dials
            .iter()
            .filter(|(_, dial)| dial.is_late(now))
            .map(|(link, _)| *link)
            .collect();
        for link in late {
            self.hang(link);
        }
        let festivals: Vec<FestivalId> = self.festivals.keys().copied().collect();
        for festival in festivals {
            self.announce_if_due(now, entropy, mesh, festival);
        }
        for (call, festival, from) in self.heard.take_due(now) {
            self.offer(now, mesh, festival, call, from);
        }
        self.ask_to_wake(now, mesh);
    }

    fn tend_relays(&mut self, now: Millis, mesh: &dyn Mesh) {
        let wanted = self.wanted(mesh);
        let unwanted = self.relays.extract_if(.., |url, _| !wanted.contains(url));
        for (_, relay) in unwanted {
            if let Some(socket) = relay.socket {
                self.outputs.push_back(Output::Close(socket));
            }
        }
        for url in &wanted {
            let relay = self.relays.entry(url.clone()).or_default();
            relay.mend(now);
            if relay.is_due(now) {
                relay.call(self.next_socket);
                let open = Output::Open(self.next_socket, url.clone());
                self.outputs.push_back(open);
                self.next_socket += 1;
            }
        }
        for url in wanted {
            self.subscribe(now, &url);
        }
    }

    fn announce_if_due(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        mesh: &dyn Mesh,
        festival: FestivalId,
    ) {
        let alone = mesh.links(&festival) == 0;
        let live = mesh.live(&festival);
        let Some(known) = self.festivals.get_mut(&festival) else {
            return;
        };
        known.schedule.mend(now);
        known.calls.retain(|call| !call.is_over(now));
        let is_due = if alone {
            known.schedule.is_due_alone(now)
        } else {
            known.schedule.is_due_among(now, live, entropy)
        };
        if is_due && self.is_listening(&festival) {
            self.announce(now, entropy, festival, alone);
        }
    }

    fn announce(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        festival: FestivalId,
        alone: bool,
    ) -> Option<()> {
        let secret = InstallationKey::from_seed(draw(entropy));
        let letter = Letter {
            call: secret.id(),
            time: now / 1000,
            body: Body::Announcement {
                from: self.identity.installation,
                alone,
            },
        };
        let message = self.write(now, entropy, festival, &letter)?;
        self.publish(festival, &message);
        let known = self.festivals.get_mut(&festival)?;
        known.schedule.announced(now, entropy);
        known.calls.push(OwnCall {
            secret,
            message,
            offers: BTreeSet::new(),
            since: now,
        });
        self.announced += 1;
        Some(())
    }

    fn ask_to_wake(&mut self, now: Millis, mesh: &dyn Mesh) {
        if !(self.on && self.online) || self.festivals.is_empty() {
            return;
        }
        let relays = self.relays.values().filter_map(super::relays::Relay::due);
        let listening = self
            .festivals
            .iter()
            .filter(|(festival, _)| self.is_listening(festival));
        let announcing =
            listening.map(|(festival, known)| known.schedule.due(now, mesh.links(festival) == 0));
        let dials = self
            .dials
            .values()
            .map(|dial| dial.since + MEETING_LIFETIME_MS);
        let next = relays
            .chain(announcing)
            .chain(dials)
            .chain(self.heard.due())
            .min();
        if let Some(next) = next {
            self.outputs.push_back(Output::Wake(next.max(now + 1)));
        }
    }
}
