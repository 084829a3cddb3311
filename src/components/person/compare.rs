//! What two people read to each other to be sure of each other's keys.

use yew::prelude::*;

use crate::components::language::Words;
use crate::peer::mark::Comparison;

/// The words, each with its pictures: the same for both.
pub fn compare(words: &Words, comparison: &Comparison) -> Html {
    let marks = comparison.iter().enumerate().map(|(index, mark)| {
        html! {
            <li key={index}>
                <span aria-hidden="true">{ mark.emoji[0] }{ mark.emoji[1] }</span>
                <strong>{ words.mark_name(mark) }</strong>
            </li>
        }
    });
    html! {
        <section class="card" aria-labelledby="compare-title">
            <h2 id="compare-title">{ words.text("verify-words") }</h2>
            <p>{ words.text("verify-words-how") }</p>
            <ol class="compare">{ for marks }</ol>
        </section>
    }
}
