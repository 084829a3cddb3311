//! An address that leads nowhere.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::parts::Page;
use crate::components::route::Route;

/// The page for an unknown address.
#[component]
pub fn NotFound() -> Html {
    let words = use_words();
    html! {
        <Page title={words.text("not-found-title")}>
            <section class="card">
                <p>{ words.text("not-found") }</p>
                <a class="button" href={Route::Home.href()}>{ words.text("not-found-home") }</a>
            </section>
        </Page>
    }
}
