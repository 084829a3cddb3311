//! What a resource is: kind, name, description, how many.

use yew::prelude::*;

use super::editing::edit;
use super::fields::{Area, Choice, Line};
use super::resource_fields::SectionProps;
use crate::components::language::use_words;
use crate::peer::view_model::ResourceKind;

/// Kinds with their names in a form.
pub(super) const KINDS: [(&str, ResourceKind); 4] = [
    ("place", ResourceKind::Place),
    ("thing", ResourceKind::Thing),
    ("skill", ResourceKind::Skill),
    ("other", ResourceKind::Other),
];

/// The fields.
#[component]
pub fn ResourceWhat(props: &SectionProps) -> Html {
    let words = use_words();
    let (draft, on_change) = (&props.draft, &props.on_change);
    let kinds = vec![
        (
            "place".into(),
            words.text("kind-place"),
            words.text("kind-place-explain"),
        ),
        (
            "thing".into(),
            words.text("kind-thing"),
            words.text("kind-thing-explain"),
        ),
        (
            "skill".into(),
            words.text("kind-skill"),
            words.text("kind-skill-explain"),
        ),
        (
            "other".into(),
            words.text("kind-other"),
            AttrValue::default(),
        ),
    ];
    let kind = KINDS
        .iter()
        .find(|(_, kind)| *kind == draft.fields.kind)
        .map_or("other", |(name, _)| name);
    html! {
        <>
            <Choice name="resource-kind" label={words.text("resource-kind")} value={kind} options={kinds}
                on_change={edit(draft, on_change, |draft, name: String| {
                    if let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == name) {
                        draft.fields.kind = *kind;
                    }
                })} />
            <Line id="resource-title" label={words.text("resource-title")} value={draft.fields.title.clone()} required=true
                problem={props.problem(&words, "title")} on_change={edit(draft, on_change, |draft, text| draft.fields.title = text)} />
            <Area id="resource-description" label={words.text("resource-description")} hint={words.text("markdown-hint")} value={draft.fields.description.clone()}
                max_length={16_000} on_change={edit(draft, on_change, |draft, text| draft.fields.description = text)} />
            <div class="pair">
                <Line id="resource-units" digits=true label={words.text("units-label")} hint={words.text("units-hint")} value={draft.units.clone()}
                    problem={props.problem(&words, "units")} on_change={edit(draft, on_change, |draft, text| draft.units = text)} />
                <Line id="resource-people" digits=true label={words.text("people-label")} value={draft.people.clone()}
                    problem={props.problem(&words, "people")} on_change={edit(draft, on_change, |draft, text| draft.people = text)} />
            </div>
            <Line id="resource-tags" label={words.text("tags-label")} hint={words.text("tags-hint")} value={draft.tags.clone()} max_length={2_000}
                on_change={edit(draft, on_change, |draft, text| draft.tags = text)} />
        </>
    }
}
