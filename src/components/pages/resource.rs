//! A resource: where it is, when it can be had, how its owner decides.

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::markdown::Markdown;
use crate::components::pages::not_found;
use crate::components::parts::{Page, RefusalNote, picture};
use crate::components::peer_provider::{Send, use_send};
use crate::components::programme::clock::use_clock;
use crate::components::programme::copy_button::copy_button;
use crate::components::programme::resource_card::now;
use crate::components::programme::resource_draft::ResourceDraft;
use crate::components::programme::resource_kept;
use crate::components::programme::wording::{count, resource_kind};
use crate::components::programme::{
    HideLine, UseForm, access_line, busy_list, location_lines, person_line, policy_line,
    star_button,
};
use crate::components::route::{Day, Route};
use crate::components::screen::use_screen;
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    CLOSED, DeciderView, FestivalId, InstanceId, Interval, Place, ResourceKind,
    ResourcePage as ResourceView, Screen, ScreenView, instance_digits,
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
    let send = use_send();
    let (festival, resource) = (props.festival, props.resource);
    let clock = use_clock(festival);
    let screen = use_screen(Screen::Resource { festival, resource });
    let Some(clock) = clock else {
        return not_found(&words);
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
            { head(&words, &send, &page, &clock) }
            { section("where-title", words.text("where-title"), where_it_is(&words, &page)) }
            { section("policy-title", words.text("policy-title"), html! {
                <>
                    { policy_line(&words, &page.row.policy, Some(&clock)) }
                    { person_line(&words, &page.row.owner, festival, page.row.owner_active, &clock) }
                </>
            }) }
            { section("times-title", words.text("times-title"), times(&words, &page, &clock)) }
            { section("busy-title", words.text("busy-title"), html! {
                <>
                    { busy_list(&words, &page.busy, &clock) }
                    <p><a class="inline" href={Route::Day(festival, Day::Days(resource)).href()}>{ words.text("days-title") }</a></p>
                </>
            }) }
            { section("access-title", words.text("access-title"), access_line(&words, &page.fields.access)) }
            { about(&words, &page) }
            if !page.row.deleted && page.row.policy.name.as_ref() != CLOSED {
                { section("use-title", words.text("use-title"), html! {
                    <details open={page.draft.is_some()}>
                        <summary>{ words.text("use-explain") }</summary>
                        <UseForm key={instance_digits(&resource)} draft={page.draft.clone()} {festival} row={page.row.clone()} windows={page.fields.windows.clone()} clock={clock.clone()} />
                    </details>
                }) }
            }
            { section("act-title", words.text("act-title"), html! {
                <>
                    if page.row.mine {
                        { own(&words, &send, &page) }
                    }
                    { copy_button(&words, (Place::NewResource(festival), Route::ResourceForm(festival, None)), {
                        let (page, clock) = (page.clone(), clock.clone());
                        move || resource_kept::write(&ResourceDraft::of_resource(&page.fields, &clock))
                    }) }
                    <HideLine {festival} instance={resource} by={page.hidden_by.clone()} by_me={page.hidden_by_me} />
                    <RefusalNote at={Place::Event(resource)} />
                    <RefusalNote at={Place::Resource(resource)} />
                </>
            }) }
        </Page>
    }
}

fn section(id: &'static str, title: AttrValue, inside: Html) -> Html {
    html! { <section class="card" aria-labelledby={id}><h2 {id}>{ title }</h2>{ inside }</section> }
}

/// What it is, how many, what it is doing now.
fn head(words: &Words, send: &Send, page: &ResourceView, clock: &Clock) -> Html {
    let row = &page.row;
    let instance = row.id;
    let on_star = send.reform(move |on| Command::Star { instance, on });
    let units = match row.units {
        0 => Some(words.text("units-unlimited")),
        // Of a place there is one, unless somebody says otherwise.
        1 if row.kind == ResourceKind::Place => None,
        units => Some(words.text_with("units-count", &[("count", units.into())])),
    };
    html! {
        <section class="card" aria-label={words.text("resource-facts")}>
            <div class="event-head">
                <div>
                    <p class="quiet">{ resource_kind(words, row.kind) }</p>
                    <p class="facts">{ now(words, &row.now, clock) }</p>
                    <p class="facts">
                        if let Some(units) = units {
                            <span>{ units }</span>
                        }
                        if let Some(people) = row.people_capacity {
                            <span>{ words.text_with("people-count", &[("count", people.into())]) }</span>
                        }
                    </p>
                </div>
                { star_button(words, &row.title, row.starred, &on_star) }
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
                { location_lines(words, location) }
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
    let now = clock.now();
    let free: Vec<&Interval> = page.free.iter().filter(|free| free.end > now).collect();
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
            if !free.is_empty() {
                <details>
                    <summary>{ words.text("free-label") }</summary>
                    <ul class="lines">{ for free.into_iter().take(MOST).map(range) }</ul>
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
    if fields.description.is_empty() && fields.rules.is_empty() && fields.picture.is_none() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="about-title">
            <h2 id="about-title">{ words.text("about-title") }</h2>
            { picture(fields.picture.as_ref()) }
            if !fields.description.is_empty() {
                <Markdown text={fields.description.clone()} />
            }
            if !fields.rules.is_empty() {
                <p dir="auto"><strong>{ words.text("rules-label") }</strong>{ ": " }{ &fields.rules }</p>
            }
        </section>
    }
}

/// What its owner can do.
fn own(words: &Words, send: &Send, page: &ResourceView) -> Html {
    let (festival, resource) = (page.row.festival, page.row.id);
    let take_over =
        send.reform(move |_: MouseEvent| Command::TakeOverDecider { festival, resource });
    let waiting: usize = page.row.open_requests;
    html! {
        <>
            <div class="buttons">
                <a class="button" href={Route::ResourceForm(festival, Some(resource)).href()}>{ words.text("resource-edit") }</a>
                <a class="button plain" href={Route::Inbox.href()}>{ words.text_with("queue-link", &[("count", count(waiting).into())]) }</a>
            </div>
            if page.row.policy.decider == DeciderView::Elsewhere {
                <p>{ words.text("decider-elsewhere") }</p>
                <button type="button" class="plain" onclick={take_over}>{ words.text("decider-take-over") }</button>
            } else {
                <p class="quiet">{ words.text("decider-here") }</p>
            }
        </>
    }
}
