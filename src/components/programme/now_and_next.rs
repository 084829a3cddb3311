//! What happens at this moment, and what comes next.

use std::rc::Rc;

use yew::prelude::*;

use super::confirmed_line::share;
use super::wording::count;
use crate::components::language::use_words;
use crate::components::route::{Day, Route};
use crate::components::time::Clock;
use crate::peer::view_model::{EventCard, FestivalId, Found, instance_digits};

/// Props of [`NowAndNext`].
#[derive(Properties, PartialEq)]
pub struct NowAndNextProps {
    /// The festival.
    pub festival: FestivalId,
    /// The first of those that happen now.
    pub now: Found<EventCard>,
    /// Those that come next.
    pub next: Rc<[EventCard]>,
    /// The festival's clocks.
    pub clock: Clock,
}

/// Two short lists; nothing where neither has anything.
#[component]
pub fn NowAndNext(props: &NowAndNextProps) -> Html {
    let words = use_words();
    let clock = &props.clock;
    let now = clock.now();
    let line = |event: &EventCard| {
        let time = event.time.as_ref().map(|time| {
            if clock.day(time.start) == clock.day(now) {
                clock.time(time.start)
            } else {
                clock.day_time(time.start)
            }
        });
        let place = event
            .place
            .as_ref()
            .filter(|place| !place.refused)
            .and_then(|place| place.title.clone());
        html! {
            <li key={instance_digits(&event.id)}>
                <a href={Route::Event(event.festival, event.id).href()}>
                    <span class="when">{ time.unwrap_or_default() }</span>
                    <bdi>{ &*event.title }</bdi>
                    if let Some(place) = place {
                        <bdi class="quiet">{ &*place }</bdi>
                    }
                    // What may not happen is not told as if it did.
                    if !event.confirmed.is_complete() {
                        <span class="quiet">{ share(&words, event.confirmed) }</span>
                    }
                </a>
            </li>
        }
    };
    let mut running: Vec<Html> = props.now.first.iter().map(line).collect();
    let more = props.now.count.saturating_sub(running.len());
    if more > 0 {
        let href = Route::Day(props.festival, Day::Grid).href();
        let text = words.text_with("now-more", &[("count", count(more).into())]);
        running.push(html! { <li key="more"><a {href}>{ text }</a></li> });
    }
    let next: Vec<Html> = props.next.iter().map(line).collect();
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
