//! The engine of the meeting points: announces, answers, and makes connections from
//! both. Feed it with [`Meetings::handle`], drain [`Meetings::poll`].

mod letters;
mod sockets;
mod timers;

use std::collections::{BTreeMap, VecDeque};

use super::address::RelayUrl;
use super::calls::{HeardCalls, OwnCall, Schedule};
use super::dial::{Dial, Step};
use super::relays::Relays;
pub use super::relays::{RelayState, SocketId};
use crate::gossip::engine::{LinkId, Millis};
use crate::gossip::entropy::Entropy;
use crate::gossip::handshake::{Binding, Identity};
use crate::gossip::installation::InstallationKey;
use crate::gossip::overlay::dialling::DialBudget;
use crate::gossip::signal::Description;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::{AuthorId, FestivalId, InstallationId};
use crate::protocol::limits::MEETING_LIFETIME_MS;

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

    /// Whether no meeting point of a festival listens to us, and each was tried.
    pub fn is_out_of_reach(&self, festival: &FestivalId) -> bool {
        let known = self.festivals.get(festival);
        let urls = known.map_or(&[][..], |known| &known.relays);
        let mut states = urls
            .iter()
            .filter_map(|url| Some(self.relays.get(url)?.state));
        !states.any(|state| matches!(state, RelayState::Connecting | RelayState::Connected))
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
}
