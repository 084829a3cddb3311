//! Starts a festival: only its name is needed, the zone is this device's.

use yew::prelude::*;

use super::{RefusalNote, TextField};
use crate::components::language::use_words;
use crate::components::outcome::use_saved;
use crate::components::peer_provider::use_send;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::Place;

/// The form.
#[component]
pub fn StartForm() -> Html {
    let words = use_words();
    let send = use_send();
    let title = use_state(String::new);
    let time_zone = use_state_eq(|| words.time_zone.to_string());
    use_saved(Place::NewFestival, |outcome| {
        if let Some(festival) = outcome.festival {
            Route::Schedule(festival).follow();
        }
    });
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |text| state.set(text))
    };
    let onsubmit = {
        let (title, time_zone) = (title.clone(), time_zone.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(Command::StartFestival {
                title: (*title).clone(),
                time_zone: (*time_zone).clone(),
                parent: None,
                open: false,
            });
        })
    };
    html! {
        <form class="card" {onsubmit} aria-labelledby="start-title">
            <h2 id="start-title">{ words.text("start-title") }</h2>
            <p class="quiet">{ words.text("start-why") }</p>
            <TextField id="festival-title" label={words.text("start-name")} value={(*title).clone()} on_change={set(&title)} required=true />
            <TextField id="festival-zone" label={words.text("start-zone")} value={(*time_zone).clone()} on_change={set(&time_zone)} max_length={64} />
            <RefusalNote at={Place::NewFestival} />
            <button type="submit">{ words.text("start-submit") }</button>
        </form>
    }
}
