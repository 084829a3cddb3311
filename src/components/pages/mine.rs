//! What is mine in a festival.

use yew::prelude::*;

use crate::components::pages::NotFound;
use crate::peer::view_model::FestivalId;

/// Props of [`MinePage`].
#[derive(Properties, PartialEq)]
pub struct MinePageProps {
    /// Its festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn MinePage(_: &MinePageProps) -> Html {
    html! { <NotFound /> }
}
