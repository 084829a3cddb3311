//! The pages that one can go back to: each entry of the tab's history gets a number of its
//! own, by which it is known again; and how far down the page is shown.

use gloo::events::EventListener;
use js_sys::{Number, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, FocusOptions, History, HtmlElement, NodeList, ScrollRestoration};

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
    farthest() >= down.floor()
}

fn farthest() -> f64 {
    let page = page().and_then(|page| page.document_element());
    // Without a bar to scroll sideways, which covers some of the window.
    page.map_or(0.0, |page| {
        f64::from(page.scroll_height() - page.client_height())
    })
}

/// Moves the focus to the link within `main` that leads to a fragment, of several to the
/// one that is seen; the page stays where it is. Whether it has it then.
pub fn focus_link(fragment: &str) -> bool {
    // A fragment with signs of its own is no selector, and then there is no such link.
    let links = format!("main a[href=\"{fragment}\"]");
    let found = page().and_then(|page| page.query_selector_all(&links).ok());
    let count = found.as_ref().map_or(0, NodeList::length);
    let link = |at| found.as_ref()?.item(at)?.dyn_into::<HtmlElement>().ok();
    let seen = (0..count).filter_map(link).find(is_seen);
    let link = seen.or_else(|| link(0)).inspect(focus_in_place);
    // One that is folded away takes no focus.
    let focused = page().and_then(|page| page.active_element());
    link.is_some_and(|link| focused.as_ref() == Some(&*link))
}

/// Moves the focus to `main`, unless something else has it.
pub fn focus_main() {
    let Some(page) = page() else { return };
    let focused = page.active_element();
    let is_free = focused.is_none_or(|focused| focused.tag_name() == "BODY");
    let main = page.query_selector("main").ok().flatten();
    let main = main.and_then(|main| main.dyn_into().ok());
    if let Some(main) = main.filter(|_| is_free) {
        focus_in_place(&main);
    }
}

fn is_seen(element: &HtmlElement) -> bool {
    let seen = page().and_then(|page| page.document_element());
    let height = seen.map_or(0, |seen| seen.client_height());
    let place = element.get_bounding_client_rect();
    place.bottom() > 0.0 && place.top() < f64::from(height)
}

fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Refused by no element that is shown.
    let _ = element.focus_with_options(&options);
}

/// Calls `acted` when the user scrolls, presses or types, as long as this is kept.
pub fn on_act(acted: impl Fn() + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let ways = ["wheel", "touchstart", "pointerdown", "keydown", "click"];
    let listener = |way| {
        let acted = acted.clone();
        EventListener::new(&window, way, move |event| {
            // Whoever went back by a swipe has not come to rest yet.
            let down = Reflect::get(event, &JsValue::from_str("deltaY"));
            let is_sideways = down.is_ok_and(|down| down.as_f64() == Some(0.0));
            if !is_sideways && !panic::is_poisoned() {
                acted();
            }
        })
    };
    ways.map(listener).into()
}

fn page() -> Option<Document> {
    web_sys::window()?.document()
}

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}
