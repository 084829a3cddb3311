//! The run loop: feeds the peer one input at a time, carries out its outputs
//! against the store and the connections, and hands out its view.
//!
//! Whatever the browser calls only posts an input and asks for a turn; the turn
//! itself runs in a task of its own, so nothing is ever entered twice.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::carried;
use super::clock::{self, BrowserEntropy};
use super::hand_over::{self, Taking};
use super::location::scoped;
use super::panic;
use super::surroundings;
use super::tab_lock::{TabLock, Turn};
use super::tabs::Tabs;
use super::zone;
use crate::gossip::engine::{LinkId, Millis};
use crate::gossip::webrtc::{Connection, Event, Report};
use crate::gossip::websocket::{self, Socket};
use crate::peer::command::Command;
use crate::peer::view_model::{AppView, Problem};
use crate::peer::{FileWish, IceServer, Input, Output, Peer, SocketId};
use crate::protocol::exchange::zone::Offsets;
use crate::protocol::limits::SHOW_INTERVAL_MS;
use crate::storage::indexed_db::IndexedDbStore;
use crate::storage::{Answer, RequestId, Store};

/// Name of the database, before the page's path.
const DATABASE: &str = "p2panda";
/// Requests of one peer stay below 2^40; the bits above tell which peer asked.
const LIFE_SHIFT: u32 = 40;
/// Longest timer, milliseconds: a day. Browsers fire longer ones than 24.8 days at
/// once; a wake that comes early only asks again.
const MAX_DELAY_MS: u32 = 24 * 60 * 60 * 1000;

/// Time after something was stored until other tabs are told, milliseconds: much is
/// stored at once.
const TELL_MS: u32 = 200;
/// Time after a notice until what was stored is read, milliseconds.
const READ_AGAIN_MS: u32 = 500;
/// A page that was not looked at for so long, milliseconds, may have been stopped:
/// ICE gives a silent side up after 30 s (RFC 7675).
const FORGOTTEN_MS: Millis = 25_000;

/// A handle to the running peer. Cloning gives another handle to the same one;
/// the peer stops with the last.
#[derive(Clone)]
pub struct Driver(Rc<Shared>);

