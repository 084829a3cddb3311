//! A mark for each of the first needs: what is needed, the sign of its state, and its word.

use yew::prelude::*;

use super::wording::{count, need_label, need_sign};
use crate::components::language::Words;
use crate::peer::view_model::{Importance, NeedMark, NeedState};

/// Needs that a card shows: first those that are still open, of these the ones without
/// which the event does not happen. The event's page shows all.
const MOST: usize = 3;

fn comes_later(mark: &NeedMark) -> (bool, bool) {
    let is_settled = mark.state == NeedState::Accepted;
    (is_settled, mark.importance == Importance::Nice)
}

/// The marks in a row.
pub fn need_marks(words: &Words, needs: &[NeedMark]) -> Html {
    if needs.is_empty() {
        return Html::default();
    }
    let more = count(needs.len().saturating_sub(MOST));
    let mut shown: Vec<&NeedMark> = needs.iter().collect();
    shown.sort_by_key(|mark| comes_later(mark));
    let marks = shown.into_iter().take(MOST).map(|mark| {
        let (sign, word) = need_sign(words, mark);
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
