//! Somebody in the list of everyone.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::{Sign, person_name, someone};
use crate::components::time::Clock;
use crate::peer::view_model::{FestivalId, PersonRow, ProfileKind, author_digits};

/// The row.
pub fn person_item(words: &Words, festival: FestivalId, row: &PersonRow, clock: &Clock) -> Html {
    html! {
        <li key={author_digits(&row.person.author)} class="card someone-row">
            { someone(words, &row.person, Some(festival)) }
            if !row.about.is_empty() {
                <p dir="auto">{ row.about.to_string() }</p>
            }
            <p class="quiet">{ facts(words, row, clock).join(" · ") }</p>
            if row.two_histories {
                <p>{ Sign::Attention.with_word(words.text("person-two-histories")) }</p>
            }
            if row.person.blocked {
                <p>{ Sign::Off.with_word(words.text("person-blocked")) }</p>
            } else if let Some(by) = &row.hidden_by {
                <p>{ Sign::Off.with_word(words.text_with("person-hidden-by", &[("name", (&*person_name(words, by)).into())])) }</p>
            }
        </li>
    }
}

fn facts(words: &Words, row: &PersonRow, clock: &Clock) -> Vec<String> {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).into();
    let mut facts = Vec::new();
    if row.founder {
        facts.push(words.text("person-founder").to_string());
    }
    match row.person.kind {
        ProfileKind::Person => {}
        ProfileKind::Group => facts.push(words.text("kind-group").to_string()),
        ProfileKind::Bot => facts.push(words.text("kind-bot").to_string()),
    }
    if row.connected {
        facts.push(words.text("person-connected").to_string());
    } else if row.last_active > 0 && !row.person.is_me {
        let ago = clock.ago(row.last_active);
        facts.push(
            words
                .text_with("person-active", &[("ago", (&*ago).into())])
                .to_string(),
        );
    }
    let values = [
        ("events", count(row.events)),
        ("resources", count(row.resources)),
    ];
    facts.push(words.text_with("festival-counts", &values).to_string());
    facts
}
