//! What is left after everything on this device was deleted: the way to begin anew.

use yew::prelude::*;

use crate::components::device;
use crate::components::language::use_words;

/// The card. What the tab keeps of a form goes too, as everything else did.
#[component]
pub fn Wiped() -> Html {
    let words = use_words();
    use_effect_with((), |()| device::forget_all_left());
    let reload = Callback::from(|_: MouseEvent| device::reload());
    html! {
        <section class="card" role="status">
            <p>{ words.text("person-wiped") }</p>
            <button type="button" onclick={reload}>{ words.text("reload") }</button>
        </section>
    }
}
