//! Takes a shift, borrows a thing: a small event of the kind `use` that asks for one
//! resource. It stands under «mine», not in the programme.

use std::collections::BTreeMap;

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::outcome::use_saved;
use crate::components::parts::{RefusalNote, line, select};
use crate::components::peer_provider::use_send;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::components::time::civil::Wall;
use crate::peer::command::Command;
use crate::peer::view_model::{
    Event, EventTime, FestivalId, Importance, Interval, Need, Outcome, Place, ResourceRow, USE,
};

/// Most times that are offered.
const MOST: usize = 100;

/// Props of [`UseForm`].
#[derive(Properties, PartialEq)]
pub struct UseFormProps {
    /// The festival that one is in.
    pub festival: FestivalId,
    /// What is taken.
    pub row: ResourceRow,
    /// When it can be had; empty means always.
    pub windows: Vec<Interval>,
    /// The festival's clocks.
    pub clock: Clock,
}

/// One of its times, else from a time to a time; how many; and the button.
#[component]
pub fn UseForm(props: &UseFormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let (start, end) = (use_state_eq(String::new), use_state_eq(String::new));
    let quantity = use_state_eq(|| "1".to_owned());
    let is_wrong = use_state_eq(|| false);
    let festival = props.festival;
    let is_sent = use_mut_ref(|| false);
    use_saved(Place::NewEvent(festival), {
        let is_sent = is_sent.clone();
        move |outcome: Outcome| {
            if let Some(event) = outcome.instance.filter(|_| is_sent.replace(false)) {
                Route::Event(festival, event).follow();
            }
        }
    });
    let set = |state: &UseStateHandle<String>| {
        let (state, is_wrong) = (state.clone(), is_wrong.clone());
        Callback::from(move |text| {
            is_wrong.set(false);
            state.set(text);
        })
    };
    let clock = &props.clock;
    let upcoming = props
        .windows
        .iter()
        .filter(|window| window.end > clock.now());
    let mut times: Vec<(AttrValue, AttrValue)> = upcoming
        .take(MOST)
        .map(|window| {
            let value = format!("{} {}", window.start, window.end);
            (
                value.into(),
                clock.long_range(window.start, window.end).into(),
            )
        })
        .collect();
    times.insert(0, (AttrValue::default(), words.text("use-choose")));
    let onsubmit = {
        let (clock, row) = (clock.clone(), props.row.clone());
        let (start, end, quantity) = (start.clone(), end.clone(), quantity.clone());
        let is_wrong = is_wrong.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let time = interval(&clock, &start, &end);
            match (time, quantity.trim().parse()) {
                (Some(time), Ok(quantity)) if quantity > 0 => {
                    is_sent.replace(true);
                    send.emit(Command::SaveEvent {
                        festival,
                        id: None,
                        fields: Box::new(small_event(&row, time, quantity, &clock)),
                        notes: BTreeMap::new(),
                    });
                }
                _ => is_wrong.set(true),
            }
        })
    };
    let problem = is_wrong.then(|| words.text("use-wrong"));
    html! {
        <form class="stack" {onsubmit}>
            if props.windows.is_empty() {
                <div class="pair">
                    { line("use-start", words.text("when-start"), (*start).clone(), set(&start)).kind("datetime-local").problem(problem) }
                    { line("use-end", words.text("when-end"), (*end).clone(), set(&end)).kind("datetime-local") }
                </div>
            } else {
                { select("use-window", words.text("use-when"), (*start).clone(), times, set(&start)).problem(problem) }
            }
            if props.row.units != 1 {
                { line("use-quantity", words.text("need-quantity"), (*quantity).clone(), set(&quantity)).digits() }
            }
            <RefusalNote at={Place::NewEvent(festival)} />
            <button type="submit">{ words.text("use-submit") }</button>
        </form>
    }
}

/// What was chosen of the windows (`start end`), or typed.
fn interval(clock: &Clock, start: &str, end: &str) -> Option<Interval> {
    if let Some((start, end)) = start.split_once(' ') {
        return Interval::new(start.parse().ok()?, end.parse().ok()?);
    }
    let (start, end) = (Wall::parse(start)?, Wall::parse(end)?);
    Interval::new(clock.instant(start), clock.instant(end))
}

fn small_event(row: &ResourceRow, time: Interval, quantity: u32, clock: &Clock) -> Event {
    Event {
        title: row.title.to_string(),
        kind: Some(USE.to_owned()),
        time: Some(EventTime {
            start: time.start,
            end: time.end,
            zone: clock.zone().to_string(),
            all_day: false,
        }),
        needs: vec![Need {
            need: 0,
            resource: Some(row.id),
            label: row.title.to_string(),
            quantity,
            importance: Importance::Must,
            start: None,
            end: None,
        }],
        ..Event::default()
    }
}
