//! Takes a file in, and shows how far a file has come.

use yew::prelude::*;

use super::result;
use crate::components::file;
use crate::components::language::Words;
use crate::components::parts::RefusalNote;
use crate::components::peer_provider::Send;
use crate::peer::command::Command;
use crate::peer::view_model::{CarryingView, FestivalId, FrameView, Place};

/// What a file field offers first. Some devices know no type of a file that was
/// sent to them, so any file may be chosen all the same.
const ACCEPT: &str = ".txt,text/plain";

/// The card «By file».
pub fn panel(words: &Words, send: &Send, frame: &FrameView) -> Html {
    let is_idle = !matches!(
        frame.carrying,
        CarryingView::Giving { .. } | CarryingView::Checking { .. } | CarryingView::Taking { .. }
    );
    html! {
        <section class="card" aria-labelledby="carrying-title">
            <h2 id="carrying-title">{ words.text("carrying-title") }</h2>
            <p class="quiet">{ words.text("carrying-why") }</p>
            <div role="status">{ state(words, send, frame) }</div>
            <RefusalNote at={Place::Carrying} />
            if is_idle {
                { choose(words, send) }
            }
        </section>
    }
}

/// The field that takes a file.
fn choose(words: &Words, send: &Send) -> Html {
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(command) = file::chosen(&event) {
            send.emit(command);
        }
    });
    html! {
        <div class="field">
            <label for="carried-file">{ words.text("carrying-take") }</label>
            <input id="carried-file" type="file" accept={ACCEPT} {onchange} />
            <p class="quiet">{ words.text("film-take") }</p>
        </div>
    }
}

/// The two ways to give a festival's file.
pub fn give_buttons(words: &Words, send: &Send, festival: FestivalId) -> Html {
    let give = |whole: bool| {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Command::GiveBundle { festival, whole }))
    };
    html! {
        <div class="buttons">
            <button type="button" class="plain" onclick={give(true)}>{ words.text("carrying-give") }</button>
            <button type="button" class="plain" onclick={give(false)}>{ words.text("carrying-give-new") }</button>
        </div>
    }
}

fn state(words: &Words, send: &Send, frame: &FrameView) -> Html {
    let (text, done, all) = match frame.carrying {
        CarryingView::Idle => return Html::default(),
        CarryingView::Given(given) => return result::given(words, send, frame, given),
        CarryingView::Taken(taken) => return result::taken(words, send, frame, taken),
        CarryingView::Giving { done, all } => ("carrying-giving", done, all),
        CarryingView::Checking { done, all } => ("carrying-checking", done, all),
        CarryingView::Taking { done, all } => ("carrying-taking", done, all),
        CarryingView::Watching { done, all } => ("film-watching", done, all),
    };
    let stop = {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Command::StopCarrying))
    };
    html! {
        <>
            <p>{ words.text(text) }</p>
            <p>
                <progress aria-label={words.text(text)} value={done.to_string()} max={all.max(1).to_string()} />
            </p>
            <button type="button" class="plain" onclick={stop}>{ words.text("carrying-stop") }</button>
        </>
    }
}
