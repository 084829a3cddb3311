//! Leaves a festival: this device forgets it.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::parts::AskButton;
use crate::components::peer_provider::use_send;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::FestivalId;

/// Props of [`Leave`].
#[derive(Properties, PartialEq)]
pub struct LeaveProps {
    /// Which.
    pub festival: FestivalId,
}

/// The card.
#[component]
pub fn Leave(props: &LeaveProps) -> Html {
    let words = use_words();
    let send = use_send();
    let festival = props.festival;
    let on_confirm = Callback::from(move |()| {
        send.emit(Command::Leave { festival });
        Route::Home.follow();
    });
    html! {
        <section class="card" aria-labelledby="leave-title">
            <h2 id="leave-title">{ words.text("leave") }</h2>
            <p>{ words.text("leave-means") }</p>
            <AskButton id="leave-ask" label={words.text("leave")} title={words.text("leave-ask")} {on_confirm}>
                <p>{ words.text("leave-means") }</p>
            </AskButton>
        </section>
    }
}
