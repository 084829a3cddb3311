//! The shape of a state, which tells it apart without its colour.

use yew::prelude::*;

use crate::peer::view_model::NeedState;

/// Props of [`StateGlyph`].
#[derive(Properties, PartialEq)]
pub struct StateGlyphProps {
    /// The state.
    pub state: NeedState,
}

/// The shape. Its word always stands beside it, so it is not read out.
#[component]
pub fn StateGlyph(props: &StateGlyphProps) -> Html {
    let shape = match props.state {
        NeedState::Accepted => html! {
            <>
                <circle cx="8" cy="8" r="7.5" fill="currentColor" />
                <path d="M4.3 8.3l2.5 2.5 4.9-5.4" class="cut" />
            </>
        },
        NeedState::Waiting => html! {
            <>
                <circle cx="8" cy="8" r="6.5" class="line" />
                <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
            </>
        },
        NeedState::Waitlisted => html! {
            <path d="M3 1.5h10L8 8l5 6.5H3L8 8z" class="line" />
        },
        NeedState::Declined => html! {
            <>
                <rect x="0.5" y="0.5" width="15" height="15" rx="3" fill="currentColor" />
                <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" class="cut" />
            </>
        },
        NeedState::Stale => html! {
            <>
                <path d="M8 1.5l7 13H1z" class="line" />
                <path d="M8 6v4M8 11.8v1" class="line" />
            </>
        },
        NeedState::Unavailable | NeedState::Withdrawn => html! {
            <>
                <circle cx="8" cy="8" r="6.5" class="line dashed" />
                <path d="M4 8h8" class="line" />
            </>
        },
        NeedState::NotAsked => html! { <circle cx="8" cy="8" r="6.5" class="line" /> },
        NeedState::NotKnownHere => html! { <circle cx="8" cy="8" r="6.5" class="line dashed" /> },
    };
    html! { <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">{ shape }</svg> }
}
