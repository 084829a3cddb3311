//! A festival's description.

use yew::prelude::*;

use crate::components::pages::NotFound;
use crate::peer::view_model::FestivalId;

/// Props of [`SettingsPage`].
#[derive(Properties, PartialEq)]
pub struct SettingsPageProps {
    /// Its festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn SettingsPage(_: &SettingsPageProps) -> Html {
    html! { <NotFound /> }
}
