//! Somebody in a festival.

use yew::prelude::*;

use crate::components::pages::NotFound;
use crate::peer::view_model::{AuthorId, FestivalId};

/// Props of [`PersonPage`].
#[derive(Properties, PartialEq)]
pub struct PersonPageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Who.
    pub author: AuthorId,
}

/// The page.
#[component]
pub fn PersonPage(_: &PersonPageProps) -> Html {
    html! { <NotFound /> }
}
