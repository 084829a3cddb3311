//! When a resource can be had.

use yew::prelude::*;

use super::WindowEditor;
use super::editing::edit;
use super::fields::{Line, Tick};
use super::resource_fields::SectionProps;
use crate::components::language::use_words;

/// Props of [`ResourceTimes`].
#[derive(Properties, PartialEq)]
pub struct ResourceTimesProps {
    /// What every section is given.
    pub section: std::rc::Rc<SectionProps>,
    /// Last day to which a window is copied.
    pub last_day: Option<i64>,
}

/// The fields.
#[component]
pub fn ResourceTimes(props: &ResourceTimesProps) -> Html {
    let words = use_words();
    let section = &props.section;
    let (draft, on_change) = (&section.draft, &section.on_change);
    let problem = |field: &str| {
        let problem = section.problem(&words, field);
        html! { if let Some(problem) = problem { <p class="wrong" role="alert">{ problem }</p> } }
    };
    html! {
        <>
            <h3>{ words.text("windows-label") }</h3>
            if draft.windows.is_empty() {
                <p class="quiet">{ words.text("windows-always") }</p>
            }
            <WindowEditor name="window" times={draft.windows.clone()} last_day={props.last_day} on_change={edit(draft, on_change, |draft, times| draft.windows = times)} />
            { problem("windows") }
            <h3>{ words.text("blackouts-label") }</h3>
            <WindowEditor name="blackout" times={draft.blackouts.clone()} with_reason=true on_change={edit(draft, on_change, |draft, times| draft.blackouts = times)} />
            { problem("blackouts") }
            <Line id="resource-buffer" digits=true label={words.text("buffer-label")} hint={words.text("buffer-hint")} value={draft.buffer.clone()}
                problem={section.problem(&words, "buffer")} on_change={edit(draft, on_change, |draft, text| draft.buffer = text)} />
            <Tick id="resource-without-time" label={words.text("without-time-tick")} on={draft.fields.allow_without_time}
                on_change={edit(draft, on_change, |draft, on| draft.fields.allow_without_time = on)} />
        </>
    }
}
