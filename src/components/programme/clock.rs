//! The festival's clocks, which every page of the programme reads times by.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::peer_provider::use_view;
use crate::components::screen::use_festival;
use crate::components::time::Clock;
use crate::peer::view_model::{AppView, FestivalId};

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
