//! A resource: where it is, when it can be had, how its owner decides.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::markdown::Markdown;
use crate::components::pages::NotFound;
use crate::components::parts::{Page, RefusalNote};
use crate::components::peer_provider::use_send;
use crate::components::programme::clock::use_clock;
use crate::components::programme::resource_card::now;
use crate::components::programme::wording::{count, resource_kind};
use crate::components::programme::{
    AccessLine, BusyList, HideLine, LocationView, PersonLine, PolicyLine, StarButton,
};
use crate::components::route::Route;
use crate::components::screen::use_screen;
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    DeciderView, FestivalId, InstanceId, Interval, Place, ResourcePage as ResourceView, Screen,
    ScreenView,
};

/// Most free times and windows that are listed.
const MOST: usize = 60;

/// Props of [`ResourcePage`].
#[derive(Properties, PartialEq)]
pub struct ResourcePageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Which.
    pub resource: InstanceId,
}

/// The page.
#[component]
pub fn ResourcePage(props: &ResourcePageProps) -> Html {
    let words = use_words();
    let (festival, resource) = (props.festival, props.resource);
    let clock = use_clock(festival);
    let screen = use_screen(Screen::Resource { festival, resource });
    let Some(clock) = clock else {
        return html! { <NotFound /> };
    };
    let page = match screen {
        Some(ScreenView::Resource(page)) => page,
        Some(_) => {
            return html! { <Page title={words.text("resource-missing")}><p>{ words.text("resource-not-here") }</p></Page> };
        }
        None => {
            return html! { <Page title={words.text("resource-missing")}><p role="status">{ words.text("opening") }</p></Page> };
        }
    };
    html! {
        <Page title={page.row.title.to_string()}>
            if page.row.deleted {
                <p role="status">{ words.text("resource-deleted") }</p>
            }
            <Head page={page.clone()} clock={clock.clone()} />
            { section("where-title", words.text("where-title"), where_it_is(&words, &page)) }
            { section("policy-title", words.text("policy-title"), html! {
                <>
                    <PolicyLine policy={page.row.policy.clone()} clock={Some(clock.clone())} />
                    <PersonLine person={page.row.owner.clone()} {festival} active={page.row.owner_active} clock={clock.clone()} />
                </>
            }) }
            { section("times-title", words.text("times-title"), times(&words, &page, &clock)) }
            { section("busy-title", words.text("busy-title"), html! { <BusyList busy={page.busy.clone()} {clock} /> }) }
            { section("access-title", words.text("access-title"), html! { <AccessLine access={page.fields.access.clone()} /> }) }
            { about(&words, &page) }
            { section("act-title", words.text("act-title"), html! {
                <>
                    if page.row.mine {
                        <Own page={page.clone()} />
                    }
                    <HideLine {festival} instance={resource} by={page.hidden_by.clone()} by_me={page.hidden_by_me} />
                    <RefusalNote at={Place::Resource(resource)} />
                </>
            }) }
        </Page>
    }
}

fn section(id: &'static str, title: AttrValue, inside: Html) -> Html {
    html! { <section class="card" aria-labelledby={id}><h2 {id}>{ title }</h2>{ inside }</section> }
}

#[derive(Properties, PartialEq)]
struct HeadProps {
    page: Rc<ResourceView>,
    clock: Clock,
}

/// What it is, how many, what it is doing now.
#[component]
fn Head(props: &HeadProps) -> Html {
    let words = use_words();
    let send = use_send();
    let row = &props.page.row;
    let instance = row.id;
    let on_star = Callback::from(move |on| send.emit(Command::Star { instance, on }));
    let units = match row.units {
        0 => words.text("units-unlimited"),
        units => words.text_with("units-count", &[("count", units.into())]),
    };
    html! {
        <section class="card" aria-label={words.text("resource-facts")}>
            <div class="event-head">
                <div>
                    <p class="quiet">{ resource_kind(&words, row.kind) }</p>
                    <p class="facts">{ now(&words, &row.now, &props.clock) }</p>
                    <p class="facts">
                        <span>{ units }</span>
                        if let Some(people) = row.people_capacity {
                            <span>{ words.text_with("people-count", &[("count", people.into())]) }</span>
                        }
                    </p>
                </div>
                <StarButton title={row.title.to_string()} on={row.starred} on_change={on_star} />
            </div>
            <p class="tags">{ for row.tags.iter().map(|tag| html! { <bdi class="tag">{ &**tag }</bdi> }) }</p>
        </section>
    }
}

