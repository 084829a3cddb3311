//! What the founder says about a festival, for reading.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::markdown::{Markdown, SafeLink};
use crate::components::parts::PersonName;
use crate::components::time::Clock;
use crate::peer::view_model::{Festival, FestivalRow};

/// Props of [`About`].
#[derive(Properties, PartialEq)]
pub struct AboutProps {
    /// The festival.
    pub festival: FestivalRow,
    /// What is said; none as long as it has not come.
    pub fields: Option<Rc<Festival>>,
    /// The festival's clocks.
    pub clock: Clock,
}

/// The description.
#[component]
pub fn About(props: &AboutProps) -> Html {
    let words = use_words();
    let Some(fields) = &props.fields else {
        return html! { <p class="quiet">{ words.text("about-not-here") }</p> };
    };
    let dates = fields
        .start
        .zip(fields.end)
        .map(|(start, end)| props.clock.day_range(start, end));
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
                <dd><PersonName person={props.festival.founder.clone()} festival={props.festival.id} /></dd>
            </dl>
            if !fields.description.is_empty() {
                <Markdown text={fields.description.clone()} />
            }
            if !fields.links.is_empty() {
                <ul>{ for fields.links.iter().map(|link| html! {
                    <li key={link.url.clone()}><SafeLink url={link.url.clone()} label={link.label.clone()} /></li>
                }) }</ul>
            }
            if !fields.code_of_conduct.is_empty() {
                <h2>{ words.text("about-conduct") }</h2>
                <Markdown text={fields.code_of_conduct.clone()} />
            }
        </section>
    }
}
