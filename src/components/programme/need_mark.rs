//! A mark for each need: shape, what is needed, and the word for its state.

use std::rc::Rc;

use yew::prelude::*;

use super::StateGlyph;
use super::wording::{need_class, need_label, need_word};
use crate::components::language::use_words;
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
        let word = need_word(&words, mark.state);
        html! {
            <li key={mark.need} class={classes!("mark", need_class(mark.state))}>
                <StateGlyph state={mark.state} />
                <span>
                    <bdi>{ need_label(&words, mark) }</bdi>
                    { " " }
                    <strong>{ word }</strong>
                    if mark.importance == Importance::Nice {
                        <span class="quiet">{ " " }{ words.text("need-nice-short") }</span>
                    }
                </span>
            </li>
        }
    });
    html! { <ul class="marks" aria-label={words.text("needs-label")}>{ for marks }</ul> }
}
