//! A resource day by day: when it is free, for what it is given away, when it is
//! closed. Its owner can say here, at the last minute, that something moved.

use yew::prelude::*;

use super::{At, shown};
use crate::components::parts::{RefusalNote, area, is_unfolded, select};
use crate::components::route::{Day, Route};
use crate::peer::command::Command;
use crate::peer::view_model::{
    BusyView, InstanceId, Interval, Place, ResourcePage, instance_digits, instance_of_digits,
};

/// Most days that are drawn.
const MOST_DAYS: usize = 31;

/// All its days.
pub fn days(at: &At<'_>, page: &ResourcePage) -> Html {
    let dates = all_days(at, page);
    let sections = dates.iter().map(|day| one_day(at, page, *day));
    let timeless: Vec<&BusyView> = page.busy.iter().filter(|busy| is_timeless(busy)).collect();
    let (festival, id) = (page.row.festival, page.row.id);
    html! {
        <>
            <p><a class="inline" href={Route::Resource(festival, id).href()}><bdi>{ shown(&page.row.title) }</bdi></a></p>
            <div class="buttons">
                <a class="button plain" href={Route::Day(festival, Day::DoorSheet(id)).href()}>{ at.text("print-door") }</a>
                <a class="button plain" href={Route::Day(festival, Day::Slips(id)).href()}>{ at.text("print-slips") }</a>
            </div>
            if dates.is_empty() && timeless.is_empty() {
                <p role="status">{ at.text("days-none") }</p>
            }
            { for sections }
            if !timeless.is_empty() {
                <section class="card" aria-labelledby="days-timeless">
                    <h2 id="days-timeless">{ at.text("time-none") }</h2>
                    <ul class="lines">{ for timeless.into_iter().map(|busy| granted(at, page, busy)) }</ul>
                </section>
            }
        </>
    }
}

fn is_timeless(busy: &BusyView) -> bool {
    busy.interval == Interval::ALWAYS
}

/// The festival's days, and those on which it is given away.
fn all_days(at: &At<'_>, page: &ResourcePage) -> Vec<i64> {
    let mut days = at.days();
    let busy = page.busy.iter().filter(|busy| !is_timeless(busy));
    let free = page
        .free
        .iter()
        .take(if days.is_empty() { MOST_DAYS } else { 0 });
    days.extend(busy.map(|busy| at.clock.day(busy.interval.start)));
    days.extend(free.map(|free| at.clock.day(free.start)));
    days.sort_unstable();
    days.dedup();
    days.truncate(MOST_DAYS);
    days
}

fn one_day(at: &At<'_>, page: &ResourcePage, day: i64) -> Html {
    let Some(whole) = at.clock.days(day, day) else {
        return Html::default();
    };
    let cut = |interval: &Interval| {
        Interval::new(interval.start.max(whole.start), interval.end.min(whole.end))
    };
    let busy = page.busy.iter().filter(|busy| !is_timeless(busy));
    let busy: Vec<(Interval, &BusyView)> = busy
        .filter_map(|busy| Some((cut(&busy.interval)?, busy)))
        .collect();
    let free: Vec<Interval> = page.free.iter().filter_map(cut).collect();
    let mut rows: Vec<(i64, bool, Html)> = busy
        .iter()
        .map(|(during, busy)| (during.start, false, granted(at, page, busy)))
        .collect();
    rows.extend(free.iter().map(|free| {
        let time = at.clock.range(free.start, free.end);
        let row = html! {
            <li key={format!("free-{}", free.start)}>
                <span class="when">{ time }</span>
                <span class="state is-accepted">{ at.text("now-free") }</span>
            </li>
        };
        (free.start, true, row)
    }));
    rows.sort_by_key(|(start, free, _)| (*start, *free));
    let id = format!("day-{day}");
    html! {
        <section key={day} class="card" aria-labelledby={id.clone()}>
            <h2 {id}>{ at.clock.day_title(day) }</h2>
            { bar(whole, busy.iter().map(|(during, _)| *during), &free) }
            if rows.is_empty() {
                <p class="quiet">{ at.text("now-closed") }</p>
            }
            <ul class="lines">{ for rows.into_iter().map(|(_, _, row)| row) }</ul>
        </section>
    }
}

