//! Sockets to meeting points: the browser's edge of [`super::relay`] (wasm only).
//!
//! As with data channels, one owner for a socket and its listeners, which only
//! report; dropping it detaches and closes.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{MessageEvent, WebSocket};

use super::relay::SocketId;

/// What happened on a socket.
#[derive(Debug)]
pub enum Event {
    /// It is open.
    Opened,
    /// A text came; binary messages are not Nostr.
    Received(String),
    /// It is gone, or never came about.
    Closed,
}

/// Where a socket reports to. Called from the browser's callbacks: it must only
/// take note.
pub type Report = Rc<dyn Fn(SocketId, Event)>;

/// One socket.
pub struct Socket {
    socket: WebSocket,
    listeners: Vec<EventListener>,
}

impl Socket {
    /// Opens a socket.
    ///
    /// # Errors
    ///
    /// What the browser threw: it does not allow the address.
    pub fn open(id: SocketId, url: &str, report: Report) -> Result<Self, JsValue> {
        use wasm_bindgen::JsCast;
        let socket = WebSocket::new(url)?;
        let on = |name: &'static str, event: fn() -> Event| {
            let report = report.clone();
            EventListener::new(&socket, name, move |_| report(id, event()))
        };
        let mut listeners = vec![
            on("open", || Event::Opened),
            // An error is always followed by this.
            on("close", || Event::Closed),
        ];
        listeners.push(EventListener::new(&socket, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            if let Some(text) = data.and_then(|data| data.as_string()) {
                report(id, Event::Received(text));
            }
        }));
        Ok(Self { socket, listeners })
    }

    /// Sends a text; what is sent to a closed socket is lost, and its end reported.
    pub fn send(&self, text: &str) {
        let _ = self.socket.send_with_str(text);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.listeners.clear();
        // Refused only for codes and reasons, of which there are none.
        let _ = self.socket.close();
    }
}
