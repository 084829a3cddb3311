//! Files between people's devices and the peer: chosen, dropped, shared to this
//! page, saved and handed to other apps.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser::{carried, panic};
use crate::peer::command::{BackupSource, Command, Secret};
use crate::peer::view_model::FileId;

pub use crate::browser::carried::can_share;

/// The wish to take in the file that somebody chose in a file field.
pub fn chosen(event: &Event) -> Option<Command> {
    let field = event.target_dyn_into::<HtmlInputElement>()?;
    let file = carried::chosen(field.files());
    // So that the same file can be chosen again.
    field.set_value("");
    take(file)
}

/// The wish to take in the file that somebody dropped here.
pub fn dropped(event: &DragEvent) -> Option<Command> {
    take(carried::dropped(event.data_transfer()))
}

/// Gives the file that another app has handed to this page, if there is one.
pub fn shared(send: Callback<Command>) {
    spawn_local(async move {
        let file = carried::shared().await;
        if let Some(command) = take(file).filter(|_| !panic::is_poisoned()) {
            send.emit(command);
        }
    });
}

/// Gives each file that the system opens with this app.
pub fn launched(send: Callback<Command>) {
    carried::on_launched(move |file| {
        if let Some(command) = take(Some(file)) {
            send.emit(command);
        }
    });
}

fn take(file: Option<web_sys::Blob>) -> Option<Command> {
    let (file, size) = carried::keep(file?);
    Some(Command::TakeFile { file, size })
}

/// The backup file that somebody chose, with the passphrase they typed.
pub fn backup(event: &Event, typed: &str) -> Option<BackupSource> {
    let Command::TakeFile { file, size } = chosen(event)? else {
        return None;
    };
    let passphrase = passphrase(typed);
    Some(BackupSource::File {
        file,
        size,
        passphrase,
    })
}

/// A passphrase in one form, however a keyboard composes its letters.
pub fn passphrase(typed: &str) -> Secret {
    Secret::new(carried::one_form(typed))
}

/// Saves a written file.
pub fn save(file: FileId, name: &str) {
    carried::save(file, name);
}

/// Hands a written file to another app. Whoever closes the sheet has changed their
/// mind: nothing to tell.
pub fn share(file: FileId, name: String) {
    spawn_local(async move {
        let _ = carried::share(file, &name).await;
    });
}
