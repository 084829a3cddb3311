//! Which tab is the peer, and what the others do meanwhile: they read what it stores
//! and show it. A tab begins anew from the store when its turn comes.

use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::{Shared, alive, ask_turn, new_peer, post};
use crate::browser::hand_over::{self, Taking};
use crate::browser::location::scoped;
use crate::browser::surroundings;
use crate::browser::tab_lock::{TabLock, Turn};
use crate::browser::tabs::Tabs;
use crate::gossip::engine::Millis;
use crate::peer::Input;
use crate::peer::command::Command;
use crate::peer::view_model::{AppView, Problem};
use crate::storage::indexed_db::IndexedDbStore;

/// Name of the database, before the page's path.
const DATABASE: &str = "p2panda";

/// Time after something was stored until other tabs are told, milliseconds: much is
/// stored at once.
const TELL_MS: u32 = 200;

/// Time after a notice until what was stored is read, milliseconds.
const READ_AGAIN_MS: u32 = 500;

/// A page that was not looked at for so long, milliseconds, may have been stopped:
/// ICE gives a silent side up after 30 s (RFC 7675).
const FORGOTTEN_MS: Millis = 25_000;

pub(super) async fn open(weak: Weak<Shared>) {
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
pub(super) fn come_back(weak: &Weak<Shared>, away: Millis) {
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
    running.is_due = false;
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
pub(super) fn tell_tabs(weak: &Weak<Shared>) {
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

/// Reads what the page's host lists, each time this tab becomes the peer.
async fn tell_config(weak: Weak<Shared>) {
    let text = surroundings::config().await;
    post(&weak, Input::Config(text));
}
