//! How an owner decides, in words.

use yew::prelude::*;

use super::wording::policy_name;
use crate::components::language::use_words;
use crate::components::time::Clock;
use crate::peer::view_model::PolicyView;

/// Props of [`PolicyLine`].
#[derive(Properties, PartialEq)]
pub struct PolicyLineProps {
    /// How.
    pub policy: PolicyView,
    /// The festival's clocks: with them everything is said.
    #[prop_or_default]
    pub clock: Option<Clock>,
}

/// The rule in a sentence, and its details where there are clocks.
#[component]
pub fn PolicyLine(props: &PolicyLineProps) -> Html {
    let words = use_words();
    let policy = &props.policy;
    let draw = props
        .clock
        .as_ref()
        .zip(policy.draw_at)
        .map(|(clock, at)| clock.day_time(at));
    let is_whole = props.clock.is_some();
    html! {
        <div class="policy">
            <p>{ policy_name(&words, policy) }</p>
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
