//! When something happens, in the festival's zone and in this device's.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::time::Clock;
use crate::peer::view_model::TimeView;

/// Props of [`When`].
#[derive(Properties, PartialEq)]
pub struct WhenProps {
    /// When; none means not fixed yet.
    pub time: Option<TimeView>,
    /// The festival's clocks.
    pub clock: Clock,
    /// With its day, where none stands above it.
    #[prop_or_default]
    pub with_day: bool,
}

/// The time.
#[component]
pub fn When(props: &WhenProps) -> Html {
    let words = use_words();
    let Some(time) = &props.time else {
        return html! { <span class="when quiet">{ words.text("time-none") }</span> };
    };
    let clock = &props.clock;
    let (start, end) = (time.start, time.end);
    let written = match (time.all_day, props.with_day) {
        (true, _) => clock.day_range(start, end),
        (false, true) => clock.long_range(start, end),
        (false, false) => clock.range(start, end),
    };
    let here = (!time.all_day).then(|| clock.here(start, end)).flatten();
    html! {
        <span class="when">
            <time datetime={clock.machine(start)}>{ written }</time>
            if time.all_day {
                <span class="quiet">{ words.text("time-all-day") }</span>
            }
            if let Some(here) = here {
                <span class="quiet">{ words.text_with("time-here", &[("time", here.as_str().into())]) }</span>
            }
        </span>
    }
}
