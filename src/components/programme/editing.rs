//! Changes of a form: a field's callback out of what it changes.

use yew::Callback;

use super::resource_draft::ResourceDraft;

/// A callback that changes one field of the form of a resource.
pub fn edit<T: 'static>(
    draft: &ResourceDraft,
    on_change: &Callback<ResourceDraft>,
    change: fn(&mut ResourceDraft, T),
) -> Callback<T> {
    let draft = draft.clone();
    on_change.reform(move |value: T| {
        let mut draft = draft.clone();
        change(&mut draft, value);
        draft
    })
}
