//! What can be said to all requests of one person at once.

use yew::prelude::*;

use super::refuse_person::RefusePerson;
use crate::components::language::use_words;
use crate::components::parts::{RefusalNote, person_name};
use crate::peer::view_model::{PersonView, Place};

/// Props of [`PersonActions`].
#[derive(Properties, PartialEq)]
pub(super) struct PersonActionsProps {
    /// Who asks.
    pub person: PersonView,
}

/// Folded away: it is not what one is here for.
#[component]
pub(super) fn PersonActions(props: &PersonActionsProps) -> Html {
    let words = use_words();
    let asking = use_state_eq(|| None::<bool>);
    let name = person_name(&words, &props.person);
    let open = |block: bool| {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(Some(block)))
    };
    let on_close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    html! {
        <details>
            <summary>{ words.text_with("refuse-more", &[("name", (&*name).into())]) }</summary>
            <RefusalNote at={Place::Person(props.person.author)} />
            <div class="buttons pad">
                <button type="button" class="plain" onclick={open(false)}>{ words.text("refuse-all") }</button>
                <button type="button" class="plain" onclick={open(true)}>{ words.text("refuse-block") }</button>
            </div>
            if let Some(block) = *asking {
                <RefusePerson person={props.person.clone()} {block} {on_close} />
            }
        </details>
    }
}
