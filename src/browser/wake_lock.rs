//! Keeps the screen awake while somebody wants it, where the browser can.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::VisibilityState;

use super::panic;

/// Asks to stay awake until it is dropped. Browsers take the promise back whenever
/// the page is not looked at, so it is asked for again at each return.
pub struct WakeLock {
    asking: Rc<Asking>,
    _return: Option<EventListener>,
}

struct Asking {
    held: RefCell<Option<JsValue>>,
    dropped: Cell<bool>,
    told: Box<dyn Fn(bool)>,
}

impl WakeLock {
    /// Begins; `told` hears each time whether the browser promised it.
    pub fn begin(told: impl Fn(bool) + 'static) -> Self {
        let asking = Rc::new(Asking {
            held: RefCell::default(),
            dropped: Cell::new(false),
            told: Box::new(told),
        });
        ask(&asking);
        let document = web_sys::window().and_then(|window| window.document());
        let on_return = document.map(|document| {
            let (asking, page) = (asking.clone(), document.clone());
            EventListener::new(&document, "visibilitychange", move |_| {
                if page.visibility_state() == VisibilityState::Visible && !panic::is_poisoned() {
                    ask(&asking);
                }
            })
        });
        Self {
            asking,
            _return: on_return,
        }
    }
}

impl Drop for WakeLock {
    fn drop(&mut self) {
        self.asking.dropped.set(true);
        if let Some(held) = self.asking.held.take() {
            release(&held);
        }
    }
}

fn ask(asking: &Rc<Asking>) {
    let asking = asking.clone();
    spawn_local(async move {
        let promised = request().await;
        if panic::is_poisoned() {
            return;
        }
        match promised {
            Some(sentinel) if asking.dropped.get() => release(&sentinel),
            Some(sentinel) => {
                asking.held.replace(Some(sentinel));
                (asking.told)(true);
            }
            None if !asking.dropped.get() => (asking.told)(false),
            None => {}
        }
    });
}

async fn request() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let lock = Reflect::get(&navigator, &"wakeLock".into()).ok()?;
    let ask: Function = Reflect::get(&lock, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let asked: Promise = ask.call1(&lock, &"screen".into()).ok()?.dyn_into().ok()?;
    JsFuture::from(asked).await.ok()
}

fn release(sentinel: &JsValue) {
    let release = Reflect::get(sentinel, &"release".into());
    if let Ok(release) = release.and_then(JsCast::dyn_into::<Function>) {
        // One that was taken back already is released for good.
        let _ = release.call0(sentinel);
    }
}
