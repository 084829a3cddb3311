//! The programme of a festival: the agenda by festival day.

use yew::prelude::*;

use crate::components::device::address_of;
use crate::components::language::{Words, use_words};
use crate::components::pages::NotFound;
use crate::components::parts::{CopyButtons, FirstSteps, Page, festival_name};
use crate::components::peer_provider::{use_send, use_view};
use crate::components::programme::clock::use_clock;
use crate::components::programme::wording::count;
use crate::components::programme::{DayList, FilterBar, HiddenNote, NowAndNext};
use crate::components::route::Route;
use crate::components::screen::{use_festival, use_screen};
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    AppView, Contact, FestivalId, FestivalRow, InstanceId, ScheduleFilter, ScheduleView, Screen,
    ScreenView,
};

/// Cards that are drawn at first, and with each «show more».
const PAGE: usize = 100;

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
    let filter = use_state_eq(ScheduleFilter::default);
    let limit = use_state_eq(|| PAGE);
    let festival = use_festival(props.festival);
    let clock = use_clock(props.festival);
    let screen = use_screen(Screen::Schedule {
        festival: props.festival,
        filter: (*filter).clone(),
    });
    let on_filter = {
        let (filter, limit) = (filter.clone(), limit.clone());
        Callback::from(move |next: ScheduleFilter| {
            limit.set(PAGE);
            filter.set(next);
        })
    };
    let on_star = use_callback((), move |(instance, on): (InstanceId, bool), ()| {
        send.emit(Command::Star { instance, on });
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let (Some(festival), Some(clock)) = (festival, clock) else {
        return html! { <NotFound /> };
    };
    let schedule = match screen {
        Some(ScreenView::Schedule(schedule)) => Some(schedule),
        _ => None,
    };
    let show_hidden = {
        let filter = (*filter).clone();
        on_filter.reform(move |show_hidden| ScheduleFilter {
            show_hidden,
            ..filter.clone()
        })
    };
    let clear = on_filter.reform(|_: MouseEvent| ScheduleFilter::default());
    let more = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set(*limit + PAGE))
    };
    let is_filtered = *filter != ScheduleFilter::default();
    html! {
        <Page title={festival_name(&words, &festival)}>
            <p class="quiet">{ known(&words, &clock, ready.frame.contact) }</p>
            // Once there is a programme, it comes before its founder's list of things to do.
            if schedule.as_ref().is_some_and(|schedule| schedule.total == 0) {
                <FirstSteps festival={props.festival} />
            }
            if is_filtered || schedule.as_ref().is_some_and(|schedule| schedule.total > 0) {
                <FilterBar filter={(*filter).clone()} schedule={schedule.clone()} festival={festival.clone()} clock={clock.clone()} on_change={on_filter} />
            }
            if let Some(schedule) = &schedule {
                if !is_filtered {
                    <NowAndNext events={schedule.events.clone()} clock={clock.clone()} />
                }
                if !festival.described {
                    { waiting(&words, &festival) }
                } else if schedule.total == 0 {
                    <Empty festival={props.festival} />
                } else if schedule.events.is_empty() && schedule.proposals.is_empty() {
                    <p role="status">{ words.text("schedule-none-fits") }</p>
                    <p><button type="button" class="plain" onclick={clear}>{ words.text("filter-clear") }</button></p>
                }
                <DayList events={schedule.events.clone()} limit={*limit} clock={clock.clone()} on_star={on_star.clone()} />
                if schedule.events.len() > *limit {
                    <button type="button" class="plain" onclick={more}>
                        { words.text_with("show-more", &[("count", count(schedule.events.len() - *limit).into())]) }
                    </button>
                }
                { proposals(&words, schedule, &clock, on_star) }
                <HiddenNote hidden={schedule.hidden.clone()} shown={filter.show_hidden} on_change={show_hidden} />
                if schedule.total > 0 {
                    <FirstSteps festival={props.festival} />
                }
            } else {
                <p role="status">{ words.text("opening") }</p>
            }
        </Page>
    }
}

/// «As known at 11:20, last contact 4 minutes ago».
fn known(words: &Words, clock: &Clock, contact: Contact) -> AttrValue {
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
    on_star: Callback<(InstanceId, bool)>,
) -> Html {
    let number = schedule.proposals.len();
    if number == 0 {
        return Html::default();
    }
    // With nothing else to see they are what one came for.
    html! {
        <details class="proposals" open={schedule.events.is_empty()}>
            <summary>{ words.text_with("proposals", &[("count", count(number).into())]) }</summary>
            <p class="quiet">{ words.text("proposals-explain") }</p>
            <DayList events={schedule.proposals.clone()} limit={PAGE} clock={clock.clone()} {on_star} />
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
            <p><a href={Route::Connections.href()}>{ words.text("waiting-other-ways") }</a></p>
        </section>
    }
}

/// What to do where nothing is planned yet.
#[component]
fn Empty(props: &ScheduleProps) -> Html {
    let words = use_words();
    html! {
        <section class="card" aria-labelledby="empty-title">
            <h2 id="empty-title">{ words.text("schedule-empty-title") }</h2>
            <p>{ words.text("schedule-empty") }</p>
            <div class="buttons">
                <a class="button" href={Route::EventForm(props.festival, None).href()}>{ words.text("event-new") }</a>
                <a class="button plain" href={Route::ResourceForm(props.festival, None).href()}>{ words.text("resource-new") }</a>
            </div>
        </section>
    }
}
