//! Somebody in a line: who they are, and how lately they were active.

use yew::prelude::*;

use super::activity_heart;
use crate::components::language::Words;
use crate::components::parts::someone;
use crate::components::time::Clock;
use crate::peer::view_model::{FestivalId, PersonView};

/// The line.
pub fn person_line(
    words: &Words,
    person: &PersonView,
    festival: FestivalId,
    active: i64,
    clock: &Clock,
) -> Html {
    html! { <span class="person-line">{ person_inside(words, person, festival, active, clock) }</span> }
}

/// What stands in the line, where the line is there already.
pub(super) fn person_inside(
    words: &Words,
    person: &PersonView,
    festival: FestivalId,
    active: i64,
    clock: &Clock,
) -> Html {
    html! {
        <>
            { someone(words, person, Some(festival)) }
            // One knows of oneself.
            if !person.is_me {
                { activity_heart(words, active, clock) }
            }
        </>
    }
}
