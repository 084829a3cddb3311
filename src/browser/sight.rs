//! Tells when something comes close to what the window shows.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::{panic, prompt_task};

/// How far below the window it counts as close: about as far as a thumb flings.
const MARGIN: &str = "1200px";

/// A watch over an element; it ends with the value.
pub struct Watch {
    observer: IntersectionObserver,
    _on_change: Closure<dyn FnMut(Array)>,
    _then: Rc<dyn Fn()>,
}

impl Watch {
    /// Calls `then` whenever the element comes close, in a task of its own: a browser tells
    /// in the middle of a frame, which has no time for more. None where it has no means to
    /// tell.
    pub fn over(element: &Element, then: impl Fn() + 'static) -> Option<Self> {
        let then: Rc<dyn Fn()> = Rc::new(then);
        let weak = Rc::downgrade(&then);
        let on_change = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let mut entries = entries.iter();
            let is_close = entries.any(|entry| {
                let entry = entry.dyn_into::<IntersectionObserverEntry>();
                entry.is_ok_and(|entry| entry.is_intersecting())
            });
            if is_close && !panic::is_poisoned() {
                let weak = weak.clone();
                prompt_task::run(move || {
                    if let Some(then) = weak.upgrade() {
                        then();
                    }
                });
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
            _then: then,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
