//! Takes what somebody wrote, or oneself, as the beginning of another thing of one's own:
//! the form opens filled in, and nothing is written before it is sent.

use yew::prelude::*;

use crate::components::device;
use crate::components::language::Words;
use crate::components::route::Route;
use crate::peer::view_model::{Draft, Place};

/// The field of a draft that says that nobody typed it.
const COPIED: &str = "copied";

/// Whether a form was filled in by copying.
pub fn is_copied(draft: &Draft) -> bool {
    draft.contains_key(COPIED)
}

/// The button: `form` begins with what `write` gives, in place of what was left in it.
pub fn copy_button(
    words: &Words,
    (place, form): (Place, Route),
    write: impl Fn() -> Draft + 'static,
) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| {
        let mut draft = write();
        draft.insert(COPIED.to_owned(), String::new());
        device::leave_behind(&place, &draft);
        form.follow();
    });
    html! { <p><button type="button" class="plain" {onclick}>{ words.text("copy-to-mine") }</button></p> }
}
