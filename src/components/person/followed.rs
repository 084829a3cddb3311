//! Whose hides are followed in a festival, and the way to stop.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::{RefusalNote, person_name, someone};
use crate::components::peer_provider::Send;
use crate::peer::command::Command;
use crate::peer::view_model::{PeopleView, PersonRow, Place, author_digits};

/// The list.
pub fn followed(words: &Words, send: &Send, people: &PeopleView) -> Html {
    let rows: Vec<&PersonRow> = people
        .people
        .iter()
        .filter(|row| row.followed && !row.person.is_me)
        .collect();
    let festival = people.festival;
    let draw = |row: &&PersonRow| {
        let (send, author) = (send.clone(), row.person.author);
        let stop = Callback::from(move |_: MouseEvent| {
            send.emit(Command::FollowHides {
                festival,
                author,
                follow: false,
            });
        });
        let name = person_name(words, &row.person);
        let label = words.text_with("hides-stop", &[("name", (&*name).into())]);
        html! {
            <li key={author_digits(&author)}>
                { someone(words, &row.person, Some(festival)) }
                <button type="button" class="plain" onclick={stop}>{ label }</button>
            </li>
        }
    };
    html! {
        <section class="card" aria-labelledby="hides-title">
            <h2 id="hides-title">{ words.text("hides-title") }</h2>
            <p class="quiet">{ words.text(if rows.is_empty() { "hides-none" } else { "hides-why" }) }</p>
            <ul class="rows">{ for rows.iter().map(draw) }</ul>
            <RefusalNote at={Place::Festival(festival)} />
        </section>
    }
}
