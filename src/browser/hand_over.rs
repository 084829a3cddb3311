//! A code that a messenger or the phone's own camera opened in a new tab, while
//! another tab waits for it with its connection half made: the new tab hands it over
//! by BroadcastChannel and stays out of the way. Never by storage: what is kept
//! there would be used again later.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::location::{fragment, scoped};
use super::panic;

/// Name of the channel, before the page's path.
const CHANNEL: &str = "p2panda.codes";
/// How long the waiting tab may take to answer, milliseconds. Browsers slow hidden
/// tabs down, but not messages to them.
const PATIENCE_MS: u32 = 700;
/// Longest code that is handed over, UTF-16 units.
const MAX_CODE: usize = 8192;

/// The code in the page's address, where it is one that a tab may wait for.
fn code_of_address() -> Option<String> {
    let fragment = fragment();
    let code = fragment.strip_prefix("#/s/")?;
    (code.len() <= MAX_CODE).then(|| code.to_owned())
}

/// Offers the code in this page's address to the other tabs; whether one took it.
pub async fn hand_over() -> bool {
    let Some(code) = code_of_address() else {
        return false;
    };
    let Ok(channel) = BroadcastChannel::new(&scoped(CHANNEL)) else {
        return false;
    };
    let taken = Rc::new(Cell::new(false));
    let listener = EventListener::new(&channel, "message", {
        let taken = taken.clone();
        move |event| taken.set(taken.get() || word(event, "taken").is_some())
    });
    let sent = channel.post_message(&message("code", &code)).is_ok();
    for _ in 0..PATIENCE_MS / 50 {
        if !sent || taken.get() {
            break;
        }
        TimeoutFuture::new(50).await;
    }
    drop(listener);
    channel.close();
    taken.get()
}

/// Takes codes that other tabs offer, where `take` wants them, until it is dropped.
pub struct Taking {
    channel: BroadcastChannel,
    listener: Option<EventListener>,
}

impl Taking {
    /// Begins; none where the browser has no such channels.
    pub fn begin(take: impl Fn(String) -> bool + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(&scoped(CHANNEL)).ok()?;
        let listener = EventListener::new(&channel, "message", {
            let channel = channel.clone();
            move |event| {
                let code = word(event, "code").filter(|code| code.len() <= MAX_CODE);
                if let Some(code) = code
                    && !panic::is_poisoned()
                    && take(code)
                {
                    // Refused only by a closed channel: then nobody waits.
                    let _ = channel.post_message(&message("taken", "yes"));
                }
            }
        });
        Some(Self {
            channel,
            listener: Some(listener),
        })
    }
}

impl Drop for Taking {
    fn drop(&mut self) {
        self.listener = None;
        self.channel.close();
    }
}

fn message(name: &str, value: &str) -> JsValue {
    let message = Object::new();
    // A plain object refuses no property.
    let _ = Reflect::set(&message, &name.into(), &value.into());
    message.into()
}

fn word(event: &web_sys::Event, name: &str) -> Option<String> {
    let data = event.dyn_ref::<MessageEvent>()?.data();
    Reflect::get(&data, &name.into()).ok()?.as_string()
}
