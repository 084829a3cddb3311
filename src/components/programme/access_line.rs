//! Who can use a place, in words.

use yew::prelude::*;

use crate::components::language::Words;
use crate::peer::view_model::{Access, Accessibility};

/// What is known; nothing where nobody said.
pub fn access_line(words: &Words, access: &Accessibility) -> Html {
    let said = [
        (words.text("access-step-free"), access.step_free),
        (words.text("access-toilet"), access.toilet),
        (words.text("access-hearing-loop"), access.hearing_loop),
        (words.text("access-quiet"), access.quiet),
    ];
    let known = said
        .into_iter()
        .filter(|(_, answer)| *answer != Access::Unknown);
    let lines: Vec<Html> = known
        .map(|(label, answer)| {
            let answer = words.text(match answer {
                Access::Yes => "access-yes",
                Access::Partly => "access-partly",
                Access::No => "access-no",
                Access::Unknown => "access-unknown",
            });
            html! { <li key={label.to_string()}>{ label }{ ": " }<strong>{ answer }</strong></li> }
        })
        .collect();
    html! {
        <>
            if lines.is_empty() && access.text.is_empty() {
                <p class="quiet">{ words.text("access-none") }</p>
            } else {
                <ul class="lines">{ for lines }</ul>
                <p dir="auto">{ &access.text }</p>
            }
        </>
    }
}
