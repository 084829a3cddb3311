//! The connection that is being made by codes, step by step.

use yew::prelude::*;

use super::{CodeEntry, CopyButtons, RefusalNote};
use crate::components::language::Words;
use crate::components::peer_provider::Send;
use crate::peer::command::Command;
use crate::peer::view_model::{LinkingView, Place};

/// The panel; nothing where no connection is being made.
pub fn linking_panel(words: &Words, send: &Send, linking: &LinkingView) -> Html {
    let step = match linking {
        LinkingView::Idle => return Html::default(),
        LinkingView::Preparing => {
            html! { <p role="status">{ words.text("linking-preparing") }</p> }
        }
        LinkingView::Connecting => {
            html! { <p role="status">{ words.text("linking-connecting") }</p> }
        }
        LinkingView::OfferReady { code } => html! {
            <ol class="steps">
                <li>{ code_to_copy(words, words.text("linking-offer"), code.to_string().into()) }</li>
                <li><CodeEntry label={words.text("linking-their-answer")} submit={words.text("linking-connect")} /></li>
            </ol>
        },
        LinkingView::AnswerReady { code } => html! {
            <ol class="steps">
                <li>{ code_to_copy(words, words.text("linking-answer"), code.to_string().into()) }</li>
                <li><p role="status">{ words.text("linking-waiting") }</p></li>
            </ol>
        },
    };
    let stop = send.reform(|_: MouseEvent| Command::StopLinking);
    html! {
        <section class="card" aria-labelledby="linking-title">
            <h2 id="linking-title">{ words.text("linking-title") }</h2>
            { step }
            <RefusalNote at={Place::Linking} />
            <button type="button" class="plain" onclick={stop}>{ words.text("linking-stop") }</button>
        </section>
    }
}

/// A code to carry over; selected whole by one tap.
fn code_to_copy(words: &Words, label: AttrValue, code: AttrValue) -> Html {
    let select = Callback::from(|event: FocusEvent| {
        if let Some(field) = event.target_dyn_into::<web_sys::HtmlTextAreaElement>() {
            field.select();
        }
    });
    html! {
        <div class="field">
            <label for="own-code">{ &label }</label>
            <textarea id="own-code" class="code" rows="4" readonly=true value={&code} onfocus={select} />
            <CopyButtons text={code} label={words.text("copy-code")} />
        </div>
    }
}
