//! The events of a festival, newest first.

use std::rc::Rc;

use yew::prelude::*;

use super::MarkBadge;
use crate::components::language::{Words, use_words};
use crate::peer::view_model::EventView;

/// Props of [`EventList`].
#[derive(Properties, PartialEq)]
pub struct EventListProps {
    /// The events.
    pub events: Rc<[EventView]>,
}

/// The list.
#[component]
pub fn EventList(props: &EventListProps) -> Html {
    let words = use_words();
    if props.events.is_empty() {
        return html! { <p class="quiet">{ words.text("events-none") }</p> };
    }
    let rows = props.events.iter().map(|event| {
        let key = format!("{:?}", event.id);
        html! { <li {key}>{ card(&words, event) }</li> }
    });
    html! { <ul class="events" aria-label={words.text("events-label")}>{ for rows }</ul> }
}

fn card(words: &Words, event: &EventView) -> Html {
    let name = words.mark_name(&event.by.mark);
    let reach = event.by.is_me.then(|| reach(words, event.shared_with));
    html! {
        <article class="card event">
            <h3 dir="auto">{ &*event.title }</h3>
            if !event.description.is_empty() {
                <p dir="auto">{ &*event.description }</p>
            }
            <p class="quiet by">
                <MarkBadge mark={event.by.mark} small=true />
                { words.text_with("event-by", &[("name", (&*name).into())]) }
            </p>
            if let Some(reach) = reach {
                <p class="quiet reach">{ reach }</p>
            }
        </article>
    }
}

/// What has become of an own event: never «sent», only what is known.
fn reach(words: &Words, shared_with: usize) -> AttrValue {
    if shared_with == 0 {
        return words.text("event-saved");
    }
    let count = u32::try_from(shared_with).unwrap_or(u32::MAX);
    words.text_with("event-shared", &[("count", count.into())])
}
