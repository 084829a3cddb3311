//! Requests for one resource that want the same time, side by side.

use yew::prelude::*;

use super::queue_row::QueueRowCard;
use super::say::count;
use crate::components::language::use_words;
use crate::components::parts::RefusalNote;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::{Place, QueueGroup, instance_digits};

/// Props of [`QueueGroupCard`].
#[derive(Properties, PartialEq)]
pub struct QueueGroupCardProps {
    /// The requests.
    pub group: QueueGroup,
    /// The clocks of the resource's festival.
    pub clock: Clock,
}

/// The group, its resource named once above it.
#[component]
pub fn QueueGroupCard(props: &QueueGroupCardProps) -> Html {
    let words = use_words();
    let group = &props.group;
    let open = group.rows.iter().filter(|row| row.state.is_open()).count();
    let (shown, folded): (Vec<_>, Vec<_>) = group.rows.iter().partition(|row| !row.folded);
    let resource = Route::Resource(group.festival, group.resource);
    let draw = |rows: &[&crate::peer::view_model::QueueRow]| -> Html {
        rows.iter()
            .map(|row| {
                html! {
                    <QueueRowCard key={instance_digits(&row.request)} festival={group.festival}
                        row={(*row).clone()} clock={props.clock.clone()} />
                }
            })
            .collect()
    };
    html! {
        <section class="card queue">
            <h3><a href={resource.href()}><bdi>{ group.title.to_string() }</bdi></a></h3>
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
