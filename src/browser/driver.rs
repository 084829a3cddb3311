//! The run loop: feeds the peer one input at a time, carries out its outputs
//! against the store and the connections, and hands out its view.
//!
//! Whatever the browser calls only posts an input and asks for a turn; the turn
//! itself runs behind it, so nothing is ever entered twice. A turn that has taken
//! [`TURN_MS`] goes on in a later task.

mod effects;
mod tabs;
mod timers;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::mem::take;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::clock::{self, BrowserEntropy};
use super::hand_over::Taking;
use super::next_task::NextTask;
use super::panic;
use super::surroundings;
use super::tab_lock::TabLock;
use super::tabs::Tabs;
use super::zone;
use crate::gossip::engine::{LinkId, Millis};
use crate::gossip::webrtc::Connection;
use crate::gossip::websocket::Socket;
use crate::peer::command::Command;
use crate::peer::view_model::AppView;
use crate::peer::{IceServer, Input, Peer, SocketId};
use crate::protocol::exchange::zone::Offsets;
use crate::protocol::limits::TURN_MS;
use crate::storage::indexed_db::IndexedDbStore;
use crate::storage::{Answer, Store};

/// A handle to the running peer. Cloning gives another handle to the same one;
/// the peer stops with the last.
#[derive(Clone)]
pub struct Driver(Rc<Shared>);

/// What callbacks of the browser may touch at any moment is apart from what a
/// turn holds on to.
struct Shared {
    inputs: RefCell<VecDeque<Input>>,
    turn_asked: Cell<bool>,
    /// Whether a turn goes on in a later task: until then no other is taken.
    goes_on: Cell<bool>,
    next_task: OnceCell<Option<NextTask>>,
    running: RefCell<Running>,
    /// The screen that is open. Each peer of this tab is told anew.
    looking: RefCell<Option<Command>>,
    /// What was wished while another tab is the peer: this one takes the turn for it.
    wishes: RefCell<Vec<Command>>,
    show: Box<dyn Fn(Rc<AppView>)>,
    lock: OnceCell<TabLock>,
    tabs: OnceCell<Tabs>,
    /// Runs while something stored is to be told to other tabs, or to be read again
    /// because another tab told us.
    notice: RefCell<Option<Timeout>>,
    network: OnceCell<Vec<EventListener>>,
    taking: OnceCell<Option<Taking>>,
}

struct Running {
    peer: Peer,
    /// Counts the peers of this tab: answers to an earlier one are not for it.
    life: u32,
    is_ours: bool,
    store: Option<IndexedDbStore>,
    connections: BTreeMap<LinkId, Connection>,
    sockets: BTreeMap<SocketId, Socket>,
    ice_servers: Vec<IceServer>,
    wakes: BTreeSet<Millis>,
    /// When the peer was handed its last input.
    handed_at: Millis,
    /// Whether it asked to be woken then: no timer is needed for that.
    is_due: bool,
    /// Whether a turn can go on in a later task: where it cannot, only timers let the
    /// page do something else.
    goes_on_at_once: bool,
    timer: Option<(Millis, Timeout)>,
    picture: Option<Timeout>,
    /// Whether a picture is asked of the peer in a task that comes before others.
    is_picture_due: bool,
    /// A picture that is drawn in a task of its own, unless a newer one is drawn before.
    undrawn: Option<Rc<AppView>>,
    /// When the last picture was asked of the peer.
    pictured_at: Millis,
}

impl PartialEq for Driver {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Driver {
    /// Opens the store and starts the peer; `show` gets every new view.
    pub fn start(show: impl Fn(Rc<AppView>) + 'static) -> Self {
        let driver = Self(Rc::new(Shared {
            inputs: RefCell::default(),
            turn_asked: Cell::new(false),
            goes_on: Cell::new(false),
            next_task: OnceCell::new(),
            running: RefCell::new(Running {
                peer: new_peer(),
                life: 0,
                is_ours: false,
                store: None,
                connections: BTreeMap::new(),
                sockets: BTreeMap::new(),
                ice_servers: Vec::new(),
                wakes: BTreeSet::new(),
                handed_at: 0,
                is_due: false,
                goes_on_at_once: false,
                timer: None,
                picture: None,
                is_picture_due: false,
                undrawn: None,
                pictured_at: 0,
            }),
            looking: RefCell::default(),
            wishes: RefCell::default(),
            show: Box::new(show),
            lock: OnceCell::new(),
            tabs: OnceCell::new(),
            notice: RefCell::default(),
            network: OnceCell::new(),
            taking: OnceCell::new(),
        }));
        let mut network = {
            let weak = Rc::downgrade(&driver.0);
            surroundings::on_network(move |online| post(&weak, Input::Online(online)))
        };
        network.extend({
            let weak = Rc::downgrade(&driver.0);
            surroundings::on_return(move |away| tabs::come_back(&weak, away))
        });
        let next_task = {
            let weak = Rc::downgrade(&driver.0);
            NextTask::new(move || go_on(&weak))
        };
        // Set once, here.
        let _ = driver.0.network.set(network);
        driver.0.running.borrow_mut().goes_on_at_once = next_task.is_some();
        let _ = driver.0.next_task.set(next_task);
        spawn_local(tabs::open(Rc::downgrade(&driver.0)));
        driver
    }

