//! What keeps a person from losing themselves: words, a sealed file, a code for
//! another device, and the way back.

mod install;
mod make;
mod restore;
mod typed;
mod words;

pub use self::install::{install_hint, moved_here};
pub use self::make::{file_card, move_card};
pub use self::restore::restore_card;
pub use self::typed::Typed;
pub use self::words::words_card;

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::FrameView;

/// Which backups there are, in a sentence each.
pub fn status(words: &Words, frame: &FrameView) -> Html {
    let clock = Clock::of_device(words, frame.now);
    let said = |text: &'static str, at: i64| {
        words.text_with(text, &[("when", (&*clock.day_time(at)).into())])
    };
    let backup = &frame.backup;
    html! {
        <>
            if let Some(at) = backup.words {
                <p>{ said("backup-has-words", at) }</p>
            }
            if let Some(at) = backup.file {
                <p>{ said("backup-has-file", at) }</p>
            }
            if backup.words.is_none() && backup.file.is_none() {
                <p>{ words.text("backup-none") }</p>
            }
        </>
    }
}

/// The quiet reminder, as long as there is something to lose and no backup.
pub fn reminder(words: &Words, frame: &FrameView) -> Html {
    if !frame.backup.due {
        return Html::default();
    }
    html! {
        <p class="quiet" data-test="backup-due">
            { words.text("backup-due") }{ " " }
            <a class="inline" href={Route::Backup.href()}>{ words.text("backup-make") }</a>
        </p>
    }
}
