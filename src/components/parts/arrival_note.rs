//! «You are in»: said where a code was entered, once a festival has come of it.

use yew::prelude::*;

use super::{Revealed, festival_name};
use crate::components::language::use_words;
use crate::components::route::Route;
use crate::peer::view_model::FestivalRow;

/// Props of [`ArrivalNote`].
#[derive(Properties, PartialEq)]
pub struct ArrivalNoteProps {
    /// The festivals that are here.
    pub festivals: std::rc::Rc<[FestivalRow]>,
}

/// The note about a festival that was not here when the page was opened; nothing where
/// there is none.
#[component]
pub fn ArrivalNote(props: &ArrivalNoteProps) -> Html {
    let words = use_words();
    let before = use_memo((), |_| {
        let festivals = props.festivals.iter();
        festivals.map(|festival| festival.id).collect::<Vec<_>>()
    });
    let mut new = props.festivals.iter();
    let Some(festival) = new.find(|festival| !before.contains(&festival.id)) else {
        return html! { <div class="more"></div> };
    };
    let name = festival_name(&words, festival);
    let said = words.text_with("arrived", &[("festival", (&*name).into())]);
    html! {
        <Revealed labelled_by="arrived-title" step={1}>
            <h2 id="arrived-title">{ said }</h2>
            <p><a class="button" href={Route::Schedule(festival.id).href()}>{ words.text("arrived-look") }</a></p>
        </Revealed>
    }
}
