//! An event in a list.

use yew::prelude::*;

use super::person_line::person_inside;
use super::wording::count;
use super::{confirmed_line, need_marks, star_button, when};
use crate::components::language::{Words, use_words};
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::{EventCard, InstanceId, Progress};

/// Props of [`EventCardView`].
#[derive(Properties, PartialEq)]
pub struct EventCardViewProps {
    /// The event.
    pub event: EventCard,
    /// The festival's clocks.
    pub clock: Clock,
    /// Gets whether the event shall have a star.
    pub on_star: Callback<(InstanceId, bool)>,
    /// With its day, where none stands above it.
    #[prop_or_default]
    pub with_day: bool,
}

/// The card.
#[component]
pub fn EventCardView(props: &EventCardViewProps) -> Html {
    let words = use_words();
    let event = &props.event;
    let id = event.id;
    let on_star = props.on_star.reform(move |on| (id, on));
    let href = Route::Event(event.festival, id).href();
    let title = AttrValue::from(event.title.to_string());
    html! {
        <article class="card event">
            <div class="event-head">
                <div>
                    <p class="event-when">
                        { when(&words, event.time.as_ref(), &props.clock, props.with_day) }
                        if event.changed {
                            <strong class="new">{ words.text("event-changed") }</strong>
                        }
                    </p>
                    <h3 dir="auto"><a {href}>{ &title }</a></h3>
                    if let Some(subtitle) = &event.subtitle {
                        <p dir="auto">{ &**subtitle }</p>
                    }
                    { place(&words, event) }
                </div>
                { star_button(&words, &title, event.starred, &on_star) }
            </div>
            if !event.summary.is_empty() {
                <p class="summary" dir="auto">{ &*event.summary }</p>
            }
            { confirmed_line(&words, event.confirmed, event.progress, event.overbooked) }
            if event.progress == Progress::Over {
                { cancel_reason(&event.reason) }
            } else {
                { need_marks(&words, &event.needs) }
            }
            { for event.notes.iter().map(|note| owner_note(&words, &note.resource, &note.text)) }
            <p class="quiet person-line">
                { person_inside(&words, &event.by, event.festival, event.maker_active, &props.clock) }
            </p>
            if event.mine {
                <p class="quiet reach">{ reach(&words, event.shared_with) }</p>
            }
        </article>
    }
}

fn place(words: &Words, event: &EventCard) -> Html {
    let Some(place) = &event.place else {
        return Html::default();
    };
    let name = place.title.as_deref().map_or_else(
        || words.text("place-unknown"),
        |title| AttrValue::from(title.to_owned()),
    );
    html! {
        <p class="event-where">
            <span class="unseen">{ words.text("place-label") }</span>
            <bdi>{ name }</bdi>
            if !place.accepted && event.progress != Progress::Over {
                <span class="quiet">{ words.text("place-not-confirmed") }</span>
            }
        </p>
    }
}

/// Why it does not happen.
pub fn cancel_reason(reason: &str) -> Html {
    html! {
        if !reason.is_empty() {
            <p class="owner-note"><bdi>{ reason }</bdi></p>
        }
    }
}

/// «Note from Main Hall: moved to the garden».
pub fn owner_note(words: &Words, resource: &str, text: &str) -> Html {
    html! {
        <p class="owner-note">
            <strong>{ words.text_with("note-from", &[("resource", resource.into())]) }</strong>
            { " " }
            <bdi>{ text }</bdi>
        </p>
    }
}

/// What has become of an own event: never «sent», only what is known.
pub fn reach(words: &Words, shared_with: usize) -> AttrValue {
    if shared_with == 0 {
        return words.text("event-saved");
    }
    words.text_with("event-shared", &[("count", count(shared_with).into())])
}
