//! Where this device is, once its user asks for it and the browser allows it.

use yew::prelude::*;

use crate::browser::position;

/// Whether the last try failed, and the way to ask: `found` gets latitude and
/// longitude in degrees.
#[hook]
pub fn use_position(found: Callback<(f64, f64)>) -> (bool, Callback<()>) {
    let failed = use_state_eq(|| false);
    let ask = {
        let failed = failed.clone();
        Callback::from(move |()| {
            failed.set(false);
            let (failed, found) = (failed.clone(), found.clone());
            position::ask(move |position| match position {
                Some(position) => found.emit(position),
                None => failed.set(true),
            });
        })
    };
    (*failed, ask)
}
