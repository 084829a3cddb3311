//! What is mine in a festival: events made or starred, things offered, requests.

use yew::prelude::*;

use crate::components::inbox::my_request_card;
use crate::components::language::{Words, use_words};
use crate::components::pages::not_found;
use crate::components::parts::{
    Drawn, GoesOn, Page, RowWindow, Sign, few_cards, first_rows, replace_rows, use_row_window,
};
use crate::components::peer_provider::{Send, use_send, use_view};
use crate::components::route::Route;
use crate::components::screen::{changing, use_festival, use_sight};
use crate::components::time::Clock;
use crate::peer::view_model::{
    AppView, EventCard, FestivalId, Interval, MineView, Screen, ScreenView, instance_digits,
};

/// Props of [`MinePage`].
#[derive(Properties, PartialEq)]
pub struct MinePageProps {
    /// Which festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn MinePage(props: &MinePageProps) -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let festival = use_festival(props.festival);
    let of = props.festival;
    let sight = use_sight(
        || [first_rows(), first_rows(), few_cards()],
        move |rows| Screen::Mine {
            festival: of,
            rows: *rows,
        },
    );
    let mine = match &sight.view {
        Some(ScreenView::Mine(mine)) => Some(mine.clone()),
        _ => None,
    };
    let [events, resources, requests] = sight.wanted;
    let seen = mine.as_deref();
    let windows = [
        use_row_window(
            "events",
            Drawn::of(seen.map(|seen| &seen.events)),
            events,
            changing(&sight.change, |all, rows| replace_rows(&mut all[0], rows)),
            GoesOn::WhenAsked,
        ),
        use_row_window(
            "resources",
            Drawn::of(seen.map(|seen| &seen.resources)),
            resources,
            changing(&sight.change, |all, rows| replace_rows(&mut all[1], rows)),
            GoesOn::WhenAsked,
        ),
        use_row_window(
            "requests",
            Drawn::of(seen.map(|seen| &seen.requests)),
            requests,
            changing(&sight.change, |all, rows| replace_rows(&mut all[2], rows)),
            GoesOn::ByScrolling(1),
        ),
    ];
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let Some(festival) = festival else {
        return not_found(&words);
    };
    let clock = Clock::new(&words, &festival, ready.frame.now);
    let content = match mine {
        Some(mine) => mine_of(&words, &send, &mine, &clock, windows),
        _ => html! { <p role="status">{ words.text("opening") }</p> },
    };
    html! { <Page title={words.text("mine-title")}>{ content }</Page> }
}

fn mine_of(
    words: &Words,
    send: &Send,
    mine: &MineView,
    clock: &Clock,
    [event_window, resource_window, request_window]: [RowWindow; 3],
) -> Html {
    let gap = |position: usize| {
        let mut gaps = mine.gaps.iter();
        let (_, gap) = gaps.find(|(before, _)| *before == position)?;
        free_between(words, clock, *gap)
    };
    let overlapping = |position: usize| mine.overlaps.binary_search(&position).is_ok();
    let events = mine.events.first.iter().zip(mine.events.from..);
    let events = events.map(|(card, position)| {
        html! {
            <>{ event(words, card, clock, overlapping(position)) }{ gap(position) }</>
        }
    });
    let resources = mine.resources.first.iter().map(|row| {
        let href = Route::Resource(row.festival, row.id).href();
        html! { <li key={instance_digits(&row.id)} data-row=""><a class="inline" {href}><bdi>{ row.title.to_string() }</bdi></a></li> }
    });
    let requests = mine
        .requests
        .first
        .iter()
        .map(|request| my_request_card(words, send, request, clock, None));
    html! {
        <>
            <section class="card" aria-labelledby="mine-events">
                <h2 id="mine-events">{ words.text("mine-events") }</h2>
                if mine.events.count == 0 {
                    <p class="quiet">{ words.text("mine-events-none") }</p>
                }
                { event_window.around(words, &mine.events, html! { <ul class="rows">{ for events }</ul> }) }
            </section>
            <section class="card" aria-labelledby="mine-resources">
                <h2 id="mine-resources">{ words.text("mine-resources") }</h2>
                if mine.resources.count == 0 {
                    <p class="quiet">{ words.text("mine-resources-none") }</p>
                }
                { resource_window.around(words, &mine.resources, html! { <ul class="rows">{ for resources }</ul> }) }
            </section>
            <section class="stack" aria-labelledby="mine-requests">
                <h2 id="mine-requests">{ words.text("mine-requests") }</h2>
                if mine.requests.count == 0 {
                    <p class="quiet">{ words.text("mine-requests-none") }</p>
                }
                { request_window.around(words, &mine.requests, html! { <ul class="festivals wide">{ for requests }</ul> }) }
            </section>
        </>
    }
}

/// «Free for 2 h», between two events of one festival day.
fn free_between(words: &Words, clock: &Clock, gap: Interval) -> Option<Html> {
    if clock.day(gap.start) != clock.day(gap.end) {
        return None;
    }
    let minutes = u32::try_from((gap.end - gap.start) / 60).ok()?;
    let text = if minutes < 60 {
        words.text_with("mine-free-minutes", &[("minutes", minutes.into())])
    } else {
        words.text_with("mine-free", &[("hours", (minutes / 60).into())])
    };
    Some(html! { <li class="quiet gap">{ text }</li> })
}

fn event(words: &Words, card: &EventCard, clock: &Clock, overlaps: bool) -> Html {
    let href = Route::Event(card.festival, card.id).href();
    let time = card.time.as_ref().map_or_else(
        || words.text("queue-no-time"),
        |time| clock.long_range(time.start, time.end).into(),
    );
    html! {
        <li key={instance_digits(&card.id)} data-row="">
            <a class="inline" {href}><bdi>{ card.title.to_string() }</bdi></a>
            <span class="quiet">{ time }</span>
            if overlaps {
                { Sign::Attention.with_word(words.text("mine-overlaps")) }
            }
        </li>
    }
}
