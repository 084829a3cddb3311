//! How an owner decides, in words.

use yew::prelude::*;

use super::wording::policy_name;
use crate::components::language::Words;
use crate::components::time::Clock;
use crate::peer::view_model::PolicyView;

/// The rule in a sentence, and its details where there are clocks.
pub fn policy_line(words: &Words, policy: &PolicyView, clock: Option<&Clock>) -> Html {
    let draw = clock
        .as_ref()
        .zip(policy.draw_at)
        .map(|(clock, at)| clock.day_time(at));
    let is_whole = clock.is_some();
    html! {
        <div class="policy">
            <p>{ policy_name(words, policy) }</p>
            if !policy.text.is_empty() {
                <p class="owner-note"><bdi>{ &*policy.text }</bdi></p>
            }
            if let Some(draw) = draw {
                <p>{ words.text_with("policy-draw-at", &[("time", draw.as_str().into())]) }</p>
            }
            if let Some(most) = policy.most_per_author.filter(|_| is_whole) {
                <p class="quiet">{ words.text_with("policy-most", &[("count", most.into())]) }</p>
            }
            if policy.asks_for_strangers && is_whole {
                <p class="quiet">{ words.text("policy-strangers") }</p>
            }
        </div>
    }
}
