//! Somebody in a line: who they are, and how lately they were active.

use yew::prelude::*;

use super::ActivityHeart;
use crate::components::parts::PersonName;
use crate::components::time::Clock;
use crate::peer::view_model::{FestivalId, PersonView};

/// Props of [`PersonLine`].
#[derive(Properties, PartialEq)]
pub struct PersonLineProps {
    /// Who.
    pub person: PersonView,
    /// In which festival.
    pub festival: FestivalId,
    /// About when they last wrote something, unix seconds.
    #[prop_or_default]
    pub active: i64,
    /// The festival's clocks.
    pub clock: Clock,
}

/// The line.
#[component]
pub fn PersonLine(props: &PersonLineProps) -> Html {
    html! {
        <span class="person-line">
            <PersonName person={props.person.clone()} festival={Some(props.festival)} />
            <ActivityHeart at={props.active} clock={props.clock.clone()} />
        </span>
    }
}
