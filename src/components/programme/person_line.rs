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
    html! {
        <span class="person-line">
            { someone(words, person, Some(festival)) }
            // One knows of oneself.
            if !person.is_me {
                { activity_heart(words, active, clock) }
            }
        </span>
    }
}
