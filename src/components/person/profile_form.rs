//! What I say about myself in a festival.

use std::rc::Rc;

use data_encoding::BASE64;
use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::outcome::{use_refusal, use_saved};
use crate::components::parts::{PictureField, RefusalNote, area, line, select};
use crate::components::peer_provider::use_send;
use crate::components::programme::event_draft::read_picture;
use crate::components::programme::keep_draft::{use_kept, use_left_behind};
use crate::peer::command::Command;
use crate::peer::view_model::{Draft, FestivalId, Place, Profile, ProfileKind, festival_digits};

/// Props of [`ProfileForm`].
#[derive(Properties, PartialEq)]
pub struct ProfileFormProps {
    /// Where.
    pub festival: FestivalId,
    /// What I said already.
    pub said: Rc<Profile>,
    /// What was left in the form of some festival.
    pub draft: Option<Rc<Draft>>,
}

/// The field of a draft that says for which festival it is.
pub const OF: &str = "festival";

/// What is kept while the form is not sent.
fn write(profile: &Profile, festival: &FestivalId) -> Draft {
    let picture = profile.picture.as_ref();
    let pairs = [
        (OF, festival_digits(festival)),
        ("name", profile.name.clone().unwrap_or_default()),
        ("pronouns", profile.pronouns.clone()),
        ("about", profile.about.clone()),
        ("group", (profile.kind == ProfileKind::Group).to_string()),
        (
            "picture",
            picture.map_or_else(String::new, |picture| BASE64.encode(picture)),
        ),
    ];
    let pairs = pairs.into_iter();
    pairs.map(|(name, text)| (name.to_owned(), text)).collect()
}

/// Whether it was typed for this festival.
fn is_of(draft: &Draft, festival: &FestivalId) -> bool {
    draft.get(OF) == Some(&festival_digits(festival))
}

/// What was kept of a form that began with this; it, where that was for another
/// festival.
fn read(mut profile: Profile, draft: Option<&Draft>, festival: &FestivalId) -> Profile {
    let Some(draft) = draft.filter(|draft| is_of(draft, festival)) else {
        return profile;
    };
    let field = |name: &str| draft.get(name).cloned().unwrap_or_default();
    profile.name = Some(field("name")).filter(|name| !name.is_empty());
    (profile.pronouns, profile.about) = (field("pronouns"), field("about"));
    profile.picture = read_picture(&field("picture"));
    if profile.kind != ProfileKind::Bot {
        profile.kind = match &*field("group") {
            "true" => ProfileKind::Group,
            _ => ProfileKind::Person,
        };
    }
    profile
}

/// The form.
#[component]
pub fn ProfileForm(props: &ProfileFormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let festival = props.festival;
    let left = use_left_behind(Place::Me, |left| is_of(left, &festival));
    let typed = use_state(|| {
        let said = (*props.said).clone();
        let kept = left.as_deref().or(props.draft.as_deref());
        read(said, kept, &festival)
    });
    let touched = use_state_eq(|| left.is_some());
    let kept = use_kept(touched.then(|| write(&typed, &festival)), Place::Me);
    let saved = use_state_eq(|| false);
    let sent = use_mut_ref(|| false);
    use_saved(Place::Me, {
        let (saved, sent) = (saved.clone(), sent.clone());
        move |_| {
            if sent.replace(false) {
                saved.set(true);
                kept.let_go();
            }
        }
    });
    let refusal = use_refusal(Place::Me);
    let problem = |field: &str| {
        let refusal = refusal
            .as_ref()
            .filter(|refusal| &*refusal.field == field)?;
        Some(words.text(refusal.problem.sentence()))
    };
    let set = |change: fn(&mut Profile, String)| {
        let (typed, saved, touched) = (typed.clone(), saved.clone(), touched.clone());
        Callback::from(move |text: String| {
            let mut next = (*typed).clone();
            change(&mut next, text);
            typed.set(next);
            saved.set(false);
            touched.set(true);
        })
    };
    let picture = {
        let (typed, saved, touched) = (typed.clone(), saved.clone(), touched.clone());
        Callback::from(move |picture| {
            touched.set(true);
            typed.set(Profile {
                picture,
                ..(*typed).clone()
            });
            saved.set(false);
        })
    };
    let onsubmit = {
        let (typed, touched) = (typed.clone(), touched.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            touched.set(false);
            sent.replace(true);
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
            <RefusalNote at={Place::Me} />
            <div class="buttons">
                <button type="submit">{ words.text("save") }</button>
                <span role="status" class="quiet">{ saved.then(|| words.text("event-saved")) }</span>
            </div>
        </form>
    }
}
