//! Festivals that are part of this one.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::parts::PersonName;
use crate::components::peer_provider::use_send;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::{BranchRow, FestivalId, festival_digits};

/// Props of [`BranchList`].
#[derive(Properties, PartialEq)]
pub struct BranchListProps {
    /// The festival.
    pub festival: FestivalId,
    /// What is part of it.
    pub branches: Rc<[BranchRow]>,
}

/// The list, each with the way in.
#[component]
pub fn BranchList(props: &BranchListProps) -> Html {
    let words = use_words();
    let send = use_send();
    let rows = props.branches.iter().map(|branch| {
        let festival = branch.festival;
        let send = send.clone();
        let enter = Callback::from(move |_: MouseEvent| send.emit(Command::EnterBranch { festival }));
        let title = html! { <bdi class="name">{ branch.title.to_string() }</bdi> };
        html! {
            <li key={festival_digits(&festival)}>
                if branch.entered {
                    <a class="inline" href={Route::Schedule(festival).href()}>{ title }</a>
                } else {
                    { title }
                }
                <PersonName person={branch.by.clone()} festival={props.festival} />
                if !branch.entered && branch.open {
                    <button type="button" class="plain" onclick={enter}>{ words.text("branch-enter") }</button>
                } else if !branch.entered {
                    <span class="quiet">{ words.text("branch-closed") }</span>
                }
            </li>
        }
    });
    html! {
        <section class="card" aria-labelledby="branches-title">
            <h2 id="branches-title">{ words.text("branches-title") }</h2>
            if props.branches.is_empty() {
                <p class="quiet">{ words.text("branches-none") }</p>
            } else {
                <ul class="rows">{ for rows }</ul>
            }
        </section>
    }
}
