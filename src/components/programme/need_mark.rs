//! A mark for each of the first needs: what is needed, the sign of its state, and its word.

use yew::prelude::*;

use super::wording::{count, need_label, need_sign};
use crate::components::language::Words;
use crate::peer::view_model::{Importance, NeedMark};

/// Needs that a card shows; its line above says of how many how many are confirmed.
const MOST: usize = 3;

/// The marks in a row.
pub fn need_marks(words: &Words, needs: &[NeedMark]) -> Html {
    if needs.is_empty() {
        return Html::default();
    }
    let more = count(needs.len().saturating_sub(MOST));
    let marks = needs.iter().take(MOST).map(|mark| {
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
    html! {
        <ul class="marks" aria-label={words.text("needs-label")}>
            { for marks }
            if more > 0 {
                <li key="more" class="quiet">{ words.text_with("needs-more", &[("count", more.into())]) }</li>
            }
        </ul>
    }
}
