//! A resource in the market.

use yew::prelude::*;

use super::wording::{clash, resource_kind, units, use_now};
use super::{person_line, policy_line, star_button};
use crate::components::language::{Words, use_words};
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::{Access, InstanceId, ResourceRow, UseNow};

/// Props of [`ResourceCard`].
#[derive(Properties, PartialEq)]
pub struct ResourceCardProps {
    /// The resource.
    pub row: ResourceRow,
    /// The festival's clocks.
    pub clock: Clock,
    /// Gets whether it shall have a star.
    pub on_star: Callback<(InstanceId, bool)>,
}

/// The card.
#[component]
pub fn ResourceCard(props: &ResourceCardProps) -> Html {
    let words = use_words();
    let row = &props.row;
    let id = row.id;
    let title = AttrValue::from(row.title.to_string());
    let on_star = props.on_star.reform(move |on| (id, on));
    html! {
        <article class="card resource">
            <div class="event-head">
                <div>
                    <p class="quiet">{ resource_kind(&words, row.kind) }</p>
                    <h2 dir="auto"><a href={Route::Resource(row.festival, id).href()}>{ &title }</a></h2>
                    if let Some(location) = &row.location {
                        <p dir="auto">{ &**location }</p>
                    }
                </div>
                { star_button(&words, &title, row.starred, &on_star) }
            </div>
            <p class="facts">{ state(&words, row, &props.clock) }{ for facts(&words, row) }</p>
            { policy_line(&words, &row.policy, None) }
            { person_line(&words, &row.owner, row.festival, row.owner_active, &props.clock) }
        </article>
    }
}

/// Whether it can be had: at the time named, else now.
fn state(words: &Words, row: &ResourceRow, clock: &Clock) -> Html {
    match &row.fits {
        Some(Ok(())) => html! { <strong class="state is-accepted">{ words.text("fits") }</strong> },
        Some(Err(reason)) => {
            html! { <strong class="state is-declined">{ clash(words, reason) }</strong> }
        }
        None => now(words, &row.now, clock),
    }
}

/// What it is doing now, till when, and why.
pub fn now(words: &Words, now: &UseNow, clock: &Clock) -> Html {
    let (word, class) = use_now(words, now);
    let (until, text) = match now {
        UseNow::Free { until } => (*until, ""),
        UseNow::PartlyBusy { until, .. } | UseNow::Busy { until } => (Some(*until), ""),
        UseNow::Closed { until, reason } => (*until, &**reason),
        UseNow::Notice { text } => (None, &**text),
        UseNow::OutOfOrder { text, until } => (*until, &**text),
    };
    let until = until.map(|until| clock.day_time(until));
    html! {
        <>
            <strong class={classes!("state", class)}>{ word }</strong>
            if let Some(until) = until {
                <span class="quiet">{ words.text_with("until", &[("time", until.as_str().into())]) }</span>
            }
            if !text.is_empty() {
                <bdi>{ text }</bdi>
            }
        </>
    }
}

fn facts(words: &Words, row: &ResourceRow) -> Vec<Html> {
    let fact = |text: AttrValue| html! { <span class="quiet">{ text }</span> };
    let units = units(words, row.units);
    let people = row
        .people_capacity
        .map(|people| words.text_with("people-count", &[("count", people.into())]));
    let step_free = (row.access.step_free == Access::Yes).then(|| words.text("access-step-free"));
    let requests = u32::try_from(row.open_requests)
        .ok()
        .filter(|open| *open > 0);
    let requests = requests.map(|open| words.text_with("requests-open", &[("count", open.into())]));
    [units, people, step_free, requests]
        .into_iter()
        .flatten()
        .map(fact)
        .collect()
}
