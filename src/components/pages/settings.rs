//! What is said about a festival, what is part of it, and how to leave it.

use yew::prelude::*;

use crate::components::festival::{FestivalForm, ProgrammeFiles, about, branch_list, leave};
use crate::components::language::{Words, use_words};
use crate::components::pages::not_found;
use crate::components::parts::{Page, RefusalNote, StartForm, festival_name};
use crate::components::peer_provider::{Send, use_send, use_view};
use crate::components::screen::{use_festival, use_screen};
use crate::components::time::Clock;
use crate::peer::view_model::{
    AppView, FestivalFormView, FestivalId, FestivalRow, FrameView, Place, Screen, ScreenView,
};

/// Props of [`SettingsPage`].
#[derive(Properties, PartialEq)]
pub struct SettingsPageProps {
    /// Which festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn SettingsPage(props: &SettingsPageProps) -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let festival = use_festival(props.festival);
    let screen = use_screen(Screen::FestivalForm {
        festival: props.festival,
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let Some(festival) = festival else {
        return not_found(&words);
    };
    let clock = Clock::new(&words, &festival, ready.frame.now);
    let content = match screen {
        Some(ScreenView::FestivalForm(form)) => {
            said(&words, &send, &ready.frame, &festival, &form, &clock)
        }
        _ => html! { <p role="status">{ words.text("opening") }</p> },
    };
    html! { <Page title={festival_name(&words, &festival)}>{ content }</Page> }
}

fn said(
    words: &Words,
    send: &Send,
    frame: &FrameView,
    festival: &FestivalRow,
    form: &FestivalFormView,
    clock: &Clock,
) -> Html {
    html! {
        <>
            { about(words, festival, form.fields.as_deref(), clock) }
            if !form.may_change {
                <RefusalNote at={Place::Festival(festival.id)} />
            } else if let Some(fields) = &form.fields {
                <FestivalForm festival={festival.clone()} fields={fields.clone()} clock={clock.clone()} draft={form.draft.clone()} />
            }
            <ProgrammeFiles festival={festival.id} has_backup={frame.backup.words.is_some() || frame.backup.file.is_some()} import={frame.import.clone()} export={frame.export.clone()} />
            { branch_list(words, send, festival.id, &form.branches) }
            <details class="wide">
                <summary>{ words.text("start-part-title") }</summary>
                <StartForm parent={festival.id} draft={frame.start_draft.clone()} />
            </details>
            { leave(words, send, festival.id) }
        </>
    }
}
