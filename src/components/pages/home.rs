//! The start: your festivals, and the ways into one.

use yew::prelude::*;

use crate::components::backup::{install_hint, moved_here, reminder};
use crate::components::language::{Words, use_words};
use crate::components::parts::{
    Avatar, CodeEntry, Page, RefusalNote, SampleButton, Scanner, StartForm, festival_name,
    greeting, language_choice, linking_panel,
};
use crate::components::peer_provider::{Send, use_send, use_view};
use crate::components::route::Route;
use crate::peer::view_model::{AppView, FestivalRow, LinkingView, Place, ReadyView};

/// The start page.
#[component]
pub fn Home() -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let title = match &*view {
        AppView::Ready(ready) if !ready.frame.festivals.is_empty() => "festivals-title",
        _ => "home-title",
    };
    let content = match &*view {
        AppView::Starting | AppView::Failed(_) | AppView::Wiped => {
            html! { <p role="status">{ words.text("person-opening") }</p> }
        }
        AppView::Ready(ready) => ready_page(&words, &send, ready),
    };
    html! {
        <Page title={words.text(title)}>
            { content }
            <p class="buttons">{ language_choice(&words) }</p>
        </Page>
    }
}

/// The same places for newcomers and others, so that a form keeps what is in it
/// when a festival arrives.
fn ready_page(words: &Words, send: &Send, ready: &ReadyView) -> Html {
    html! {
        <>
            if ready.frame.festivals.is_empty() {
                { moved_here(words) }
                <p class="lead">{ words.text("home-lead") }</p>
                <ul class="promises">
                    <li>{ words.text("home-here") }</li>
                    <li>{ words.text("home-equal") }</li>
                    <li>{ words.text("home-permanent") }</li>
                </ul>
            } else {
                <ul class="festivals" aria-label={words.text("festivals-title")}>
                    { for ready.frame.festivals.iter().map(|festival| row(words, festival)) }
                </ul>
            }
            { ways_in(words, send, ready) }
            { greeting(words, ready.frame.me.mark) }
        </>
    }
}

fn ways_in(words: &Words, send: &Send, ready: &ReadyView) -> Html {
    html! {
        <>
            { linking_panel(words, send, &ready.frame) }
            <div class="ways">
                // Who comes to join mostly comes by a link; who comes here first starts one.
                <StartForm draft={ready.frame.start_draft.clone()} />
                if ready.frame.linking == LinkingView::Idle {
                    <section class="card" aria-labelledby="join-title">
                        <h2 id="join-title">{ words.text("join-title") }</h2>
                        <p class="quiet">{ words.text("join-why") }</p>
                        <Scanner />
                        <CodeEntry label={words.text("join-code")} submit={words.text("join-submit")} />
                        <RefusalNote at={Place::Linking} />
                    </section>
                }
                if ready.frame.festivals.is_empty() {
                    <SampleButton now={ready.frame.now} />
                }
            </div>
            if ready.frame.festivals.is_empty() {
                <p class="quiet">{ words.text("restore-hint") }{ " " }<a class="inline" href={Route::Backup.href()}>{ words.text("restore-title") }</a></p>
            } else {
                { reminder(words, &ready.frame) }
                { install_hint(words, &ready.frame) }
            }
        </>
    }
}

fn row(words: &Words, festival: &FestivalRow) -> Html {
    let route = Route::Schedule(festival.id);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).into();
    html! {
        <li key={route.href().to_string()} class={format!("card festival depth-{}", festival.depth.min(4))}>
            <Avatar festival={festival.clone()} />
            <div>
                <a class="large" href={route.href()}><bdi>{ festival_name(words, festival) }</bdi></a>
                if !festival.summary.is_empty() {
                    <p dir="auto">{ festival.summary.to_string() }</p>
                }
                <p class="quiet">{ words.text_with("festival-counts", &[
                    ("events", count(festival.events)),
                    ("resources", count(festival.resources)),
                ]) }</p>
                if festival.archived {
                    <p class="quiet">{ words.text("festival-archived") }</p>
                }
            </div>
        </li>
    }
}
