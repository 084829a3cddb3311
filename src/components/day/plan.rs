//! The plan of the site: a picture with numbered pins, and below it the places by
//! the same numbers, with what happens there and the ways there.

use yew::prelude::*;

use super::{At, event_line_saying, shown};
use crate::components::decimals::DEGREES;
use crate::components::markdown::safe_link;
use crate::components::parts::{RefusalNote, is_unfolded, line, picture_source, select};
use crate::components::route::{Day, Route};
use crate::peer::command::Command;
use crate::peer::view_model::{
    EventCard, Location, Place, Plan, PlanPlace, PlanView, Resource, instance_digits,
    instance_of_digits,
};

/// The plan counts in this part of its width and height.
const WHOLE: i64 = 65_535;

/// The picture, and the places.
pub fn plan(at: &At<'_>, view: &PlanView) -> Html {
    let listed = view.places.iter().scan(0, |number, place| {
        *number += usize::from(place.pin.is_some());
        Some((place.pin.is_some().then_some(*number), place))
    });
    let drawn = at.typed.limit.min(view.told);
    let listed = listed.take(drawn);
    let listed = listed.map(|(number, place)| entry(at, number, place));
    html! {
        <>
            { sheets(at, view) }
            { pictured(at, view) }
            { placing(at, view) }
            <ul class="plan-places festivals">{ for listed }</ul>
            { at.more(view.places.len(), drawn) }
        </>
    }
}

/// The picture with its pins, and with the point that the form holds. Only who has places to
/// put there can press it.
fn pictured(at: &At<'_>, view: &PlanView) -> Html {
    let pinned = view.places.iter().filter(|place| place.pin.is_some());
    let pins = pinned
        .enumerate()
        .map(|(index, place)| pin(at, index, place));
    let wanted = wanted(at, view).map(|(place, point)| wanted_pin(at, place, point));
    let source = view.picture.as_ref().map(|picture| picture_source(picture));
    let takes_pins = source.is_some() && chosen(at, view).is_some();
    let onclick = takes_pins.then(|| on_press(at));
    html! {
        <div class={classes!("plan", takes_pins.then_some("takes-pins"))} {onclick}>
            if let Some(source) = source {
                <img src={source} alt={at.text("plan-picture")} />
            } else {
                <p class="quiet">{ at.text("plan-none") }</p>
            }
            <ul>{ for pins.chain(wanted) }</ul>
        </div>
    }
}

/// Pressing the picture unfolds the form and fills in two fields that can be typed into.
fn on_press(at: &At<'_>) -> Callback<MouseEvent> {
    at.set(|typed, event: MouseEvent| {
        let target = event.target_dyn_into::<web_sys::HtmlElement>();
        let Some(target) = target.filter(|target| target.tag_name() != "A") else {
            return;
        };
        let hundredth = |offset: i32, size: i32| (offset * 100 / size.max(1)).to_string();
        typed.placing = true;
        typed.pin = (
            hundredth(event.offset_x(), target.client_width()),
            hundredth(event.offset_y(), target.client_height()),
        );
    })
}

fn sheets(at: &At<'_>, view: &PlanView) -> Html {
    if view.sheets.len() < 2 {
        return Html::default();
    }
    let links = view.sheets.iter().enumerate().map(|(index, sheet)| {
        let title = sheet.title.as_ref().map_or_else(|| at.text("tree-unnamed"), shown);
        let href = Route::Day(view.festival, Day::Plan(sheet.place)).href();
        let current = (Some(index) == view.sheet).then_some("true");
        html! { <li key={index}><a class="inline" {href} aria-current={current}><bdi>{ title }</bdi></a></li> }
    });
    html! { <nav class="path" aria-label={at.text("plan-sheets")}><ul>{ for links }</ul></nav> }
}

fn pin(at: &At<'_>, index: usize, place: &PlanPlace) -> Html {
    let (x, y) = place.pin.unwrap_or_default();
    let id = instance_digits(&place.id);
    let label = at.words.text_with(
        "plan-pin",
        &[
            ("number", super::number(index + 1).into()),
            ("place", (&*place.title).into()),
        ],
    );
    let href = Route::Resource(place.festival, place.id).href();
    html! {
        <li key={id} data-left={percent(x)} data-top={percent(y)}>
            <a {href} aria-label={label}>{ index + 1 }</a>
        </li>
    }
}

/// Where the form would put a place. It looks other than the pins that stand there, and is no
/// link: who presses there again means the picture.
fn wanted_pin(at: &At<'_>, place: &PlanPlace, point: Plan) -> Html {
    let title = &*place.title;
    let label = at
        .words
        .text_with("plan-wanted", &[("place", title.into())]);
    html! {
        <li key="wanted" class="wanted-pin" data-left={percent(point.x)} data-top={percent(point.y)}>
            <span class="unseen">{ label }</span>
        </li>
    }
}

/// A part of the plan's width or height, for the browser.
fn percent(part: i64) -> String {
    format!("{:.2}%", part as f64 * 100.0 / WHOLE as f64)
}

