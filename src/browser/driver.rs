//! The run loop: feeds the peer one input at a time, carries out its outputs
//! against the store and the connections, and hands out its view.
//!
//! Whatever the browser calls only posts an input and asks for a turn; the turn
//! itself runs in a task of its own, so nothing is ever entered twice.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::carried;
use super::clock::{self, BrowserEntropy};
use super::location::scoped;
use super::panic;
use super::tab_lock::{TabLock, Turn};
use super::tabs::Tabs;
use super::zone;
use crate::gossip::engine::{LinkId, Millis};
use crate::gossip::webrtc::{Connection, Event, Report};
use crate::peer::command::Command;
use crate::peer::view_model::{AppView, Problem};
use crate::peer::{FileWish, Input, Output, Peer};
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
}

struct Running {
    peer: Peer,
    /// Counts the peers of this tab: answers to an earlier one are not for it.
    life: u32,
    is_ours: bool,
    store: Option<IndexedDbStore>,
    connections: BTreeMap<LinkId, Connection>,
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
        }));
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
            let lock = TabLock::begin(move |turn| change_turn(&weak, turn));
            // Opened once, so nothing is there to be replaced.
            let _ = shared.lock.set(lock);
            if let Some(tabs) = tabs {
                let _ = shared.tabs.set(tabs);
            }
        }
        Err(error) => (shared.show)(Rc::new(AppView::Failed(Problem::from(&error)))),
    }
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
    running.wakes.clear();
    running.timer = None;
    shared.inputs.borrow_mut().clear();
}

/// Begins anew from the store, at the screen that is open.
fn begin(weak: &Weak<Shared>, how: Input) {
    let Some(shared) = alive(weak) else { return };
    stop(&shared);
    post(weak, how);
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
        if let Input::Closed { link } = input {
            running.connections.remove(&link);
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
            Output::Dial { link, offer } => match Connection::dial(link, offer, report(weak)) {
                Ok(connection) => {
                    self.connections.insert(link, connection);
                }
                Err(_) => post(weak, Input::Described { link, sdp: None }),
            },
            Output::Accept { link, answer } => {
                if let Some(connection) = self.connections.get(&link) {
                    connection.accept(link, answer, report(weak));
                }
            }
            Output::Send { link, frame } => {
                if let Some(connection) = self.connections.get(&link) {
                    connection.send(frame);
                }
            }
            Output::Hang { link } => {
                if let Some(connection) = self.connections.get_mut(&link) {
                    let weak = weak.clone();
                    connection.hang_up(move || release(&weak, link));
                }
            }
            Output::File(wish) => carry(wish, weak),
            Output::Persist => ask_to_keep(weak.clone()),
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
        FileWish::OpenHosted => {
            let weak = weak.clone();
            spawn_local(async move {
                if let Some(blob) = carried::hosted().await {
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
            Event::Closed => Input::Closed { link },
        };
        post(&weak, input);
    })
}
