//! When a resource can be had.

use yew::prelude::*;

use super::editing::edit;
use super::resource_fields::SectionProps;
use super::window_editor;
use crate::components::language::Words;
use crate::components::parts::{line, tick};

/// The fields.
pub fn resource_times(words: &Words, section: &SectionProps, last_day: Option<i64>) -> Html {
    let (draft, on_change) = (&section.draft, &section.on_change);
    let problem = |field: &str| {
        let problem = section.problem(words, field);
        html! { if let Some(problem) = problem { <p class="wrong" role="alert">{ problem }</p> } }
    };
    html! {
        <>
            <h3>{ words.text("windows-label") }</h3>
            if draft.windows.is_empty() {
                <p class="quiet">{ words.text("windows-always") }</p>
            }
            { window_editor(words, "window", &draft.windows, false, last_day, &edit(draft, on_change, |draft, times| draft.windows = times)) }
            { problem("windows") }
            <h3>{ words.text("blackouts-label") }</h3>
            { window_editor(words, "blackout", &draft.blackouts, true, None, &edit(draft, on_change, |draft, times| draft.blackouts = times)) }
            { problem("blackouts") }
            { line("resource-buffer", words.text("buffer-label"), draft.buffer.clone(),
                edit(draft, on_change, |draft, text| draft.buffer = text))
                .hint(words.text("buffer-hint")).problem(section.problem(words, "buffer")).digits() }
            { tick(words.text("without-time-tick"), draft.fields.allow_without_time,
                edit(draft, on_change, |draft, on| draft.fields.allow_without_time = on)) }
        </>
    }
}
