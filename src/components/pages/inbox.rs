//! Requests to answer and requests made.

use yew::prelude::*;

use crate::components::pages::NotFound;

/// The page.
#[component]
pub fn InboxPage() -> Html {
    html! { <NotFound /> }
}