/// What callbacks of the browser may touch at any moment is apart from what a
/// turn holds on to.
struct Shared {
    inputs: RefCell<VecDeque<Input>>,
    turn_asked: Cell<bool>,
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
    timer: Option<(Millis, Timeout)>,
    picture: Option<Timeout>,
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
            running: RefCell::new(Running {
                peer: new_peer(),
                life: 0,
                is_ours: false,
                store: None,
                connections: BTreeMap::new(),
                sockets: BTreeMap::new(),
                ice_servers: Vec::new(),
                wakes: BTreeSet::new(),
                timer: None,
                picture: None,
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
            surroundings::on_return(move |away| come_back(&weak, away))
        });
        // Set once, here.
        let _ = driver.0.network.set(network);
        spawn_local(open(Rc::downgrade(&driver.0)));
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
            turn(&self.0);
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

async fn open(weak: Weak<Shared>) {
    let wake = Rc::new({
        let weak = weak.clone();
        move || ask_turn(&weak)
    });
    let opened = IndexedDbStore::open(&scoped(DATABASE), wake).await;
    let Some(shared) = alive(&weak) else { return };
    match opened {
        Ok(store) => {
            shared.running.borrow_mut().store = Some(store);
            let tabs = Tabs::open({
                let weak = weak.clone();
                move || read_again_soon(&weak)
            });
            if hand_over::hand_over().await {
                return (shared.show)(Rc::new(AppView::Failed(Problem::HandedOver)));
            }
            let taking = {
                let weak = weak.clone();
                Taking::begin(move |code| take_code(&weak, code))
            };
            // Opened once, so nothing is there to be replaced; so below.
            let _ = shared.taking.set(taking);
            let lock = TabLock::begin(move |turn| change_turn(&weak, turn));
            let _ = shared.lock.set(lock);
            if let Some(tabs) = tabs {
                let _ = shared.tabs.set(tabs);
            }
        }
        Err(error) => (shared.show)(Rc::new(AppView::Failed(Problem::from(&error)))),
    }
}

/// Another tab offers a code; whether the peer here waits for one.
fn take_code(weak: &Weak<Shared>, code: String) -> bool {
    let Some(shared) = alive(weak) else {
        return false;
    };
    let waits = {
        let running = shared.running.borrow();
        running.is_ours && running.peer.waits_for_answer()
    };
    if waits {
        post(weak, Input::Command(Command::EnterCode { text: code }));
    }
    waits
}

/// Somebody looks at the page again after `away` milliseconds. Phones stop pages
/// that nobody looks at, and then the other side has given up long ago: what is
/// not connected by now is found anew, at once.
fn come_back(weak: &Weak<Shared>, away: Millis) {
    let Some(shared) = alive(weak) else { return };
    if away > FORGOTTEN_MS {
        let running = shared.running.borrow();
        let lost = running.connections.iter();
        for (link, _) in lost.filter(|(_, connection)| connection.is_lost()) {
            post(weak, Input::Closed { link: *link });
        }
    }
    post(weak, Input::Online(surroundings::is_online()));
    post(weak, Input::Tick);
}

/// Another tab has become the peer, or this one has. Whoever is not the peer shows
/// what the peer has stored, and begins anew from the store when its turn comes.
fn change_turn(weak: &Weak<Shared>, turn: Turn) {
    let Some(shared) = alive(weak) else { return };
    shared.running.borrow_mut().is_ours = turn == Turn::Ours;
    match turn {
        Turn::Ours => {
            begin(weak, Input::Start);
            for wish in shared.wishes.take() {
                post(weak, Input::Command(wish));
            }
        }
        Turn::Theirs => {
            stop(&shared);
            read_again_soon(weak);
        }
    }
}

/// The peer of this tab is no more; what it showed stays.
fn stop(shared: &Shared) {
    let mut running = shared.running.borrow_mut();
    running.life += 1;
    running.peer = new_peer();
    running.connections.clear();
    running.sockets.clear();
    running.wakes.clear();
    running.timer = None;
    shared.inputs.borrow_mut().clear();
}

/// Begins anew from the store, at the screen that is open.
fn begin(weak: &Weak<Shared>, how: Input) {
    let Some(shared) = alive(weak) else { return };
    stop(&shared);
    post(weak, how);
    // Who only watches has no links.
    if shared.running.borrow().is_ours {
        post(weak, Input::Online(surroundings::is_online()));
        spawn_local(tell_config(weak.clone()));
    }
    let looking = shared.looking.borrow().clone();
    if let Some(looking) = looking {
        post(weak, Input::Command(looking));
    }
}

/// Another tab has stored something: what is seen here is read again, but not for
/// every single entry.
fn read_again_soon(weak: &Weak<Shared>) {
    let is_seen = web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| !document.hidden());
    let after = |shared: &Shared| is_seen && !shared.running.borrow().is_ours;
    notice_after(weak, READ_AGAIN_MS, after, |weak, shared| {
        if !shared.running.borrow().is_ours {
            begin(weak, Input::Watch);
        }
    });
}

/// Something was stored here: the other tabs are told soon.
fn tell_tabs(weak: &Weak<Shared>) {
    notice_after(
        weak,
        TELL_MS,
        |_| true,
        |_, shared| {
            if let Some(tabs) = shared.tabs.get() {
                tabs.tell();
            }
        },
    );
}

/// Does something after a while, once however often it is asked for meanwhile.
fn notice_after(
    weak: &Weak<Shared>,
    milliseconds: u32,
    wanted: impl Fn(&Shared) -> bool,
    then: impl FnOnce(&Weak<Shared>, &Shared) + 'static,
) {
    let Some(shared) = alive(weak).filter(|shared| wanted(shared)) else {
        return;
    };
    let mut notice = shared.notice.borrow_mut();
    if notice.is_some() {
        return;
    }
    let weak = weak.clone();
    *notice = Some(Timeout::new(milliseconds, move || {
        if let Some(shared) = alive(&weak) {
            drop(shared.notice.take());
            then(&weak, &shared);
        }
    }));
}

fn post(weak: &Weak<Shared>, input: Input) {
    if let Some(shared) = alive(weak) {
        shared.inputs.borrow_mut().push_back(input);
        ask_turn(weak);
    }
}

