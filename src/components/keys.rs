//! Single keys that lead somewhere, and the list of them. They can be switched off,
//! since whoever speaks to their device types by accident (WCAG 2.1.4).

use yew::prelude::*;

use super::device::{Switch, use_keys};
use super::language::Words;
use super::parts::{Page, tick};
use super::route::{Day, Route};
use crate::peer::view_model::FestivalId;

/// A key, what it is called in the list, and where it leads within a festival.
type Key = (&'static str, &'static str, fn(FestivalId) -> Route);

const KEYS: [Key; 9] = [
    ("/", "keys-search", |festival| {
        Route::Day(festival, Day::Search)
    }),
    ("s", "keys-schedule", Route::Schedule),
    ("g", "keys-grid", |festival| Route::Day(festival, Day::Grid)),
    ("m", "keys-market", Route::Market),
    ("e", "keys-mine", Route::Mine),
    ("c", "keys-news", |festival| Route::Day(festival, Day::News)),
    ("i", "keys-inbox", |_| Route::Inbox),
    ("n", "keys-new", |festival| Route::EventForm(festival, None)),
    ("?", "keys-help", |_| Route::Keys),
];

/// Follows the keys within this festival.
#[hook]
pub fn use_shortcuts(festival: Option<FestivalId>) {
    use_keys(move |pressed| {
        let key = KEYS.iter().find(|(key, _, _)| *key == pressed);
        let route = key.zip(festival).map(|((_, _, route), here)| route(here));
        if let Some(route) = &route {
            route.follow();
        }
        route.is_some()
    });
}

/// The list of keys, and the switch.
pub fn keys_page(words: &Words) -> Html {
    let on_change = Callback::from(|on| Switch::Keys.turn(on));
    let rows = KEYS.iter().map(|(key, name, _)| {
        html! { <li key={*key}><kbd>{ *key }</kbd><span>{ words.text(name) }</span></li> }
    });
    html! {
        <Page title={words.text("keys-title")}>
            <section class="card">
                <p>{ words.text("keys-lead") }</p>
                <ul class="lines keys">{ for rows }</ul>
                // The box itself keeps how it stands; nothing else here depends on it.
                { tick(words.text("keys-on"), Switch::Keys.is_on(), on_change) }
            </section>
        </Page>
    }
}
