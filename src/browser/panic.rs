//! What happens when the app panics: all work stops and the page says so.
//!
//! In wasm a panic aborts in the middle of whatever ran, so the instance must
//! not be entered again. The hook raises a flag that every edge callback checks,
//! and replaces the page by a plain-DOM message with a reload button; with the
//! old nodes go their event listeners. What was stored is sound, because it was
//! stored in whole transactions, so reloading is safe.

use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Document, Element, Event, HtmlElement};

static POISONED: AtomicBool = AtomicBool::new(false);

/// Whether the app has panicked. Then nothing may be done or stored any more.
pub fn is_poisoned() -> bool {
    POISONED.load(Ordering::Relaxed)
}

/// The panic hook. Shows the first panic only: a second is its consequence.
pub fn stop_everything(info: &PanicHookInfo<'_>) {
    if POISONED.swap(true, Ordering::Relaxed) {
        return;
    }
    let message = info.to_string();
    web_sys::console::error_1(&JsValue::from_str(&message));
    // If even this fails there is nothing left to show it with.
    let _ = show_overlay(&message);
}

/// Replaces the page by the message. No framework: it may be what panicked.
fn show_overlay(message: &str) -> Result<(), JsValue> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return Ok(());
    };
    let overlay = document.create_element("div")?;
    overlay.set_class_name("panic");
    overlay.set_attribute("role", "alertdialog")?;
    overlay.set_attribute("aria-labelledby", "panic-title")?;
    overlay.set_attribute("aria-describedby", "panic-message")?;

    let german = document
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .is_some_and(|lang| lang == "de");
    let words = if german { &GERMAN } else { &ENGLISH };
    let title = append(&document, &overlay, "h1", words.title)?;
    title.set_id("panic-title");
    append(&document, &overlay, "p", words.comfort)?;
    let details = append(&document, &overlay, "pre", message)?;
    details.set_id("panic-message");
    let button = append(&document, &overlay, "button", words.reload)?.dyn_into::<HtmlElement>()?;
    button.set_attribute("type", "button")?;
    on_click_reload(&button)?;

    if let Some(body) = document.body() {
        body.set_text_content(None);
        body.append_child(&overlay)?;
    }
    button.focus()
}

/// The overlay's texts. They stand here and not with the other translations,
/// because looking those up could panic again.
struct Words {
    title: &'static str,
    comfort: &'static str,
    reload: &'static str,
}

const ENGLISH: Words = Words {
    title: "Something went wrong in this page",
    comfort: "It has stopped, so that nothing wrong is stored. What was saved on this device is still there.",
    reload: "Reload",
};

const GERMAN: Words = Words {
    title: "In dieser Seite ist etwas schiefgegangen",
    comfort: "Sie wurde angehalten, damit nichts Falsches gespeichert wird. Was auf diesem Gerät gespeichert war, ist noch da.",
    reload: "Neu laden",
};

fn append(
    document: &Document,
    parent: &Element,
    tag: &str,
    text: &str,
) -> Result<Element, JsValue> {
    let element = document.create_element(tag)?;
    element.set_text_content(Some(text));
    parent.append_child(&element)?;
    Ok(element)
}

/// The one callback that works after a panic: it only asks for a new page.
fn on_click_reload(button: &HtmlElement) -> Result<(), JsValue> {
    let reload = Closure::<dyn Fn(Event)>::new(|_| {
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    });
    button.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref())?;
    // It must outlive this function, and the page does not outlive it.
    reload.forget();
    Ok(())
}
