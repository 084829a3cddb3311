//! A file sealed with a passphrase, and a code for another device at hand.

use yew::prelude::*;

use super::typed::{Typed, on_change, passphrase, stay};
use crate::components::file;
use crate::components::language::Words;
use crate::components::parts::CopyButtons;
use crate::components::peer_provider::Send;
use crate::peer::command::Command;
use crate::peer::view_model::{BackupStep, BackupView, FileId, SecretsView};

/// The name under which the file is saved.
const NAME: &str = "p2panda-backup.txt";

/// The card of the sealed file.
pub fn file_card(
    words: &Words,
    send: &Send,
    backup: &BackupView,
    typed: &UseStateHandle<Typed>,
) -> Html {
    let onsubmit = {
        let (send, typed) = (send.clone(), typed.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if typed.passphrase[0] == typed.passphrase[1] {
                let passphrase = file::passphrase(&typed.passphrase[0]);
                send.emit(Command::SealBackup { passphrase });
                typed.set(Typed::default());
            }
        })
    };
    let first = on_change(typed, |typed, text| typed.passphrase[0] = text);
    let second = on_change(typed, |typed, text| typed.passphrase[1] = text);
    let differ = !typed.passphrase[1].is_empty() && typed.passphrase[0] != typed.passphrase[1];
    html! {
        <section class="card" aria-labelledby="file-title">
            <h2 id="file-title">{ words.text("file-title") }</h2>
            <p>{ words.text("file-why") }</p>
            if let BackupStep::Sealed { file } = &backup.step {
                { sealed(words, *file) }
            } else {
                <form class="stack" {onsubmit}>
                    { passphrase("new-passphrase", words.text("file-passphrase"), &typed.passphrase[0], first) }
                    { passphrase("same-passphrase", words.text("file-again"), &typed.passphrase[1], second) }
                    if differ {
                        <p class="wrong">{ words.text("file-differ") }</p>
                    }
                    <button type="submit" disabled={differ}>{ words.text("file-seal") }</button>
                </form>
            }
            { practise(words, send, typed) }
        </section>
    }
}

fn sealed(words: &Words, file: FileId) -> Html {
    let save = Callback::from(move |_: MouseEvent| file::save(file, NAME));
    let share = Callback::from(move |_: MouseEvent| file::share(file, NAME.to_owned()));
    html! {
        <div role="status" class="stack" data-test="sealed">
            <p>{ words.text("file-ready") }</p>
            <div class="buttons">
                <button type="button" onclick={save}>{ words.text("carrying-save") }</button>
                if file::can_share() {
                    <button type="button" class="plain" onclick={share}>{ words.text("share") }</button>
                }
            </div>
        </div>
    }
}

/// Opens a saved file once more: only what was tried is a backup.
fn practise(words: &Words, send: &Send, typed: &UseStateHandle<Typed>) -> Html {
    let change = on_change(typed, |typed, text| typed.opening = text);
    html! {
        <details>
            <summary>{ words.text("file-try") }</summary>
            <form class="stack" onsubmit={stay()}>
                <p class="quiet">{ words.text("file-try-why") }</p>
                { passphrase("try-passphrase", words.text("file-passphrase"), &typed.opening, change) }
                { open_field(words, send, typed, "try-file", true) }
            </form>
        </details>
    }
}

/// The field that opens a backup file with the passphrase that was typed.
pub(super) fn open_field(
    words: &Words,
    send: &Send,
    typed: &UseStateHandle<Typed>,
    id: &'static str,
    practise: bool,
) -> Html {
    let onchange = {
        let (send, typed) = (send.clone(), typed.clone());
        Callback::from(move |event: Event| {
            if let Some(source) = file::backup(&event, &typed.opening) {
                send.emit(Command::OpenBackup { source, practise });
                typed.set(Typed::default());
            }
        })
    };
    html! {
        <div class="field">
            <label for={id}>{ words.text("restore-file") }</label>
            <input {id} type="file" accept=".txt,text/plain" {onchange} />
        </div>
    }
}

/// The card of the move code.
pub fn move_card(words: &Words, secrets: Option<&SecretsView>, show: Callback<MouseEvent>) -> Html {
    html! {
        <section class="card" aria-labelledby="move-title">
            <h2 id="move-title">{ words.text("move-title") }</h2>
            <p>{ words.text("move-why") }</p>
            if let Some(secrets) = secrets {
                <div class="field">
                    <label for="move-code">{ words.text("move-code") }</label>
                    <textarea id="move-code" class="code" rows="4" readonly=true value={secrets.code.to_string()} />
                </div>
                <CopyButtons text={secrets.code.to_string()} label={words.text("move-copy")} />
            } else {
                <button type="button" class="plain" onclick={show}>{ words.text("move-show") }</button>
            }
        </section>
    }
}
