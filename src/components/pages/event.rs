//! An event.

use yew::prelude::*;

use crate::components::pages::NotFound;
use crate::peer::view_model::{FestivalId, InstanceId};

/// Props of [`EventPage`].
#[derive(Properties, PartialEq)]
pub struct EventPageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Which.
    pub event: InstanceId,
}

/// The page.
#[component]
pub fn EventPage(_: &EventPageProps) -> Html {
    html! { <NotFound /> }
}
