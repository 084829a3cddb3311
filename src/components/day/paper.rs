//! What hangs on doors and walls: sheets to print, each with «as of» and a code
//! that leads to what is known now. On the screen they look as on paper.

use yew::prelude::*;

use super::{At, shown, when_and_where};
use crate::components::device;
use crate::components::parts::{festival_name, qr_code, tick};
use crate::components::programme::wording::count;
use crate::components::route::{Day, Route};
use crate::peer::view_model::{
    BusyView, EventCard, Interval, InviteView, MarketView, Progress, ResourcePage, ScheduleView,
    instance_digits,
};

/// Blank lines on a slip for a time.
const SLOT: i64 = 3600;
/// Most lines of a slip's day.
const MOST_SLOTS: usize = 24;
/// Most days on one sheet.
const MOST_DAYS: usize = 14;

/// What can be printed.
pub fn print_menu(at: &At<'_>, market: &MarketView) -> Html {
    let festival = at.festival.id;
    let to = |page: Day, text: AttrValue| {
        let href = Route::Day(festival, page).href();
        html! { <li key={href.to_string()}><a class="inline" {href}><bdi>{ text }</bdi></a></li> }
    };
    let days = at.days();
    let days = days
        .iter()
        .map(|day| to(Day::DaySheet(*day), at.clock.day_title(*day).into()));
    let places = market.resources.first.iter();
    let doors = places
        .clone()
        .map(|row| to(Day::DoorSheet(row.id), shown(&row.title)));
    let slips = places.map(|row| to(Day::Slips(row.id), shown(&row.title)));
    html! {
        <>
            <section class="card" aria-labelledby="print-poster">
                <h2 id="print-poster">{ at.text("print-poster") }</h2>
                <p class="quiet">{ at.text("print-poster-why") }</p>
                <ul class="rows">{ to(Day::Poster, at.text("print-poster")) }</ul>
            </section>
            <section class="card" aria-labelledby="print-days">
                <h2 id="print-days">{ at.text("print-days") }</h2>
                <ul class="rows">{ for days }</ul>
            </section>
            <section class="card" aria-labelledby="print-doors">
                <h2 id="print-doors">{ at.text("print-door") }</h2>
                <p class="quiet">{ at.text("print-door-why") }</p>
                <ul class="rows">{ for doors }</ul>
            </section>
            <section class="card" aria-labelledby="print-slips">
                <h2 id="print-slips">{ at.text("print-slips") }</h2>
                <p class="quiet">{ at.text("print-slips-why") }</p>
                <ul class="rows">{ for slips }</ul>
            </section>
            { at.more(market.resources.count, market.resources.first.len()) }
        </>
    }
}

/// A sheet: the buttons above it stay on the screen.
fn sheet(at: &At<'_>, route: &Route, inside: Html) -> Html {
    let address = device::address_of(route);
    let on_large = at.set(|typed, large| typed.large = large);
    let onclick = Callback::from(|_: MouseEvent| device::print());
    html! {
        <>
            <div class="buttons screen-only">
                <button type="button" {onclick}>{ at.text("print-now") }</button>
                { tick(at.text("print-large"), at.typed.large, on_large) }
            </div>
            <article class={classes!("sheet", at.typed.large.then_some("large-type"))}>
                { inside }
                <footer class="sheet-foot">
                    { qr_code(&address, at.text("print-code")) }
                    <div>
                        <p><bdi>{ festival_name(at.words, at.festival) }</bdi></p>
                        { at.as_of() }
                        <p class="quiet">{ at.text("print-newer") }</p>
                    </div>
                </footer>
            </article>
        </>
    }
}

/// A festival day on paper.
pub fn day_sheet(at: &At<'_>, schedule: &ScheduleView) -> Html {
    let row = |card: &EventCard| {
        let values = [
            ("accepted", card.confirmed.accepted.into()),
            ("musts", card.confirmed.musts.into()),
        ];
        html! {
            <li key={instance_digits(&card.id)}>
                <bdi class="what">{ shown(&card.title) }</bdi>
                { when_and_where(at, card, false) }
                if card.progress == Progress::Over {
                    <strong>{ at.text("event-cancelled") }</strong>
                } else if card.confirmed.musts > 0 {
                    <span>{ at.words.text_with("confirmed-share", &values) }</span>
                }
                { for card.notes.iter().map(|note| html! { <bdi>{ shown(&note.text) }</bdi> }) }
            </li>
        }
    };
    let events = schedule.events.first.iter();
    let events = events.chain(&*schedule.proposals.first);
    let inside = html! { <ul class="paper-rows">{ for events.map(row) }</ul> };
    sheet(at, &Route::Schedule(at.festival.id), inside)
}

