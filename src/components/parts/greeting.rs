//! Says who you are here.

use yew::prelude::*;

use super::mark_badge;
use crate::components::language::Words;
use crate::components::route::Route;
use crate::peer::mark::Mark;

/// The greeting.
pub fn greeting(words: &Words, mark: Mark) -> Html {
    let name = words.mark_name(&mark);
    html! {
        <section class="card greeting">
            { mark_badge(mark, false) }
            <div>
                <p class="large">{ words.text_with("home-you", &[("name", (&*name).into())]) }</p>
                <p class="quiet">{ words.text("home-why") }</p>
                <a class="button plain" href={Route::Me.href()}>{ words.text("home-look") }</a>
            </div>
        </section>
    }
}
