//! Why a wish was refused, beside what was wished.

use yew::prelude::*;

use super::hooks::use_refusal;
use crate::components::language::use_words;
use crate::peer::view_model::Place;

/// Props of [`RefusalNote`].
#[derive(Properties, PartialEq)]
pub struct RefusalNoteProps {
    /// What the wish was about.
    pub place: Place,
}

/// The sentence; nothing where nothing was refused.
#[component]
pub fn RefusalNote(props: &RefusalNoteProps) -> Html {
    let words = use_words();
    let refusal = use_refusal(props.place);
    html! {
        <div role="alert" class="refusal">
            if let Some(refusal) = refusal {
                <p>{ words.text(refusal.problem.sentence()) }</p>
            }
        </div>
    }
}
