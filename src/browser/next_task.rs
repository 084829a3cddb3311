//! A task of its own for what is left to do, after whatever the page has to do
//! meanwhile: input, painting, the network.
//!
//! Timers are held back (Chromium and Firefox wait 4 ms from the fifth in a row, and a
//! second on hidden pages: HTML, «timers»); a message that a page posts to itself is
//! not.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{MessageChannel, MessagePort};

use super::panic;

/// The way to a later task. Closed when dropped.
pub struct NextTask {
    ask: MessagePort,
    heard: MessagePort,
    _listener: EventListener,
}

impl NextTask {
    /// Calls `run` once for each [`Self::ask`], in a task of its own. None in a
    /// browser without such channels.
    pub fn new(run: impl Fn() + 'static) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let heard = channel.port2();
        let listener = EventListener::new(&heard, "message", move |_| {
            if !panic::is_poisoned() {
                run();
            }
        });
        // A port that is listened to without `onmessage` is silent until it is started.
        heard.start();
        Some(Self {
            ask: channel.port1(),
            heard,
            _listener: listener,
        })
    }

    /// Asks for a task. Whether one will come.
    pub fn ask(&self) -> bool {
        self.ask.post_message(&JsValue::NULL).is_ok()
    }
}

impl Drop for NextTask {
    fn drop(&mut self) {
        self.ask.close();
        self.heard.close();
    }
}
