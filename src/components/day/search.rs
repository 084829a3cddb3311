//! Search across everything in a festival.

use yew::prelude::*;

use super::{At, event_line, number, shown};
use crate::components::language::Words;
use crate::components::parts::{line, someone};
use crate::components::programme::wording::resource_kind;
use crate::components::route::Route;
use crate::peer::mark::{ANIMALS, COLOURS};
use crate::peer::view_model::{SearchView, author_digits, instance_digits, plain};

/// Of each kind, so many are drawn while one types: whoever goes on typing waits for them.
pub const FIRST: usize = 5;
/// So many more come when one asks: by a button, what stands below stays in reach.
const MORE: usize = 10;

/// For each word typed, the parts of animal names that begin with it.
pub fn marks(words: &Words, text: &str) -> Vec<Vec<&'static str>> {
    let named = |word: &str| {
        let word = plain(word);
        let all = COLOURS.iter().chain(&ANIMALS).copied();
        all.filter(|id| plain(&words.text(id)).starts_with(&word))
            .collect()
    };
    text.split_whitespace().map(named).collect()
}

/// The field and what is found.
pub fn search(at: &At<'_>, found: Option<&SearchView>) -> Html {
    let label = at.text("search-label");
    let on_change = at.set(|typed, text| {
        typed.text = text;
        typed.found = [FIRST; 3];
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
    let kinds = [
        ("search-events", found.events.count, events.collect()),
        (
            "search-resources",
            found.resources.count,
            resources.collect(),
        ),
        ("search-people", found.people.count, people.collect()),
    ];
    let sections = kinds.into_iter().enumerate();
    let sections = sections.map(|(kind, (key, count, rows))| section(at, kind, key, count, rows));
    html! {
        <>
            <p role="status">{ at.words.text_with("search-found", &[("count", number(all).into())]) }</p>
            { for sections }
        </>
    }
}

fn section(at: &At<'_>, kind: usize, key: &'static str, count: usize, rows: Html) -> Html {
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
    let rest = number(count.saturating_sub(at.typed.found[kind]));
    let onclick = at.set(move |typed, _: MouseEvent| typed.found[kind] += MORE);
    html! {
        <section class="card" aria-labelledby={key}>
            <h2 id={key}>{ title }</h2>
            <ul class="lines">{ rows }</ul>
            if rest > 0 {
                <button type="button" class="plain" {onclick}>
                    { at.words.text_with("show-more", &[("count", rest.into())]) }
                </button>
            }
        </section>
    }
}
