//! The name that the person here gives somebody, and whether their key was compared.

use yew::prelude::*;

use super::key::PublicKey;
use crate::components::language::use_words;
use crate::components::parts::{RefusalNote, TextField, TickField};
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
                <TextField id="petname" label={words.text("petname")} hint={words.text("petname-hint")} value={(*name).clone()} {on_change} />
                <RefusalNote at={Place::Person(author)} />
                <button type="submit" class="plain">{ words.text("save") }</button>
            </form>
            <h3>{ words.text("verify-title") }</h3>
            <p>{ words.text("verify-how") }</p>
            <PublicKey digits={&props.digits} />
            <TickField label={words.text("verify")} value={props.person.verified} on_change={on_verify} />
        </section>
    }
}
