//! Starts a festival: only its name is needed.

use yew::prelude::*;

use super::TextField;
use crate::components::language::use_words;
use crate::components::peer_provider::use_send;
use crate::peer::command::Command;

/// The form.
#[component]
pub fn StartForm() -> Html {
    let words = use_words();
    let send = use_send();
    let title = use_state(String::new);
    let on_change = {
        let title = title.clone();
        Callback::from(move |text| title.set(text))
    };
    let onsubmit = {
        let title = title.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(Command::StartFestival {
                title: (*title).clone(),
            });
            title.set(String::new());
        })
    };
    html! {
        <form class="card" {onsubmit} aria-labelledby="start-title">
            <h2 id="start-title">{ words.text("start-title") }</h2>
            <TextField id="festival-title" label={words.text("start-name")} value={(*title).clone()} {on_change} required=true />
            <button type="submit">{ words.text("start-submit") }</button>
        </form>
    }
}