fn where_it_is(words: &Words, page: &ResourceView) -> Html {
    let fields = &page.fields;
    html! {
        <>
            if let Some(location) = &fields.location {
                <LocationView location={location.clone()} />
            } else {
                <p class="quiet">{ words.text("location-none") }</p>
            }
            if !fields.pickup.is_empty() {
                <h3>{ words.text("pickup-label") }</h3>
                <p dir="auto">{ &fields.pickup }</p>
            }
        </>
    }
}

/// When it can be had, and when it is free.
fn times(words: &Words, page: &ResourceView, clock: &Clock) -> Html {
    let range = |interval: &Interval| html! { <li key={interval.start}>{ clock.long_range(interval.start, interval.end) }</li> };
    let fields = &page.fields;
    let blackouts = fields.blackouts.iter().take(MOST).map(|blackout| html! {
        <li key={blackout.start}>{ clock.long_range(blackout.start, blackout.end) }{ " " }<bdi class="quiet">{ &blackout.reason }</bdi></li>
    });
    let buffer = fields.buffer_before.max(fields.buffer_after) / 60;
    html! {
        <>
            if fields.windows.is_empty() {
                <p>{ words.text("windows-always") }</p>
            } else {
                <h3>{ words.text("windows-label") }</h3>
                <ul class="lines">{ for fields.windows.iter().take(MOST).map(range) }</ul>
            }
            if !fields.blackouts.is_empty() {
                <h3>{ words.text("blackouts-label") }</h3>
                <ul class="lines">{ for blackouts }</ul>
            }
            if !page.free.is_empty() {
                <details>
                    <summary>{ words.text("free-label") }</summary>
                    <ul class="lines">{ for page.free.iter().take(MOST).map(range) }</ul>
                </details>
            }
            if buffer > 0 {
                <p class="quiet">{ words.text_with("buffer-between", &[("minutes", buffer.into())]) }</p>
            }
            if fields.allow_without_time {
                <p class="quiet">{ words.text("without-time-allowed") }</p>
            }
        </>
    }
}

fn about(words: &Words, page: &ResourceView) -> Html {
    let fields = &page.fields;
    if fields.description.is_empty() && fields.rules.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="about-title">
            <h2 id="about-title">{ words.text("about-title") }</h2>
            if !fields.description.is_empty() {
                <Markdown text={fields.description.clone()} />
            }
            if !fields.rules.is_empty() {
                <p dir="auto"><strong>{ words.text("rules-label") }</strong>{ ": " }{ &fields.rules }</p>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct OwnProps {
    page: Rc<ResourceView>,
}

/// What its owner can do.
#[component]
fn Own(props: &OwnProps) -> Html {
    let words = use_words();
    let send = use_send();
    let (festival, resource) = (props.page.row.festival, props.page.row.id);
    let take_over = Callback::from(move |_: MouseEvent| {
        send.emit(Command::TakeOverDecider { festival, resource })
    });
    let waiting: usize = props.page.row.open_requests;
    html! {
        <>
            <div class="buttons">
                <a class="button" href={Route::ResourceForm(festival, Some(resource)).href()}>{ words.text("resource-edit") }</a>
                <a class="button plain" href={Route::Inbox.href()}>{ words.text_with("queue-link", &[("count", count(waiting).into())]) }</a>
            </div>
            if props.page.row.policy.decider == DeciderView::Elsewhere {
                <p>{ words.text("decider-elsewhere") }</p>
                <button type="button" class="plain" onclick={take_over}>{ words.text("decider-take-over") }</button>
            }
        </>
    }
}
