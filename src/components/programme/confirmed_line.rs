//! How far an event is confirmed, in a line.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::peer::view_model::{Confirmed, Progress};

/// Props of [`ConfirmedLine`].
#[derive(Properties, PartialEq)]
pub struct ConfirmedLineProps {
    /// How many of its musts are accepted.
    pub confirmed: Confirmed,
    /// How far it has come.
    pub progress: Progress,
    /// Whether something was granted more often than there is.
    #[prop_or_default]
    pub overbooked: bool,
}

/// «Will happen · 3 of 3 confirmed». Only all musts make it so.
#[component]
pub fn ConfirmedLine(props: &ConfirmedLineProps) -> Html {
    let words = use_words();
    let Confirmed {
        accepted,
        musts,
        unknown,
    } = props.confirmed;
    if props.progress == Progress::Over {
        return html! { <p class="confirmed is-gone"><strong>{ words.text("event-cancelled") }</strong></p> };
    }
    let share = words.text_with(
        "confirmed-share",
        &[("accepted", accepted.into()), ("musts", musts.into())],
    );
    let complete = props.confirmed.is_complete() && musts > 0;
    html! {
        <p class={classes!("confirmed", complete.then_some("is-accepted"))}>
            if complete {
                <strong class="will">{ words.text("event-will-happen") }</strong>
            }
            if musts > 0 {
                <span>{ share }</span>
            } else if props.confirmed.is_empty() {
                <span class="quiet">{ words.text("confirmed-nothing") }</span>
            }
            if unknown > 0 {
                <span class="quiet">{ words.text_with("confirmed-unknown", &[("count", unknown.into())]) }</span>
            }
            if props.overbooked {
                <strong class="is-declined">{ words.text("event-overbooked") }</strong>
            }
        </p>
    }
}
