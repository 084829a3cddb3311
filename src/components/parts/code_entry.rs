//! Takes the code that somebody else made, by paste.

use yew::prelude::*;

use super::{area, take_code};
use crate::components::language::use_words;
use crate::components::peer_provider::use_send;

/// Props of [`CodeEntry`].
#[derive(Properties, PartialEq)]
pub struct CodeEntryProps {
    /// What the field is called here.
    pub label: AttrValue,
    /// What the button says.
    pub submit: AttrValue,
}

/// The form.
#[component]
pub fn CodeEntry(props: &CodeEntryProps) -> Html {
    let words = use_words();
    let send = use_send();
    let code = use_state(String::new);
    let on_change = {
        let code = code.clone();
        Callback::from(move |text| code.set(text))
    };
    let onsubmit = {
        let code = code.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            take_code(&send, &code);
            code.set(String::new());
        })
    };
    html! {
        <form class="stack" {onsubmit}>
            { area("code", props.label.clone(), (*code).clone(), on_change).max_length(8192).required() }
            <p class="quiet">{ words.text("code-hint") }</p>
            <button type="submit">{ &props.submit }</button>
        </form>
    }
}
