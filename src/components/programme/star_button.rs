//! Stars an event or a resource, for oneself.

use yew::prelude::*;

use crate::components::language::Words;

/// The button.
pub fn star_button(words: &Words, title: &str, on: bool, on_change: &Callback<bool>) -> Html {
    let next = !on;
    let onclick = on_change.reform(move |_: MouseEvent| next);
    let label = words.text_with("star", &[("title", title.into())]);
    html! {
        <button type="button" class="star" aria-pressed={on.to_string()} aria-label={label} {onclick}>
            <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
                <path d="M8 1.2l2.1 4.4 4.8.6-3.5 3.3.9 4.8L8 12l-4.3 2.3.9-4.8L1.1 6.2l4.8-.6z"
                    class="line" fill={if on { "currentColor" } else { "none" }} />
            </svg>
        </button>
    }
}
