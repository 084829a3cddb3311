//! Events by festival day: the agenda.

use std::rc::Rc;

use yew::prelude::*;

use super::EventCardView;
use crate::components::language::use_words;
use crate::components::time::Clock;
use crate::peer::view_model::{EventCard, InstanceId, instance_digits};

/// Props of [`DayList`].
#[derive(Properties, PartialEq)]
pub struct DayListProps {
    /// The events by start, those without a time last.
    pub events: Rc<[EventCard]>,
    /// How many of them are drawn.
    pub limit: usize,
    /// The festival's clocks.
    pub clock: Clock,
    /// Gets whether an event shall have a star.
    pub on_star: Callback<(InstanceId, bool)>,
}

/// A section a day, the events without a time in a last one.
#[component]
pub fn DayList(props: &DayListProps) -> Html {
    let words = use_words();
    let events = &props.events[..props.limit.min(props.events.len())];
    let day = |event: &EventCard| event.time.as_ref().map(|time| props.clock.day(time.start));
    let days = events.chunk_by(|one, other| day(one) == day(other)).map(|events| {
        let day = events.first().and_then(day);
        let title = day.map_or_else(
            || words.text("day-none"),
            |day| AttrValue::from(props.clock.day_title(day)),
        );
        let key = day.map_or_else(|| "none".to_owned(), |day| day.to_string());
        let id = format!("day-{key}");
        let cards = events.iter().map(|event| html! {
            <li key={instance_digits(&event.id)}>
                <EventCardView event={event.clone()} clock={props.clock.clone()} on_star={props.on_star.clone()} />
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
