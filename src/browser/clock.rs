//! The device's clock and its source of randomness.

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::gossip::engine::Millis;
use crate::gossip::entropy::Entropy;

/// Unix milliseconds, as the device believes.
pub fn now() -> Millis {
    // Whole and positive for every date that a device can be set to after 1970.
    js_sys::Date::now().max(0.0) as Millis
}

/// The IANA name of the device's time zone; empty where the browser does not say.
pub fn time_zone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let zone = Reflect::get(&options, &JsValue::from_str("timeZone"));
    zone.ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

/// The operating system's randomness, through the browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserEntropy;

impl Entropy for BrowserEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("every browser with WebAssembly has crypto.getRandomValues");
    }
}
