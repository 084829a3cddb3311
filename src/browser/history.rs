//! The pages that one can go back to: each entry of the tab's history gets a number of its
//! own, by which it is known again; and how far down the page is shown.

use gloo::events::EventListener;
use js_sys::Number;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FocusOptions, History, HtmlElement, ScrollRestoration, Window};

use super::panic;

/// The number of the entry that is shown; none where it has not got one yet, as when a link
/// was followed.
pub fn number() -> Option<u64> {
    let state = history()?.state().ok()?;
    let number = state.dyn_ref::<Number>()?.value_of();
    // Numbers are ours, but the state of an entry outlives the app that wrote it.
    (number.is_finite() && number >= 0.0).then_some(number as u64)
}

/// Gives the entry that is shown a number.
pub fn set_number(number: u64) {
    if let Some(history) = history() {
        // Refused where a page does this hundreds of times a minute: then the way back to
        // this entry leads to its top.
        let _ = history.replace_state(&JsValue::from_f64(number as f64), "");
    }
}

/// Leaves it to us to scroll where one goes back: the browser would before there is anything
/// to be seen.
pub fn scroll_by_ourselves() {
    if let Some(history) = history() {
        // An entry that is shown takes either value.
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

/// How far down the page is shown, CSS pixels.
pub fn scrolled() -> f64 {
    let window = web_sys::window();
    window.map_or(0.0, |window| window.scroll_y().unwrap_or(0.0))
}

/// Shows the page from so far down, as far as it goes, and tells whether it goes so far.
pub fn scroll_to(down: f64) -> bool {
    let Some(window) = web_sys::window() else {
        return true;
    };
    window.scroll_to_with_x_and_y(0.0, down);
    farthest(&window) >= down.floor()
}

fn farthest(window: &Window) -> f64 {
    let page = window.document().and_then(|page| page.document_element());
    let page = page.map_or(0.0, |page| f64::from(page.scroll_height()));
    let height = window.inner_height().ok();
    page - height.and_then(|height| height.as_f64()).unwrap_or(0.0)
}

/// Moves the focus to the link within `main` that leads to a fragment, else to `main`
/// itself; the page stays where it is.
pub fn focus_in_place(fragment: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    // A fragment with signs of its own is no selector, and then there is no such link.
    let links = format!("main a[href=\"{fragment}\"]");
    let found = page.and_then(|page| {
        let link = page.query_selector(&links).ok().flatten();
        link.or_else(|| page.query_selector("main").ok().flatten())
    });
    let element = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Refused by no element that is shown.
        let _ = element.focus_with_options(&options);
    }
}

/// Calls `acted` when the user scrolls, presses or types, as long as this is kept.
pub fn on_act(acted: impl Fn() + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let ways = ["wheel", "touchstart", "pointerdown", "keydown"];
    let listener = |way| {
        let acted = acted.clone();
        EventListener::new(&window, way, move |_| {
            if !panic::is_poisoned() {
                acted();
            }
        })
    };
    ways.map(listener).into()
}

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}
