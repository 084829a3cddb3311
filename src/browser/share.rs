//! Takes texts out of the page: to the clipboard, or to another app of the device.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Navigator, ShareData};

/// What the navigator has under this name, where it has it: both features are
/// missing in pages without TLS, and sharing on many computers.
fn navigator_with(feature: &str) -> Option<Navigator> {
    let navigator = web_sys::window()?.navigator();
    let found = Reflect::get(&navigator, &JsValue::from_str(feature)).ok()?;
    (!found.is_undefined()).then_some(navigator)
}

/// Whether the device can hand texts to another app.
pub fn can_share() -> bool {
    navigator_with("share").is_some()
}

/// Puts a text on the clipboard; says whether it is there.
pub async fn copy(text: &str) -> bool {
    match navigator_with("clipboard") {
        Some(navigator) => JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok(),
        None => false,
    }
}

/// Hands a text to another app that the user chooses; says whether it was taken.
pub async fn share(text: &str) -> bool {
    let Some(navigator) = navigator_with("share") else {
        return false;
    };
    let data = ShareData::new();
    data.set_text(text);
    JsFuture::from(navigator.share_with_data(&data))
        .await
        .is_ok()
}
