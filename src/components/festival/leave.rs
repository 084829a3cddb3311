//! Leaves a festival: this device forgets it.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::AskButton;
use crate::components::peer_provider::Send;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::FestivalId;

/// The card.
pub fn leave(words: &Words, send: &Send, festival: FestivalId) -> Html {
    let on_confirm = send.reform(move |()| {
        Route::Home.follow();
        Command::Leave { festival }
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
