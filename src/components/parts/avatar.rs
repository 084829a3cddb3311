//! The round picture of a festival; its first letter where it has none.

use yew::prelude::*;

use super::{festival_name, picture_source};
use crate::components::language::use_words;
use crate::peer::view_model::FestivalRow;

/// Props of [`Avatar`].
#[derive(Properties, PartialEq)]
pub struct AvatarProps {
    /// Whose.
    pub festival: FestivalRow,
}

/// The picture; the festival's name stands beside it.
#[component]
pub fn Avatar(props: &AvatarProps) -> Html {
    let words = use_words();
    let source = use_memo(props.festival.picture.clone(), |picture| {
        picture.as_deref().map(picture_source)
    });
    match &*source {
        Some(source) => {
            html! { <img class="avatar" src={source.clone()} alt="" width="44" height="44" /> }
        }
        None => {
            let name = festival_name(&words, &props.festival);
            let letter = name.chars().find(|letter| letter.is_alphanumeric());
            let tint = props.festival.id.as_bytes()[0] % 6;
            html! {
                <span class={classes!("avatar", format!("tint-{tint}"))} aria-hidden="true">
                    { letter.map(|letter| letter.to_uppercase().to_string()) }
                </span>
            }
        }
    }
}
