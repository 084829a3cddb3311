//! One tab at a time is the peer: it writes, and it has the links. The tab that
//! the person looks at gets the Web Lock of this page's database, also by taking
//! it from another tab; whoever loses it stops at once. The lock is courtesy: the
//! store's own writer token is what keeps a stale tab from writing.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, VisibilityState};

use super::location::scoped;
use super::panic;

/// Name of the lock, before the page's path.
const LOCK: &str = "p2panda.peer";

/// What happened to this tab's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// This tab is the peer now.
    Ours,
    /// Another tab is.
    Theirs,
}

/// Asks for the turn whenever the person looks at this tab. Dropping it stops
/// asking; the lock itself goes with the page.
pub struct TabLock {
    asking: Asking,
    _listeners: Vec<EventListener>,
}

#[derive(Clone)]
struct Asking {
    /// The request by which this tab has the lock, if it has it.
    held_by: Rc<Cell<Option<u32>>>,
    requests: Rc<Cell<u32>>,
    /// Whether a patient request stands in the browser's queue.
    is_queued: Rc<Cell<bool>>,
    report: Rc<dyn Fn(Turn)>,
}

impl TabLock {
    /// Begins; `report` is called from tasks of their own. Browsers without Web
    /// Locks get the turn at once: there the writer token alone decides.
    pub fn begin(report: impl Fn(Turn) + 'static) -> Self {
        let asking = Asking {
            held_by: Rc::new(Cell::new(None)),
            requests: Rc::new(Cell::new(0)),
            is_queued: Rc::new(Cell::new(false)),
            report: Rc::new(report),
        };
        let Some(document) = web_sys::window().and_then(|window| window.document()) else {
            return Self {
                asking,
                _listeners: Vec::new(),
            };
        };
        // A tab opened in the background waits for its turn in the queue.
        asking.ask(is_visible(&document));
        let mut listeners = vec![EventListener::new(&document, "visibilitychange", {
            let (asking, document) = (asking.clone(), document.clone());
            move |_| asking.ask_if(is_visible(&document))
        })];
        if let Some(window) = web_sys::window() {
            // Two windows side by side are both visible: the one used last counts.
            let asking = asking.clone();
            listeners.push(EventListener::new(&window, "focus", move |_| {
                asking.ask_if(true);
            }));
        }
        Self {
            asking,
            _listeners: listeners,
        }
    }

    /// Asks for the turn because something is wished here.
    pub fn take(&self) {
        self.asking.ask_if(true);
    }
}

fn is_visible(document: &Document) -> bool {
    document.visibility_state() == VisibilityState::Visible
}

impl Asking {
    fn ask_if(&self, wanted: bool) {
        if wanted && self.held_by.get().is_none() && !panic::is_poisoned() {
            self.ask(true);
        }
    }

    /// Takes the lock from whoever has it, or waits until nobody does.
    fn ask(&self, steal: bool) {
        if !steal && self.is_queued.replace(true) {
            return;
        }
        let number = self.requests.get().wrapping_add(1);
        self.requests.set(number);
        let asking = self.clone();
        spawn_local(async move {
            let Some(held) = request(&asking, number, steal) else {
                asking.ours(number);
                return;
            };
            // It ends only when the lock is taken from this request. That may be
            // by a later one of this very tab; else another tab is the peer, until
            // it is closed and the queue comes to us again.
            let ended = JsFuture::from(held).await;
            if ended.is_err() && asking.held_by.get() == Some(number) && !panic::is_poisoned() {
                asking.held_by.set(None);
                (asking.report)(Turn::Theirs);
                asking.ask(false);
            }
        });
    }

    fn ours(&self, number: u32) {
        if self.held_by.replace(Some(number)).is_none() && !panic::is_poisoned() {
            (self.report)(Turn::Ours);
        }
    }
}

/// Asks the browser for the lock; none where it has no locks.
fn request(asking: &Asking, number: u32, steal: bool) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let ask: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    Reflect::set(&options, &"steal".into(), &JsValue::from_bool(steal)).ok()?;
    let granted = Closure::once_into_js({
        let asking = asking.clone();
        move |_lock: JsValue| -> Promise {
            if !steal {
                asking.is_queued.set(false);
            }
            asking.ours(number);
            // Held until the page goes or another tab takes it.
            Promise::new(&mut |_, _| {})
        }
    });
    let held = ask.call3(&locks, &scoped(LOCK).into(), &options, &granted);
    held.ok()?.dyn_into().ok()
}
