//! Proposes to hide something, or takes that back.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::parts::{line, person_name};
use crate::components::peer_provider::use_send;
use crate::peer::command::{Command, HideTarget};
use crate::peer::view_model::{FestivalId, InstanceId, PersonView};

/// Props of [`HideLine`].
#[derive(Properties, PartialEq)]
pub struct HideLineProps {
    /// Where.
    pub festival: FestivalId,
    /// What.
    pub instance: InstanceId,
    /// Whose hide hides it.
    pub by: Option<PersonView>,
    /// Whether I have proposed it.
    pub by_me: bool,
}

/// Who hides it, and what one can do about it.
#[component]
pub fn HideLine(props: &HideLineProps) -> Html {
    let words = use_words();
    let send = use_send();
    let reason = use_state(String::new);
    let (festival, target) = (props.festival, HideTarget::Instance(props.instance));
    let hide = {
        let (send, reason) = (send.clone(), (*reason).clone());
        Callback::from(move |_: MouseEvent| {
            send.emit(Command::Hide {
                festival,
                target,
                reason: reason.clone(),
            })
        })
    };
    let unhide =
        Callback::from(move |_: MouseEvent| send.emit(Command::Unhide { festival, target }));
    let on_change = {
        let reason = reason.clone();
        Callback::from(move |text| reason.set(text))
    };
    html! {
        <>
            if let Some(by) = &props.by {
                <p role="status">{ words.text_with("is-hidden-by", &[("name", (&*person_name(&words, by)).into())]) }</p>
            }
            if props.by_me {
                <button type="button" class="plain" onclick={unhide}>{ words.text("unhide") }</button>
            } else {
                <details>
                    <summary>{ words.text("hide") }</summary>
                    <div class="stack">
                        <p class="quiet">{ words.text("hide-explain") }</p>
                        { line("hide-reason", words.text("hide-reason"), (*reason).clone(), on_change) }
                        <button type="button" class="plain" onclick={hide}>{ words.text("hide-propose") }</button>
                    </div>
                </details>
            }
        </>
    }
}
