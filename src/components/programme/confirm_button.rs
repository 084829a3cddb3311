//! A button that asks once more before something final.

use yew::prelude::*;

use crate::components::language::use_words;

/// Props of [`ConfirmButton`].
#[derive(Properties, PartialEq)]
pub struct ConfirmButtonProps {
    /// What it does.
    pub label: AttrValue,
    /// What that means, shown with the second question.
    pub warning: AttrValue,
    /// Called once it was confirmed.
    pub on_confirm: Callback<()>,
}

/// The button; pressed, it becomes a question with two answers.
#[component]
pub fn ConfirmButton(props: &ConfirmButtonProps) -> Html {
    let words = use_words();
    let is_asking = use_state_eq(|| false);
    let set = |asking: bool| {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(asking))
    };
    if !*is_asking {
        return html! { <button type="button" class="plain" onclick={set(true)}>{ &props.label }</button> };
    }
    html! {
        <div class="question" role="group" aria-label={&props.label}>
            <p role="alert">{ &props.warning }</p>
            <div class="buttons">
                <button type="button" class="final" onclick={props.on_confirm.reform(|_: MouseEvent| ())}>{ &props.label }</button>
                <button type="button" class="plain" onclick={set(false)}>{ words.text("keep-it") }</button>
            </div>
        </div>
    }
}
