//! Requests for one resource that want the same time, side by side.

use yew::prelude::*;

use super::queue_row::queue_row_card;
use super::say::count;
use crate::components::language::Words;
use crate::components::parts::RefusalNote;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::{Place, QueueGroup, instance_digits};

/// The group, its resource named once above it; with its festival where one is in several.
pub fn queue_group_card(
    words: &Words,
    group: &QueueGroup,
    clock: &Clock,
    festival: Option<AttrValue>,
) -> Html {
    let open = group.rows.iter().filter(|row| row.state.is_open()).count();
    let (shown, folded): (Vec<_>, Vec<_>) = group.rows.iter().partition(|row| !row.folded);
    let key = group
        .rows
        .first()
        .map(|row| instance_digits(&row.request))
        .unwrap_or_default();
    let resource = Route::Resource(group.festival, group.resource);
    let draw = |rows: &[&crate::peer::view_model::QueueRow]| -> Html {
        rows.iter()
            .map(|row| queue_row_card(words, group.festival, row, clock))
            .collect()
    };
    html! {
        <section key={key} class="card queue" data-row="">
            <h3><a href={resource.href()}><bdi>{ group.title.to_string() }</bdi></a></h3>
            { for festival.map(|name| html! { <p class="quiet"><bdi>{ name }</bdi></p> }) }
            <RefusalNote at={Place::Resource(group.resource)} />
            if open > 1 {
                <p class="quiet">{ words.text_with("queue-rivals", &[("count", count(open).into())]) }</p>
            }
            <ul class="rivals">{ draw(&shown) }</ul>
            if !folded.is_empty() {
                <details>
                    <summary>{ words.text_with("queue-folded", &[("count", count(folded.len()).into())]) }</summary>
                    <ul class="rivals">{ draw(&folded) }</ul>
                </details>
            }
        </section>
    }
}
