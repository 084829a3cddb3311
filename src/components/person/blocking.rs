//! Blocks somebody on this device, or lets them in again.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::parts::{AskButton, person_name};
use crate::components::peer_provider::use_send;
use crate::peer::command::Command;
use crate::peer::view_model::{PersonView, ReasonCode};

/// Props of [`Blocking`].
#[derive(Properties, PartialEq)]
pub struct BlockingProps {
    /// Whom.
    pub person: PersonView,
    /// Their open requests for what is mine.
    pub open_requests: usize,
    /// What of mine is granted to them.
    pub granted: usize,
}

/// The card.
#[component]
pub fn Blocking(props: &BlockingProps) -> Html {
    let words = use_words();
    let send = use_send();
    let author = props.person.author;
    let name = person_name(&words, &props.person);
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
            if props.granted > 0 {
                <p class="quiet">{ words.text_with("blocking-granted", &[("count", count(props.granted))]) }</p>
            }
            <div class="buttons">
                if props.open_requests > 0 {
                    <AskButton id="decline-all" label={words.text("refuse-all")}
                        title={words.text_with("refuse-all-title", &values)} on_confirm={decline}>
                        <p>{ words.text("refuse-all-means") }</p>
                    </AskButton>
                }
                if props.person.blocked {
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
