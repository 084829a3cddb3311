//! Publishes an event.

use yew::prelude::*;

use super::TextField;
use crate::components::language::use_words;
use crate::components::peer_provider::use_send;
use crate::peer::command::Command;
use crate::peer::view_model::FestivalId;

/// Props of [`EventForm`].
#[derive(Properties, PartialEq)]
pub struct EventFormProps {
    /// Where it is published.
    pub festival: FestivalId,
}

/// The form.
#[component]
pub fn EventForm(props: &EventFormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let title = use_state(String::new);
    let description = use_state(String::new);
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |text| state.set(text))
    };
    let onsubmit = {
        let (title, description, festival) = (title.clone(), description.clone(), props.festival);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (said, more) = ((*title).clone(), (*description).clone());
            send.emit(Command::PublishEvent {
                festival,
                title: said,
                description: more,
            });
            title.set(String::new());
            description.set(String::new());
        })
    };
    html! {
        <form class="card" {onsubmit} aria-labelledby="event-form-title">
            <h2 id="event-form-title">{ words.text("event-new") }</h2>
            <TextField id="event-title" label={words.text("event-title")} value={(*title).clone()} on_change={set(&title)} required=true />
            <TextField id="event-description" label={words.text("event-description")} value={(*description).clone()}
                on_change={set(&description)} long=true max_length={16_384} />
            <button type="submit">{ words.text("event-publish") }</button>
        </form>
    }
}
