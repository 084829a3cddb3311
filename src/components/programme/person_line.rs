//! Somebody in a line: pictures, name, and how lately they were active.

use yew::prelude::*;

use super::ActivityHeart;
use super::wording::person_name;
use crate::components::language::use_words;
use crate::components::parts::MarkBadge;
use crate::components::route::Route;
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
    let words = use_words();
    let person = &props.person;
    let name = if person.is_me {
        words.text("person-you")
    } else {
        person_name(&words, person)
    };
    let href = Route::Person(props.festival, person.author).href();
    html! {
        <span class="person-line">
            <a {href}><MarkBadge mark={person.mark} small=true /><bdi>{ name }</bdi></a>
            <ActivityHeart at={props.active} clock={props.clock.clone()} />
        </span>
    }
}
