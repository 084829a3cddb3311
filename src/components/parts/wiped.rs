//! What is left after everything on this device was deleted: the way to begin anew.

use yew::prelude::*;

use crate::components::device;
use crate::components::language::Words;

/// The card.
pub fn wiped(words: &Words) -> Html {
    let reload = Callback::from(|_: MouseEvent| device::reload());
    html! {
        <section class="card" role="status">
            <p>{ words.text("person-wiped") }</p>
            <button type="button" onclick={reload}>{ words.text("reload") }</button>
        </section>
    }
}
