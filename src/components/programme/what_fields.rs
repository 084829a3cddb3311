//! Step «what» of the form of an event.

use yew::prelude::*;

use super::event_draft::{EventDraft, Wrong};
use super::fields::{Area, Line};
use crate::components::language::use_words;

/// Props of [`WhatFields`].
#[derive(Properties, PartialEq)]
pub struct WhatFieldsProps {
    /// What the form holds.
    pub draft: EventDraft,
    /// Gets every change.
    pub on_change: Callback<EventDraft>,
    /// What is wrong, once it was tried.
    pub wrong: Option<Wrong>,
    /// What the core refused: the field's path and the sentence.
    pub refused: Option<(AttrValue, AttrValue)>,
}

/// The fields.
#[component]
pub fn WhatFields(props: &WhatFieldsProps) -> Html {
    let words = use_words();
    let draft = &props.draft;
    let set = |change: fn(&mut EventDraft, String)| {
        let draft = draft.clone();
        props.on_change.reform(move |text: String| {
            let mut draft = draft.clone();
            change(&mut draft, text);
            draft
        })
    };
    let problem = |field: &str| {
        let wrong = props.wrong.filter(|(name, _)| *name == field);
        let refused = props.refused.as_ref().filter(|(name, _)| name == field);
        wrong
            .map(|(_, key)| words.text(key))
            .or(refused.map(|(_, sentence)| sentence.clone()))
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
            <Line id="event-title" label={words.text("event-title")} value={draft.title.clone()} required=true
                problem={problem("title")} on_change={set(|draft, text| draft.title = text)} />
            <Line id="event-kind" label={words.text("event-kind")} hint={words.text("event-kind-hint")} value={draft.kind.clone()} proposals={kinds}
                max_length={64} problem={problem("kind")} on_change={set(|draft, text| draft.kind = text)} />
            <Line id="event-summary" label={words.text("event-summary")} value={draft.summary.clone()} max_length={2_000}
                problem={problem("summary")} on_change={set(|draft, text| draft.summary = text)} />
            <Area id="event-description" label={words.text("event-description")} hint={words.text("markdown-hint")} value={draft.description.clone()}
                max_length={16_000} problem={problem("description")} on_change={set(|draft, text| draft.description = text)} />
            <Line id="event-tags" label={words.text("tags-label")} hint={words.text("tags-hint")} value={draft.tags.clone()} max_length={2_000}
                problem={problem("tags")} on_change={set(|draft, text| draft.tags = text)} />
        </>
    }
}