/// What hangs at the door of a place.
pub fn door_sheet(at: &At<'_>, page: &ResourcePage) -> Html {
    let timed = page
        .busy
        .iter()
        .filter(|busy| busy.interval != Interval::ALWAYS);
    let timed: Vec<&BusyView> = timed.collect();
    let days = timed.chunk_by(|one, other| {
        at.clock.day(one.interval.start) == at.clock.day(other.interval.start)
    });
    let days = days.take(MOST_DAYS).filter_map(|busy| {
        let day = at.clock.day(busy.first()?.interval.start);
        let rows = busy.iter().map(|busy| {
            let title = busy.title.as_ref().map_or_else(|| at.text("busy-unknown"), shown);
            html! {
                <li key={instance_digits(&busy.request)}>
                    <bdi class="what">{ title }</bdi>
                    <span class="when">{ at.clock.range(busy.interval.start, busy.interval.end) }</span>
                </li>
            }
        });
        Some(html! {
            <section key={day}>
                <h2>{ at.clock.day_title(day) }</h2>
                <ul class="paper-rows">{ for rows }</ul>
            </section>
        })
    });
    let inside = html! {
        <>
            if timed.is_empty() {
                <p>{ at.text("busy-none") }</p>
            }
            { for days }
            if !page.fields.rules.is_empty() {
                <p dir="auto"><strong>{ at.text("rules-label") }</strong>{ ": " }{ &page.fields.rules }</p>
            }
        </>
    };
    sheet(at, &Route::Resource(page.row.festival, page.row.id), inside)
}

/// Blank lines to sign up for the hours at which a place is free.
pub fn slips(at: &At<'_>, page: &ResourcePage) -> Html {
    // Nobody signs up for the days before the festival.
    let first_day = at.festival.span.map(|span| at.clock.day(span.start));
    let first_day = first_day.and_then(|day| at.clock.days(day, day));
    let now = at.clock.now();
    let earliest = first_day.map_or(now, |day| now.max(day.start));
    let slots = page.free.iter().flat_map(|free| {
        // From hour to hour, also where it is free from a minute between two.
        let (begin, end) = (free.start.max(earliest), free.end);
        let first = begin - at.clock.wall(begin).second.rem_euclid(SLOT);
        let hours = (first..end).step_by(SLOT as usize);
        hours.filter_map(move |start| Interval::new(start.max(begin), (start + SLOT).min(end)))
    });
    let slots: Vec<Interval> = slots.take(MOST_SLOTS * MOST_DAYS).collect();
    let days = slots.chunk_by(|one, other| at.clock.day(one.start) == at.clock.day(other.start));
    let days = days.take(MOST_DAYS).filter_map(|slots| {
        let day = at.clock.day(slots.first()?.start);
        let rows = slots.iter().take(MOST_SLOTS).map(|slot| html! {
            <li key={slot.start}>
                <span class="when">{ at.clock.range(slot.start, slot.end) }</span>
                <span class="blank"></span>
                <span class="blank"></span>
            </li>
        });
        Some(html! {
            <section key={day} class="slip">
                <h2>{ at.clock.day_title(day) }</h2>
                <p class="slip-head" aria-hidden="true"><span>{ at.text("slip-when") }</span><span>{ at.text("slip-what") }</span><span>{ at.text("slip-who") }</span></p>
                <ul class="paper-rows slips">{ for rows }</ul>
            </section>
        })
    });
    let inside = html! {
        <>
            <p class="lead">{ at.text("slip-lead") }</p>
            if slots.is_empty() {
                <p>{ at.text("slip-none") }</p>
            }
            { for days }
        </>
    };
    sheet(at, &Route::Resource(page.row.festival, page.row.id), inside)
}

/// The invitation on paper: its code lets whoever scans it in.
pub fn poster(at: &At<'_>, invite: &InviteView) -> Html {
    let festival = at.festival;
    let route = Route::Join(invite.code.clone());
    let address = device::address_of(&route);
    let dates = festival.start.zip(festival.end);
    let counts = [
        ("events", count(festival.events).into()),
        ("resources", count(festival.resources).into()),
    ];
    let inside = html! {
        <div class="poster">
            if let Some((start, end)) = dates.filter(|(start, end)| start < end) {
                <p class="large">{ at.clock.day_range(start, end) }</p>
            }
            if !festival.summary.is_empty() {
                <p class="lead" dir="auto">{ shown(&festival.summary) }</p>
            }
            { qr_code(&address, at.text("print-code")) }
            <p class="large">{ at.text("poster-scan") }</p>
            <p>{ at.words.text_with("festival-counts", &counts) }</p>
        </div>
    };
    sheet(at, &route, inside)
}
