//! Festivals that are part of this one.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::{RefusalNote, someone};
use crate::components::peer_provider::Send;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::{BranchRow, FestivalId, Place, festival_digits};

/// The list, each with the way in.
pub fn branch_list(
    words: &Words,
    send: &Send,
    festival: FestivalId,
    branches: &[BranchRow],
) -> Html {
    let rows = branches.iter().map(|branch| {
        let below = branch.festival;
        let enter = send.reform(move |_: MouseEvent| Command::EnterBranch { festival: below });
        let title = html! { <bdi class="name">{ branch.title.to_string() }</bdi> };
        html! {
            <li key={festival_digits(&below)}>
                if branch.entered {
                    <a class="inline" href={Route::Schedule(below).href()}>{ title }</a>
                } else {
                    { title }
                }
                { someone(words, &branch.by, Some(festival)) }
                if !branch.entered && branch.open {
                    <button type="button" class="plain" onclick={enter}>{ words.text("branch-enter") }</button>
                } else if !branch.entered {
                    <span class="quiet">{ words.text("branch-closed") }</span>
                }
                <RefusalNote at={Place::Festival(below)} />
            </li>
        }
    });
    html! {
        <section class="card" aria-labelledby="branches-title">
            <h2 id="branches-title">{ words.text("branches-title") }</h2>
            if branches.is_empty() {
                <p class="quiet">{ words.text("branches-none") }</p>
            } else {
                <ul class="rows">{ for rows }</ul>
            }
        </section>
    }
}
