//! The anchor: a page that is kept open on a plugged-in device, so that others always
//! find somebody. It keeps the screen awake and says what it carries.

use yew::prelude::*;

use crate::components::device::stay_awake;
use crate::components::language::{Words, use_words};
use crate::components::parts::{Page, festival_name, heart_drawing, heart_word, link_list};
use crate::components::peer_provider::use_view;
use crate::components::programme::wording::count;
use crate::components::screen::use_screen;
use crate::peer::view_model::{AppView, ConnectionsView, FrameView, Screen, ScreenView};

/// The page.
#[component]
pub fn AnchorPage() -> Html {
    let words = use_words();
    let view = use_view();
    let screen = use_screen(Screen::Connections);
    let awake = use_state_eq(|| None::<bool>);
    use_effect_with((), {
        let awake = awake.clone();
        move |()| {
            let lock = stay_awake(Callback::from(move |promised| awake.set(Some(promised))));
            move || drop(lock)
        }
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let frame = &ready.frame;
    let awake = match *awake {
        Some(true) => "anchor-awake",
        Some(false) => "anchor-not-awake",
        None => "anchor-asking",
    };
    html! {
        <Page title={words.text("anchor-title")}>
            <p class="lead">{ words.text("anchor-why") }</p>
            <section class="card health" aria-labelledby="anchor-heart">
                { heart_drawing(frame.heart) }
                <div>
                    <h2 id="anchor-heart">{ words.text(heart_word(frame.heart)) }</h2>
                    <p role="status">{ words.text(awake) }</p>
                </div>
            </section>
            if let Some(ScreenView::Connections(page)) = screen {
                { carries(&words, frame, &page) }
            }
            <section class="card" aria-labelledby="anchor-links">
                <h2 id="anchor-links">{ words.text("links-now") }</h2>
                { link_list(&words, &frame.links, &frame.festivals, frame.now) }
            </section>
        </Page>
    }
}

/// What this device keeps for everybody, festival by festival.
fn carries(words: &Words, frame: &FrameView, page: &ConnectionsView) -> Html {
    let rows = frame.festivals.iter().map(|festival| {
        let health = page.health.iter().find(|row| row.festival == festival.id);
        let entries = health.map_or(0, |row| usize::try_from(row.entries).unwrap_or(usize::MAX));
        let said = words.text_with(
            "anchor-carries",
            &[
                ("entries", count(entries).into()),
                ("people", count(festival.people).into()),
                ("devices", count(festival.devices).into()),
            ],
        );
        let knocking = health.map_or(0, |row| row.knocking);
        html! {
            <li>
                <bdi>{ festival_name(words, festival) }</bdi>
                <span class="quiet">{ said }</span>
                if knocking > 0 {
                    <strong role="status">{ words.text_with("health-knocking", &[("count", count(knocking).into())]) }</strong>
                }
            </li>
        }
    });
    html! {
        <section class="card" aria-labelledby="anchor-carries">
            <h2 id="anchor-carries">{ words.text("anchor-carries-title") }</h2>
            <ul class="rows">{ for rows }</ul>
        </section>
    }
}
