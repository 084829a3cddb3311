//! What the founder of a festival wants everyone to read now.

use yew::prelude::*;

use crate::components::language::Words;
use crate::peer::view_model::Notice;

/// The notice, as long as it holds.
pub fn pinned_notice(words: &Words, notice: Option<&Notice>, now: i64) -> Html {
    let holds = |notice: &&Notice| notice.until.is_none_or(|until| now < until);
    let Some(notice) = notice.filter(holds) else {
        return Html::default();
    };
    html! {
        <aside class="pinned" aria-label={words.text("notice-label")}>
            <strong>{ words.text("notice-label") }</strong>
            <p dir="auto">{ &notice.text }</p>
        </aside>
    }
}
