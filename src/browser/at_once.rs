//! Has a browser lay out what comes into a list in the task that adds it. Left to itself it
//! does so in the frame that shows it, which scrolls and paints too: on a slow phone that
//! is more than a frame has time for, while each half is not.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, MutationObserver, MutationObserverInit};

use super::panic;

/// As long as it is kept, what is added within a list is laid out at once.
pub struct AtOnce {
    list: Element,
    observer: MutationObserver,
    _on_change: Closure<dyn FnMut()>,
}

impl AtOnce {
    /// Begins; none where the browser has no means to tell.
    pub fn within(list: Element) -> Option<Self> {
        let of = list.clone();
        let on_change = Closure::<dyn FnMut()>::new(move || {
            if !panic::is_poisoned() {
                // To be asked where something stands, a browser has to lay all of it out.
                let _ = of.get_bounding_client_rect();
            }
        });
        let observer = MutationObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        observer.observe_with_options(&list, &options).ok()?;
        Some(Self {
            list,
            observer,
            _on_change: on_change,
        })
    }

    /// Whether it is this list.
    pub fn is_of(&self, list: &Element) -> bool {
        self.list == *list
    }
}

impl Drop for AtOnce {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
