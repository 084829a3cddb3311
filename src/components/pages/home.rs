//! The start: what this page is, and who you are here.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::parts::{MarkBadge, NoKey, Page};
use crate::components::peer_provider::{Person, use_person};
use crate::components::route::Route;

/// The start page.
#[component]
pub fn Home() -> Html {
    let words = use_words();
    let you = match use_person() {
        Person::Opening => html! { <p role="status">{ words.text("person-opening") }</p> },
        Person::NoKey(reason) => html! { <NoKey {reason} /> },
        Person::Known { mark, .. } => {
            let name = words.mark_name(&mark);
            html! {
                <section class="card greeting">
                    <MarkBadge {mark} />
                    <div>
                        <p class="large">{ words.text_with("home-you", &[("name", (&*name).into())]) }</p>
                        <p class="quiet">{ words.text("home-why") }</p>
                        <a class="button" href={Route::Me.href()}>{ words.text("home-look") }</a>
                    </div>
                </section>
            }
        }
    };
    html! {
        <Page title={words.text("home-title")}>
            <p class="lead">{ words.text("home-lead") }</p>
            { you }
        </Page>
    }
}
