//! The plan of the site: a picture with numbered pins, and below it the places by
//! the same numbers, with what happens there and the ways there.

use yew::prelude::*;

use super::{At, event_line, shown};
use crate::components::decimals::DEGREES;
use crate::components::markdown::safe_link;
use crate::components::parts::{RefusalNote, is_unfolded, line, picture_source, select};
use crate::components::route::{Day, Route};
use crate::peer::command::Command;
use crate::peer::view_model::{
    Location, Place, Plan, PlanPlace, PlanView, Resource, instance_digits, instance_of_digits,
};

/// The plan counts in this part of its width and height.
const WHOLE: i64 = 65_535;

/// The picture, and the places.
pub fn plan(at: &At<'_>, view: &PlanView) -> Html {
    let pinned = view.places.iter().filter(|place| place.pin.is_some());
    let pins = pinned
        .enumerate()
        .map(|(index, place)| pin(at, index, place));
    let source = view.picture.as_ref().map(|picture| picture_source(picture));
    let onclick = at.set(|typed, event: MouseEvent| {
        let target = event.target_dyn_into::<web_sys::HtmlElement>();
        let Some(target) = target.filter(|target| target.tag_name() != "A") else {
            return;
        };
        let hundredth = |offset: i32, size: i32| (offset * 100 / size.max(1)).to_string();
        typed.pin = (
            hundredth(event.offset_x(), target.client_width()),
            hundredth(event.offset_y(), target.client_height()),
        );
    });
    let listed = view.places.iter().scan(0, |number, place| {
        *number += usize::from(place.pin.is_some());
        Some((place.pin.is_some().then_some(*number), place))
    });
    let drawn = at.typed.limit.min(view.places.len());
    let listed = listed.take(drawn);
    let listed = listed.map(|(number, place)| entry(at, number, place));
    html! {
        <>
            { sheets(at, view) }
            // Pressing the picture only fills in two fields that can be typed into.
            <div class="plan" {onclick}>
                if let Some(source) = source {
                    <img src={source} alt={at.text("plan-picture")} />
                } else {
                    <p class="quiet">{ at.text("plan-none") }</p>
                }
                <ul>{ for pins }</ul>
            </div>
            { placing(at, view) }
            <ul class="plan-places festivals">{ for listed }</ul>
            { at.more(view.places.len(), drawn) }
        </>
    }
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
    let percent = |part: i64| format!("{:.2}%", part as f64 * 100.0 / WHOLE as f64);
    let id = instance_digits(&place.row.id);
    let label = at.words.text_with(
        "plan-pin",
        &[
            ("number", super::number(index + 1).into()),
            ("place", (&*place.row.title).into()),
        ],
    );
    let href = Route::Resource(place.row.festival, place.row.id).href();
    html! {
        <li key={id} data-left={percent(x)} data-top={percent(y)}>
            <a {href} aria-label={label}>{ index + 1 }</a>
        </li>
    }
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
    let row = &place.row;
    html! {
        <li key={instance_digits(&row.id)} class="card plan-place">
            <h2>
                if let Some(number) = number {
                    <span class="pin-number" aria-hidden="true">{ number }</span>
                }
                <a class="inline" href={Route::Resource(row.festival, row.id).href()}><bdi>{ shown(&row.title) }</bdi></a>
            </h2>
            if let Some(location) = &row.location {
                <p dir="auto">{ shown(location) }</p>
            }
            { ways }
            if place.events.is_empty() {
                <p class="quiet">{ at.text("plan-nothing") }</p>
            } else {
                <h3>{ at.text("plan-here") }</h3>
                <ul class="lines">{ for place.events.iter().map(|card| event_line(at, card, true)) }</ul>
            }
        </li>
    }
}

/// Puts places of mine on the plan, where there are any; hundreds of them to choose from are
/// drawn only where it is unfolded.
fn placing(at: &At<'_>, view: &PlanView) -> Html {
    if view.places.iter().all(|place| place.fields.is_none()) {
        return Html::default();
    }
    let on_toggle = at.set(|typed, event: Event| typed.placing = is_unfolded(&event));
    html! {
        <details class="wide" ontoggle={on_toggle}>
            <summary>{ at.text("plan-put") }</summary>
            if at.typed.placing {
                { placing_form(at, view) }
            }
        </details>
    }
}

fn placing_form(at: &At<'_>, view: &PlanView) -> Html {
    let mine = view.places.iter().filter(|place| place.fields.is_some());
    let options: Vec<(AttrValue, AttrValue)> = mine
        .map(|place| {
            (
                instance_digits(&place.row.id).into(),
                shown(&place.row.title),
            )
        })
        .collect();
    let chosen = at.typed.chosen;
    let place = view
        .places
        .iter()
        .find(|place| Some(place.row.id) == chosen);
    let place = place.or_else(|| view.places.iter().find(|place| place.fields.is_some()));
    let value = place.map(|place| instance_digits(&place.row.id));
    let onsubmit = {
        let (send, pin) = (at.send.clone(), at.typed.pin.clone());
        let place = place.and_then(|place| Some((place.row.clone(), place.fields.clone()?)));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((row, fields)) = &place else { return };
            let Some(plan) = point(&pin) else { return };
            let location = Location {
                plan: Some(plan),
                ..fields.location.clone().unwrap_or_default()
            };
            send.emit(Command::SaveResource {
                festival: row.festival,
                id: Some(row.id),
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
                <RefusalNote at={Place::Resource(place.row.id)} />
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
