//! Takes a text out of the page: copies it, or hands it to another app.

use yew::prelude::*;

use crate::components::device;
use crate::components::language::use_words;

/// Props of [`CopyButtons`].
#[derive(Properties, PartialEq)]
pub struct CopyButtonsProps {
    /// The text.
    pub text: AttrValue,
    /// What the button for copying says.
    pub label: AttrValue,
}

/// «Copy», «Share» where the device can, and what came of it.
#[component]
pub fn CopyButtons(props: &CopyButtonsProps) -> Html {
    let words = use_words();
    let copied = use_state_eq(|| None::<bool>);
    let done = {
        let copied = copied.clone();
        Callback::from(move |worked| copied.set(Some(worked)))
    };
    let copy = {
        let (text, done) = (props.text.clone(), done.clone());
        Callback::from(move |_: MouseEvent| device::copy(text.to_string(), done.clone()))
    };
    let share = {
        let text = props.text.clone();
        Callback::from(move |_: MouseEvent| device::hand_over(text.to_string(), done.clone()))
    };
    let said = copied.map(|worked| words.text(if worked { "copy-done" } else { "copy-failed" }));
    html! {
        <div class="buttons">
            <button type="button" onclick={copy}>{ &props.label }</button>
            if device::can_share() {
                <button type="button" class="plain" onclick={share}>{ words.text("share") }</button>
            }
            <span role="status" class="quiet">{ said }</span>
        </div>
    }
}
