//! Whether what can be unfolded is unfolded: for what is drawn only then, and for whoever
//! comes back to the page.

use web_sys::Element;
use yew::prelude::*;

use crate::components::way_back::use_remembered;

/// Whether it is, by the `toggle` of a `details` element.
pub fn is_unfolded(toggled: &Event) -> bool {
    let details = toggled.target_dyn_into::<Element>();
    details.is_some_and(|details| details.has_attribute("open"))
}

/// Whether a `details` element is unfolded, and what takes its `toggle`. `preset` as long as
/// nobody has folded or unfolded it; `name` tells it from others of its page.
#[hook]
pub fn use_unfolded(name: &'static str, preset: bool) -> (bool, Callback<Event>) {
    let chosen = use_remembered(name, || None::<bool>);
    let redraw = use_force_update();
    let is_open = chosen.borrow().unwrap_or(preset);
    let on_toggle = Callback::from(move |event: Event| {
        let now = is_unfolded(&event);
        // It is told also of what was drawn so.
        if now != is_open {
            *chosen.borrow_mut() = Some(now);
            redraw.force_update();
        }
    });
    (is_open, on_toggle)
}
