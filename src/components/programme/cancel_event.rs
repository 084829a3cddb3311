//! Cancels an own event, with a reason.

use yew::prelude::*;

use super::ConfirmButton;
use crate::components::language::use_words;
use crate::components::parts::line;

/// Props of [`CancelEvent`].
#[derive(Properties, PartialEq)]
pub struct CancelEventProps {
    /// Gets the reason.
    pub on_cancel: Callback<String>,
    /// Deletes it instead.
    pub on_delete: Callback<()>,
}

/// Both ways to end an event, folded.
#[component]
pub fn CancelEvent(props: &CancelEventProps) -> Html {
    let words = use_words();
    let reason = use_state(String::new);
    let on_change = {
        let reason = reason.clone();
        Callback::from(move |text| reason.set(text))
    };
    let said = (*reason).clone();
    html! {
        <details>
            <summary>{ words.text("event-end") }</summary>
            <div class="stack">
                { line("cancel-reason", words.text("cancel-reason"), (*reason).clone(), on_change).max_length(2_000) }
                <ConfirmButton label={words.text("event-cancel")} warning={words.text("event-cancel-warning")}
                    on_confirm={props.on_cancel.reform(move |()| said.clone())} />
                <ConfirmButton label={words.text("event-delete")} warning={words.text("event-delete-warning")} on_confirm={props.on_delete.clone()} />
            </div>
        </details>
    }
}
