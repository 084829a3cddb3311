//! The programme with its places side by side, from 48 rem; on smaller windows the
//! same list is read from top to bottom, hour by hour. Its order is that of time in both.

use yew::prelude::*;

use super::{At, event_line, number, shown, when_and_where};
use crate::components::parts::select;
use crate::components::route::Route;
use crate::peer::view_model::{Cell, EventCard, GridView, Progress, instance_digits};

/// Seconds of a row.
const ROW: i64 = 300;
/// Rows of an hour.
const HOUR_ROWS: i64 = 3600 / ROW;
/// Most hours that get a line: a day and the night after it.
const MOST_HOURS: i64 = 48;

/// Places that stand side by side at once: more than fit a large window.
pub const PLACES: usize = 12;

/// The choice of the day, and the grid.
pub fn grid(at: &At<'_>, view: Option<&GridView>) -> Html {
    let days = at.days();
    if days.is_empty() {
        return html! { <p role="status">{ at.text("grid-none") }</p> };
    }
    let options = days.iter().map(|day| {
        let value = AttrValue::from(day.to_string());
        (value, AttrValue::from(at.clock.short_day(*day)))
    });
    let chosen = at.day().map(|day| day.to_string()).unwrap_or_default();
    let on_change = at.set(|typed, day: String| {
        typed.day = day.parse().ok();
        typed.place = 0;
    });
    let label = at.text("filter-day");
    html! {
        <div class="wide-view">
            { select("grid-day", label, chosen, options.collect(), on_change) }
            if let Some(view) = view {
                { places(at, view) }
                { cells(at, view) }
            } else {
                <p role="status">{ at.text("opening") }</p>
            }
        </div>
    }
}

/// «Places 1 to 12 of 60», and the way to the others.
fn places(at: &At<'_>, view: &GridView) -> Html {
    let to = view.from + view.places.len();
    if view.count == view.places.len() {
        return Html::default();
    }
    let step = |forward: bool| {
        at.set(move |typed, _: MouseEvent| {
            typed.place = match forward {
                true => typed.place + PLACES,
                false => typed.place.saturating_sub(PLACES),
            };
        })
    };
    let values = [
        ("from", number(view.from + 1).into()),
        ("to", number(to).into()),
        ("all", number(view.count).into()),
    ];
    html! {
        <div class="buttons">
            <span role="status">{ at.words.text_with("grid-places", &values) }</span>
            if view.from > 0 {
                <button type="button" class="plain" onclick={step(false)}>{ at.text("grid-earlier") }</button>
            }
            if to < view.count {
                <button type="button" class="plain" onclick={step(true)}>{ at.text("grid-next") }</button>
            }
        </div>
    }
}

fn cells(at: &At<'_>, view: &GridView) -> Html {
    if view.events.is_empty() && view.beside.is_empty() {
        return html! { <p role="status">{ at.text("grid-empty") }</p> };
    }
    let beside = view.beside.iter().map(|card| event_line(at, card, false));
    let hours = ((view.hours.end - view.hours.start) / 3600).clamp(1, MOST_HOURS);
    let tracks: usize = view.places.iter().map(|place| place.tracks).sum();
    let rows = format!("auto repeat({}, 0.55rem)", hours * HOUR_ROWS);
    let columns = format!("3.2rem repeat({tracks}, minmax(9rem, 1fr))");
    let heads = view.places.iter().map(|place| {
        let (from, to) = (place.track + 2, place.track + 2 + place.tracks);
        let title = match (&place.title, place.place) {
            (Some(title), _) => shown(title),
            (None, Some(_)) => at.text("place-unknown"),
            (None, None) => at.text("grid-no-place"),
        };
        // Every event names its place, so this is for the eye alone.
        let key = format!("place-{}", place.track);
        html! { <li {key} class="grid-place" aria-hidden="true" data-area={format!("1 / {from} / 2 / {to}")}><bdi>{ title }</bdi></li> }
    });
    let hour_of = |cell: &Cell| (cell.during.start - view.hours.start).div_euclid(3600);
    let by_hour = (0..hours).flat_map(|hour| {
        let inside = |(_, cell): &&(EventCard, Cell)| hour_of(cell).clamp(0, hours - 1) == hour;
        let events: Vec<Html> = view
            .events
            .iter()
            .filter(inside)
            .map(|(card, cell)| event(at, view.hours.start, card, cell))
            .collect();
        let (from, to) = (2 + hour * HOUR_ROWS, 2 + (hour + 1) * HOUR_ROWS);
        let time = at.clock.time(view.hours.start + hour * 3600);
        let class = classes!("grid-hour", events.is_empty().then_some("is-empty"));
        // Each event names its time as well.
        let key = format!("hour-{hour}");
        let line = html! { <li {key} {class} aria-hidden="true" data-area={format!("{from} / 1 / {to} / -1")}>{ time }</li> };
        std::iter::once(line).chain(events)
    });
    html! {
        <>
            if !view.beside.is_empty() {
                <section class="card" aria-labelledby="grid-beside">
                    <h2 id="grid-beside">{ at.text("grid-beside") }</h2>
                    <ul class="lines">{ for beside }</ul>
                </section>
            }
            <div class="grid-frame" tabindex="0" role="region" aria-label={at.text("grid-title")}>
                <ul class="grid" data-rows={rows} data-columns={columns}>
                    { for heads }
                    { for by_hour }
                </ul>
            </div>
        </>
    }
}

fn event(at: &At<'_>, start: i64, card: &EventCard, cell: &Cell) -> Html {
    let row = |instant: i64| (instant - start) / ROW + 2;
    let (from, to) = (row(cell.during.start), row(cell.during.end + ROW - 1));
    let area = format!(
        "{from} / {} / {} / span 1",
        cell.track + 2,
        to.max(from + 3)
    );
    let values = [
        ("accepted", card.confirmed.accepted.into()),
        ("musts", card.confirmed.musts.into()),
    ];
    let state = match card.progress {
        Progress::Over => "is-over",
        Progress::Confirmed => "is-accepted",
        Progress::Open => "is-waiting",
        Progress::NeedsAttention => "is-stale",
    };
    let href = Route::Event(card.festival, card.id).href();
    html! {
        <li key={instance_digits(&card.id)} class={classes!("grid-event", state)} data-area={area}>
            <a {href}>
                <bdi class="what">{ shown(&card.title) }</bdi>
                { when_and_where(at, card, false) }
                if card.progress == Progress::Over {
                    <strong>{ at.text("event-cancelled") }</strong>
                } else if card.confirmed.musts > 0 {
                    <span>{ at.words.text_with("confirmed-share", &values) }</span>
                }
            </a>
        </li>
    }
}
