//! Says why: a reason in a word, and in one's own words.

use yew::prelude::*;

use super::say::{REASONS, reason};
use crate::components::language::use_words;
use crate::components::parts::{line, select};
use crate::peer::view_model::{ReasonCode, Verdict};

/// Props of [`ReasonForm`].
#[derive(Properties, PartialEq)]
pub(super) struct ReasonFormProps {
    /// Tells its fields from those of others on the page.
    pub id: AttrValue,
    /// What is said: a decline or a revoke.
    pub verdict: Verdict,
    /// Says it.
    pub on_say: Callback<(ReasonCode, String)>,
    /// Says nothing.
    pub on_cancel: Callback<()>,
}

/// The form.
#[component]
pub(super) fn ReasonForm(props: &ReasonFormProps) -> Html {
    let words = use_words();
    let code = use_state_eq(ReasonCode::default);
    let text = use_state_eq(String::new);
    let options: Vec<(AttrValue, AttrValue)> = REASONS
        .iter()
        .map(|code| (AttrValue::Static(reason(*code)), words.text(reason(*code))))
        .collect();
    let choose = {
        let code = code.clone();
        Callback::from(move |chosen: String| {
            let found = REASONS.iter().find(|code| reason(**code) == chosen);
            code.set(found.copied().unwrap_or_default());
        })
    };
    let write = {
        let text = text.clone();
        Callback::from(move |written| text.set(written))
    };
    let onsubmit = {
        let (on_say, code, text) = (props.on_say.clone(), code.clone(), text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_say.emit((*code, (*text).clone()));
        })
    };
    let say = match props.verdict {
        Verdict::Revoke => words.text("answer-revoke"),
        _ => words.text("answer-decline"),
    };
    html! {
        <form class="stack" {onsubmit}>
            { select(format!("reason-{}", props.id), words.text("reason-label"), reason(*code), options, choose) }
            { line(format!("words-{}", props.id), words.text("reason-words"), (*text).clone(),
                write).max_length(2_048).hint(words.text("reason-words-hint")) }
            <div class="buttons">
                <button type="submit">{ say }</button>
                <button type="button" class="plain" onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ words.text("dialog-cancel") }</button>
            </div>
        </form>
    }
}
