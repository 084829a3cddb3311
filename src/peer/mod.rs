//! The application core: everything one peer does, sans-IO. It puts protocol,
//! gossip and the store's answers together into view models, and turns commands
//! into entries, codes and links.
//!
//! Run loop, the driver's whole duty:
//!
//! 1. hand over one [`Input`] with the time and a source of randomness,
//! 2. carry out every [`Output`] until [`Peer::poll`] is empty,
//! 3. before the next picture is drawn, take the [`Peer::view`] if it changed,
//! 4. wait for the next thing to happen, and begin again.
//!
//! Answers of the store come back as inputs. Nothing is shown as saved, announced
//! or served before its answer came.

mod arriving;
mod backup;
mod carrying;
pub mod command;
mod compose;
mod connecting;
mod core;
mod deciding;
mod digesting;
mod freezing;
mod idle;
mod importing;
mod keeping;
mod linking;
mod local;
pub mod mark;
mod meeting;
mod membership;
mod network;
mod pen;
mod projection;
mod refusal;
mod replay;
mod starting;
mod state;
pub mod view_model;
mod writing;

use std::collections::VecDeque;
use std::rc::Rc;

pub use self::carrying::FileWish;
use self::command::Command;
use self::starting::{Progress, Starting};
use self::state::Core;
use self::view_model::{AppView, FileId, Problem};
use crate::gossip::engine::{LinkId, Millis};
use crate::gossip::entropy::Entropy;
pub use crate::gossip::relay::SocketId;
pub use crate::gossip::signal::{IceServer, Trace};
use crate::protocol::exchange::zone::Offsets;
use crate::storage::{Answer, Request, RequestId, StoreError};

/// What the driver tells.
#[derive(Debug)]
pub enum Input {
    /// The store is open; begin.
    Start,
    /// The store is open, and another tab is the peer: show what it has stored, write
    /// nothing and link to nobody.
    Watch,
    /// A person wishes something.
    Command(Command),
    /// The store answers.
    Answered(RequestId, Result<Answer, StoreError>),
    /// Our browser has described its side of a link; the text is its SDP.
    Described {
        /// Which link.
        link: LinkId,
        /// The SDP after gathering; none where the browser failed.
        sdp: Option<String>,
    },
    /// A data channel is open.
    Opened {
        /// Which link.
        link: LinkId,
    },
    /// A frame came.
    Received {
        /// Which link.
        link: LinkId,
        /// Its bytes.
        frame: Vec<u8>,
    },
    /// A connection ended before it was open; [`Input::Closed`] follows, unless it
    /// was we who gave up.
    Traced {
        /// Which link.
        link: LinkId,
        /// What the browser tells of it.
        trace: Trace,
    },
    /// A channel is gone, or never came about.
    Closed {
        /// Which link.
        link: LinkId,
    },
    /// What the page's host says in `config.json`.
    Config(String),
    /// Whether the device has a network, as far as the browser knows.
    Online(bool),
    /// A socket to a meeting point is open.
    SocketOpened {
        /// Which.
        socket: SocketId,
    },
    /// A text came from a meeting point.
    TextReceived {
        /// On which socket.
        socket: SocketId,
        /// What.
        text: String,
    },
    /// A socket is gone, or never came about.
    SocketClosed {
        /// Which.
        socket: SocketId,
    },
    /// A piece of a file, as [`FileWish::Read`] asked for.
    Piece {
        /// Which file.
        file: FileId,
        /// The bytes; none where it cannot be read.
        bytes: Option<Vec<u8>>,
    },
    /// The host has laid a bundle beside the page, which can be read now.
    Hosted {
        /// The file.
        file: FileId,
        /// How many bytes it has.
        size: u64,
    },
    /// What the browser answered to [`Output::Persist`].
    Persisted(bool),
    /// A wake that was asked for, or any moment later.
    Tick,
    /// The page is being left.
    Leave,
}

/// What the driver is to do.
#[derive(Debug)]
pub enum Output {
    /// Ask the store; the answer comes back with the same number.
    Store(RequestId, Request),
    /// Make a connection: an offer where there is no remote SDP, else the answer to it.
    Dial {
        /// Its name from now on.
        link: LinkId,
        /// The other side's offer.
        offer: Option<String>,
    },
    /// The answer to our offer came.
    Accept {
        /// Which link.
        link: LinkId,
        /// The other side's answer.
        answer: String,
    },
    /// Look for the other side at these addresses, too.
    Candidates {
        /// Which link.
        link: LinkId,
        /// Values of SDP `candidate` attributes.
        candidates: Vec<String>,
    },
    /// Send a frame.
    Send {
        /// Which link.
        link: LinkId,
        /// Its bytes.
        frame: Vec<u8>,
    },
    /// Close a connection once everything sent has left.
    Hang {
        /// Which link.
        link: LinkId,
    },
    /// Use these servers for all connections made from now on.
    IceServers(Vec<IceServer>),
    /// Open a socket to a meeting point.
    OpenSocket {
        /// Its name from now on.
        socket: SocketId,
        /// Where.
        url: String,
    },
    /// Send a text to a meeting point.
    SendText {
        /// On which socket.
        socket: SocketId,
        /// What.
        text: String,
    },
    /// Close a socket; nothing more is wanted of it.
    CloseSocket {
        /// Which.
        socket: SocketId,
    },
    /// Something about a file that is carried by hand.
    File(FileWish),
    /// Ask the browser to keep this device's data, and give [`Input::Persisted`].
    Persist,
    /// Everything is read; said once, for whoever measures.
    Began {
        /// Messages that came from the kept view.
        kept: u64,
        /// Messages in all.
        of: u64,
    },
    /// Give [`Input::Tick`] at or after this time; each one asked for counts.
    Wake(Millis),
}

