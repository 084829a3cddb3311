//! Step «review» of the form of an event: who will be asked, how they decide, and
//! how lately they were here.

use yew::prelude::*;

use super::event_draft::EventDraft;
use super::person_line;
use super::wording::{count, policy_name};
use crate::components::language::Words;
use crate::components::time::Clock;
use crate::peer::view_model::Offered;

/// A row for each thing that is asked for.
pub fn review(words: &Words, draft: &EventDraft, resources: &[Offered], clock: &Clock) -> Html {
    let time = draft.interval(clock);
    let asked = draft.needs.iter().filter_map(|need| {
        let row = resources.iter().find(|row| Some(row.id) == need.resource)?;
        Some((need, row))
    });
    let rows: Vec<Html> = asked
        .map(|(need, row)| {
            let text = &row.policy.text;
            html! {
                <li key={need.number} class="asked">
                    <strong><bdi>{ &*row.title }</bdi></strong>
                    <span>{ policy_name(words, &row.policy) }</span>
                    if !text.is_empty() {
                        <bdi class="quiet">{ &**text }</bdi>
                    }
                    if row.waiting > 0 {
                        <span>{ words.text_with("review-waiting", &[("count", count(row.waiting).into())]) }</span>
                    }
                    { person_line(words, &row.owner, row.festival, row.owner_active, clock) }
                    if time.is_none() && !row.mine {
                        <span class="quiet">{ words.text("review-may-need-time") }</span>
                    }
                </li>
            }
        })
        .collect();
    html! {
        <>
            <p>
                if let Some(time) = time {
                    <strong>{ clock.long_range(time.start, time.end) }</strong>
                } else {
                    <span class="quiet">{ words.text("time-none") }</span>
                }
            </p>
            if rows.is_empty() {
                <p class="quiet">{ words.text("review-nobody") }</p>
            } else {
                <p>{ words.text("review-asks") }</p>
                <ul class="lines">{ for rows }</ul>
            }
        </>
    }
}
