//! Has a browser do at once what a change of a page asks for, in the task that makes the
//! change. Left to itself it lays out in the frame that shows it, which scrolls and paints
//! too: on a slow phone that is more than a frame has time for, while each half is not.

use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit};

use super::panic;

/// As long as it is kept, something is done whenever what stands within an element changes.
pub struct AtOnce {
    element: Element,
    observer: MutationObserver,
    _on_change: Closure<dyn FnMut()>,
}

impl AtOnce {
    /// Begins: calls `then` with the element once something within it comes, goes, or gets
    /// another value of one of these attributes. None where the browser has no means to tell.
    pub fn within(
        element: &Element,
        attributes: &[&str],
        then: impl Fn(&Element) + 'static,
    ) -> Option<Self> {
        let of = element.clone();
        let on_change = Closure::<dyn FnMut()>::new(move || {
            if !panic::is_poisoned() {
                then(&of);
            }
        });
        let observer = MutationObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        if !attributes.is_empty() {
            let names: Array = attributes
                .iter()
                .map(|name| JsValue::from_str(name))
                .collect();
            options.set_attribute_filter(&names);
        }
        observer.observe_with_options(element, &options).ok()?;
        Some(Self {
            element: element.clone(),
            observer,
            _on_change: on_change,
        })
    }

    /// Whether it is of this element.
    pub fn is_of(&self, element: &Element) -> bool {
        self.element == *element
    }
}

impl Drop for AtOnce {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
