//! What a resource is granted for.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::person_name;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::{BusyView, Interval, instance_digits};

/// The list.
pub fn busy_list(words: &Words, busy: &[BusyView], clock: &Clock) -> Html {
    if busy.is_empty() {
        return html! { <p class="quiet">{ words.text("busy-none") }</p> };
    }
    let rows = busy.iter().map(|busy| {
        let time = if busy.interval == Interval::ALWAYS {
            words.text("time-none")
        } else {
            clock.long_range(busy.interval.start, busy.interval.end).into()
        };
        let title = busy.title.as_deref().map_or_else(|| words.text("busy-unknown"), |title| AttrValue::from(title.to_owned()));
        let href = busy.event.map(|(festival, event)| Route::Event(festival, event).href());
        html! {
            <li key={instance_digits(&busy.request)}>
                <span class="when">{ time }</span>
                if let Some(href) = href {
                    <a {href}><bdi>{ title }</bdi></a>
                } else {
                    <bdi>{ title }</bdi>
                }
                if let Some(who) = &busy.who {
                    <bdi class="quiet">{ person_name(words, who) }</bdi>
                }
                if busy.quantity > 1 {
                    <span class="quiet">{ words.text_with("units-count", &[("count", busy.quantity.into())]) }</span>
                }
                if busy.overbooked {
                    <strong class="is-declined">{ words.text("event-overbooked") }</strong>
                }
                if busy.stranded {
                    <strong class="is-stale">{ words.text("busy-stranded") }</strong>
                }
            </li>
        }
    });
    html! { <ul class="lines">{ for rows }</ul> }
}
