//! What to do where the device keeps nothing.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::peer::view_model::Problem;

/// Props of [`NoStore`].
#[derive(Properties, PartialEq)]
pub struct NoStoreProps {
    /// What the device says.
    pub problem: Problem,
}

/// Says that the app cannot run here, why, and what may help.
#[component]
pub fn NoStore(props: &NoStoreProps) -> Html {
    let words = use_words();
    html! {
        <section class="card" role="alert">
            <h2>{ words.text("person-none-title") }</h2>
            <p>{ words.text(props.problem.sentence()) }</p>
            <p class="quiet">{ words.text("person-none") }</p>
        </section>
    }
}
