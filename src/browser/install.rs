//! Installing the app: some browsers offer it (Chromium fires `beforeinstallprompt`,
//! which `boot.js` keeps until it is wanted), iOS only describes it. The property
//! `navigator.standalone` exists on iOS alone.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Where `boot.js` keeps the browser's offer.
const OFFER: &str = "p2pandaInstallOffer";

/// How this page could become an app on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Install {
    /// It is one, or the browser has no way.
    No,
    /// The browser asks the person.
    Offered,
    /// By hand, from the share sheet of iOS; the app gets a store of its own.
    FromShareSheet,
}

fn window_property(name: &str) -> Option<JsValue> {
    let found = Reflect::get(&js_sys::global(), &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

/// On iOS whether this page is on the home screen; elsewhere nothing.
fn on_home_screen() -> Option<bool> {
    let navigator = window_property("navigator")?;
    Reflect::get(&navigator, &"standalone".into())
        .ok()?
        .as_bool()
}

/// The way that there is now.
pub fn way() -> Install {
    if window_property(OFFER).is_some() {
        return Install::Offered;
    }
    match on_home_screen() {
        Some(false) => Install::FromShareSheet,
        _ => Install::No,
    }
}

/// Whether this page is an app on an iOS home screen, which has a store of its own.
pub fn is_on_home_screen() -> bool {
    on_home_screen() == Some(true)
}

/// Lets the browser ask the person; its offer is good once.
pub fn install() {
    let Some(offer) = window_property(OFFER) else {
        return;
    };
    // An own property of the window: never refused.
    let _ = Reflect::set(&js_sys::global(), &OFFER.into(), &JsValue::UNDEFINED);
    let ask = Reflect::get(&offer, &"prompt".into());
    let ask = ask.ok().and_then(|ask| ask.dyn_into::<Function>().ok());
    let asked = ask.and_then(|ask| ask.call0(&offer).ok());
    if let Some(asked) = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) {
        wasm_bindgen_futures::spawn_local(async move {
            // Whoever says no has changed their mind: nothing to tell.
            let _ = wasm_bindgen_futures::JsFuture::from(asked).await;
        });
    }
}