/// One peer.
#[derive(Debug)]
pub struct Peer {
    phase: Phase,
    outputs: VecDeque<Output>,
    changed: bool,
    shown: Option<Rc<AppView>>,
    zones: Offsets,
    surroundings: Surroundings,
}

#[derive(Debug)]
enum Phase {
    Starting(Box<Starting>),
    Running(Box<Core>),
    Failed(Problem),
    Wiped,
}

/// What was told of the surroundings: a core that begins again is told it again.
#[derive(Debug, Default)]
struct Surroundings {
    config: Option<String>,
    online: Option<bool>,
}

impl Surroundings {
    fn take(&mut self, input: &Input) {
        match input {
            Input::Config(text) => self.config = Some(text.clone()),
            Input::Online(online) => self.online = Some(*online),
            _ => {}
        }
    }

    /// What the next core is to be told, the wishes last.
    fn again(&self, wishes: Vec<Command>) -> Vec<Input> {
        let config = self.config.clone().map(Input::Config);
        let online = self.online.map(Input::Online);
        let told = config.into_iter().chain(online);
        told.chain(wishes.into_iter().map(Input::Command)).collect()
    }
}

impl Default for Peer {
    fn default() -> Self {
        Self {
            phase: Phase::Starting(Box::default()),
            outputs: VecDeque::new(),
            changed: true,
            shown: None,
            zones: Offsets::default(),
            surroundings: Surroundings::default(),
        }
    }
}

impl Peer {
    /// A peer that reads and writes times of these zones; [`Peer::default`] knows
    /// only UTC.
    pub fn new(zones: Offsets) -> Self {
        Self {
            zones,
            ..Self::default()
        }
    }

    /// Takes one input at `now`. Poll until empty afterwards.
    pub fn handle(&mut self, now: Millis, entropy: &mut dyn Entropy, input: Input) {
        self.changed = true;
        self.surroundings.take(&input);
        match &mut self.phase {
            Phase::Starting(starting) => match starting.handle(entropy, input, &mut self.outputs) {
                Progress::Waiting => {}
                Progress::Ready(mut core, early) => {
                    core.zones = self.zones;
                    core.tell_festivals();
                    core.begin(&mut self.outputs);
                    core.handle(now, entropy, Input::Tick, &mut self.outputs);
                    for input in early {
                        core.handle(now, entropy, input, &mut self.outputs);
                    }
                    self.phase = Phase::Running(core);
                }
                Progress::Failed(problem) => self.phase = Phase::Failed(problem),
            },
            Phase::Running(core) => {
                core.handle(now, entropy, input, &mut self.outputs);
                if core.wiped {
                    self.phase = Phase::Wiped;
                } else if core.is_stale {
                    let (refusal, saved) = (core.refusal.take(), core.saved);
                    let (last_request, wishes) = core.let_go(entropy, &mut self.outputs);
                    let early = self.surroundings.again(wishes);
                    let mut starting = Starting::again(last_request, early, refusal, saved);
                    starting.handle(entropy, Input::Start, &mut self.outputs);
                    self.phase = Phase::Starting(Box::new(starting));
                }
            }
            Phase::Failed(_) | Phase::Wiped => {}
        }
    }

    /// The next thing to do.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Whether an answer to a code of ours is awaited.
    pub fn waits_for_answer(&self) -> bool {
        matches!(&self.phase, Phase::Running(core) if core.linking.waits_for_answer())
    }

    /// What is to be shown, if it is another thing than at the last call. Made
    /// only when asked for, so a thousand entries cost one picture.
    pub fn view(&mut self) -> Option<Rc<AppView>> {
        if !std::mem::take(&mut self.changed) {
            return None;
        }
        let view = match &mut self.phase {
            // What was shown stays till there is something new.
            Phase::Starting(starting) if starting.is_again() => return None,
            Phase::Starting(_) => AppView::Starting,
            Phase::Running(core) => AppView::Ready(Box::new(core.view())),
            Phase::Failed(problem) => AppView::Failed(*problem),
            Phase::Wiped => AppView::Wiped,
        };
        if self.shown.as_deref() == Some(&view) {
            return None;
        }
        let view = Rc::new(view);
        self.shown = Some(view.clone());
        Some(view)
    }
}
