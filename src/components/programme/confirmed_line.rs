//! How far an event is confirmed, in a line.

use yew::prelude::*;

use crate::components::language::Words;
use crate::peer::view_model::{Confirmed, Progress};

/// «Will happen · 3 of 3 confirmed». Only all musts make it so.
pub fn confirmed_line(
    words: &Words,
    confirmed: Confirmed,
    progress: Progress,
    overbooked: bool,
) -> Html {
    let Confirmed { musts, unknown, .. } = confirmed;
    if progress == Progress::Over {
        return html! { <p class="confirmed is-gone"><strong>{ words.text("event-cancelled") }</strong></p> };
    }
    let complete = confirmed.is_complete() && musts > 0;
    html! {
        <p class={classes!("confirmed", complete.then_some("is-accepted"))}>
            if complete {
                <strong class="will">{ words.text("event-will-happen") }</strong>
            }
            if musts > 0 {
                <span>{ share(words, confirmed) }</span>
            } else if confirmed.is_empty() {
                <span class="quiet">{ words.text("confirmed-nothing") }</span>
            }
            if unknown > 0 {
                <span class="quiet">{ words.text_with("confirmed-unknown", &[("count", unknown.into())]) }</span>
            }
            if overbooked {
                <strong class="is-declined">{ words.text("event-overbooked") }</strong>
            }
        </p>
    }
}

/// «0 of 1 confirmed».
pub(super) fn share(words: &Words, confirmed: Confirmed) -> AttrValue {
    let Confirmed {
        accepted, musts, ..
    } = confirmed;
    words.text_with(
        "confirmed-share",
        &[("accepted", accepted.into()), ("musts", musts.into())],
    )
}
