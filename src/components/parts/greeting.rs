//! Says who you are here.

use yew::prelude::*;

use super::MarkBadge;
use crate::components::language::use_words;
use crate::components::route::Route;
use crate::peer::mark::Mark;

/// Props of [`Greeting`].
#[derive(Properties, PartialEq)]
pub struct GreetingProps {
    /// Your mark.
    pub mark: Mark,
}

/// The greeting.
#[component]
pub fn Greeting(props: &GreetingProps) -> Html {
    let words = use_words();
    let name = words.mark_name(&props.mark);
    html! {
        <section class="card greeting">
            <MarkBadge mark={props.mark} />
            <div>
                <p class="large">{ words.text_with("home-you", &[("name", (&*name).into())]) }</p>
                <p class="quiet">{ words.text("home-why") }</p>
                <a class="button plain" href={Route::Me.href()}>{ words.text("home-look") }</a>
            </div>
        </section>
    }
}
