//! A board for a wall: now, next, what is not as planned, and a code to come in by.
//! Long lists turn over page by page; whoever stands before it can hold them.

use yew::prelude::*;

use super::{At, event_line};
use crate::components::device;
use crate::components::parts::qr_code;
use crate::components::route::Route;
use crate::peer::view_model::{BoardView, EventCard};

/// Lines of a list that stand on the board at once.
const LINES: usize = 6;

/// The board.
pub fn board(at: &At<'_>, view: &BoardView) -> Html {
    let programme = Route::Schedule(view.festival);
    let address = device::address_of(&Route::Join(view.code.clone()));
    let turns = [&view.now, &view.next, &view.changed];
    let turns = turns.iter().any(|events| events.len() > LINES);
    let hold = at.set(|typed, _: MouseEvent| typed.still = !typed.still);
    html! {
        <div class="board">
            <div class="board-lists">
                { list(at, "board-now", at.text("now-title"), &view.now, false) }
                { list(at, "board-next", at.text("next-title"), &view.next, true) }
                { list(at, "board-changed", at.text("board-changed"), &view.changed, true) }
            </div>
            <aside class="board-side">
                <p class="board-clock">{ at.clock.time(at.clock.now()) }</p>
                { qr_code(&address, at.text("board-join")) }
                <p>{ at.text("board-join") }</p>
                { at.as_of() }
                <div class="buttons">
                    if turns {
                        <button type="button" class="plain" aria-pressed={at.typed.still.to_string()} onclick={hold}>{ at.text("board-hold") }</button>
                    }
                    <a class="button plain" href={programme.href()}>{ at.text("board-back") }</a>
                </div>
            </aside>
        </div>
    }
}

/// A list of events, with the day where it is another than today, if it is of days.
fn list(at: &At<'_>, id: &'static str, title: AttrValue, events: &[EventCard], days: bool) -> Html {
    let today = at.clock.day(at.clock.now());
    let with_day = |card: &EventCard| {
        let day = card.time.as_ref().map(|time| at.clock.day(time.start));
        days && day != Some(today)
    };
    let pages = events.len().div_ceil(LINES).max(1);
    let page = at.typed.turn % pages;
    let some = events.iter().skip(page * LINES).take(LINES);
    html! {
        <section aria-labelledby={id}>
            <h2 {id}>
                { title }
                if pages > 1 {
                    <span class="quiet">{ format!(" {} / {pages}", page + 1) }</span>
                }
            </h2>
            if events.is_empty() {
                <p class="quiet">{ at.text("board-nothing") }</p>
            }
            <ul class="lines">{ for some.map(|card| event_line(at, card, with_day(card))) }</ul>
        </section>
    }
}
