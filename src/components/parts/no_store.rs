//! What to do where the device keeps nothing.

use yew::prelude::*;

use crate::components::language::Words;
use crate::peer::view_model::Problem;

/// Says that the app cannot run here, why, and what may help.
pub fn no_store(words: &Words, problem: Problem) -> Html {
    html! {
        <section class="card" role="alert">
            <h2>{ words.text("person-none-title") }</h2>
            <p>{ words.text(problem.sentence()) }</p>
            <p class="quiet">{ words.text("person-none") }</p>
        </section>
    }
}
