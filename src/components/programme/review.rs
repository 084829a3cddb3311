//! Step «review» of the form of an event: who will be asked, how they decide, and
//! how lately they were here.

use std::rc::Rc;

use yew::prelude::*;

use super::PersonLine;
use super::event_draft::EventDraft;
use super::wording::policy_name;
use crate::components::language::use_words;
use crate::components::time::Clock;
use crate::peer::view_model::ResourceRow;

/// Props of [`Review`].
#[derive(Properties, PartialEq)]
pub struct ReviewProps {
    /// What the form holds.
    pub draft: EventDraft,
    /// What can be asked for.
    pub resources: Rc<[ResourceRow]>,
    /// The festival's clocks.
    pub clock: Clock,
}

/// A row for each thing that is asked for.
#[component]
pub fn Review(props: &ReviewProps) -> Html {
    let words = use_words();
    let time = props.draft.interval(&props.clock);
    let asked = props.draft.needs.iter().filter_map(|need| {
        let row = props
            .resources
            .iter()
            .find(|row| Some(row.id) == need.resource)?;
        Some((need, row))
    });
    let rows: Vec<Html> = asked
        .map(|(need, row)| {
            let text = &row.policy.text;
            html! {
                <li key={need.number} class="asked">
                    <strong><bdi>{ &*row.title }</bdi></strong>
                    <span>{ policy_name(&words, &row.policy) }</span>
                    if !text.is_empty() {
                        <bdi class="quiet">{ &**text }</bdi>
                    }
                    <PersonLine person={row.owner.clone()} festival={row.festival} active={row.owner_active} clock={props.clock.clone()} />
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
                    <strong>{ props.clock.long_range(time.start, time.end) }</strong>
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