/// The day as a bar: the list below says the same in words.
fn bar(day: Interval, busy: impl Iterator<Item = Interval>, free: &[Interval]) -> Html {
    let piece = |class: &'static str, during: Interval| {
        let (x, width) = (during.start - day.start, during.end - during.start);
        html! { <rect class={class} x={x.to_string()} y="0" width={width.to_string()} height="100" /> }
    };
    let length = day.end - day.start;
    html! {
        <svg class="day-bar" viewBox={format!("0 0 {length} 100")} preserveAspectRatio="none" aria-hidden="true">
            <rect class="closed" x="0" y="0" width={length.to_string()} height="100" />
            { for free.iter().map(|free| piece("free", *free)) }
            { for busy.map(|busy| piece("busy", busy)) }
        </svg>
    }
}

fn granted(at: &At<'_>, page: &ResourcePage, busy: &BusyView) -> Html {
    let time = if is_timeless(busy) {
        at.text("time-none")
    } else {
        at.clock
            .range(busy.interval.start, busy.interval.end)
            .into()
    };
    let title = busy
        .title
        .as_ref()
        .map_or_else(|| at.text("busy-unknown"), shown);
    let href = busy
        .event
        .map(|(festival, event)| Route::Event(festival, event).href());
    html! {
        <li key={instance_digits(&busy.request)}>
            <span class="when">{ time }</span>
            <span class="state is-declined">
                if let Some(href) = href {
                    <a class="inline" {href}><bdi>{ &title }</bdi></a>
                } else {
                    <bdi>{ &title }</bdi>
                }
            </span>
            if busy.overbooked {
                <strong class="is-declined">{ at.text("event-overbooked") }</strong>
            }
            if page.row.mine {
                { moving(at, page, busy.request, &title) }
            }
        </li>
    }
}

/// «It happens elsewhere»: to another place of mine, or in words. All my places to
/// choose from are drawn once it is unfolded.
fn moving(at: &At<'_>, page: &ResourcePage, request: InstanceId, title: &AttrValue) -> Html {
    let on_toggle = at.set(move |typed, event: Event| {
        if is_unfolded(&event) {
            typed.moving.insert(request);
        } else {
            typed.moving.remove(&request);
        }
    });
    let label = at
        .words
        .text_with("moved-title", &[("title", (&**title).into())]);
    let form = at.typed.moving.contains(&request).then_some(());
    html! {
        <details class="wide" ontoggle={on_toggle}>
            <summary>{ label }</summary>
            { for form.map(|()| moving_form(at, page, request)) }
        </details>
    }
}

fn moving_form(at: &At<'_>, page: &ResourcePage, request: InstanceId) -> Html {
    let festival = page.row.festival;
    let places = page.other_places.iter();
    let known = |id: &InstanceId| {
        let place = page.other_places.iter().find(|(place, _)| place == id);
        place.map(|(_, title)| title.clone())
    };
    let onsubmit = {
        let (send, to, words) = (at.send.clone(), at.typed.chosen, at.words.clone());
        let to = to.filter(|to| known(to).is_some());
        let (name, text) = (to.as_ref().and_then(known), at.typed.text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let moved = name
                .as_ref()
                .map(|name| words.text_with("moved-to", &[("place", (&**name).into())]));
            let said = [moved.as_deref().unwrap_or_default(), text.trim()];
            let said: Vec<&str> = said.into_iter().filter(|said| !said.is_empty()).collect();
            send.emit(Command::SayMoved {
                festival,
                request,
                to,
                text: said.join(" "),
            });
        })
    };
    let options = std::iter::once((AttrValue::Static(""), at.text("moved-elsewhere")));
    let options = options
        .chain(places.map(|(id, title)| (AttrValue::from(instance_digits(id)), shown(title))));
    let chosen = at.typed.chosen.as_ref().map(instance_digits);
    let on_place = at.set(|typed, id: String| typed.chosen = instance_of_digits(&id));
    let on_text = at.set(|typed, text| typed.text = text);
    let id = instance_digits(&request);
    html! {
            <form class="stack pad" {onsubmit}>
                <p class="quiet">{ at.text("moved-means") }</p>
                { select(format!("to-{id}"), at.text("moved-where"), chosen.unwrap_or_default(), options.collect(), on_place) }
                { area(format!("words-{id}"), at.text("moved-words"), at.typed.text.clone(), on_text).max_length(2_048) }
                <RefusalNote at={Place::Request(request)} />
                <button type="submit">{ at.text("moved-tell") }</button>
            </form>
    }
}
