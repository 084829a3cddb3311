//! Proposes to hide somebody in a festival, and follows whom somebody hides.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::parts::{AskButton, line, person_name, tick};
use crate::components::peer_provider::use_send;
use crate::peer::command::{Command, HideTarget};
use crate::peer::view_model::{FestivalId, PersonRow};

/// Props of [`Hiding`].
#[derive(Properties, PartialEq)]
pub struct HidingProps {
    /// The festival.
    pub festival: FestivalId,
    /// Who.
    pub row: PersonRow,
}

/// The card.
#[component]
pub fn Hiding(props: &HidingProps) -> Html {
    let words = use_words();
    let send = use_send();
    let reason = use_state_eq(String::new);
    let (festival, author) = (props.festival, props.row.person.author);
    let target = HideTarget::Author(author);
    let name = person_name(&words, &props.row.person);
    let hide = {
        let (send, reason) = (send.clone(), reason.clone());
        Callback::from(move |()| {
            send.emit(Command::Hide {
                festival,
                target,
                reason: (*reason).clone(),
            });
        })
    };
    let show = {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Command::Unhide { festival, target }))
    };
    let follow = Callback::from(move |follow| {
        send.emit(Command::FollowHides {
            festival,
            author,
            follow,
        });
    });
    let write = {
        let reason = reason.clone();
        Callback::from(move |text| reason.set(text))
    };
    html! {
        <section class="card" aria-labelledby="hiding-title">
            <h2 id="hiding-title">{ words.text("hiding-title") }</h2>
            { tick(words.text("hiding-follow"), props.row.followed, follow) }
            if props.row.hidden_by_me {
                <button type="button" class="plain" onclick={show}>{ words.text("hiding-undo") }</button>
            } else {
                <AskButton id="hide" label={words.text("hiding-do")}
                    title={words.text_with("hiding-ask", &[("name", (&*name).into())])} on_confirm={hide}>
                    <p>{ words.text("hiding-means") }</p>
                    { line("hide-reason", words.text("reason-words"), (*reason).clone(), write).max_length(2_048) }
                </AskButton>
            }
        </section>
    }
}
