//! Search across everything in a festival.

use yew::prelude::*;

use super::{At, event_line, number, shown};
use crate::components::language::Words;
use crate::components::parts::{More, line, someone};
use crate::components::programme::wording::resource_kind;
use crate::components::route::Route;
use crate::peer::mark::{ANIMALS, COLOURS};
use crate::peer::view_model::{SearchView, author_digits, instance_digits};

/// Of each kind, so many are drawn while one types: whoever goes on typing waits for them.
const FIRST: usize = 5;
/// So many more of each come where one gets to the end.
const MORE: usize = 10;

/// For each word typed, the parts of animal names that begin with it.
pub fn marks(words: &Words, text: &str) -> Vec<Vec<&'static str>> {
    let named = |word: &str| {
        let word = word.to_lowercase();
        let all = COLOURS.iter().chain(&ANIMALS).copied();
        all.filter(|id| words.text(id).to_lowercase().starts_with(&word))
            .collect()
    };
    text.split_whitespace().map(named).collect()
}

/// The field and what is found.
pub fn search(at: &At<'_>, found: Option<&SearchView>) -> Html {
    let label = at.text("search-label");
    let on_change = at.set(|typed, text| {
        typed.text = text;
        typed.limit = FIRST;
    });
    let field: Html = line("search", label, at.typed.text.clone(), on_change)
        .kind("search")
        .hint(at.text("search-hint"))
        .into();
    html! {
        <>
            <div role="search">{ field }</div>
            if let Some(found) = found.filter(|_| !at.typed.text.trim().is_empty()) {
                { results(at, found) }
            }
        </>
    }
}

fn results(at: &At<'_>, found: &SearchView) -> Html {
    let events = found
        .events
        .first
        .iter()
        .map(|card| event_line(at, card, true));
    let resources = found.resources.first.iter().map(|row| {
        html! {
            <li key={instance_digits(&row.id)} class="line">
                <a href={Route::Resource(row.festival, row.id).href()}>
                    <bdi class="what">{ shown(&row.title) }</bdi>
                    <span class="quiet">{ resource_kind(at.words, row.kind) }</span>
                </a>
            </li>
        }
    });
    let people = found.people.first.iter().map(|row| html! {
        <li key={author_digits(&row.person.author)}>{ someone(at.words, &row.person, Some(found.festival)) }</li>
    });
    let all = found.events.count + found.resources.count + found.people.count;
    let drawn = found.events.first.len() + found.resources.first.len() + found.people.first.len();
    let on_more = at.set(|typed, _: usize| typed.limit += MORE);
    html! {
        <>
            <p role="status">{ at.words.text_with("search-found", &[("count", number(all).into())]) }</p>
            { section(at, "search-events", found.events.count, events.collect()) }
            { section(at, "search-resources", found.resources.count, resources.collect()) }
            { section(at, "search-people", found.people.count, people.collect()) }
            <More {all} {drawn} {on_more} />
        </>
    }
}

fn section(at: &At<'_>, key: &'static str, count: usize, rows: Html) -> Html {
    if count == 0 {
        return Html::default();
    }
    let title = match key {
        "search-events" => at
            .words
            .text_with("search-events", &[("count", number(count).into())]),
        "search-resources" => at
            .words
            .text_with("search-resources", &[("count", number(count).into())]),
        _ => at
            .words
            .text_with("search-people", &[("count", number(count).into())]),
    };
    html! {
        <section class="card" aria-labelledby={key}>
            <h2 id={key}>{ title }</h2>
            <ul class="lines">{ rows }</ul>
        </section>
    }
}
