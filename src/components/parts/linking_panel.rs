//! The connection that is being made by codes, step by step, and what came of it.

use yew::prelude::*;

use super::{ArrivalNote, CodeEntry, CopyButtons, RefusalNote, Revealed, Scanner, qr_code};
use crate::components::device::address_of;
use crate::components::language::Words;
use crate::components::peer_provider::Send;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::{FrameView, LinkingView, Place};

/// The panel; nothing where no connection is being made and none came about here.
pub fn linking_panel(words: &Words, send: &Send, frame: &FrameView) -> Html {
    html! {
        <>
            { steps(words, send, &frame.linking) }
            <ArrivalNote
                festivals={frame.festivals.clone()}
                connected={frame.connected.clone()}
                linking={frame.linking != LinkingView::Idle}
            />
        </>
    }
}

/// The step that it is at; nothing where no connection is being made.
fn steps(words: &Words, send: &Send, linking: &LinkingView) -> Html {
    let on = |command: Command| send.reform(move |_: MouseEvent| command.clone());
    let number = match linking {
        LinkingView::Idle => 0,
        LinkingView::Preparing => 1,
        LinkingView::OfferReady { .. } => 2,
        LinkingView::AnswerReady { .. } => 3,
        LinkingView::Connecting => 4,
    };
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
                <li>
                    <h3>{ words.text("linking-step-show") }</h3>
                    { code_to_show(words, code, words.text("linking-offer")) }
                </li>
                <li>
                    <h3>{ words.text("linking-step-scan") }</h3>
                    <Scanner />
                    <CodeEntry label={words.text("linking-their-answer")} submit={words.text("linking-connect")} />
                </li>
            </ol>
        },
        LinkingView::AnswerReady { code, released } => html! {
            <ol class="steps">
                <li>
                    <h3>{ words.text("linking-step-show-back") }</h3>
                    { code_to_show(words, code, words.text("linking-answer")) }
                </li>
                <li>
                    <p role="status">{ words.text("linking-waiting") }</p>
                    if !released {
                        <button type="button" onclick={on(Command::TheyHaveIt)}>{ words.text("linking-they-have-it") }</button>
                    }
                </li>
            </ol>
        },
    };
    html! {
        <Revealed labelled_by="linking-title" step={number}>
            <h2 id="linking-title">{ words.text("linking-title") }</h2>
            { step }
            <RefusalNote at={Place::Linking} />
            <button type="button" class="plain" onclick={on(Command::StopLinking)}>{ words.text("linking-stop") }</button>
        </Revealed>
    }
}

/// A code to be scanned from this screen, or to be carried as text; the text is
/// selected whole by one tap.
fn code_to_show(words: &Words, code: &std::rc::Rc<str>, label: AttrValue) -> Html {
    let select = Callback::from(|event: FocusEvent| {
        if let Some(field) = event.target_dyn_into::<web_sys::HtmlTextAreaElement>() {
            field.select();
        }
    });
    let address = address_of(&Route::Code(code.clone()));
    html! {
        <>
            { qr_code(&address, words.text("linking-qr")) }
            <div class="field">
                <label for="own-code">{ label }</label>
                <textarea id="own-code" class="code" rows="4" readonly=true value={code.to_string()} onfocus={select} />
                <CopyButtons text={code.to_string()} label={words.text("copy-code")} />
            </div>
        </>
    }
}
