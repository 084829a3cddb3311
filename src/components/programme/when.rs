//! When something happens, in the festival's zone and in this device's.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::time::Clock;
use crate::peer::view_model::TimeView;

/// The time.
pub fn when(words: &Words, time: Option<&TimeView>, clock: &Clock, with_day: bool) -> Html {
    let Some(time) = time else {
        return html! { <span class="when quiet">{ words.text("time-none") }</span> };
    };
    let (start, end) = (time.start, time.end);
    let written = match (time.all_day, with_day) {
        (true, _) => clock.day_range(start, end),
        (false, true) => clock.long_range(start, end),
        (false, false) => clock.range(start, end),
    };
    let machine = clock.machine(start);
    let here = (!time.all_day).then(|| clock.here(start, end)).flatten();
    if !time.all_day && here.is_none() {
        return html! { <time class="when" datetime={machine}>{ written }</time> };
    }
    html! {
        <span class="when">
            <time datetime={machine}>{ written }</time>
            if time.all_day {
                <span class="quiet">{ words.text("time-all-day") }</span>
            }
            if let Some(here) = here {
                <span class="quiet">{ words.text_with("time-here", &[("time", here.as_str().into())]) }</span>
            }
        </span>
    }
}
