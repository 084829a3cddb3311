//! Step «when» of the form of an event.

use yew::prelude::*;

use super::event_draft::{EventDraft, WhenMode, Wrong};
use crate::components::language::Words;
use crate::components::parts::{choice, line};
use crate::components::time::Clock;
use crate::components::time::civil::an_hour_later;

/// The fields, in the festival's zone.
pub fn when_fields(
    words: &Words,
    draft: &EventDraft,
    on_change: &Callback<EventDraft>,
    wrong: Option<Wrong>,
    clock: &Clock,
) -> Html {
    let set = |change: fn(&mut EventDraft, String)| {
        let draft = draft.clone();
        on_change.reform(move |text: String| {
            let mut draft = draft.clone();
            change(&mut draft, text);
            draft
        })
    };
    let problem = |field: &str| {
        let wrong = wrong.filter(|(name, _)| *name == field);
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
    let interval = draft.interval(clock);
    let here = interval.and_then(|time| clock.here(time.start, time.end));
    html! {
        <>
            { choice("when", words.text("when-label"), draft.mode.name(),
                modes.to_vec(), &set(|draft, name| draft.mode = WhenMode::of_name(&name))) }
            if let Some(zone) = clock.foreign_zone() {
                <p class="quiet">{ words.text_with("when-zone", &[("zone", zone.as_str().into())]) }</p>
            }
            if draft.mode == WhenMode::Timed {
                <div class="pair">
                    { line("event-start", words.text("when-start"), draft.start.clone(),
                        start).kind("datetime-local").problem(problem("start")) }
                    { line("event-end", words.text("when-end"), draft.end.clone(),
                        set(|draft, text| draft.end = text)).kind("datetime-local").problem(problem("end")) }
                </div>
                if let Some(here) = here {
                    <p class="quiet">{ words.text_with("time-here", &[("time", here.as_str().into())]) }</p>
                }
            }
            if draft.mode == WhenMode::Days {
                <div class="pair">
                    { line("event-first-day", words.text("when-first-day"), draft.first_day.clone(),
                        set(|draft, text| draft.first_day = text)).kind("date").problem(problem("first-day")) }
                    { line("event-last-day", words.text("when-last-day"), draft.last_day.clone(),
                        set(|draft, text| draft.last_day = text)).kind("date").problem(problem("last-day")) }
                </div>
            }
            if draft.mode == WhenMode::Open {
                <p class="quiet">{ words.text("when-open-explain") }</p>
            }
        </>
    }
}
