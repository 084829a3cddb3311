//! Who you are: the name, the two pictures and the key they follow from; what you
//! say about yourself; what this device keeps.

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::parts::{
    AskButton, LanguageChoice, MarkBadge, Page, PersonName, ProfileCard, ThemeChoice,
};
use crate::components::peer_provider::{use_send, use_view};
use crate::components::person::PublicKey;
use crate::components::screen::use_screen;
use crate::peer::command::Command;
use crate::peer::mark::Mark;
use crate::peer::view_model::{
    AppView, FrameView, Keeping, MeView, PersonView, Screen, ScreenView, author_digits,
};

/// The page «Who you are».
#[component]
pub fn Me() -> Html {
    let words = use_words();
    let view = use_view();
    let screen = use_screen(Screen::Me);
    let you = match &*view {
        AppView::Starting | AppView::Failed(_) | AppView::Wiped => {
            html! { <p role="status">{ words.text("person-opening") }</p> }
        }
        AppView::Ready(ready) => html! {
            <>
                <Identity mark={ready.frame.me.mark} public_key={ready.frame.key.to_string()} />
                if let Some(ScreenView::Me(me)) = &screen {
                    if !ready.frame.festivals.is_empty() {
                        <ProfileCard festivals={ready.frame.festivals.clone()} profiles={me.profiles.clone()} />
                    }
                    { device_card(&words, &ready.frame, me) }
                    { blocked(&words, &me.blocked) }
                }
            </>
        },
    };
    html! { <Page title={words.text("me-title")}>{ you }</Page> }
}

#[derive(Properties, PartialEq)]
struct IdentityProps {
    mark: Mark,
    public_key: AttrValue,
}

#[component]
fn Identity(props: &IdentityProps) -> Html {
    let words = use_words();
    html! {
        <section class="card">
            <div class="person">
                <MarkBadge mark={props.mark} />
                <dl>
                    <dt>{ words.text("me-name") }</dt>
                    <dd class="large" data-test="name">{ words.mark_name(&props.mark) }</dd>
                    <dt>{ words.text("me-emoji") }</dt>
                    <dd class="pictures">{ props.mark.emoji.join(" ") }</dd>
                </dl>
            </div>
            <p>{ words.text("me-explain") }</p>
            <details>
                <summary>{ words.text("me-key") }</summary>
                <PublicKey digits={&props.public_key} />
            </details>
            <p class="quiet saved">{ words.text("me-kept") }</p>
        </section>
    }
}

/// What this device shows and keeps.
fn device_card(words: &Words, frame: &FrameView, me: &MeView) -> Html {
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
            <div class="field"><LanguageChoice /></div>
            <ThemeChoice />
            <p>{ words.text_with("device-kept", &values) }</p>
            <p>{ words.text(keeping) }</p>
            <Wipe />
        </section>
    }
}

/// Forgets everything, once asked.
#[component]
fn Wipe() -> Html {
    let words = use_words();
    let send = use_send();
    let on_confirm = Callback::from(move |()| send.emit(Command::Wipe));
    html! {
        <AskButton id="wipe" label={words.text("wipe")} title={words.text("wipe-ask")} {on_confirm}>
            <p>{ words.text("wipe-means") }</p>
        </AskButton>
    }
}

/// People who were blocked here, each with the way back.
fn blocked(words: &Words, people: &[PersonView]) -> Html {
    if people.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="blocked-title">
            <h2 id="blocked-title">{ words.text("blocked-title") }</h2>
            <ul class="rows">{ for people.iter().map(|person| html! {
                <Blocked key={author_digits(&person.author)} person={person.clone()} />
            }) }</ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct BlockedProps {
    person: PersonView,
}

#[component]
fn Blocked(props: &BlockedProps) -> Html {
    let words = use_words();
    let send = use_send();
    let author = props.person.author;
    let unblock = Callback::from(move |_: MouseEvent| send.emit(Command::Unblock { author }));
    html! {
        <li>
            <PersonName person={props.person.clone()} />
            <button type="button" class="plain" onclick={unblock}>{ words.text("unblock") }</button>
        </li>
    }
}
