//! The way back: words, a file or a code; then whom it brings back, and only then
//! the restore.

use yew::prelude::*;

use super::make::open_field;
use super::typed::{Typed, on_change, passphrase, stay};
use crate::components::language::Words;
use crate::components::parts::{AskButton, area, someone};
use crate::components::peer_provider::Send;
use crate::components::route::Route;
use crate::peer::command::{BackupSource, Command, Secret};
use crate::peer::view_model::{BackupStep, BackupView, OpenedView};

/// The beginning of a move code; anything else that is typed are words.
const MOVE: &str = "p2panda-move";

/// The card.
pub fn restore_card(
    words: &Words,
    send: &Send,
    backup: &BackupView,
    typed: &UseStateHandle<Typed>,
) -> Html {
    html! {
        <section class="card" aria-labelledby="restore-title">
            <h2 id="restore-title">{ words.text("restore-title") }</h2>
            if let BackupStep::Opened(opened) = &backup.step {
                { whom(words, send, opened) }
            } else {
                <p>{ words.text("restore-why") }</p>
                { ways(words, send, typed) }
            }
        </section>
    }
}

fn ways(words: &Words, send: &Send, typed: &UseStateHandle<Typed>) -> Html {
    let onsubmit = {
        let (send, typed) = (send.clone(), typed.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = Secret::new(typed.text.clone());
            let is_code = text.text().trim_start().starts_with(MOVE);
            let source = match is_code {
                true => BackupSource::Code(text),
                false => BackupSource::Words(text),
            };
            let practise = false;
            send.emit(Command::OpenBackup { source, practise });
        })
    };
    let text = on_change(typed, |typed, text| typed.text = text);
    let opening = on_change(typed, |typed, text| typed.opening = text);
    html! {
        <>
            <form class="stack" {onsubmit}>
                { area("restore-text", words.text("restore-text"), typed.text.clone(), text).required().max_length(1_000_000) }
                <button type="submit">{ words.text("restore-open") }</button>
            </form>
            <form class="stack" onsubmit={stay()}>
                <p>{ words.text("restore-or-file") }</p>
                { passphrase("restore-passphrase", words.text("file-passphrase"), &typed.opening, opening) }
                { open_field(words, send, typed, "restore-file", false) }
            </form>
        </>
    }
}

fn whom(words: &Words, send: &Send, opened: &OpenedView) -> Html {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).into();
    let says = [
        ("festivals", count(opened.festivals)),
        ("petnames", count(opened.petnames)),
    ];
    let on_confirm = {
        let send = send.clone();
        Callback::from(move |()| {
            send.emit(Command::Restore);
            Route::Me.follow();
        })
    };
    let close = {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Command::CloseBackup))
    };
    let warning = if opened.replaces {
        "restore-replaces"
    } else {
        "restore-means"
    };
    html! {
        <div class="stack" role="status" data-test="opened">
            <p>{ words.text("restore-whom") }</p>
            <p>{ someone(words, &opened.person, None) }</p>
            <p>{ words.text_with("restore-brings", &says) }</p>
            <div class="buttons">
                <AskButton id="restore" label={words.text("restore-do")} title={words.text("restore-ask")} {on_confirm}>
                    <p>{ words.text(warning) }</p>
                </AskButton>
                <button type="button" class="plain" onclick={close}>{ words.text("dialog-cancel") }</button>
            </div>
        </div>
    }
}
