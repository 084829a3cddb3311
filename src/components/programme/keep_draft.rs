//! Keeps what is in a form once the typing pauses, so that it survives a reload.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::components::peer_provider::use_send;
use crate::peer::command::Command;
use crate::peer::view_model::{Draft, Place};

/// Milliseconds without typing after which a draft is kept.
const KEEP_AFTER: u32 = 800;

/// Keeps `draft`, which is there once the form was touched.
#[hook]
pub fn use_kept(draft: Option<Draft>, place: Place) {
    let send = use_send();
    use_effect_with(draft, move |draft| {
        let keep = |draft: Draft| {
            Timeout::new(KEEP_AFTER, move || {
                send.emit(Command::SaveDraft { place, draft })
            })
        };
        let timer = draft.clone().map(keep);
        move || drop(timer)
    });
}
