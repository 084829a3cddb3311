//! What to do where the device keeps no key.

use yew::prelude::*;

use crate::components::language::use_words;

/// Props of [`NoKey`].
#[derive(Properties, PartialEq)]
pub struct NoKeyProps {
    /// The device's own words, for whoever is asked for help.
    pub reason: AttrValue,
}

/// Says that nothing can be stored here, and what may help.
#[component]
pub fn NoKey(props: &NoKeyProps) -> Html {
    let words = use_words();
    html! {
        <section class="card" role="alert">
            <h2>{ words.text("person-none-title") }</h2>
            <p>{ words.text("person-none") }</p>
            <p class="quiet"><code>{ &props.reason }</code></p>
        </section>
    }
}
