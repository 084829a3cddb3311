//! Step «what» of the form of an event.

use yew::prelude::*;

use super::event_draft::{EventDraft, Wrong};
use crate::components::language::Words;
use crate::components::parts::{PictureField, area, line};

/// The fields.
pub fn what_fields(
    words: &Words,
    draft: &EventDraft,
    on_change: &Callback<EventDraft>,
    wrong: Option<Wrong>,
    refused: Option<&(AttrValue, AttrValue)>,
) -> Html {
    let set = |change: fn(&mut EventDraft, String)| {
        let draft = draft.clone();
        on_change.reform(move |text: String| {
            let mut draft = draft.clone();
            change(&mut draft, text);
            draft
        })
    };
    let problem = |field: &str| {
        let wrong = wrong.filter(|(name, _)| *name == field);
        let refused = refused.filter(|(name, _)| name == field);
        wrong
            .map(|(_, key)| words.text(key))
            .or(refused.map(|(_, sentence)| sentence.clone()))
    };
    let picture = {
        let draft = draft.clone();
        on_change.reform(move |picture| EventDraft {
            picture,
            ..draft.clone()
        })
    };
    let kinds = vec![
        words.text("event-kind-talk"),
        words.text("event-kind-workshop"),
        words.text("event-kind-music"),
        words.text("event-kind-meal"),
        words.text("event-kind-meeting"),
    ];
    html! {
        <>
            { line("event-title", words.text("event-title"), draft.title.clone(),
                set(|draft, text| draft.title = text)).problem(problem("title")).required() }
            { line("event-kind", words.text("event-kind"), draft.kind.clone(),
                set(|draft, text| draft.kind = text))
                .proposals(kinds).hint(words.text("event-kind-hint")).problem(problem("kind")).max_length(64) }
            { line("event-summary", words.text("event-summary"), draft.summary.clone(),
                set(|draft, text| draft.summary = text)).problem(problem("summary")).max_length(2_000) }
            { area("event-description", words.text("event-description"), draft.description.clone(),
                set(|draft, text| draft.description = text))
                .hint(words.text("markdown-hint")).problem(problem("description")).max_length(16_000) }
            <PictureField picture={draft.picture.clone()} on_change={picture} />
            { line("event-tags", words.text("tags-label"), draft.tags.clone(),
                set(|draft, text| draft.tags = text))
                .hint(words.text("tags-hint")).problem(problem("tags")).max_length(2_000) }
        </>
    }
}
