//! Takes the file in that another app has handed to this page, and goes where it is
//! shown what comes of it.

use yew::prelude::*;

use crate::components::file;
use crate::components::language::use_words;
use crate::components::peer_provider::use_send;
use crate::components::route::Route;

/// The page «A file».
#[component]
pub fn SharedFile() -> Html {
    let words = use_words();
    let send = use_send();
    use_effect_with((), move |()| {
        file::shared(send);
        Route::Connections.follow();
    });
    html! { <p role="status">{ words.text("person-opening") }</p> }
}
