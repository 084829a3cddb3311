//! Where the page is: its fragment (the route), its path, its elements.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, VisibilityState};

use super::panic;

/// The page's element with this id.
pub fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// The fragment of the page's address, with its `#`; empty if it has none.
pub fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Calls `changed` with each new fragment until the listener is dropped.
pub fn on_fragment(changed: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| {
        if !panic::is_poisoned() {
            changed(fragment());
        }
    }))
}

/// Goes to a fragment, as if its link had been followed.
pub fn go_to(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // A fragment is never refused: the page stays the same.
        let _ = window.location().set_hash(fragment);
    }
}

/// Goes to a fragment that takes the place of the one shown, in the history too.
pub fn replace(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // A fragment is never refused: the page stays the same.
        let _ = window.location().replace(&address_of(fragment));
    }
}

/// Shows the top of the page, as after any change of page.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Calls `leaving` when the page is closed, reloaded or put aside, until the
/// listener is dropped.
pub fn on_leaving(leaving: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "pagehide", move |_| {
        if !panic::is_poisoned() {
            leaving();
        }
    }))
}

/// Tells `changed` whether the page is hidden, whenever that is another: a hidden one may be
/// gone without a word (a phone's app that is swept away).
pub fn on_visibility(changed: impl Fn(bool) + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let page = document.clone();
    Some(EventListener::new(
        &document,
        "visibilitychange",
        move |_| {
            if !panic::is_poisoned() {
                changed(page.visibility_state() == VisibilityState::Hidden);
            }
        },
    ))
}

/// `name` with the path of the page: several apps may share an origin, and so
/// its databases, caches and locks.
pub fn scoped(name: &str) -> String {
    let path = web_sys::window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{name}:{folder}/")
}

/// The address of a fragment of this page, for others to open.
pub fn address_of(fragment: &str) -> String {
    let page = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

/// Calls `pressed` with every key that is pressed where nothing is typed and nothing
/// asks, until the listener is dropped. Keys held with another one are the browser's.
pub fn on_key(pressed: impl Fn(&str) -> bool + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(
        &document,
        "keydown",
        options,
        move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let held = event.ctrl_key() || event.alt_key() || event.meta_key();
            let target = event.target();
            let target = target
                .as_ref()
                .and_then(|target| target.dyn_ref::<Element>());
            let typed = target.is_some_and(|target| {
                let field = target.closest("input, textarea, select, [contenteditable], dialog");
                field.ok().flatten().is_some()
            });
            let busy = held || typed || event.is_composing() || event.repeat();
            if !busy && !panic::is_poisoned() && pressed(&event.key()) {
                event.prevent_default();
            }
        },
    ))
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Refused by browsers that cannot print: nothing to be done about it.
        let _ = window.print();
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // Refused only by pages that are being left, which need no reload.
        let _ = window.location().reload();
    }
}

/// Shows the page in these colours; none follows the system.
pub fn set_page_theme(theme: Option<&str>) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    let Some(root) = root else { return };
    // Setting a plain attribute is refused by no browser.
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Tells the browser and assistive technology which language the page is in.
pub fn set_page_language(tag: &str) {
    if let Some(root) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element())
    {
        // Setting a plain attribute is refused by no browser.
        let _ = root.set_attribute("lang", tag);
    }
}
