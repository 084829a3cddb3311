//! The start: your festivals, and the ways into one.

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::parts::{
    Avatar, CodeEntry, Greeting, LanguageChoice, LinkingPanel, NoStore, Page, RefusalNote,
    StartForm, festival_name,
};
use crate::components::peer_provider::use_view;
use crate::components::route::Route;
use crate::peer::view_model::{AppView, FestivalRow, LinkingView, Place, ReadyView};

/// The start page.
#[component]
pub fn Home() -> Html {
    let words = use_words();
    let view = use_view();
    let title = match &*view {
        AppView::Ready(ready) if !ready.frame.festivals.is_empty() => "festivals-title",
        _ => "home-title",
    };
    let content = match &*view {
        AppView::Starting => html! { <p role="status">{ words.text("person-opening") }</p> },
        AppView::Wiped => html! { <p role="status">{ words.text("person-wiped") }</p> },
        AppView::Failed(problem) => html! { <NoStore problem={*problem} /> },
        AppView::Ready(ready) if ready.frame.festivals.is_empty() => first_time(&words, ready),
        AppView::Ready(ready) => again(&words, ready),
    };
    html! {
        <Page title={words.text(title)}>
            { content }
            <p class="buttons"><LanguageChoice /></p>
        </Page>
    }
}

/// For somebody who is in no festival yet.
fn first_time(words: &Words, ready: &ReadyView) -> Html {
    html! {
        <>
            <p class="lead">{ words.text("home-lead") }</p>
            <ul class="promises">
                <li>{ words.text("home-here") }</li>
                <li>{ words.text("home-equal") }</li>
                <li>{ words.text("home-permanent") }</li>
            </ul>
            { ways_in(words, ready) }
            <Greeting mark={ready.frame.me.mark} />
        </>
    }
}

/// For somebody who is in festivals.
fn again(words: &Words, ready: &ReadyView) -> Html {
    html! {
        <>
            <ul class="festivals" aria-label={words.text("festivals-title")}>
                { for ready.frame.festivals.iter().map(|festival| row(words, festival)) }
            </ul>
            { ways_in(words, ready) }
            <Greeting mark={ready.frame.me.mark} />
        </>
    }
}

fn ways_in(words: &Words, ready: &ReadyView) -> Html {
    html! {
        <>
            <LinkingPanel linking={ready.frame.linking.clone()} />
            if ready.frame.linking == LinkingView::Idle {
                <section class="card" aria-labelledby="join-title">
                    <h2 id="join-title">{ words.text("join-title") }</h2>
                    <p class="quiet">{ words.text("join-why") }</p>
                    <CodeEntry label={words.text("join-code")} submit={words.text("join-submit")} />
                    <RefusalNote at={Place::Linking} />
                </section>
            }
            <StartForm />
        </>
    }
}

fn row(words: &Words, festival: &FestivalRow) -> Html {
    let route = Route::Schedule(festival.id);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).into();
    html! {
        <li key={route.href().to_string()} class={format!("depth-{}", festival.depth.min(4))}>
            <a class="card festival" href={route.href()}>
                <Avatar festival={festival.clone()} />
                <span>
                    <bdi class="large">{ festival_name(words, festival) }</bdi>
                    if !festival.summary.is_empty() {
                        <bdi>{ festival.summary.to_string() }</bdi>
                    }
                    <span class="quiet">{ words.text_with("festival-counts", &[
                        ("events", count(festival.events)),
                        ("resources", count(festival.resources)),
                    ]) }</span>
                    if festival.archived {
                        <span class="quiet">{ words.text("festival-archived") }</span>
                    }
                </span>
            </a>
        </li>
    }
}
