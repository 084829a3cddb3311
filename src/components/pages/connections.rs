//! Who is connected, how well each festival is kept, and the ways to connect.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::carrying;
use crate::components::language::{Words, use_words};
use crate::components::parts::{
    CodeEntry, NetworkCard, Page, RefusalNote, Scanner, failure_card, health_list, heart_drawing,
    heart_word, link_list, linking_panel,
};
use crate::components::peer_provider::{use_send, use_view};
use crate::components::route::Route;
use crate::components::screen::use_screen;
use crate::components::time::Clock;
use crate::peer::view_model::{
    AppView, Contact, FrameView, Heart, LinkingView, Place, Screen, ScreenView,
};

/// The page of the connections.
#[component]
pub fn ConnectionsPage() -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let screen = use_screen(Screen::Connections);
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let frame = &ready.frame;
    let page = match screen {
        Some(ScreenView::Connections(page)) => Some(page),
        _ => None,
    };
    let health = page
        .as_ref()
        .map_or_else(|| Rc::new([]) as Rc<[_]>, |page| page.health.clone());
    html! {
        <Page title={words.text("links-label")}>
            <section class="card health" aria-labelledby="heart-title">
                { heart_drawing(frame.heart) }
                <div>
                    <h2 id="heart-title">{ words.text(heart_word(frame.heart)) }</h2>
                    <p>{ words.text(heart_sentence(frame.heart)) }</p>
                    <p class="quiet">{ contact(&words, frame) }</p>
                </div>
            </section>
            { failure_card(&words, page.as_ref().and_then(|page| page.failure.as_ref())) }
            { linking_panel(&words, &send, frame) }
            <section class="card" aria-labelledby="links-title">
                <h2 id="links-title">{ words.text("links-now") }</h2>
                { link_list(&words, &frame.links, &frame.festivals, frame.now) }
            </section>
            if frame.linking == LinkingView::Idle {
                <section class="card" aria-labelledby="enter-title">
                    <h2 id="enter-title">{ words.text(enter_title(frame)) }</h2>
                    <Scanner />
                    <CodeEntry label={words.text("join-code")} submit={words.text("join-submit")} />
                    <RefusalNote at={Place::Linking} />
                </section>
            }
            { carrying::panel(&words, &send, frame) }
            { health_list(&words, &send, frame, &health) }
            <p><a href={Route::Anchor.href()}>{ words.text("anchor-open") }</a></p>
            if let Some(page) = page {
                <NetworkCard network={page.network.clone()} />
            }
        </Page>
    }
}

/// Who is in a festival already takes a code to meet others, not to join.
fn enter_title(frame: &FrameView) -> &'static str {
    if frame.festivals.is_empty() {
        "join-title"
    } else {
        "linking-begin"
    }
}

const fn heart_sentence(heart: Heart) -> &'static str {
    match heart {
        Heart::Alone => "heart-alone-means",
        Heart::WithFew => "heart-with-few-means",
        Heart::WellConnected => "heart-well-connected-means",
    }
}

fn contact(words: &Words, frame: &FrameView) -> AttrValue {
    match frame.contact {
        Contact::Never => words.text("contact-never"),
        Contact::Now => words.text("contact-now"),
        Contact::Until(at) => {
            let ago = Clock::of_device(words, frame.now).ago(at);
            words.text_with("contact-until", &[("ago", (&*ago).into())])
        }
    }
}
