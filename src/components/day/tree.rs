//! Festivals as a tree: where one is, what is part of it, what one may enter.

use yew::prelude::*;

use super::{At, number, shown};
use crate::components::parts::{RefusalNote, someone};
use crate::components::route::{Day, Route};
use crate::peer::command::Command;
use crate::peer::view_model::{Place, TreeRow, TreeView, festival_digits};

/// The way down to where one is, and the tree.
pub fn tree(at: &At<'_>, view: &TreeView) -> Html {
    let rows = view.rows.iter().map(|row| branch(at, view, row));
    html! {
        <>
            { crumbs(at, view) }
            if view.more_above {
                <p class="quiet">{ at.text("tree-more-above") }</p>
            }
            <ul class="tree festivals" aria-label={at.text("tree-title")}>{ for rows }</ul>
            <p class="quiet">{ at.text("tree-explain") }</p>
            <p><a class="button plain" href={Route::Settings(view.festival).href()}>{ at.text("tree-start") }</a></p>
        </>
    }
}

/// From the outermost festival down to this one.
fn crumbs(at: &At<'_>, view: &TreeView) -> Html {
    let last = view.path.len().saturating_sub(1);
    let steps = view.path.iter().enumerate().map(|(index, (festival, title))| {
        let title = title.as_ref().map_or_else(|| at.text("tree-unnamed"), shown);
        let href = Route::Day(*festival, Day::Tree).href();
        let current = (index == last).then_some("location");
        html! { <li key={festival_digits(festival)}><a class="inline" {href} aria-current={current}><bdi>{ title }</bdi></a></li> }
    });
    html! { <nav class="path" aria-label={at.text("tree-path")}><ol>{ for steps }</ol></nav> }
}

fn branch(at: &At<'_>, view: &TreeView, row: &TreeRow) -> Html {
    let festival = row.festival;
    let title = row
        .title
        .as_ref()
        .map_or_else(|| at.text("tree-unnamed"), shown);
    let send = at.send.clone();
    let enter = Callback::from(move |_: MouseEvent| send.emit(Command::EnterBranch { festival }));
    let label = at
        .words
        .text_with("tree-enter-name", &[("name", (&*title).into())]);
    let counts = [
        ("events", number(row.events).into()),
        ("resources", number(row.resources).into()),
    ];
    let current = (festival == view.festival).then_some("true");
    html! {
        <li key={festival_digits(&festival)} class={classes!("card", "branch", format!("depth-{}", row.depth.min(4)))}>
            <div>
                if row.entered {
                    <a class="inline" href={Route::Schedule(festival).href()} aria-current={current}><bdi class="what">{ &title }</bdi></a>
                } else {
                    <bdi class="what">{ &title }</bdi>
                }
                if let Some(dates) = row.dates {
                    <p class="quiet">{ at.clock.day_range(dates.start, dates.end) }</p>
                }
                if row.entered {
                    <p class="quiet">{ at.words.text_with("festival-counts", &counts) }</p>
                }
                if row.archived {
                    <p><strong>{ at.text("tree-archived") }</strong></p>
                }
                if let Some(by) = &row.by {
                    { someone(at.words, by, Some(view.festival)) }
                }
            </div>
            if !row.entered && row.open {
                <button type="button" aria-label={label} onclick={enter}>{ at.text("branch-enter") }</button>
            } else if !row.entered {
                <span class="quiet">{ at.text("branch-closed") }</span>
            }
            <RefusalNote at={Place::Festival(festival)} />
        </li>
    }
}
