//! What a page looks at: it names a [`Screen`], the peer projects it, and the page
//! reads it. Until the peer has it, there is nothing; while only a filter changes,
//! what was there before stays, so that typing never blanks a list.

use yew::prelude::*;

use super::peer_provider::{use_send, use_view};
use crate::peer::command::Command;
use crate::peer::view_model::{AppView, FestivalId, FestivalRow, Screen, ScreenView};

/// Looks at `screen`, and gives what is there once the peer runs and has it.
#[hook]
pub fn use_screen(screen: Screen) -> Option<ScreenView> {
    let view = use_view();
    let send = use_send();
    let kept = use_mut_ref(|| None::<(Screen, ScreenView)>);
    let is_ready = matches!(&*view, AppView::Ready(_));
    // A starting peer takes no wishes, so it is told again once it runs.
    use_effect_with((screen.clone(), is_ready), move |(screen, is_ready)| {
        if *is_ready {
            send.emit(Command::Look(screen.clone()));
        }
    });
    let mut kept = kept.borrow_mut();
    if let AppView::Ready(ready) = &*view
        && ready.at == screen
    {
        *kept = Some((screen.clone(), ready.screen.clone()));
    }
    kept.as_ref()
        .filter(|(at, _)| is_same_page(at, &screen))
        .map(|(_, view)| view.clone())
}

/// Whether two screens differ at most in their filters.
fn is_same_page(one: &Screen, other: &Screen) -> bool {
    match (one, other) {
        (
            Screen::Schedule { festival: one, .. },
            Screen::Schedule {
                festival: other, ..
            },
        )
        | (
            Screen::Market { festival: one, .. },
            Screen::Market {
                festival: other, ..
            },
        ) => one == other,
        (Screen::Inbox { .. }, Screen::Inbox { .. }) => true,
        (
            Screen::Mine { festival: one, .. },
            Screen::Mine {
                festival: other, ..
            },
        ) => one == other,
        (
            Screen::EventForm {
                festival: one,
                event: first,
                ..
            },
            Screen::EventForm {
                festival: other,
                event: second,
                ..
            },
        ) => (one, first) == (other, second),
        (
            Screen::Search { festival: one, .. },
            Screen::Search {
                festival: other, ..
            },
        )
        | (
            Screen::Grid { festival: one, .. },
            Screen::Grid {
                festival: other, ..
            },
        )
        | (
            Screen::Inventory { festival: one, .. },
            Screen::Inventory {
                festival: other, ..
            },
        )
        | (
            Screen::Plan { festival: one, .. },
            Screen::Plan {
                festival: other, ..
            },
        ) => one == other,
        _ => one == other,
    }
}

/// The row of a festival that was entered here.
#[hook]
pub fn use_festival(id: FestivalId) -> Option<FestivalRow> {
    let view = use_view();
    let AppView::Ready(ready) = &*view else {
        return None;
    };
    ready
        .frame
        .festivals
        .iter()
        .find(|row| row.id == id)
        .cloned()
}
