//! A form that was sent and is not right leads to the first field that is wrong: on a
//! phone that field stands pages above the button.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// What is wrong in a form: a field that says so, else a sentence of its own.
const WRONG: [&str; 2] = ["[aria-invalid=true]", ".wrong"];

/// The form's node, and what is called when something in it was found wrong.
#[hook]
pub fn use_lead_to_wrong() -> (NodeRef, Callback<()>) {
    let form = use_node_ref();
    let times = use_state(|| 0u32);
    // Once it is drawn that something is wrong.
    use_effect_with(*times, {
        let form = form.clone();
        move |times| {
            let whole = form.cast::<HtmlElement>().filter(|_| *times > 0);
            let found = whole.and_then(|whole| {
                let mut kinds = WRONG.into_iter();
                kinds.find_map(|kind| whole.query_selector(kind).ok()?)
            });
            if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                found.scroll_into_view_with_bool(false);
                // A sentence cannot have it; it is read out as it appears.
                let _ = found.focus();
            }
        }
    });
    let lead = Callback::from(move |()| times.set(times.wrapping_add(1)));
    (form, lead)
}
