//! The two pictures of a person, side by side on a round ground.

use yew::prelude::*;

use crate::peer::mark::Mark;

/// Always stands beside the name or the pictures in words, so it is hidden
/// from assistive technology.
pub fn mark_badge(mark: Mark, small: bool) -> Html {
    html! {
        <span class={classes!("badge", small.then_some("small"))} aria-hidden="true">
            { mark.emoji.concat() }
        </span>
    }
}
