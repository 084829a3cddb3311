//! A mark for each need: what is needed, the sign of its state, and its word.

use yew::prelude::*;

use super::wording::{need_label, need_sign};
use crate::components::language::Words;
use crate::peer::view_model::{Importance, NeedMark};

/// The marks in a row.
pub fn need_marks(words: &Words, needs: &[NeedMark]) -> Html {
    if needs.is_empty() {
        return Html::default();
    }
    let marks = needs.iter().map(|mark| {
        let (sign, word) = need_sign(words, mark.state);
        html! {
            <li key={mark.need} class="mark">
                <bdi>{ need_label(words, mark) }</bdi>
                if mark.importance == Importance::Nice {
                    <span class="quiet">{ words.text("need-nice-short") }</span>
                }
                { sign.with_word(word) }
            </li>
        }
    });
    html! { <ul class="marks" aria-label={words.text("needs-label")}>{ for marks }</ul> }
}
