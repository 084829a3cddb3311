//! The form of an event.

use yew::prelude::*;

use crate::components::pages::NotFound;
use crate::peer::view_model::{FestivalId, InstanceId};

/// Props of [`EventFormPage`].
#[derive(Properties, PartialEq)]
pub struct EventFormPageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Which; none for a new one.
    pub event: Option<InstanceId>,
}

/// The page.
#[component]
pub fn EventFormPage(_: &EventFormPageProps) -> Html {
    html! { <NotFound /> }
}
