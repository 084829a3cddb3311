//! Everyone in a festival.

use yew::prelude::*;

use crate::components::pages::NotFound;
use crate::peer::view_model::FestivalId;

/// Props of [`PeoplePage`].
#[derive(Properties, PartialEq)]
pub struct PeoplePageProps {
    /// Its festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn PeoplePage(_: &PeoplePageProps) -> Html {
    html! { <NotFound /> }
}
