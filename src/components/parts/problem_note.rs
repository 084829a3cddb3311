//! What went wrong last, in a sentence.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::peer_provider::Send;
use crate::peer::command::Command;
use crate::peer::view_model::RefusalView;

/// The note; nothing where nothing went wrong.
pub fn problem_note(words: &Words, send: &Send, refusal: Option<&RefusalView>) -> Html {
    let Some(refusal) = refusal else {
        return Html::default();
    };
    let dismiss = send.reform(|_: MouseEvent| Command::DismissProblem);
    html! {
        <div class="problem" role="alert">
            <p>{ words.text(refusal.problem.sentence()) }</p>
            <button type="button" class="plain" onclick={dismiss}>{ words.text("problem-dismiss") }</button>
        </div>
    }
}
