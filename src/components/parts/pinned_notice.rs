//! What the founder of a festival wants everyone to read now.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::peer::view_model::Notice;

/// Props of [`PinnedNotice`].
#[derive(Properties, PartialEq)]
pub struct PinnedNoticeProps {
    /// The notice.
    pub notice: Option<Notice>,
    /// Now, unix seconds.
    pub now: i64,
}

/// The notice, as long as it holds.
#[component]
pub fn PinnedNotice(props: &PinnedNoticeProps) -> Html {
    let words = use_words();
    let holds = |notice: &&Notice| notice.until.is_none_or(|until| props.now < until);
    let Some(notice) = props.notice.as_ref().filter(holds) else {
        return Html::default();
    };
    html! {
        <aside class="pinned" aria-label={words.text("notice-label")}>
            <strong>{ words.text("notice-label") }</strong>
            <p dir="auto">{ &notice.text }</p>
        </aside>
    }
}
