//! What went wrong last, in a sentence.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::peer_provider::use_send;
use crate::peer::command::Command;
use crate::peer::view_model::RefusalView;

/// Props of [`ProblemNote`].
#[derive(Properties, PartialEq)]
pub struct ProblemNoteProps {
    /// What went wrong, if anything.
    pub refusal: Option<RefusalView>,
}

/// The note; nothing where nothing went wrong.
#[component]
pub fn ProblemNote(props: &ProblemNoteProps) -> Html {
    let words = use_words();
    let send = use_send();
    let Some(refusal) = &props.refusal else {
        return Html::default();
    };
    let dismiss = Callback::from(move |_: MouseEvent| send.emit(Command::DismissProblem));
    html! {
        <div class="problem" role="alert">
            <p>{ words.text(refusal.problem.sentence()) }</p>
            <button type="button" class="plain" onclick={dismiss}>{ words.text("problem-dismiss") }</button>
        </div>
    }
}
