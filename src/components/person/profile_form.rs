//! What I say about myself in a festival.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::outcome::{use_refusal, use_saved};
use crate::components::parts::{PictureField, RefusalNote, area, line, select};
use crate::components::peer_provider::use_send;
use crate::peer::command::Command;
use crate::peer::view_model::{FestivalId, Place, Profile, ProfileKind};

/// Props of [`ProfileForm`].
#[derive(Properties, PartialEq)]
pub struct ProfileFormProps {
    /// Where.
    pub festival: FestivalId,
    /// What I said already.
    pub said: Rc<Profile>,
}

/// The form.
#[component]
pub fn ProfileForm(props: &ProfileFormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let typed = use_state(|| (*props.said).clone());
    let saved = use_state_eq(|| false);
    use_saved(Place::Me, {
        let saved = saved.clone();
        move |_| saved.set(true)
    });
    let refusal = use_refusal(Place::Me);
    let problem = |field: &str| {
        let refusal = refusal
            .as_ref()
            .filter(|refusal| &*refusal.field == field)?;
        Some(words.text(refusal.problem.sentence()))
    };
    let set = |change: fn(&mut Profile, String)| {
        let (typed, saved) = (typed.clone(), saved.clone());
        Callback::from(move |text: String| {
            let mut next = (*typed).clone();
            change(&mut next, text);
            typed.set(next);
            saved.set(false);
        })
    };
    let picture = {
        let (typed, saved) = (typed.clone(), saved.clone());
        Callback::from(move |picture| {
            typed.set(Profile {
                picture,
                ..(*typed).clone()
            });
            saved.set(false);
        })
    };
    let onsubmit = {
        let (typed, festival) = (typed.clone(), props.festival);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(Command::SaveProfile {
                festival,
                fields: Box::new((*typed).clone()),
            });
        })
    };
    let kinds = vec![
        (AttrValue::Static("person"), words.text("kind-person")),
        (AttrValue::Static("group"), words.text("kind-group")),
    ];
    let whole = refusal
        .as_ref()
        .is_some_and(|refusal| refusal.field.is_empty());
    html! {
        <form class="stack" {onsubmit}>
            { line("profile-name", words.text("profile-name"), typed.name.clone().unwrap_or_default(),
                set(|typed, text| typed.name = Some(text).filter(|text| !text.is_empty())))
                .hint(words.text("profile-name-hint")).problem(problem("name")) }
            { line("profile-pronouns", words.text("profile-pronouns"), typed.pronouns.clone(),
                set(|typed, text| typed.pronouns = text)).problem(problem("pronouns")) }
            { area("profile-about", words.text("profile-about"), typed.about.clone(),
                set(|typed, text| typed.about = text)).problem(problem("about")).max_length(2_048) }
            <PictureField picture={typed.picture.clone()} on_change={picture} />
            // A program says so itself; nobody becomes one by this form.
            if typed.kind != ProfileKind::Bot {
                { select("profile-kind", words.text("profile-kind"), if typed.kind == ProfileKind::Group { "group" } else { "person" },
                    kinds, set(|typed, text| typed.kind = if text == "group" { ProfileKind::Group } else { ProfileKind::Person })) }
            }
            if whole {
                <RefusalNote at={Place::Me} />
            }
            <div class="buttons">
                <button type="submit">{ words.text("save") }</button>
                <span role="status" class="quiet">{ saved.then(|| words.text("event-saved")) }</span>
            </div>
        </form>
    }
}
