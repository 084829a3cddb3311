//! Who you are: the name, the two pictures and the key they follow from; what you
//! say about yourself; what this device keeps.

use yew::prelude::*;

use crate::components::alerts::AlertsField;
use crate::components::backup::{install_hint, reminder};
use crate::components::language::{Words, use_words};
use crate::components::parts::{
    AskButton, Page, ProfileCard, RefusalNote, ThemeChoice, language_choice, mark_badge, someone,
};
use crate::components::peer_provider::{Send, use_send, use_view};
use crate::components::person::public_key;
use crate::components::route::Route;
use crate::components::screen::use_screen;
use crate::peer::command::Command;
use crate::peer::mark::Mark;
use crate::peer::view_model::{
    AppView, FestivalId, FrameView, Keeping, MeView, PersonView, Place, Screen, ScreenView,
    author_digits,
};

/// Props of [`Me`].
#[derive(Properties, PartialEq)]
pub struct MeProps {
    /// The festival that was looked at last.
    pub visited: Option<FestivalId>,
}

/// The page «Who you are».
#[component]
pub fn Me(props: &MeProps) -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let screen = use_screen(Screen::Me);
    let you = match &*view {
        AppView::Starting | AppView::Failed(_) | AppView::Wiped => {
            html! { <p role="status">{ words.text("person-opening") }</p> }
        }
        AppView::Ready(ready) => html! {
            <>
                { identity(&words, ready.frame.me.mark, &ready.frame.key) }
                if let Some(ScreenView::Me(me)) = &screen {
                    if !ready.frame.festivals.is_empty() {
                        <ProfileCard festivals={ready.frame.festivals.clone()} profiles={me.profiles.clone()} draft={me.draft.clone()} visited={props.visited} />
                    }
                    { device_card(&words, &send, &ready.frame, me) }
                    { install_hint(&words, &ready.frame) }
                    <AlertsField />
                    { blocked(&words, &send, &me.blocked) }
                }
            </>
        },
    };
    html! { <Page title={words.text("me-title")}>{ you }</Page> }
}

fn identity(words: &Words, mark: Mark, digits: &str) -> Html {
    html! {
        <section class="card">
            <div class="person">
                { mark_badge(mark, false) }
                <dl>
                    <dt>{ words.text("me-name") }</dt>
                    <dd class="large" data-test="name">{ words.mark_name(&mark) }</dd>
                    <dt>{ words.text("me-emoji") }</dt>
                    <dd class="pictures">{ mark.emoji.join(" ") }</dd>
                </dl>
            </div>
            <p>{ words.text("me-explain") }</p>
            <details>
                <summary>{ words.text("me-key") }</summary>
                { public_key(digits) }
            </details>
            <p class="quiet saved">{ words.text("me-kept") }</p>
        </section>
    }
}

/// What this device shows and keeps.
fn device_card(words: &Words, send: &Send, frame: &FrameView, me: &MeView) -> Html {
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).into();
    let keeping = match frame.keeping {
        Keeping::NotAsked => "keeping-not-asked",
        Keeping::Promised => "keeping-promised",
        Keeping::MayDelete => "keeping-may-delete",
    };
    let values = [
        ("entries", count(me.entries)),
        ("mine", count(me.own_entries)),
    ];
    html! {
        <section class="card" aria-labelledby="device-title">
            <h2 id="device-title">{ words.text("device-title") }</h2>
            <div class="field">{ language_choice(words) }</div>
            <ThemeChoice />
            <p>{ words.text_with("device-kept", &values) }</p>
            <p>{ words.text(keeping) }</p>
            { reminder(words, frame) }
            <p><a class="button plain" href={Route::Backup.href()}>{ words.text("backup-title") }</a></p>
            { wipe(words, send, frame) }
        </section>
    }
}

/// Forgets everything, once asked.
fn wipe(words: &Words, send: &Send, frame: &FrameView) -> Html {
    let on_confirm = send.reform(|()| Command::Wipe);
    html! {
        <AskButton id="wipe" label={words.text("wipe")} title={words.text("wipe-ask")} destroys=true {on_confirm}>
            <p>{ words.text("wipe-means") }</p>
            { reminder(words, frame) }
        </AskButton>
    }
}

/// People who were blocked here, each with the way back.
fn blocked(words: &Words, send: &Send, people: &[PersonView]) -> Html {
    if people.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="blocked-title">
            <h2 id="blocked-title">{ words.text("blocked-title") }</h2>
            <ul class="rows">{ for people.iter().map(|person| blocked_row(words, send, person)) }</ul>
        </section>
    }
}

fn blocked_row(words: &Words, send: &Send, person: &PersonView) -> Html {
    let author = person.author;
    let unblock = send.reform(move |_: MouseEvent| Command::Unblock { author });
    html! {
        <li key={author_digits(&author)}>
            { someone(words, person, None) }
            <button type="button" class="plain" onclick={unblock}>{ words.text("unblock") }</button>
            <RefusalNote at={Place::Person(author)} />
        </li>
    }
}
