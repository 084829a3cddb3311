//! What the pages of the programme read from the frame: the festival's clocks,
//! refusals that are about their forms, and what was saved.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::peer_provider::use_view;
use crate::components::screen::use_festival;
use crate::components::time::Clock;
use crate::peer::view_model::{AppView, FestivalId, Outcome, Place, RefusalView};

/// The clocks of a festival that was entered here.
#[hook]
pub fn use_clock(festival: FestivalId) -> Option<Clock> {
    let words = use_words();
    let view = use_view();
    let row = use_festival(festival)?;
    match &*view {
        AppView::Ready(ready) => Some(Clock::new(&words, &row, ready.frame.now)),
        _ => None,
    }
}

/// The refusal that is about this place, if the last one is.
#[hook]
pub fn use_refusal(place: Place) -> Option<RefusalView> {
    match &*use_view() {
        AppView::Ready(ready) => ready.frame.refusal.clone().filter(|it| it.place == place),
        _ => None,
    }
}

/// Calls `then` once for each thing about this place that is saved from now on.
#[hook]
pub fn use_saved(place: Place, then: Callback<Outcome>) {
    let view = use_view();
    let saved = match &*view {
        AppView::Ready(ready) => ready.frame.saved,
        _ => None,
    };
    let seen = use_mut_ref(|| saved.map(|outcome| outcome.number));
    use_effect_with(saved, move |saved| {
        let Some(outcome) = *saved else {
            return;
        };
        let before = seen.replace(Some(outcome.number));
        if before != Some(outcome.number) && outcome.place == place {
            then.emit(outcome);
        }
    });
}
