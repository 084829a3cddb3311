//! What happens at this moment, and what comes next.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::{EventCard, Progress, instance_digits};

/// How many of the next events are named.
const NEXT: usize = 3;

/// Two short lists; nothing where neither has anything.
pub fn now_and_next(words: &Words, events: &[EventCard], clock: &Clock) -> Html {
    let now = clock.now();
    let alive = || {
        events
            .iter()
            .filter(|event| event.progress != Progress::Over)
    };
    let starts = |event: &&EventCard| event.time.as_ref().map(|time| (time.start, time.end));
    let running =
        alive().filter(|event| starts(event).is_some_and(|(start, end)| start <= now && now < end));
    let next = alive().filter(|event| starts(event).is_some_and(|(start, _)| start > now));
    let line = |event: &EventCard| {
        let time = event.time.as_ref().map(|time| {
            if clock.day(time.start) == clock.day(now) {
                clock.time(time.start)
            } else {
                clock.day_time(time.start)
            }
        });
        let place = event.place.as_ref().and_then(|place| place.title.clone());
        html! {
            <li key={instance_digits(&event.id)}>
                <a href={Route::Event(event.festival, event.id).href()}>
                    <span class="when">{ time.unwrap_or_default() }</span>
                    <bdi>{ &*event.title }</bdi>
                    if let Some(place) = place {
                        <bdi class="quiet">{ &*place }</bdi>
                    }
                </a>
            </li>
        }
    };
    let running: Vec<Html> = running.map(line).collect();
    let next: Vec<Html> = next.take(NEXT).map(line).collect();
    let list = |id: &'static str, title: AttrValue, lines: Vec<Html>| {
        html! {
            if !lines.is_empty() {
                <section class="card now" aria-labelledby={id}>
                    <h2 {id}>{ title }</h2>
                    <ul class="lines">{ for lines }</ul>
                </section>
            }
        }
    };
    html! {
        <div class="now-and-next">
            { list("now-title", words.text("now-title"), running) }
            { list("next-title", words.text("next-title"), next) }
        </div>
    }
}
