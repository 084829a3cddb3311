//! What was refused, beside what caused it.

use yew::prelude::*;

use super::ProblemNote;
use crate::components::outcome::use_refusal;
use crate::peer::view_model::Place;

/// Props of [`RefusalNote`].
#[derive(Properties, PartialEq)]
pub struct RefusalNoteProps {
    /// The form or button.
    pub at: Place,
}

/// The note; nothing where nothing was refused here.
#[component]
pub fn RefusalNote(props: &RefusalNoteProps) -> Html {
    let refusal = use_refusal(props.at);
    html! { <ProblemNote {refusal} /> }
}
