//! What was refused, beside what caused it.

use yew::prelude::*;

use super::problem_note;
use crate::components::language::use_words;
use crate::components::outcome::use_refusal;
use crate::components::peer_provider::use_send;
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
    let words = use_words();
    let send = use_send();
    let refusal = use_refusal(props.at);
    problem_note(&words, &send, refusal.as_ref())
}
