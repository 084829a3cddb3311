//! A small bundle shown to another device's camera: one code after the other, round and
//! round, until the other one says that it has all.

use yew::prelude::*;

use crate::components::device::use_turns;
use crate::components::language::use_words;
use crate::components::parts::{Page, qr_code};
use crate::components::route::Route;
use crate::components::screen::use_screen;
use crate::peer::view_model::{Screen, ScreenView};

/// How long each code stands, milliseconds: a camera's picture is looked at every 150,
/// and looking takes a slow phone as long again.
const STANDS_MS: u32 = 250;

/// The page.
#[component]
pub fn FilmPage() -> Html {
    let words = use_words();
    let screen = use_screen(Screen::Film);
    let at = use_state_eq(|| 0_usize);
    let still = use_state_eq(|| false);
    use_turns((!*still).then_some(STANDS_MS), {
        let at = at.clone();
        move || at.set(at.wrapping_add(1))
    });
    let pictures = match &screen {
        Some(ScreenView::Film(pictures)) => pictures,
        _ => return html! { <p role="status">{ words.text("opening") }</p> },
    };
    let back = html! { <a class="button plain" href={Route::Connections.href()}>{ words.text("carrying-done") }</a> };
    let shown = match pictures.len() {
        0 => html! { <p>{ words.text("film-none") }</p> },
        many => {
            html! { <div class="film">{ qr_code(&pictures[*at % many], words.text("film-label")) }</div> }
        }
    };
    let stop = {
        let still = still.clone();
        Callback::from(move |_: MouseEvent| still.set(!*still))
    };
    html! {
        <Page title={words.text("film-title")}>
            <p>{ words.text("film-how") }</p>
            { shown }
            <div class="buttons">
                <button type="button" class="plain" onclick={stop}>{ words.text(if *still { "film-go-on" } else { "film-still" }) }</button>
                { back }
            </div>
        </Page>
    }
}
