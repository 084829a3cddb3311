//! What came of a wish, beside what caused it: a [`Place`] names the form or the
//! button, and both refusals and what was saved carry it.

use yew::prelude::*;

use super::peer_provider::use_view;
use crate::peer::view_model::{AppView, Outcome, Place, RefusalView};

/// What was refused at this place, until it is dismissed or another wish is made.
#[hook]
pub fn use_refusal(place: Place) -> Option<RefusalView> {
    match &*use_view() {
        AppView::Ready(ready) => {
            let refusal = ready.frame.refusal.as_ref();
            refusal.filter(|refusal| refusal.place == place).cloned()
        }
        AppView::Starting | AppView::Failed(_) | AppView::Wiped => None,
    }
}

/// Calls `then` with everything that is saved at this place from now on.
#[hook]
pub fn use_saved(place: Place, then: impl Fn(Outcome) + 'static) {
    let view = use_view();
    let saved = match &*view {
        AppView::Ready(ready) => ready.frame.saved,
        AppView::Starting | AppView::Failed(_) | AppView::Wiped => None,
    };
    let seen = use_mut_ref(|| saved.map(|outcome| outcome.number));
    use_effect_with(saved, move |saved| {
        let Some(outcome) = saved else { return };
        let is_new = seen.replace(Some(outcome.number)) != Some(outcome.number);
        if is_new && outcome.place == place {
            then(*outcome);
        }
    });
}