/// A place with its number, what happens there, and the ways there.
fn entry(at: &At<'_>, number: Option<usize>, place: &PlanPlace) -> Html {
    let ways = place.geo.map(|(lat, lon)| {
        let (lat, lon) = (DEGREES.write(lat), DEGREES.write(lon));
        let map =
            format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}");
        let here = format!("{lat}, {lon}");
        let label = at
            .words
            .text_with("location-open", &[("position", here.as_str().into())]);
        html! {
            <p class="buttons">
                { safe_link(&format!("geo:{lat},{lon}"), &label) }
                { safe_link(&map, &at.text("location-map")) }
            </p>
        }
    });
    html! {
        <li key={instance_digits(&place.id)} class="card plan-place">
            <h2>
                if let Some(number) = number {
                    <span class="pin-number" aria-hidden="true">{ number }</span>
                }
                <a class="inline" href={Route::Resource(place.festival, place.id).href()}><bdi>{ shown(&place.title) }</bdi></a>
            </h2>
            if let Some(location) = &place.location {
                <p dir="auto">{ shown(location) }</p>
            }
            { ways }
            if place.events.is_empty() {
                <p class="quiet">{ at.text("plan-nothing") }</p>
            } else {
                <h3>{ at.text("plan-here") }</h3>
                <ul class="lines">{ for place.events.iter().map(|card| happening(at, card)) }</ul>
            }
        </li>
    }
}

/// What happens at a place; where its owner has not granted it yet, that is said.
fn happening(at: &At<'_>, card: &EventCard) -> Html {
    let is_open = card.place.as_ref().is_some_and(|place| !place.accepted);
    event_line_saying(at, card, true, is_open.then(|| at.text("plan-open")))
}

/// The place of mine that the form is about: the chosen one, else the first.
fn chosen<'v>(at: &At<'_>, view: &'v PlanView) -> Option<&'v PlanPlace> {
    let mine = || view.places.iter().filter(|place| place.fields.is_some());
    let chosen = at.typed.chosen;
    mine()
        .find(|place| Some(place.id) == chosen)
        .or_else(|| mine().next())
}

/// The place that the form is about and where it would be put, unless it stands there
/// already: stored, it has its own pin.
fn wanted<'v>(at: &At<'_>, view: &'v PlanView) -> Option<(&'v PlanPlace, Plan)> {
    let is_asked = at.typed.placing && view.picture.is_some();
    let place = chosen(at, view).filter(|_| is_asked)?;
    let wanted = point(&at.typed.pin)?;
    let is_there = place.pin == Some((wanted.x, wanted.y));
    (!is_there).then_some((place, wanted))
}

/// Puts places of mine on the plan, where there are any; hundreds of them to choose from are
/// drawn only where it is unfolded.
fn placing(at: &At<'_>, view: &PlanView) -> Html {
    if chosen(at, view).is_none() {
        return Html::default();
    }
    let on_toggle = at.set(|typed, event: Event| typed.placing = is_unfolded(&event));
    html! {
        <details class="wide" open={at.typed.placing} ontoggle={on_toggle}>
            <summary>{ at.text("plan-put") }</summary>
            if at.typed.placing {
                if view.picture.is_some() {
                    { placing_form(at, view) }
                } else {
                    <p class="quiet">{ at.text("plan-put-none") }</p>
                }
            }
        </details>
    }
}

fn placing_form(at: &At<'_>, view: &PlanView) -> Html {
    let mine = view.places.iter().filter(|place| place.fields.is_some());
    let options: Vec<(AttrValue, AttrValue)> = mine
        .map(|place| (instance_digits(&place.id).into(), shown(&place.title)))
        .collect();
    let place = chosen(at, view);
    let value = place.map(|place| instance_digits(&place.id));
    let onsubmit = {
        let (send, pin) = (at.send.clone(), at.typed.pin.clone());
        let place = place.and_then(|place| Some((place.festival, place.id, place.fields.clone()?)));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((festival, id, fields)) = &place else {
                return;
            };
            let Some(plan) = point(&pin) else { return };
            let location = Location {
                plan: Some(plan),
                ..fields.location.clone().unwrap_or_default()
            };
            send.emit(Command::SaveResource {
                festival: *festival,
                id: Some(*id),
                fields: Box::new(Resource {
                    location: Some(location),
                    ..Resource::clone(fields)
                }),
            });
        })
    };
    let problem = |text: &str| {
        let is_wrong = !text.trim().is_empty() && part(text).is_none();
        is_wrong.then(|| at.text("plan-number"))
    };
    let on_place = at.set(|typed, id: String| typed.chosen = instance_of_digits(&id));
    let on_left = at.set(|typed, left| typed.pin.0 = left);
    let on_top = at.set(|typed, top| typed.pin.1 = top);
    html! {
        <form class="stack pad" {onsubmit}>
            <p class="quiet">{ at.text("plan-put-how") }</p>
            { select("plan-place", at.text("plan-put-what"), value.unwrap_or_default(), options, on_place) }
            <div class="pair">
                { line("plan-left", at.text("plan-left"), at.typed.pin.0.clone(), on_left).problem(problem(&at.typed.pin.0)).digits() }
                { line("plan-top", at.text("plan-top"), at.typed.pin.1.clone(), on_top).problem(problem(&at.typed.pin.1)).digits() }
            </div>
            if let Some(place) = place {
                <RefusalNote at={Place::Resource(place.id)} />
            }
            <button type="submit">{ at.text("plan-put-here") }</button>
        </form>
    }
}

/// What a number of hundredths names.
fn part(text: &str) -> Option<i64> {
    let part: i64 = text.trim().parse().ok()?;
    (0..=100).contains(&part).then_some(part * WHOLE / 100)
}

/// The point that two hundredths name.
fn point((left, top): &(String, String)) -> Option<Plan> {
    Some(Plan {
        x: part(left)?,
        y: part(top)?,
    })
}
