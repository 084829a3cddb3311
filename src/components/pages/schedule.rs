//! The programme of a festival: the agenda by festival day.

use yew::prelude::*;

use crate::components::backup::reminder;
use crate::components::day::ways;
use crate::components::device::address_of;
use crate::components::language::{Words, use_words};
use crate::components::pages::not_found;
use crate::components::parts::{
    CopyButtons, Drawn, FirstSteps, GoesOn, Page, RowWindow, festival_name, few_cards, first_cards,
    replace_rows, use_row_window, use_unfolded,
};
use crate::components::peer_provider::{use_send, use_view};
use crate::components::programme::clock::use_clock;
use crate::components::programme::wording::count;
use crate::components::programme::{Choices, FilterBar, NowAndNext, day_list, hidden_note};
use crate::components::route::Route;
use crate::components::screen::{Change, changing, use_festival, use_sight};
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    AppView, Contact, FestivalId, FestivalRow, InstanceId, Rows, ScheduleFilter, ScheduleView,
    Screen, ScreenView,
};

/// Props of [`Schedule`].
#[derive(Properties, PartialEq)]
pub struct ScheduleProps {
    /// Which festival's.
    pub festival: FestivalId,
}

/// The programme's page.
#[component]
pub fn Schedule(props: &ScheduleProps) -> Html {
    let words = use_words();
    let view = use_view();
    let send = use_send();
    let festival = use_festival(props.festival);
    let clock = use_clock(props.festival);
    let of = props.festival;
    let sight = use_sight(
        || first_of(first_cards()),
        move |filter| Screen::Schedule {
            festival: of,
            filter: filter.clone(),
        },
    );
    let schedule = match &sight.view {
        Some(ScreenView::Schedule(schedule)) => Some(schedule.clone()),
        _ => None,
    };
    let filter = &sight.wanted;
    let seen = schedule.as_deref();
    let events = Drawn::of(seen.map(|seen| &seen.events));
    let proposed = Drawn::of(seen.map(|seen| &seen.proposals));
    let on_rows = changing(&sight.change, |filter, rows| {
        replace_rows(&mut filter.rows, rows)
    });
    let event_window = use_row_window(
        "events",
        events,
        filter.rows,
        on_rows,
        GoesOn::ByScrolling(1),
    );
    let on_rows = changing(&sight.change, |filter, rows| {
        replace_rows(&mut filter.proposals, rows)
    });
    let proposal_window = use_row_window(
        "proposals",
        proposed,
        filter.proposals,
        on_rows,
        GoesOn::ByScrolling(1),
    );
    // With nothing else to see they are what one came for.
    let is_alone = seen.is_some_and(|seen| seen.events.count == 0);
    let unfolding = use_unfolded("proposals-unfolded", is_alone);
    // Another filter begins at its first cards. Always the same one, so that the bar is
    // not drawn anew.
    let on_filter = use_callback(
        sight.change.clone(),
        |change: Change<ScheduleFilter>, on| {
            on.emit(Box::new(|filter| {
                change(filter);
                (filter.rows, filter.proposals) = (few_cards(), few_cards());
            }));
        },
    );
    let on_star = use_callback((), move |(instance, on): (InstanceId, bool), ()| {
        send.emit(Command::Star { instance, on });
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let (Some(festival), Some(clock)) = (festival, clock) else {
        return not_found(&words);
    };
    let show_hidden = changing(&on_filter, |filter, show_hidden| {
        filter.show_hidden = show_hidden
    });
    let clear = changing(&on_filter, |filter, _: MouseEvent| {
        *filter = ScheduleFilter::default()
    });
    let filter = filter.whole();
    let is_filtered = filter != ScheduleFilter::default();
    html! {
        <Page title={festival_name(&words, &festival)}>
            <p class="quiet">{ known(&words, &clock, ready.frame.contact, festival.carried) }</p>
            if festival.i_write {
                { reminder(&words, &ready.frame) }
            }
            { ways::on_top(&words, &festival) }
            // Once there is a programme, it comes before its founder's list of things to do.
            if schedule.as_ref().is_some_and(|schedule| schedule.total == 0) {
                <FirstSteps festival={props.festival} />
            }
            if is_filtered || schedule.as_ref().is_some_and(|schedule| schedule.total > 0) {
                <FilterBar filter={filter.clone()} choices={seen.map(Choices::of)} span={festival.span} clock={clock.clone()} on_change={on_filter} />
            }
            if let Some(schedule) = &schedule {
                if !is_filtered {
                    <NowAndNext festival={props.festival} now={schedule.now.clone()} next={schedule.next.clone()} clock={clock.clone()} />
                }
                if !festival.described {
                    { waiting(&words, &festival) }
                } else if schedule.total == 0 {
                    { empty(&words, props.festival) }
                } else if schedule.events.count + schedule.proposals.count == 0 {
                    <p role="status">{ words.text("schedule-none-fits") }</p>
                    <p><button type="button" class="plain" onclick={clear}>{ words.text("filter-clear") }</button></p>
                }
                { event_window.around(&words, &schedule.events, day_list(&words, "day", &schedule.events.first, &clock, &on_star)) }
                { proposals(&words, schedule, &clock, &on_star, proposal_window, unfolding) }
                { hidden_note(&words, &schedule.hidden, filter.show_hidden, &show_hidden) }
                if schedule.total > 0 {
                    <FirstSteps festival={props.festival} />
                }
            } else {
                <p role="status">{ words.text("opening") }</p>
            }
        </Page>
    }
}

/// The whole programme, these rows of it.
fn first_of(rows: Rows) -> ScheduleFilter {
    ScheduleFilter {
        rows,
        proposals: rows,
        ..ScheduleFilter::default()
    }
}

/// «As known at 11:20, last contact 4 minutes ago»; where the newest of it came in a
/// file, when that was made.
fn known(words: &Words, clock: &Clock, contact: Contact, carried: Option<i64>) -> AttrValue {
    let met = match contact {
        Contact::Now => i64::MAX,
        Contact::Never => i64::MIN,
        Contact::Until(last) => last,
    };
    if let Some(made) = carried.filter(|made| *made > met) {
        let made = clock.day_time(made);
        return words.text_with("known-carried", &[("made", made.as_str().into())]);
    }
    let time = clock.time(clock.now());
    let at = ("time", time.as_str().into());
    match contact {
        Contact::Now => words.text_with("known-now", &[at]),
        Contact::Never => words.text_with("known-never", &[at]),
        Contact::Until(last) => {
            let ago = clock.ago(last);
            words.text_with("known-since", &[at, ("ago", ago.as_str().into())])
        }
    }
}

/// «Proposals (37)», folded.
fn proposals(
    words: &Words,
    schedule: &ScheduleView,
    clock: &Clock,
    on_star: &Callback<(InstanceId, bool)>,
    window: RowWindow,
    (is_open, ontoggle): (bool, Callback<Event>),
) -> Html {
    let (proposals, number) = (&schedule.proposals, schedule.proposals.count);
    let list = day_list(words, "proposals", &proposals.first, clock, on_star);
    if number == 0 {
        return Html::default();
    }
    html! {
        <details class="proposals" open={is_open} {ontoggle}>
            <summary>{ words.text_with("proposals", &[("count", count(number).into())]) }</summary>
            <p class="quiet">{ words.text("proposals-explain") }</p>
            { window.around(words, proposals, list) }
        </details>
    }
}

/// What somebody sees who has joined by a link, until the first device of the
/// festival was met.
fn waiting(words: &Words, festival: &FestivalRow) -> Html {
    let name = festival_name(words, festival);
    let link = address_of(&Route::Home);
    let ask = words.text_with(
        "waiting-ask-text",
        &[("festival", (&*name).into()), ("link", (&*link).into())],
    );
    html! {
        <section class="card" aria-labelledby="waiting-title">
            <h2 id="waiting-title">{ words.text("waiting-title") }</h2>
            <p role="status">{ words.text("waiting-means") }</p>
            <p class="quiet">{ words.text("waiting-keep-open") }</p>
            <CopyButtons text={ask} label={words.text("waiting-ask")} />
            <p><a class="button plain" href={Route::Connections.href()}>{ words.text("carrying-take") }</a></p>
            <p><a href={Route::Connections.href()}>{ words.text("waiting-other-ways") }</a></p>
        </section>
    }
}

/// What to do where nothing is planned yet.
fn empty(words: &Words, festival: FestivalId) -> Html {
    html! {
        <section class="card" aria-labelledby="empty-title">
            <h2 id="empty-title">{ words.text("schedule-empty-title") }</h2>
            <p>{ words.text("schedule-empty") }</p>
            <div class="buttons">
                <a class="button" href={Route::EventForm(festival, None).href()}>{ words.text("event-new") }</a>
                <a class="button plain" href={Route::ResourceForm(festival, None).href()}>{ words.text("resource-new") }</a>
            </div>
        </section>
    }
}
