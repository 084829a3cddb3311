//! The name that the person here gives somebody, and whether their key was compared.

use yew::prelude::*;

use super::key::public_key;
use crate::components::language::use_words;
use crate::components::parts::{RefusalNote, line, tick};
use crate::components::peer_provider::use_send;
use crate::peer::command::Command;
use crate::peer::view_model::{PersonView, Place};

/// Props of [`Petname`].
#[derive(Properties, PartialEq)]
pub struct PetnameProps {
    /// Whom.
    pub person: PersonView,
    /// Their whole key, in digits.
    pub digits: AttrValue,
}

/// The card.
#[component]
pub fn Petname(props: &PetnameProps) -> Html {
    let words = use_words();
    let send = use_send();
    let author = props.person.author;
    let given = props
        .person
        .petname
        .as_deref()
        .unwrap_or_default()
        .to_owned();
    let name = use_state(|| given);
    let on_change = {
        let name = name.clone();
        Callback::from(move |text| name.set(text))
    };
    let onsubmit = {
        let (send, name) = (send.clone(), name.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(Command::Petname {
                author,
                name: (*name).clone(),
            });
        })
    };
    let on_verify = Callback::from(move |verified| send.emit(Command::Verify { author, verified }));
    html! {
        <section class="card" aria-labelledby="petname-title">
            <h2 id="petname-title">{ words.text("petname-title") }</h2>
            <form class="stack" {onsubmit}>
                { line("petname", words.text("petname"), (*name).clone(),
                    on_change).hint(words.text("petname-hint")) }
                <RefusalNote at={Place::Person(author)} />
                <button type="submit" class="plain">{ words.text("save") }</button>
            </form>
            <h3>{ words.text("verify-title") }</h3>
            <p>{ words.text("verify-how") }</p>
            { public_key(&props.digits) }
            { tick(words.text("verify"), props.person.verified, on_verify) }
        </section>
    }
}