/// Takes a turn in a task of its own, soon.
fn ask_turn(weak: &Weak<Shared>) {
    let Some(shared) = alive(weak) else { return };
    if shared.turn_asked.replace(true) {
        return;
    }
    let weak = weak.clone();
    spawn_local(async move {
        if let Some(shared) = alive(&weak) {
            shared.turn_asked.set(false);
            turn(&shared);
        }
    });
}

/// Feeds the peer everything that waits, and carries out what it asks for.
fn turn(shared: &Rc<Shared>) {
    let weak = Rc::downgrade(shared);
    // Nothing inside a turn takes another turn, so the state is free here.
    let mut running = shared.running.borrow_mut();
    let mut stored = false;
    loop {
        while let Some(output) = running.peer.poll() {
            running.carry_out(output, &weak);
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
            None => shared.inputs.borrow_mut().pop_front(),
        };
        let Some(input) = input else { break };
        match &input {
            Input::Closed { link } => {
                running.connections.remove(link);
            }
            Input::SocketClosed { socket } => {
                running.sockets.remove(socket);
            }
            _ => {}
        }
        running
            .peer
            .handle(clock::now(), &mut BrowserEntropy, input);
    }
    running.ask_picture(&weak);
    if stored && running.is_ours {
        drop(running);
        tell_tabs(&weak);
    }
}

impl Running {
    /// The peer's own number of a request, unless an earlier peer of this tab asked.
    fn own_request(&self, request: RequestId) -> Option<RequestId> {
        let is_own = request >> LIFE_SHIFT == u64::from(self.life);
        is_own.then_some(request & ((1 << LIFE_SHIFT) - 1))
    }

    fn carry_out(&mut self, output: Output, weak: &Weak<Shared>) {
        match output {
            Output::Store(request, asked) => {
                let request = u64::from(self.life) << LIFE_SHIFT | request;
                if let Some(store) = &mut self.store {
                    store.submit(request, asked);
                }
            }
            Output::Dial { link, offer } => {
                match Connection::dial(link, offer, &self.ice_servers, report(weak)) {
                    Ok(connection) => {
                        self.connections.insert(link, connection);
                    }
                    Err(_) => post(weak, Input::Described { link, sdp: None }),
                }
            }
            Output::Accept { link, answer } => {
                if let Some(connection) = self.connections.get(&link) {
                    connection.accept(link, answer, report(weak));
                }
            }
            Output::Candidates { link, candidates } => {
                if let Some(connection) = self.connections.get(&link) {
                    connection.look_at(&candidates);
                }
            }
            Output::Send { link, frame } => {
                if let Some(connection) = self.connections.get(&link)
                    && !connection.send(frame)
                {
                    post(weak, Input::Closed { link });
                }
            }
            Output::Hang { link } => {
                if let Some(connection) = self.connections.get_mut(&link) {
                    if let Some(trace) = connection.trace() {
                        post(weak, Input::Traced { link, trace });
                    }
                    let weak = weak.clone();
                    connection.hang_up(move || release(&weak, link));
                }
            }
            Output::IceServers(servers) => self.ice_servers = servers,
            Output::OpenSocket { socket, url } => {
                match Socket::open(socket, &url, report_text(weak)) {
                    Ok(open) => {
                        self.sockets.insert(socket, open);
                    }
                    Err(_) => post(weak, Input::SocketClosed { socket }),
                }
            }
            Output::SendText { socket, text } => {
                if let Some(socket) = self.sockets.get(&socket) {
                    socket.send(&text);
                }
            }
            Output::CloseSocket { socket } => {
                self.sockets.remove(&socket);
            }
            Output::File(wish) => carry(wish, weak),
            Output::Persist => ask_to_keep(weak.clone()),
            Output::Began { kept, of } => surroundings::mark_beginning(kept, of),
            Output::Wake(at) => self.wake_at(at, weak),
        }
    }

    /// Remembers a wake; one timer runs, for the earliest of them.
    fn wake_at(&mut self, at: Millis, weak: &Weak<Shared>) {
        self.wakes.insert(at);
        self.set_timer(weak);
    }

