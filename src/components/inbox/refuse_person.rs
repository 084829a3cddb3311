//! Declines everything that one person asks for, and blocks them if wished.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::parts::{Dialog, person_name, tick};
use crate::components::peer_provider::use_send;
use crate::peer::command::Command;
use crate::peer::view_model::{PersonView, ReasonCode};

/// Props of [`RefusePerson`].
#[derive(Properties, PartialEq)]
pub(super) struct RefusePersonProps {
    /// Who.
    pub person: PersonView,
    /// Whether they are blocked too.
    pub block: bool,
    /// Closes the question.
    pub on_close: Callback<()>,
}

/// The question.
#[component]
pub(super) fn RefusePerson(props: &RefusePersonProps) -> Html {
    let words = use_words();
    let send = use_send();
    let revoke = use_state_eq(|| false);
    let name = person_name(&words, &props.person);
    let (title, means) = if props.block {
        ("refuse-block-title", "refuse-block-means")
    } else {
        ("refuse-all-title", "refuse-all-means")
    };
    let on_confirm = {
        let (author, block, on_close) = (props.person.author, props.block, props.on_close.clone());
        let revoke = revoke.clone();
        Callback::from(move |()| {
            send.emit(Command::DeclineAllOf {
                author,
                reason: ReasonCode::Other,
                text: String::new(),
                revoke: *revoke,
            });
            if block {
                send.emit(Command::Block { author });
            }
            on_close.emit(());
        })
    };
    let on_change = {
        let revoke = revoke.clone();
        Callback::from(move |on| revoke.set(on))
    };
    html! {
        <Dialog id="refuse-person" title={words.text_with(title, &[("name", (&*name).into())])}
            confirm={words.text("refuse-confirm")} {on_confirm} on_cancel={props.on_close.clone()}>
            <p>{ words.text(means) }</p>
            { tick(words.text("refuse-revoke"), *revoke, on_change) }
        </Dialog>
    }
}
