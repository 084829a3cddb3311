//! What the tabs of this page tell one another: that something was stored. The tab
//! that is the peer says so; the others, as far as anybody sees them, show it.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

use super::location::scoped;
use super::panic;

/// Name of the channel, before the page's path.
const CHANNEL: &str = "p2panda.tabs";

/// The way to the other tabs of this page. Closed when dropped.
pub struct Tabs {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl Tabs {
    /// Calls `stored` whenever another tab has stored something. None in browsers
    /// without such channels: there other tabs show what is new when looked at.
    pub fn open(stored: impl Fn() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(&scoped(CHANNEL)).ok()?;
        let listener = EventListener::new(&channel, "message", move |_| {
            if !panic::is_poisoned() {
                stored();
            }
        });
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    /// Tells the others that something was stored.
    pub fn tell(&self) {
        // Refused only by a closed channel, which has nobody to tell.
        let _ = self.channel.post_message(&JsValue::TRUE);
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
