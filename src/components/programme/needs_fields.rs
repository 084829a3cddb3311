//! Step «where and needs» of the form of an event.

use std::rc::Rc;

use yew::prelude::*;

use super::event_draft::{EventDraft, Wrong};
use super::need_draft::{NeedDraft, NeedKind};
use super::need_editor;
use crate::components::language::Words;
use crate::peer::view_model::{EventFormView, Offered, ResourceKind};

/// The needs, and buttons for more.
pub fn needs_fields(
    words: &Words,
    draft: &EventDraft,
    on_change: &Callback<EventDraft>,
    wrong: Option<Wrong>,
    form: Option<&EventFormView>,
) -> Html {
    let resources: Rc<[Offered]> = form
        .as_ref()
        .map_or_else(|| Rc::new([]) as Rc<[_]>, |form| form.resources.clone());
    let on_need = {
        let draft = draft.clone();
        on_change.reform(move |changed: NeedDraft| {
            let mut draft = draft.clone();
            for need in &mut draft.needs {
                if need.number == changed.number {
                    *need = changed.clone();
                }
            }
            draft
        })
    };
    let on_remove = {
        let draft = draft.clone();
        on_change.reform(move |number: u32| {
            let mut draft = draft.clone();
            draft.needs.retain(|need| need.number != number);
            draft
        })
    };
    let add = |kind: NeedKind| {
        let draft = draft.clone();
        on_change.reform(move |_: MouseEvent| {
            let mut draft = draft.clone();
            draft.needs.push(NeedDraft::new(draft.next_need, kind));
            draft.next_need = draft.next_need.saturating_add(1);
            draft
        })
    };
    let fate = |number: &u32| {
        let form = form?;
        if form.asks_again.contains(number) {
            Some(words.text("need-asks-again"))
        } else {
            form.keeps
                .contains(number)
                .then(|| words.text("need-keeps"))
        }
    };
    let problem = wrong
        .filter(|(field, _)| *field == "needs")
        .map(|(_, key)| words.text(key));
    let needs = draft.needs.iter().map(|need| {
        // A need that is there already says by its resource which list it is from.
        let is_place = resources
            .iter()
            .any(|row| Some(row.id) == need.resource && row.kind == ResourceKind::Place);
        let need = if is_place {
            NeedDraft {
                kind: NeedKind::Place,
                ..need.clone()
            }
        } else {
            need.clone()
        };
        let number = need.number;
        need_editor(
            words,
            &need,
            &resources,
            fate(&number),
            problem.is_some(),
            &on_need,
            &on_remove,
        )
    });
    html! {
        <>
            if draft.needs.is_empty() {
                <p class="quiet">{ words.text("needs-none") }</p>
            }
            { for needs }
            if let Some(problem) = problem {
                <p class="wrong" role="alert">{ problem }</p>
            }
            <div class="buttons">
                <button type="button" class="plain" onclick={add(NeedKind::Place)}>{ words.text("need-add-place") }</button>
                <button type="button" class="plain" onclick={add(NeedKind::Thing)}>{ words.text("need-add-thing") }</button>
                <button type="button" class="plain" onclick={add(NeedKind::Looking)}>{ words.text("need-add-looking") }</button>
            </div>
        </>
    }
}
