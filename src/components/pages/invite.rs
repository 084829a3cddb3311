//! Letting people into a festival: a link for many, or a code face to face.

use yew::prelude::*;

use crate::components::device::address_of;
use crate::components::language::{Words, use_words};
use crate::components::pages::not_found;
use crate::components::parts::{
    CopyButtons, Page, RefusalNote, festival_name, linking_panel, qr_code, tick,
};
use crate::components::peer_provider::{use_send, use_view};
use crate::components::route::Route;
use crate::components::screen::{use_festival, use_screen};
use crate::peer::command::Command;
use crate::peer::view_model::{
    AppView, FestivalId, InviteView, LinkingView, Place, Screen, ScreenView,
};

/// Props of [`InvitePage`].
#[derive(Properties, PartialEq)]
pub struct InvitePageProps {
    /// Into which festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn InvitePage(props: &InvitePageProps) -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let with_ancestors = use_state_eq(|| true);
    let festival = use_festival(props.festival);
    let screen = use_screen(Screen::Invite {
        festival: props.festival,
        with_ancestors: *with_ancestors,
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let Some(festival) = festival else {
        return not_found(&words);
    };
    let id = props.festival;
    let face_to_face = send.reform(move |_: MouseEvent| Command::Invite { festival: id });
    let on_tick = {
        let with_ancestors = with_ancestors.clone();
        Callback::from(move |on| with_ancestors.set(on))
    };
    let name = festival_name(&words, &festival);
    html! {
        <Page title={words.text_with("invite-title", &[("festival", (&*name).into())])}>
            if let Some(ScreenView::Invite(invite)) = &screen {
                { by_link(&words, invite, *with_ancestors, on_tick) }
            }
            { linking_panel(&words, &send, &ready.frame) }
            if ready.frame.linking == LinkingView::Idle {
                <section class="card" aria-labelledby="face-title">
                    <h2 id="face-title">{ words.text("invite-face-title") }</h2>
                    <p class="quiet">{ words.text("invite-face-why") }</p>
                    // Why the last connection came to nothing.
                    <RefusalNote at={Place::Linking} />
                    <button type="button" class="plain" onclick={face_to_face}>{ words.text("invite-face") }</button>
                </section>
            }
        </Page>
    }
}

/// The link, to copy, to share, to scan.
fn by_link(
    words: &Words,
    invite: &InviteView,
    with_ancestors: bool,
    on_tick: Callback<bool>,
) -> Html {
    let link = address_of(&Route::Join(invite.code.clone()));
    let above: Vec<String> = invite.ancestors.iter().map(ToString::to_string).collect();
    html! {
        <section class="card" aria-labelledby="link-title">
            <h2 id="link-title">{ words.text("invite-link-title") }</h2>
            <p>{ words.text("invite-link-why") }</p>
            if !invite.reached {
                <p class="owner-note">{ words.text("invite-link-not-reached") }</p>
            }
            <div class="field">
                <label for="join-link">{ words.text("invite-link") }</label>
                <textarea id="join-link" class="code" rows="3" readonly=true value={link.clone()} />
            </div>
            <CopyButtons text={link.clone()} label={words.text("copy-link")} />
            if !above.is_empty() {
                { tick(words.text_with("invite-ancestors", &[("titles", above.join(", ").as_str().into())]), with_ancestors, on_tick) }
            }
            <details>
                <summary>{ words.text("invite-link-qr") }</summary>
                { qr_code(&link, words.text("invite-link-qr-label")) }
            </details>
            <p class="quiet">{ words.text("invite-link-open") }</p>
            <p class="quiet">{ words.text("invite-link-for-good") }</p>
        </section>
    }
}
