//! What the founder says about a festival, for reading.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::markdown::{Markdown, safe_link};
use crate::components::parts::someone;
use crate::components::time::Clock;
use crate::peer::view_model::{Festival, FestivalRow};

/// The description.
pub fn about(
    words: &Words,
    festival: &FestivalRow,
    fields: Option<&Festival>,
    clock: &Clock,
) -> Html {
    let Some(fields) = fields else {
        return html! { <p class="quiet">{ words.text("about-not-here") }</p> };
    };
    let dates = fields
        .start
        .zip(fields.end)
        .map(|(start, end)| clock.day_range(start, end));
    html! {
        <section class="card" aria-label={words.text("settings-title")}>
            if !fields.summary.is_empty() {
                <p class="lead" dir="auto">{ &fields.summary }</p>
            }
            <dl class="said">
                if let Some(dates) = dates {
                    <dt>{ words.text("about-dates") }</dt><dd>{ dates }</dd>
                }
                <dt>{ words.text("start-zone") }</dt><dd>{ &fields.time_zone }</dd>
                if !fields.place.is_empty() {
                    <dt>{ words.text("about-place") }</dt><dd dir="auto">{ &fields.place }</dd>
                }
                if !fields.tags.is_empty() {
                    <dt>{ words.text("about-tags") }</dt><dd dir="auto">{ fields.tags.join(", ") }</dd>
                }
                <dt>{ words.text("about-founder") }</dt>
                <dd>{ someone(words, &festival.founder, Some(festival.id)) }</dd>
            </dl>
            if !fields.description.is_empty() {
                <Markdown text={fields.description.clone()} />
            }
            if !fields.links.is_empty() {
                <ul>{ for fields.links.iter().map(|link| html! {
                    <li key={link.url.clone()}>{ safe_link(&link.url, &link.label) }</li>
                }) }</ul>
            }
            if !fields.code_of_conduct.is_empty() {
                <h2>{ words.text("about-conduct") }</h2>
                <Markdown text={fields.code_of_conduct.clone()} />
            }
        </section>
    }
}
