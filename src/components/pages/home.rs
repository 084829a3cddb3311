//! The start: your festivals, and the ways into one.

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::parts::{
    CodeEntry, Greeting, LinkingPanel, NoStore, Page, ProblemNote, StartForm, festival_name,
};
use crate::components::peer_provider::use_view;
use crate::components::route::Route;
use crate::peer::view_model::{AppView, FestivalView, LinkingView, ReadyView};

/// The start page.
#[component]
pub fn Home() -> Html {
    let words = use_words();
    let view = use_view();
    let content = match &*view {
        AppView::Starting => html! { <p role="status">{ words.text("person-opening") }</p> },
        AppView::Failed(problem) => html! { <NoStore problem={*problem} /> },
        AppView::Ready(ready) => ready_page(&words, ready),
    };
    html! {
        <Page title={words.text("home-title")}>
            <p class="lead">{ words.text("home-lead") }</p>
            { content }
        </Page>
    }
}

fn ready_page(words: &Words, ready: &ReadyView) -> Html {
    html! {
        <>
            <ProblemNote problem={ready.problem} />
            <Greeting mark={ready.me.mark} />
            if !ready.festivals.is_empty() {
                <section class="card" aria-labelledby="festivals-title">
                    <h2 id="festivals-title">{ words.text("festivals-title") }</h2>
                    <ul class="rows">{ for ready.festivals.iter().map(|festival| row(words, festival)) }</ul>
                </section>
            }
            <LinkingPanel linking={ready.linking.clone()} />
            <StartForm />
            if ready.linking == LinkingView::Idle {
                <section class="card" aria-labelledby="join-title">
                    <h2 id="join-title">{ words.text("join-title") }</h2>
                    <CodeEntry label={words.text("join-code")} submit={words.text("join-submit")} />
                </section>
            }
        </>
    }
}

fn row(words: &Words, festival: &FestivalView) -> Html {
    let route = Route::Festival(festival.id);
    html! { <li key={route.href().to_string()}><a class="button plain" href={route.href()}>{ festival_name(words, festival) }</a></li> }
}
