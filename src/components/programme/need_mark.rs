//! A mark for each need: what is needed, the sign of its state, and its word.

use std::rc::Rc;

use yew::prelude::*;

use super::wording::{need_label, need_sign};
use crate::components::language::use_words;
use crate::components::parts::SignMark;
use crate::peer::view_model::{Importance, NeedMark};

/// Props of [`NeedMarks`].
#[derive(Properties, PartialEq)]
pub struct NeedMarksProps {
    /// One a need.
    pub needs: Rc<[NeedMark]>,
}

/// The marks in a row.
#[component]
pub fn NeedMarks(props: &NeedMarksProps) -> Html {
    let words = use_words();
    if props.needs.is_empty() {
        return Html::default();
    }
    let marks = props.needs.iter().map(|mark| {
        let (sign, word) = need_sign(&words, mark.state);
        html! {
            <li key={mark.need} class="mark">
                <bdi>{ need_label(&words, mark) }</bdi>
                if mark.importance == Importance::Nice {
                    <span class="quiet">{ words.text("need-nice-short") }</span>
                }
                <SignMark {sign} {word} />
            </li>
        }
    });
    html! { <ul class="marks" aria-label={words.text("needs-label")}>{ for marks }</ul> }
}
