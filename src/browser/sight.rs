//! Tells when something comes close to what the window shows.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::panic;

/// How far below the window it counts as close: about as far as a thumb flings.
const MARGIN: &str = "1200px";

/// A watch over an element; it ends with the value.
pub struct Watch {
    observer: IntersectionObserver,
    _on_change: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Calls `then` whenever the element comes close; none where the browser has no
    /// means to tell.
    pub fn over(element: &Element, then: impl Fn() + 'static) -> Option<Self> {
        let on_change = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let mut entries = entries.iter();
            let is_close = entries.any(|entry| {
                let entry = entry.dyn_into::<IntersectionObserverEntry>();
                entry.is_ok_and(|entry| entry.is_intersecting())
            });
            if is_close && !panic::is_poisoned() {
                then();
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let function = on_change.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(function, &options).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _on_change: on_change,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
