//! Leaves a festival: this device forgets it, or only what is in it.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::AskButton;
use crate::components::peer_provider::Send;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::FestivalId;

/// The card with both.
pub fn leave(words: &Words, send: &Send, festival: FestivalId) -> Html {
    let on_confirm = send.reform(move |()| {
        Route::Home.follow();
        Command::Leave { festival }
    });
    let on_empty = send.reform(move |()| {
        Route::Schedule(festival).follow();
        Command::ForgetEntries { festival }
    });
    html! {
        <section class="card" aria-labelledby="leave-title">
            <h2 id="leave-title">{ words.text("leave") }</h2>
            <p>{ words.text("leave-means") }</p>
            <AskButton id="leave-ask" label={words.text("leave")} title={words.text("leave-ask")} destroys=true {on_confirm}>
                <p>{ words.text("leave-means") }</p>
            </AskButton>
            <p>{ words.text("empty-why") }</p>
            <AskButton id="empty-ask" label={words.text("empty")} title={words.text("empty-ask")} destroys=true on_confirm={on_empty}>
                <p>{ words.text("empty-means") }</p>
            </AskButton>
        </section>
    }
}
