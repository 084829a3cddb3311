//! Events by festival day: the agenda.

use yew::prelude::*;

use super::EventCardView;
use crate::components::language::Words;
use crate::components::time::Clock;
use crate::peer::view_model::{EventCard, InstanceId, instance_digits};

/// A section a day, the events without a time in a last one. What begins with `list`
/// names the sections: a page may have several lists.
pub fn day_list(
    words: &Words,
    list: &str,
    events: &[EventCard],
    clock: &Clock,
    on_star: &Callback<(InstanceId, bool)>,
) -> Html {
    let day = |event: &EventCard| event.time.as_ref().map(|time| clock.day(time.start));
    let days = events.chunk_by(|one, other| day(one) == day(other)).map(|events| {
        let day = events.first().and_then(day);
        let title = day.map_or_else(
            || words.text("day-none"),
            |day| AttrValue::from(clock.day_title(day)),
        );
        let key = day.map_or_else(|| "none".to_owned(), |day| day.to_string());
        let id = format!("{list}-{key}");
        let cards = events.iter().map(|event| html! {
            <li key={instance_digits(&event.id)} data-row="">
                <EventCardView event={event.clone()} clock={clock.clone()} on_star={on_star.clone()} />
            </li>
        });
        html! {
            <section {key} class="day" aria-labelledby={id.clone()}>
                <h2 {id}>{ title }</h2>
                <ul class="events">{ for cards }</ul>
            </section>
        }
    });
    html! { <>{ for days }</> }
}
