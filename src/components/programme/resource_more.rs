//! Who can use a resource, what to mind, and whether it works.

use yew::prelude::*;

use super::editing::edit;
use super::fields::{Area, Line, Select};
use super::resource_draft::{ACCESS, CONDITIONS, ResourceDraft, has_words};
use super::resource_fields::SectionProps;
use crate::components::language::use_words;
use crate::peer::view_model::{Access, ResourceKind};

/// The fields.
#[component]
pub fn ResourceMore(props: &SectionProps) -> Html {
    let words = use_words();
    let (draft, on_change) = (&props.draft, &props.on_change);
    let answers = vec![
        ("unknown".into(), words.text("access-unknown")),
        ("yes".into(), words.text("access-yes")),
        ("partly".into(), words.text("access-partly")),
        ("no".into(), words.text("access-no")),
    ];
    let access = |id: &'static str,
                  label: AttrValue,
                  answer: Access,
                  change: fn(&mut ResourceDraft, String)| {
        html! {
            <Select {id} {label} value={name_of(answer)} options={answers.clone()} on_change={edit(draft, on_change, change)} />
        }
    };
    let fields = &draft.fields.access;
    let status = &draft.fields.status;
    let conditions = vec![
        ("ok".into(), words.text("status-ok")),
        ("notice".into(), words.text("status-notice")),
        ("out".into(), words.text("status-out")),
    ];
    let condition = CONDITIONS
        .iter()
        .find(|(_, state)| *state == status.state)
        .map_or("ok", |(name, _)| name);
    html! {
        <>
            if draft.fields.kind == ResourceKind::Place {
                <div class="pair">
                    { access("access-step-free", words.text("access-step-free"), fields.step_free, |draft, name| draft.fields.access.step_free = of_name(&name)) }
                    { access("access-toilet", words.text("access-toilet"), fields.toilet, |draft, name| draft.fields.access.toilet = of_name(&name)) }
                    { access("access-loop", words.text("access-hearing-loop"), fields.hearing_loop, |draft, name| draft.fields.access.hearing_loop = of_name(&name)) }
                    { access("access-quiet", words.text("access-quiet"), fields.quiet, |draft, name| draft.fields.access.quiet = of_name(&name)) }
                </div>
            }
            <Line id="access-text" label={words.text("access-text")} value={fields.text.clone()} max_length={2_000}
                on_change={edit(draft, on_change, |draft, text| draft.fields.access.text = text)} />
            <Area id="resource-rules" label={words.text("rules-label")} value={draft.fields.rules.clone()} max_length={2_000}
                on_change={edit(draft, on_change, |draft, text| draft.fields.rules = text)} />
            <Select id="resource-status" label={words.text("status-label")} value={condition} options={conditions}
                on_change={edit(draft, on_change, |draft, name: String| {
                    if let Some((_, state)) = CONDITIONS.iter().find(|(known, _)| *known == name) {
                        draft.fields.status.state = *state;
                    }
                })} />
            if has_words(status) {
                <Line id="status-text" label={words.text("status-text")} value={status.text.clone()} max_length={2_000}
                    on_change={edit(draft, on_change, |draft, text| draft.fields.status.text = text)} />
            }
        </>
    }
}

fn name_of(answer: Access) -> &'static str {
    ACCESS
        .iter()
        .find(|(_, known)| *known == answer)
        .map_or("unknown", |(name, _)| name)
}

fn of_name(name: &str) -> Access {
    ACCESS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(Access::Unknown, |(_, answer)| *answer)
}
