//! A code that somebody's camera or messenger opened in a new page: it is taken
//! like a pasted one, and the address forgets it.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::peer_provider::{use_send, use_view};
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::AppView;

/// Props of [`CarriedCode`].
#[derive(Properties, PartialEq)]
pub struct CarriedCodeProps {
    /// The code.
    pub code: Rc<str>,
}

/// Takes the code as soon as the peer runs, and goes to the start.
#[component]
pub fn CarriedCode(props: &CarriedCodeProps) -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let is_ready = matches!(&*view, AppView::Ready(_));
    use_effect_with((is_ready, props.code.clone()), move |(is_ready, code)| {
        if *is_ready {
            send.emit(Command::EnterCode {
                text: code.to_string(),
            });
            Route::Home.follow();
        }
    });
    html! { <p role="status">{ words.text("person-opening") }</p> }
}
