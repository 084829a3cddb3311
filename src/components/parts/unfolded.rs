//! Whether what can be unfolded is unfolded, for what is drawn only then.

use web_sys::Element;
use yew::prelude::*;

/// Whether it is, by the `toggle` of a `details` element.
pub fn is_unfolded(toggled: &Event) -> bool {
    let details = toggled.target_dyn_into::<Element>();
    details.is_some_and(|details| details.has_attribute("open"))
}
