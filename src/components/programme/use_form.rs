//! Takes a shift, borrows a thing: a small event of the kind `use` that asks for one
//! resource. It stands under «mine», not in the programme.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use super::event_draft::Wrong;
use super::keep_draft::{use_kept, use_left_behind};
use super::use_draft::{UseDraft, choice};
use crate::components::language::{Words, use_words};
use crate::components::outcome::use_saved;
use crate::components::parts::{RefusalNote, line, select, use_lead_to_wrong};
use crate::components::peer_provider::use_send;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::components::time::civil::an_hour_later;
use crate::peer::command::Command;
use crate::peer::view_model::{Draft, FestivalId, Interval, Outcome, Place, ResourceRow};

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
    /// What was left in the form.
    pub draft: Option<Rc<Draft>>,
}

/// One of its times, else from a time to a time; how many; words; and the button.
#[component]
pub fn UseForm(props: &UseFormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let place = Place::Use(props.row.id);
    let left = use_left_behind(place, |_| true);
    let draft = use_state_eq(|| {
        let kept = left.as_deref().or(props.draft.as_deref());
        kept.map(UseDraft::read).unwrap_or_default()
    });
    let is_touched = use_state_eq(|| left.is_some());
    let wrong = use_state_eq(|| None::<Wrong>);
    let (whole, lead) = use_lead_to_wrong();
    let festival = props.festival;
    let is_sent = use_mut_ref(|| false);
    let kept = use_kept((*is_touched).then(|| draft.write()), place);
    use_saved(Place::NewEvent(festival), {
        let is_sent = is_sent.clone();
        move |outcome: Outcome| {
            if let Some(event) = outcome.instance.filter(|_| is_sent.replace(false)) {
                kept.let_go();
                Route::Event(festival, event).follow();
            }
        }
    });
    let on_change = {
        let (draft, is_touched, wrong) = (draft.clone(), is_touched.clone(), wrong.clone());
        Callback::from(move |changed: UseDraft| {
            is_touched.set(true);
            wrong.set(None);
            draft.set(changed);
        })
    };
    let onsubmit = {
        let (clock, row, draft) = (props.clock.clone(), props.row.clone(), draft.clone());
        let offered = upcoming(props);
        let (wrong, is_touched) = (wrong.clone(), is_touched.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match draft.event(&row, &offered, &clock) {
                Ok(fields) => {
                    is_touched.set(false);
                    is_sent.replace(true);
                    send.emit(Command::SaveEvent {
                        festival,
                        id: None,
                        fields: Box::new(fields),
                        notes: BTreeMap::from([(0, draft.note.trim().to_owned())]),
                    });
                }
                Err(found) => {
                    wrong.set(Some(found));
                    lead.emit(());
                }
            }
        })
    };
    if !props.windows.is_empty() && upcoming(props).is_empty() {
        return html! {
            <>
                <p>{ words.text("use-over") }</p>
                <RefusalNote at={Place::NewEvent(festival)} />
            </>
        };
    }
    html! {
        <form ref={whole} class="stack" novalidate=true {onsubmit}>
            { when(&words, props, &draft, &on_change, *wrong) }
            if props.row.units != 1 {
                { line("use-quantity", words.text("need-quantity"), draft.quantity.clone(), set(&draft, &on_change, |draft, text| draft.quantity = text))
                    .digits().problem(problem(&words, props.row.units, *wrong, "quantity")) }
            }
            { line("use-note", words.text("need-note"), draft.note.clone(), set(&draft, &on_change, |draft, text| draft.note = text)).max_length(2_000) }
            <RefusalNote at={Place::NewEvent(festival)} />
            <button type="submit">{ words.text("use-submit") }</button>
        </form>
    }
}

/// Changes one field of what is typed.
fn set(
    draft: &UseDraft,
    on_change: &Callback<UseDraft>,
    change: fn(&mut UseDraft, String),
) -> Callback<String> {
    let draft = draft.clone();
    on_change.reform(move |text| {
        let mut draft = draft.clone();
        change(&mut draft, text);
        draft
    })
}

/// What is wrong with a field, in words.
fn problem(words: &Words, units: u32, wrong: Option<Wrong>, field: &str) -> Option<AttrValue> {
    let (_, key) = wrong.filter(|(name, _)| *name == field)?;
    Some(words.text_with(key, &[("count", units.into())]))
}

/// A choice of its times where it has some, else a time of one's own.
fn when(
    words: &Words,
    props: &UseFormProps,
    draft: &UseDraft,
    on_change: &Callback<UseDraft>,
    wrong: Option<Wrong>,
) -> Html {
    let problem = |field| problem(words, props.row.units, wrong, field);
    let start = set(draft, on_change, |draft, text| {
        if draft.end.is_empty() || draft.end <= text {
            draft.end = an_hour_later(&text).unwrap_or_default();
        }
        draft.start = text;
    });
    let offered = upcoming(props);
    let zone = props.clock.foreign_zone();
    let zone = zone.map(|zone| words.text_with("when-zone", &[("zone", zone.as_str().into())]));
    html! {
        <>
            { for zone.map(|zone| html! { <p class="quiet">{ zone }</p> }) }
            if offered.is_empty() {
                <div class="pair">
                    { line("use-start", words.text("when-start"), draft.start.clone(), start).kind("datetime-local").problem(problem("start")) }
                    { line("use-end", words.text("when-end"), draft.end.clone(), set(draft, on_change, |draft, text| draft.end = text))
                        .kind("datetime-local").problem(problem("end")) }
                </div>
            } else {
                { select("use-window", words.text("use-when"), draft.start.clone(), times(words, &offered, &props.clock),
                    set(draft, on_change, |draft, text| draft.start = text)).refused(problem("start").is_some()).problem(problem("start")) }
            }
        </>
    }
}

/// Its times from now on.
fn upcoming(props: &UseFormProps) -> Vec<Interval> {
    let windows = props.windows.iter();
    let to_come = windows.filter(|window| window.end > props.clock.now());
    to_come.take(MOST).copied().collect()
}

/// These times to choose from.
fn times(words: &Words, offered: &[Interval], clock: &Clock) -> Vec<(AttrValue, AttrValue)> {
    let offered = offered.iter().map(|window| {
        let range = clock.long_range(window.start, window.end);
        (choice(window).into(), range.into())
    });
    let none = (AttrValue::default(), words.text("use-choose"));
    std::iter::once(none).chain(offered).collect()
}
