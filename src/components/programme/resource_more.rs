//! Who can use a resource, what to mind, and whether it works.

use yew::prelude::*;

use super::editing::edit;
use super::resource_draft::{ACCESS, CONDITIONS, ResourceDraft, has_words};
use super::resource_fields::SectionProps;
use crate::components::language::Words;
use crate::components::parts::{area, line, select};
use crate::peer::view_model::{Access, ResourceKind};

/// The fields.
pub fn resource_more(words: &Words, section: &SectionProps) -> Html {
    let (draft, on_change) = (&section.draft, &section.on_change);
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
            { select(id, label, name_of(answer), answers.clone(), edit(draft, on_change, change)) }
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
            { line("access-text", words.text("access-text"), fields.text.clone(),
                edit(draft, on_change, |draft, text| draft.fields.access.text = text)).max_length(2_000) }
            { area("resource-rules", words.text("rules-label"), draft.fields.rules.clone(),
                edit(draft, on_change, |draft, text| draft.fields.rules = text)).max_length(2_000) }
            { select("resource-status", words.text("status-label"), condition, conditions, edit(draft, on_change, |draft, name: String| {
                    if let Some((_, state)) = CONDITIONS.iter().find(|(known, _)| *known == name) {
                        draft.fields.status.state = *state;
                    }
                })) }
            if has_words(status) {
                { line("status-text", words.text("status-text"), status.text.clone(),
                    edit(draft, on_change, |draft, text| draft.fields.status.text = text)).max_length(2_000) }
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
