//! The two pictures of a person, side by side on a round ground.

use yew::prelude::*;

use crate::peer::mark::Mark;

/// Props of [`MarkBadge`].
#[derive(Properties, PartialEq)]
pub struct MarkBadgeProps {
    /// Whose pictures.
    pub mark: Mark,
    /// Smaller, for a bar.
    #[prop_or_default]
    pub small: bool,
}

/// Always stands beside the name or the pictures in words, so it is hidden
/// from assistive technology.
#[component]
pub fn MarkBadge(props: &MarkBadgeProps) -> Html {
    html! {
        <span class={classes!("badge", props.small.then_some("small"))} aria-hidden="true">
            { for props.mark.emoji.iter().map(|emoji| html! { <span>{ *emoji }</span> }) }
        </span>
    }
}
