//! What is left out, and the way to see it all the same.

use std::rc::Rc;

use yew::prelude::*;

use super::wording::count;
use crate::components::language::use_words;
use crate::components::parts::person_name;
use crate::peer::view_model::HiddenView;

/// Props of [`HiddenNote`].
#[derive(Properties, PartialEq)]
pub struct HiddenNoteProps {
    /// What is left out, by whose hide.
    pub hidden: Rc<[HiddenView]>,
    /// Whether it is shown now.
    pub shown: bool,
    /// Gets whether it shall be shown.
    pub on_change: Callback<bool>,
}

/// «12 hidden by Blue Otter · show».
#[component]
pub fn HiddenNote(props: &HiddenNoteProps) -> Html {
    let words = use_words();
    if props.hidden.is_empty() && !props.shown {
        return Html::default();
    }
    let lines = props.hidden.iter().enumerate().map(|(key, hidden)| {
        let name = person_name(&words, &hidden.by);
        let values = [
            ("count", count(hidden.count).into()),
            ("name", (&*name).into()),
        ];
        html! { <span {key}>{ words.text_with("hidden-by", &values) }</span> }
    });
    let next = !props.shown;
    let onclick = props.on_change.reform(move |_: MouseEvent| next);
    let label = if props.shown {
        words.text("hidden-leave-out")
    } else {
        words.text("hidden-show")
    };
    html! {
        <p class="hidden-note quiet">
            { for lines }
            <button type="button" class="plain" {onclick}>{ label }</button>
        </p>
    }
}
