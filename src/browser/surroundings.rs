//! What is around the page: its host's `config.json`, and whether there is a network.

use std::cell::Cell;

use gloo::events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::VisibilityState;

use super::{clock, panic};
use crate::gossip::engine::Millis;

/// Longest `config.json` that is read, UTF-16 units.
const MAX_CONFIG: u32 = 64 * 1024;

/// What the page's host says in `config.json`, empty where it says nothing.
pub async fn config() -> String {
    read_config().await.unwrap_or_default()
}

async fn read_config() -> Option<String> {
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str("config.json"))
        .await
        .ok()?;
    let is_there = Reflect::get(&response, &"ok".into()).ok()?.as_bool()?;
    if !is_there {
        return None;
    }
    let text: Function = Reflect::get(&response, &"text".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let text: Promise = text.call0(&response).ok()?.dyn_into().ok()?;
    let text: JsValue = JsFuture::from(text).await.ok()?;
    let text: js_sys::JsString = text.dyn_into().ok()?;
    (text.length() <= MAX_CONFIG).then(|| String::from(text))
}

/// Whether the device has a network, as far as the browser knows.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Calls `back` when somebody looks at the page again, with the milliseconds that
/// nobody did, until the listener is dropped.
pub fn on_return(back: impl Fn(Millis) + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let left = Cell::new(None::<Millis>);
    let page = document.clone();
    Some(EventListener::new(
        &document,
        "visibilitychange",
        move |_| {
            if page.visibility_state() != VisibilityState::Visible {
                left.set(Some(clock::now()));
            } else if let Some(left) = left.take()
                && !panic::is_poisoned()
            {
                back(clock::now().saturating_sub(left));
            }
        },
    ))
}

/// Calls `changed` when the network goes or comes back, until the listeners are
/// dropped.
pub fn on_network(changed: impl Fn(bool) + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    [("online", true), ("offline", false)]
        .into_iter()
        .map(|(name, online)| {
            let changed = changed.clone();
            EventListener::new(&window, name, move |_| {
                if !panic::is_poisoned() {
                    changed(online);
                }
            })
        })
        .collect()
}

/// Leaves a mark in the browser's own timeline, for whoever measures or looks for what
/// made a start slow: how many messages came from the kept view, of how many.
pub fn mark_beginning(kept: u64, of: u64) {
    let performance = web_sys::window().and_then(|window| window.performance());
    let Some(performance) = performance else {
        return;
    };
    let (options, detail) = (Object::new(), Object::new());
    // Plain objects refuse no property; whole numbers below 2^53 stay whole.
    let _ = Reflect::set(&detail, &"kept".into(), &(kept as f64).into());
    let _ = Reflect::set(&detail, &"of".into(), &(of as f64).into());
    let _ = Reflect::set(&options, &"detail".into(), &detail);
    let mark = Reflect::get(&performance, &"mark".into());
    if let Some(mark) = mark.ok().and_then(|mark| mark.dyn_into::<Function>().ok()) {
        let _ = mark.call2(&performance, &"p2panda.began".into(), &options);
    }
}
