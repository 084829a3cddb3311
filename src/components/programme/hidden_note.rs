//! What is left out, and the way to see it all the same.

use yew::prelude::*;

use super::wording::count;
use crate::components::language::Words;
use crate::components::parts::person_name;
use crate::peer::view_model::HiddenView;

/// «12 hidden by Blue Otter · show».
pub fn hidden_note(
    words: &Words,
    hidden: &[HiddenView],
    shown: bool,
    on_change: &Callback<bool>,
) -> Html {
    if hidden.is_empty() && !shown {
        return Html::default();
    }
    let lines = hidden.iter().enumerate().map(|(key, hidden)| {
        let name = person_name(words, &hidden.by);
        let values = [
            ("count", count(hidden.count).into()),
            ("name", (&*name).into()),
        ];
        html! { <span {key}>{ words.text_with("hidden-by", &values) }</span> }
    });
    let next = !shown;
    let onclick = on_change.reform(move |_: MouseEvent| next);
    let label = if shown {
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
