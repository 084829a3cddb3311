//! A resource.

use yew::prelude::*;

use crate::components::pages::NotFound;
use crate::peer::view_model::{FestivalId, InstanceId};

/// Props of [`ResourcePage`].
#[derive(Properties, PartialEq)]
pub struct ResourcePageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Which.
    pub resource: InstanceId,
}

/// The page.
#[component]
pub fn ResourcePage(_: &ResourcePageProps) -> Html {
    html! { <NotFound /> }
}
