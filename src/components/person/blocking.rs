//! Blocks somebody on this device, or lets them in again.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::{AskButton, person_name};
use crate::components::peer_provider::Send;
use crate::peer::command::Command;
use crate::peer::view_model::{PersonView, ReasonCode};

/// The card.
pub fn blocking(
    words: &Words,
    send: &Send,
    person: &PersonView,
    open_requests: usize,
    granted: usize,
) -> Html {
    let author = person.author;
    let name = person_name(words, person);
    let values = [("name", (&*name).into())];
    let on = |command: Command| {
        let send = send.clone();
        Callback::from(move |()| send.emit(command.clone()))
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).into();
    let decline = on(Command::DeclineAllOf {
        author,
        reason: ReasonCode::Other,
        text: String::new(),
        revoke: false,
    });
    html! {
        <section class="card" aria-labelledby="blocking-title">
            <h2 id="blocking-title">{ words.text("blocking-title") }</h2>
            if granted > 0 {
                <p class="quiet">{ words.text_with("blocking-granted", &[("count", count(granted))]) }</p>
            }
            <div class="buttons">
                if open_requests > 0 {
                    <AskButton id="decline-all" label={words.text("refuse-all")}
                        title={words.text_with("refuse-all-title", &values)} on_confirm={decline}>
                        <p>{ words.text("refuse-all-means") }</p>
                    </AskButton>
                }
                if person.blocked {
                    <button type="button" onclick={on(Command::Unblock { author }).reform(|_: MouseEvent| ())}>{ words.text("unblock") }</button>
                } else {
                    <AskButton id="block" label={words.text("block")}
                        title={words.text_with("block-title", &values)} on_confirm={on(Command::Block { author })}>
                        <p>{ words.text("block-means") }</p>
                    </AskButton>
                }
            </div>
        </section>
    }
}
