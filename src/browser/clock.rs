//! The device's clock and its source of randomness.

use crate::gossip::engine::Millis;
use crate::gossip::entropy::Entropy;

/// Unix milliseconds, as the device believes.
pub fn now() -> Millis {
    // Whole and positive for every date that a device can be set to after 1970.
    js_sys::Date::now().max(0.0) as Millis
}

/// The operating system's randomness, through the browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserEntropy;

impl Entropy for BrowserEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("every browser with WebAssembly has crypto.getRandomValues");
    }
}
