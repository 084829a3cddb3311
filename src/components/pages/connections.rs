//! Who is connected.

use yew::prelude::*;

use crate::components::pages::NotFound;

/// The page.
#[component]
pub fn ConnectionsPage() -> Html {
    html! { <NotFound /> }
}
