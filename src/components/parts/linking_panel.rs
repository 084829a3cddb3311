//! The connection that is being made by codes, step by step.

use yew::prelude::*;

use super::{CodeEntry, CopyButtons, RefusalNote};
use crate::components::language::use_words;
use crate::components::peer_provider::use_send;
use crate::peer::command::Command;
use crate::peer::view_model::{LinkingView, Place};

/// Props of [`LinkingPanel`].
#[derive(Properties, PartialEq)]
pub struct LinkingPanelProps {
    /// How far it has come.
    pub linking: LinkingView,
}

/// The panel; nothing where no connection is being made.
#[component]
pub fn LinkingPanel(props: &LinkingPanelProps) -> Html {
    let words = use_words();
    let send = use_send();
    let step = match &props.linking {
        LinkingView::Idle => return Html::default(),
        LinkingView::Preparing => {
            html! { <p role="status">{ words.text("linking-preparing") }</p> }
        }
        LinkingView::Connecting => {
            html! { <p role="status">{ words.text("linking-connecting") }</p> }
        }
        LinkingView::OfferReady { code } => html! {
            <ol class="steps">
                <li><CodeToCopy label={words.text("linking-offer")} code={code.to_string()} /></li>
                <li><CodeEntry label={words.text("linking-their-answer")} submit={words.text("linking-connect")} /></li>
            </ol>
        },
        LinkingView::AnswerReady { code } => html! {
            <ol class="steps">
                <li><CodeToCopy label={words.text("linking-answer")} code={code.to_string()} /></li>
                <li><p role="status">{ words.text("linking-waiting") }</p></li>
            </ol>
        },
    };
    let stop = Callback::from(move |_: MouseEvent| send.emit(Command::StopLinking));
    html! {
        <section class="card" aria-labelledby="linking-title">
            <h2 id="linking-title">{ words.text("linking-title") }</h2>
            { step }
            <RefusalNote at={Place::Linking} />
            <button type="button" class="plain" onclick={stop}>{ words.text("linking-stop") }</button>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct CodeToCopyProps {
    label: AttrValue,
    code: AttrValue,
}

/// A code to carry over; selected whole by one tap.
#[component]
fn CodeToCopy(props: &CodeToCopyProps) -> Html {
    let words = use_words();
    let select = Callback::from(|event: FocusEvent| {
        if let Some(field) = event.target_dyn_into::<web_sys::HtmlTextAreaElement>() {
            field.select();
        }
    });
    html! {
        <div class="field">
            <label for="own-code">{ &props.label }</label>
            <textarea id="own-code" class="code" rows="4" readonly=true value={&props.code} onfocus={select} />
            <CopyButtons text={&props.code} label={words.text("copy-code")} />
        </div>
    }
}
