//! Everyone in a festival.

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::pages::not_found;
use crate::components::parts::{FIRST_ROWS, More, Page};
use crate::components::peer_provider::{use_send, use_view};
use crate::components::person::{followed, person_item};
use crate::components::screen::{use_festival, use_screen};
use crate::components::time::Clock;
use crate::peer::view_model::{AppView, FestivalId, PeopleView, Screen, ScreenView};

/// Props of [`PeoplePage`].
#[derive(Properties, PartialEq)]
pub struct PeoplePageProps {
    /// Which festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn PeoplePage(props: &PeoplePageProps) -> Html {
    let words = use_words();
    let drawn = use_state_eq(|| FIRST_ROWS);
    let view = use_view();
    let send = use_send();
    let festival = use_festival(props.festival);
    let screen = use_screen(Screen::People {
        festival: props.festival,
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let Some(festival) = festival else {
        return not_found(&words);
    };
    let clock = Clock::new(&words, &festival, ready.frame.now);
    let content = match screen {
        Some(ScreenView::People(people)) => html! {
            <>
                { everyone(&words, &people, &clock, drawn) }
                { followed(&words, &send, &people) }
            </>
        },
        _ => html! { <p role="status">{ words.text("opening") }</p> },
    };
    html! { <Page title={words.text("people-title")}>{ content }</Page> }
}

fn everyone(
    words: &Words,
    people: &PeopleView,
    clock: &Clock,
    drawn: UseStateHandle<usize>,
) -> Html {
    let rows = people
        .people
        .iter()
        .take(*drawn)
        .map(|row| person_item(words, people.festival, row, clock));
    let (all, shown) = (people.people.len(), *drawn);
    let on_more = Callback::from(move |rows| drawn.set(rows));
    html! {
        <>
            <p class="quiet">{ words.text("people-why") }</p>
            if people.people.is_empty() {
                <p>{ words.text("people-none") }</p>
            } else {
                <ul class="festivals">{ for rows }</ul>
                <More {all} drawn={shown} {on_more} />
            }
        </>
    }
}
