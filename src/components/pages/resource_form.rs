//! The form of a resource.

use yew::prelude::*;

use crate::components::pages::NotFound;
use crate::peer::view_model::{FestivalId, InstanceId};

/// Props of [`ResourceFormPage`].
#[derive(Properties, PartialEq)]
pub struct ResourceFormPageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Which; none for a new one.
    pub resource: Option<InstanceId>,
}

/// The page.
#[component]
pub fn ResourceFormPage(_: &ResourceFormPageProps) -> Html {
    html! { <NotFound /> }
}
