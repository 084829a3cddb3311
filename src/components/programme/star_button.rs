//! Stars an event or a resource, for oneself.

use yew::prelude::*;

use crate::components::language::use_words;

/// Props of [`StarButton`].
#[derive(Properties, PartialEq)]
pub struct StarButtonProps {
    /// What it stars.
    pub title: AttrValue,
    /// Whether it has a star.
    pub on: bool,
    /// Gets whether it shall have one.
    pub on_change: Callback<bool>,
}

/// The button.
#[component]
pub fn StarButton(props: &StarButtonProps) -> Html {
    let words = use_words();
    let next = !props.on;
    let onclick = props.on_change.reform(move |_: MouseEvent| next);
    let label = words.text_with("star", &[("title", (&*props.title).into())]);
    html! {
        <button type="button" class="star" aria-pressed={props.on.to_string()} aria-label={label} {onclick}>
            <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
                <path d="M8 1.2l2.1 4.4 4.8.6-3.5 3.3.9 4.8L8 12l-4.3 2.3.9-4.8L1.1 6.2l4.8-.6z"
                    class="line" fill={if props.on { "currentColor" } else { "none" }} />
            </svg>
        </button>
    }
}
