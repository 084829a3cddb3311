//! Chooses the language. Each stands there in its own words, so that those find
//! theirs who cannot read the other.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::components::language::{Language, Words};

/// A select with the languages.
pub fn language_choice(words: &Words) -> Html {
    let onchange = {
        let words = words.clone();
        Callback::from(move |event: Event| {
            let chosen = event
                .target_dyn_into::<HtmlSelectElement>()
                .and_then(|select| Language::of_tag(&select.value()));
            if let Some(language) = chosen {
                words.choose(language);
            }
        })
    };
    let options = Language::ALL.into_iter().map(|language| {
        html! {
            <option value={language.tag()} lang={language.tag()} selected={language == words.language}>
                { words.text(language.name_key()) }
            </option>
        }
    });
    html! {
        <select class="language" aria-label={words.text("language-label")} {onchange}>
            { for options }
        </select>
    }
}
