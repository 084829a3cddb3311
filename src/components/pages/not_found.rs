//! An address that leads nowhere.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::Page;
use crate::components::route::Route;

/// The page for an unknown address.
pub fn not_found(words: &Words) -> Html {
    html! {
        <Page title={words.text("not-found-title")}>
            <section class="card">
                <p>{ words.text("not-found") }</p>
                <a class="button" href={Route::Home.href()}>{ words.text("not-found-home") }</a>
            </section>
        </Page>
    }
}
