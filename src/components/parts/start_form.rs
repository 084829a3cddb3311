//! Starts a festival: only its name is needed, the zone is this device's.

use yew::prelude::*;

use super::{RefusalNote, line, tick, use_lead_to_wrong};
use crate::components::language::use_words;
use crate::components::outcome::use_saved;
use crate::components::peer_provider::use_send;
use crate::components::route::Route;
use crate::components::time::is_zone;
use crate::peer::command::Command;
use crate::peer::view_model::{FestivalId, Place};

/// Props of [`StartForm`].
#[derive(Properties, PartialEq)]
pub struct StartFormProps {
    /// The festival it is part of.
    #[prop_or_default]
    pub parent: Option<FestivalId>,
}

/// The form.
#[component]
pub fn StartForm(props: &StartFormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let title = use_state(String::new);
    let open = use_state_eq(|| true);
    let time_zone = use_state_eq(|| words.time_zone.to_string());
    let is_wrong = use_state_eq(|| false);
    use_saved(Place::NewFestival, |outcome| {
        if let Some(festival) = outcome.festival {
            Route::Schedule(festival).follow();
        }
    });
    let (whole, lead) = use_lead_to_wrong();
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |text| state.set(text))
    };
    let onsubmit = {
        let (title, time_zone, open) = (title.clone(), time_zone.clone(), open.clone());
        let (parent, wrong) = (props.parent, is_wrong.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            wrong.set(!is_zone(&time_zone));
            if !is_zone(&time_zone) {
                return lead.emit(());
            }
            send.emit(Command::StartFestival {
                title: (*title).clone(),
                time_zone: (*time_zone).clone(),
                parent,
                open: parent.is_some() && *open,
            });
        })
    };
    let (title_key, name_key) = if props.parent.is_some() {
        ("start-part-title", "start-part-name")
    } else {
        ("start-title", "start-name")
    };
    html! {
        <form ref={whole} class="card" {onsubmit} aria-labelledby="start-title">
            <h2 id="start-title">{ words.text(title_key) }</h2>
            <p class="quiet">{ words.text("start-why") }</p>
            { line("festival-title", words.text(name_key), (*title).clone(), set(&title)).required() }
            { line("festival-zone", words.text("start-zone"), (*time_zone).clone(), set(&time_zone)).max_length(64)
                .problem((*is_wrong).then(|| words.text("festival-zone-unknown"))) }
            if props.parent.is_some() {
                { tick(words.text("start-open"), *open, Callback::from(move |on| open.set(on))) }
            }
            <RefusalNote at={Place::NewFestival} />
            <button type="submit">{ words.text("start-submit") }</button>
        </form>
    }
}
