//! Somebody: their pictures, and the name by which the person here knows them.

use yew::prelude::*;

use super::mark_badge;
use crate::components::language::Words;
use crate::components::route::Route;
use crate::peer::view_model::{FestivalId, PersonView};

/// Pictures and name; «you» for oneself, and whether the key was compared.
pub fn someone(words: &Words, person: &PersonView, festival: Option<FestivalId>) -> Html {
    let name = html! {
        <>
            { mark_badge(person.mark, true) }
            <bdi class="name">{ person_name(words, person) }</bdi>
            if person.verified {
                <span class="verified">{ words.text("person-verified") }</span>
            }
            if person.is_me {
                <span class="quiet">{ words.text("person-you") }</span>
            }
        </>
    };
    match festival {
        Some(festival) => {
            let href = Route::Person(festival, person.author).href();
            html! { <a class="someone" {href}>{ name }</a> }
        }
        None => html! { <span class="someone">{ name }</span> },
    }
}

/// What somebody is called here: as the person here calls them, else as they call
/// themselves, with the end of their key since anybody can take any name, else the
/// name of their mark.
pub fn person_name(words: &Words, person: &PersonView) -> AttrValue {
    match (&person.petname, &person.name) {
        (Some(petname), _) => AttrValue::from(petname.to_string()),
        (None, Some(name)) if person.is_me => AttrValue::from(name.to_string()),
        (None, Some(name)) => AttrValue::from(format!("{name} · {}", person.tail())),
        (None, None) => words.mark_name(&person.mark),
    }
}