    /// Hands a wish to the peer.
    pub fn command(&self, command: Command) {
        let looks = matches!(command, Command::Look(_));
        if looks {
            *self.0.looking.borrow_mut() = Some(command.clone());
        }
        let is_ours = self.0.running.borrow().is_ours;
        if !is_ours && !looks {
            self.0.wishes.borrow_mut().push(command);
            if let Some(lock) = self.0.lock.get() {
                lock.take();
            }
            return;
        }
        post(&Rc::downgrade(&self.0), Input::Command(command));
    }

    /// The page is being left: everybody is told at once, there is no later.
    pub fn leave(&self) {
        if !panic::is_poisoned() {
            self.0.inputs.borrow_mut().push_back(Input::Leave);
            turn(&self.0, None);
        }
    }
}

fn new_peer() -> Peer {
    Peer::new(Offsets(zone::known_offset))
}

/// The shared state, unless the peer has stopped or panicked.
fn alive(weak: &Weak<Shared>) -> Option<Rc<Shared>> {
    weak.upgrade().filter(|_| !panic::is_poisoned())
}

fn post(weak: &Weak<Shared>, input: Input) {
    if let Some(shared) = alive(weak) {
        shared.inputs.borrow_mut().push_back(input);
        ask_turn(weak);
    }
}

/// Takes a turn as soon as the browser's callback is over.
fn ask_turn(weak: &Weak<Shared>) {
    let Some(shared) = alive(weak) else { return };
    if shared.goes_on.get() || shared.turn_asked.replace(true) {
        return;
    }
    let weak = weak.clone();
    spawn_local(async move {
        let Some(shared) = alive(&weak) else { return };
        shared.turn_asked.set(false);
        if !shared.goes_on.get() {
            turn(&shared, Some(clock::now() + TURN_MS));
        }
    });
}

/// Has the turn go on in a later task. False where there is no such thing.
fn go_on_later(shared: &Shared) -> bool {
    let next_task = shared.next_task.get().and_then(Option::as_ref);
    let comes = next_task.is_some_and(NextTask::ask);
    shared.goes_on.set(comes);
    comes
}

/// The later task has come.
fn go_on(weak: &Weak<Shared>) {
    if let Some(shared) = alive(weak) {
        shared.goes_on.set(false);
        turn(&shared, Some(clock::now() + TURN_MS));
    }
}

/// Feeds the peer everything that waits, or what it gets done `until` then, and
/// carries out what it asks for.
fn turn(shared: &Rc<Shared>, until: Option<Millis>) {
    let weak = Rc::downgrade(shared);
    // Nothing inside a turn takes another turn, so the state is free here.
    let mut running = shared.running.borrow_mut();
    let (mut stored, mut is_wished) = (false, false);
    loop {
        while let Some(output) = running.peer.poll() {
            running.carry_out(output, &weak);
        }
        if until.is_some_and(|until| clock::now() > until) && go_on_later(shared) {
            break;
        }
        let answer = running.store.as_mut().and_then(Store::poll);
        let input = match answer {
            Some((request, answer)) => match running.own_request(request) {
                Some(request) => {
                    stored |= matches!(answer, Ok(Answer::Committed));
                    Some(Input::Answered(request, answer))
                }
                None => continue,
            },
            None => {
                let input = shared.inputs.borrow_mut().pop_front();
                // When the page is left, what can wait does.
                let ticks = input.is_none() && until.is_some();
                input.or_else(|| (ticks && take(&mut running.is_due)).then_some(Input::Tick))
            }
        };
        let Some(input) = input else { break };
        match &input {
            Input::Closed { link } => {
                running.connections.remove(link);
            }
            Input::SocketClosed { socket } => {
                running.sockets.remove(socket);
            }
            Input::Command(_) => is_wished = true,
            _ => {}
        }
        let now = clock::now();
        running.handed_at = now;
        running.peer.handle(now, &mut BrowserEntropy, input);
    }
    if is_wished {
        running.ask_picture_now(&weak);
    } else {
        running.ask_picture(&weak);
    }
    if stored && running.is_ours {
        drop(running);
        tabs::tell_tabs(&weak);
    }
}
