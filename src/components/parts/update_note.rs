//! Says that a newer version of the app is here, and waits for the user.

use yew::prelude::*;

use crate::components::device;
use crate::components::language::use_words;

/// The note; nothing while this is the newest version, or once it was put away.
#[component]
pub fn UpdateNote() -> Html {
    let words = use_words();
    let is_waiting = use_state_eq(|| false);
    use_effect_with((), {
        let is_waiting = is_waiting.clone();
        move |()| device::on_update(move || is_waiting.set(true))
    });
    if !*is_waiting {
        return Html::default();
    }
    let later = Callback::from(move |_: MouseEvent| is_waiting.set(false));
    let now = Callback::from(|_: MouseEvent| device::update());
    html! {
        <div class="toast" role="status">
            <p>{ words.text("update-ready") }</p>
            <div class="buttons">
                <button type="button" onclick={now}>{ words.text("update-now") }</button>
                <button type="button" class="plain" onclick={later}>{ words.text("update-later") }</button>
            </div>
        </div>
    }
}