    fn set_timer(&mut self, weak: &Weak<Shared>) {
        let Some(first) = self.wakes.first().copied() else {
            return;
        };
        if self.timer.as_ref().is_some_and(|(at, _)| *at == first) {
            return;
        }
        let delay = u32::try_from(first.saturating_sub(clock::now())).unwrap_or(MAX_DELAY_MS);
        let timeout = {
            let weak = weak.clone();
            Timeout::new(delay.min(MAX_DELAY_MS), move || wake_up(&weak))
        };
        self.timer = Some((first, timeout));
    }

    /// Shows the view once the burst of inputs is over, at most once a frame.
    fn ask_picture(&mut self, weak: &Weak<Shared>) {
        if self.picture.is_some() {
            return;
        }
        let weak = weak.clone();
        self.picture = Some(Timeout::new(SHOW_INTERVAL_MS, move || {
            let Some(shared) = alive(&weak) else { return };
            let view = {
                let mut running = shared.running.borrow_mut();
                running.picture = None;
                running.peer.view()
            };
            // A tab whose turn comes again keeps its picture until it has a new one.
            let begins_again = shared.running.borrow().life > 1;
            if let Some(view) = view
                && !(begins_again && *view == AppView::Starting)
            {
                (shared.show)(view);
            }
        }));
    }
}

/// A timer has run down: what is due is forgotten, the peer ticks, and the next
/// one runs.
fn wake_up(weak: &Weak<Shared>) {
    let Some(shared) = alive(weak) else { return };
    let mut running = shared.running.borrow_mut();
    let now = clock::now();
    running.wakes = running.wakes.split_off(&(now + 1));
    running.timer = None;
    running.set_timer(weak);
    drop(running);
    post(weak, Input::Tick);
}

/// Does what the peer wishes of a file.
fn carry(wish: FileWish, weak: &Weak<Shared>) {
    match wish {
        FileWish::Read { file, from, length } => {
            let weak = weak.clone();
            spawn_local(async move {
                let bytes = carried::read(file, from, length).await;
                post(&weak, Input::Piece { file, bytes });
            });
        }
        FileWish::OpenHosted { name } => {
            let weak = weak.clone();
            spawn_local(async move {
                if let Some(blob) = carried::hosted(&name).await {
                    let (file, size) = carried::keep(blob);
                    post(&weak, Input::Hosted { file, size });
                }
            });
        }
        FileWish::Close { file } => carried::close(file),
        FileWish::Begin { file } => carried::begin(file),
        FileWish::Append { file, bytes } => carried::append(file, &bytes),
    }
}

/// Asks the browser not to delete this page's data when it needs room. Some ask
/// the person, some decide for themselves, some have no such promise.
fn ask_to_keep(weak: Weak<Shared>) {
    let storage = web_sys::window().map(|window| window.navigator().storage());
    let asked = storage.and_then(|storage| storage.persist().ok());
    spawn_local(async move {
        let answer = match asked {
            Some(promise) => JsFuture::from(promise).await.ok(),
            None => None,
        };
        let promised = answer.and_then(|answer| answer.as_bool());
        post(&weak, Input::Persisted(promised.unwrap_or(false)));
    });
}

/// Drops a connection that has hung up.
fn release(weak: &Weak<Shared>, link: LinkId) {
    if let Some(shared) = alive(weak) {
        shared.running.borrow_mut().connections.remove(&link);
    }
}

fn report(weak: &Weak<Shared>) -> Report {
    let weak = weak.clone();
    Rc::new(move |link, event| {
        let input = match event {
            Event::Described(sdp) => Input::Described { link, sdp },
            Event::Opened => Input::Opened { link },
            Event::Received(frame) => Input::Received { link, frame },
            Event::Traced(trace) => Input::Traced { link, trace },
            Event::Closed => Input::Closed { link },
        };
        post(&weak, input);
    })
}

fn report_text(weak: &Weak<Shared>) -> websocket::Report {
    let weak = weak.clone();
    Rc::new(move |socket, event| {
        let input = match event {
            websocket::Event::Opened => Input::SocketOpened { socket },
            websocket::Event::Received(text) => Input::TextReceived { socket, text },
            websocket::Event::Closed => Input::SocketClosed { socket },
        };
        post(&weak, input);
    })
}

/// Reads what the page's host lists, each time this tab becomes the peer.
async fn tell_config(weak: Weak<Shared>) {
    let text = surroundings::config().await;
    post(&weak, Input::Config(text));
}
