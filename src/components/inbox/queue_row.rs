//! One request as the owner sees it: who, for what, when, and what to say.

use yew::prelude::*;

use super::decision::Decision;
use super::person_actions::PersonActions;
use super::say::{self, count};
use crate::components::language::Words;
use crate::components::parts::{RefusalNote, someone};
use crate::components::programme::wording::ask_sign;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::{FestivalId, Handling, Place, QueueRow, instance_digits};

/// The request.
pub(super) fn queue_row_card(
    words: &Words,
    festival: FestivalId,
    row: &QueueRow,
    clock: &Clock,
) -> Html {
    let answer = row.answer.as_ref();
    let (sign, word) = ask_sign(words, row.state, false, answer, row.quantity);
    let title = html! { <bdi>{ row.title.to_string() }</bdi> };
    html! {
        <li key={instance_digits(&row.request)} class="request">
            <h4>
                if let Some((festival, event)) = row.event {
                    <a href={Route::Event(festival, event).href()}>{ title }</a>
                } else {
                    { title }
                }
            </h4>
            { sign.with_word(word) }
            if let Some(who) = &row.who {
                { someone(words, who, Some(festival)) }
            }
            <p><strong>{ say::when(words, clock, row.interval) }</strong></p>
            if row.quantity > 1 {
                <p>{ words.text_with("queue-quantity", &[("count", row.quantity.into())]) }</p>
            }
            if !row.note.is_empty() {
                <blockquote dir="auto">{ row.note.to_string() }</blockquote>
            }
            { for facts(words, row, clock).into_iter().map(|fact| html! { <p class="quiet">{ fact }</p> }) }
            <RefusalNote at={Place::Request(row.request)} />
            <Decision festival={festival} row={row.clone()} />
            if let Some(who) = row.who.as_ref().filter(|who| !who.is_me) {
                <PersonActions person={who.clone()} />
            }
        </li>
    }
}

/// What helps to decide, each in a sentence.
fn facts(words: &Words, row: &QueueRow, clock: &Clock) -> Vec<AttrValue> {
    let mut facts = Vec::new();
    if let Some(at) = row.arrived {
        let ago = clock.ago(at);
        facts.push(words.text_with("queue-arrived", &[("ago", (&*ago).into())]));
    }
    if let Some(before) = row.instead_of {
        let time = clock.long_range(before.start, before.end);
        facts.push(words.text_with("queue-instead", &[("time", (&*time).into())]));
    }
    facts.extend(say::standing(row.standing).map(|key| words.text(key)));
    if row.their_grants > 0 {
        let count = count(row.their_grants);
        facts.push(words.text_with("queue-their-grants", &[("count", count.into())]));
    }
    match row.handling {
        Handling::At(at) => {
            let time = clock.day_time(at);
            facts.push(words.text_with("queue-policy-at", &[("time", (&*time).into())]));
        }
        Handling::ElsewhereByHand => facts.push(words.text("queue-hand-elsewhere")),
        Handling::ElsewhereByPolicy => facts.push(words.text("queue-policy-elsewhere")),
        Handling::ByHand | Handling::Done => {}
    }
    if let Some(answer) = row.answer.as_ref().filter(|answer| !answer.text.is_empty()) {
        let text = &*answer.text;
        facts.push(words.text_with("queue-your-words", &[("text", text.into())]));
    }
    facts
}
