//! What can be had in a festival.

use yew::prelude::*;

use crate::components::pages::NotFound;
use crate::peer::view_model::FestivalId;

/// Props of [`MarketPage`].
#[derive(Properties, PartialEq)]
pub struct MarketPageProps {
    /// Its festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn MarketPage(_: &MarketPageProps) -> Html {
    html! { <NotFound /> }
}
