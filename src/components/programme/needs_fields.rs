//! Step «where and needs» of the form of an event.

use std::rc::Rc;

use yew::prelude::*;

use super::NeedEditor;
use super::event_draft::{EventDraft, Wrong};
use super::need_draft::{NeedDraft, NeedKind};
use crate::components::language::use_words;
use crate::peer::view_model::{EventFormView, ResourceKind, ResourceRow};

/// Props of [`NeedsFields`].
#[derive(Properties, PartialEq)]
pub struct NeedsFieldsProps {
    /// What the form holds.
    pub draft: EventDraft,
    /// Gets every change.
    pub on_change: Callback<EventDraft>,
    /// What is wrong, once it was tried.
    pub wrong: Option<Wrong>,
    /// What there is; none as long as it is on its way.
    pub form: Option<Rc<EventFormView>>,
}

/// The needs, and buttons for more.
#[component]
pub fn NeedsFields(props: &NeedsFieldsProps) -> Html {
    let words = use_words();
    let draft = &props.draft;
    let resources: Rc<[ResourceRow]> = props
        .form
        .as_ref()
        .map_or_else(|| Rc::new([]) as Rc<[_]>, |form| form.resources.clone());
    let on_need = {
        let draft = draft.clone();
        props.on_change.reform(move |changed: NeedDraft| {
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
        props.on_change.reform(move |number: u32| {
            let mut draft = draft.clone();
            draft.needs.retain(|need| need.number != number);
            draft
        })
    };
    let add = |kind: NeedKind| {
        let draft = draft.clone();
        props.on_change.reform(move |_: MouseEvent| {
            let mut draft = draft.clone();
            draft.needs.push(NeedDraft::new(draft.next_need, kind));
            draft.next_need = draft.next_need.saturating_add(1);
            draft
        })
    };
    let fate = |number: &u32| {
        let form = props.form.as_ref()?;
        if form.asks_again.contains(number) {
            Some(words.text("need-asks-again"))
        } else {
            form.keeps
                .contains(number)
                .then(|| words.text("need-keeps"))
        }
    };
    let problem = props
        .wrong
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
        html! {
            <NeedEditor key={number} fate={fate(&number)} resources={resources.clone()}
                {need} on_change={on_need.clone()} on_remove={on_remove.clone()} />
        }
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
