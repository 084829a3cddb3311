//! Keeping oneself safe, and coming back.

use yew::prelude::*;

use crate::components::backup::{Typed, file_card, move_card, restore_card, status, words_card};
use crate::components::language::use_words;
use crate::components::parts::{Page, RefusalNote};
use crate::components::peer_provider::{use_send, use_view};
use crate::components::screen::use_screen;
use crate::peer::command::Command;
use crate::peer::view_model::{AppView, BackupStep, Place, Screen, ScreenView};

/// The page.
#[component]
pub fn BackupPage() -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let typed = use_state(Typed::default);
    // Secrets are on the page only once they were asked for, each by itself.
    let (shows_words, shows_code) = (use_state_eq(|| false), use_state_eq(|| false));
    let screen = use_screen(if *shows_words || *shows_code {
        Screen::Secrets
    } else {
        Screen::Home
    });
    use_effect_with((), {
        let send = send.clone();
        move |()| move || send.emit(Command::CloseBackup)
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let (frame, backup) = (&ready.frame, &ready.frame.backup);
    let secrets = match &screen {
        Some(ScreenView::Secrets(secrets)) => Some(secrets),
        _ => None,
    };
    let of_words = secrets.filter(|_| *shows_words);
    let of_code = secrets.filter(|_| *shows_code);
    let show_words = Callback::from(move |_: MouseEvent| shows_words.set(true));
    let show_code = Callback::from(move |_: MouseEvent| shows_code.set(true));
    let said = match backup.step {
        BackupStep::Working => "backup-working",
        // The card says it itself, where one looks.
        BackupStep::Practised if typed.practised => "",
        BackupStep::Practised => "backup-practised",
        BackupStep::Idle | BackupStep::Sealed { .. } | BackupStep::Opened(_) => "",
    };
    html! {
        <Page title={words.text("backup-title")}>
            <p class="lead">{ words.text("backup-lead") }</p>
            { status(&words, frame) }
            <div role="status">
                if !said.is_empty() {
                    <p data-test={said}>{ words.text(said) }</p>
                }
            </div>
            <RefusalNote at={Place::Backup} />
            { words_card(&words, &send, &frame.me.author, of_words, &typed, show_words) }
            { file_card(&words, &send, backup, &typed) }
            { move_card(&words, of_code, show_code) }
            { restore_card(&words, &send, backup, &typed) }
        </Page>
    }
}
