//! Step «when» of the form of an event.

use yew::prelude::*;

use super::event_draft::{EventDraft, WhenMode, Wrong};
use super::fields::{Choice, Line};
use crate::components::language::use_words;
use crate::components::time::Clock;

/// Props of [`WhenFields`].
#[derive(Properties, PartialEq)]
pub struct WhenFieldsProps {
    /// What the form holds.
    pub draft: EventDraft,
    /// Gets every change.
    pub on_change: Callback<EventDraft>,
    /// What is wrong, once it was tried.
    pub wrong: Option<Wrong>,
    /// The festival's clocks.
    pub clock: Clock,
}

/// The fields, in the festival's zone.
#[component]
pub fn WhenFields(props: &WhenFieldsProps) -> Html {
    let words = use_words();
    let draft = &props.draft;
    let set = |change: fn(&mut EventDraft, String)| {
        let draft = draft.clone();
        props.on_change.reform(move |text: String| {
            let mut draft = draft.clone();
            change(&mut draft, text);
            draft
        })
    };
    let problem = |field: &str| {
        let wrong = props.wrong.filter(|(name, _)| *name == field);
        wrong.map(|(_, key)| words.text(key))
    };
    let modes = WhenMode::ALL.map(|(mode, name)| {
        let label = match mode {
            WhenMode::Timed => words.text("when-timed"),
            WhenMode::Days => words.text("when-days"),
            WhenMode::Open => words.text("when-open"),
        };
        (AttrValue::Static(name), label, AttrValue::default())
    });
    // Whoever names a start first most likely means an hour from then.
    let start = set(|draft, text| {
        if draft.end.is_empty() || draft.end <= text {
            draft.end = an_hour_later(&text).unwrap_or_default();
        }
        draft.start = text;
    });
    let interval = draft.interval(&props.clock);
    let here = interval.and_then(|time| props.clock.here(time.start, time.end));
    html! {
        <>
            <Choice name="when" label={words.text("when-label")} value={draft.mode.name()} options={modes.to_vec()}
                on_change={set(|draft, name| draft.mode = WhenMode::of_name(&name))} />
            if let Some(zone) = props.clock.foreign_zone() {
                <p class="quiet">{ words.text_with("when-zone", &[("zone", zone.as_str().into())]) }</p>
            }
            if draft.mode == WhenMode::Timed {
                <div class="pair">
                    <Line id="event-start" kind="datetime-local" label={words.text("when-start")} value={draft.start.clone()}
                        problem={problem("start")} on_change={start} />
                    <Line id="event-end" kind="datetime-local" label={words.text("when-end")} value={draft.end.clone()}
                        problem={problem("end")} on_change={set(|draft, text| draft.end = text)} />
                </div>
                if let Some(here) = here {
                    <p class="quiet">{ words.text_with("time-here", &[("time", here.as_str().into())]) }</p>
                }
            }
            if draft.mode == WhenMode::Days {
                <div class="pair">
                    <Line id="event-first-day" kind="date" label={words.text("when-first-day")} value={draft.first_day.clone()}
                        problem={problem("first-day")} on_change={set(|draft, text| draft.first_day = text)} />
                    <Line id="event-last-day" kind="date" label={words.text("when-last-day")} value={draft.last_day.clone()}
                        problem={problem("last-day")} on_change={set(|draft, text| draft.last_day = text)} />
                </div>
            }
            if draft.mode == WhenMode::Open {
                <p class="quiet">{ words.text("when-open-explain") }</p>
            }
        </>
    }
}

fn an_hour_later(start: &str) -> Option<String> {
    use crate::components::time::civil::Wall;
    let wall = Wall::parse(start)?;
    Some(Wall::of_seconds(wall.seconds() + 3_600).text())
}
