//! What I say about myself, festival by festival.

use std::rc::Rc;

use yew::prelude::*;

use super::{festival_name, select};
use crate::components::language::use_words;
use crate::components::person::{OF, ProfileForm};
use crate::peer::view_model::{
    Draft, FestivalId, FestivalRow, Profile, festival_digits, festival_of_digits,
};

/// Props of [`ProfileCard`].
#[derive(Properties, PartialEq)]
pub struct ProfileCardProps {
    /// The festivals entered; at least one.
    pub festivals: Rc<[FestivalRow]>,
    /// What I said already.
    pub profiles: Rc<[(FestivalId, Rc<Profile>)]>,
    /// What was left in the form.
    pub draft: Option<Rc<Draft>>,
    /// The festival that was looked at last: what is said here is meant for it.
    pub visited: Option<FestivalId>,
}

/// The card.
#[component]
pub fn ProfileCard(props: &ProfileCardProps) -> Html {
    let words = use_words();
    // Else what was left in the form says for which festival it was.
    let chosen = use_state_eq(|| {
        let left = props.draft.as_ref();
        let left = left.and_then(|draft| festival_of_digits(draft.get(OF)?));
        props.visited.or(left)
    });
    let chosen_row = props.festivals.iter().find(|row| Some(row.id) == *chosen);
    let Some(row) = chosen_row.or_else(|| props.festivals.first()) else {
        return Html::default();
    };
    let said = props
        .profiles
        .iter()
        .find(|(festival, _)| *festival == row.id);
    let said = said.map(|(_, profile)| profile.clone()).unwrap_or_default();
    let options: Vec<(AttrValue, AttrValue)> = props
        .festivals
        .iter()
        .map(|row| (festival_digits(&row.id).into(), festival_name(&words, row)))
        .collect();
    let digits = festival_digits(&row.id);
    let on_change = Callback::from(move |digits: String| chosen.set(festival_of_digits(&digits)));
    html! {
        <section class="card" aria-labelledby="profile-title">
            <h2 id="profile-title">{ words.text("profile-title") }</h2>
            <p class="quiet">{ words.text("profile-why") }</p>
            if props.festivals.len() > 1 {
                { select("profile-festival", words.text("profile-festival"), digits.clone(), options, on_change) }
            }
            <ProfileForm key={digits} festival={row.id} {said} draft={props.draft.clone()} />
        </section>
    }
}
