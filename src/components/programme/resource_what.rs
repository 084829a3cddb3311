//! What a resource is: kind, name, description, how many.

use yew::prelude::*;

use super::editing::edit;
use super::resource_draft::{ResourceDraft, TimeDraft};
use super::resource_fields::SectionProps;
use crate::components::language::Words;
use crate::components::parts::{PictureField, area, choice, line};
use crate::peer::view_model::ResourceKind;

/// Kinds with their names in a form.
pub(super) const KINDS: [(&str, ResourceKind); 4] = [
    ("place", ResourceKind::Place),
    ("thing", ResourceKind::Thing),
    ("skill", ResourceKind::Skill),
    ("other", ResourceKind::Other),
];

/// The fields.
pub fn resource_what(words: &Words, section: &SectionProps) -> Html {
    let (draft, on_change) = (&section.draft, &section.on_change);
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
    let shift = {
        let (draft, tag) = (draft.clone(), words.text("shift-tag"));
        on_change.reform(move |_: MouseEvent| shift_of(draft.clone(), &tag))
    };
    html! {
        <>
            { choice("resource-kind", words.text("resource-kind"), kind, kinds, &edit(draft, on_change, |draft, name: String| {
                    if let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == name) {
                        draft.fields.kind = *kind;
                    }
                })) }
            if draft.fields.title.is_empty() && draft.windows.is_empty() {
                <div class="stack">
                    <button type="button" class="plain" onclick={shift}>{ words.text("shift-template") }</button>
                    <p class="quiet">{ words.text("shift-hint") }</p>
                </div>
            }
            { line("resource-title", words.text("resource-title"), draft.fields.title.clone(),
                edit(draft, on_change, |draft, text| draft.fields.title = text))
                .problem(section.problem(words, "title")).required() }
            { area("resource-description", words.text("resource-description"), draft.fields.description.clone(),
                edit(draft, on_change, |draft, text| draft.fields.description = text))
                .hint(words.text("markdown-hint")).max_length(16_000) }
            <div class="pair">
                { line("resource-units", words.text("units-label"), draft.units.clone(),
                    edit(draft, on_change, |draft, text| draft.units = text))
                    .hint(words.text("units-hint")).problem(section.problem(words, "units")).digits() }
                { line("resource-people", words.text("people-label"), draft.people.clone(),
                    edit(draft, on_change, |draft, text| draft.people = text))
                    .problem(section.problem(words, "people")).digits() }
            </div>
            <PictureField picture={draft.fields.picture.clone()}
                on_change={edit(draft, on_change, |draft, picture| draft.fields.picture = picture)} />
            { line("resource-tags", words.text("tags-label"), draft.tags.clone(),
                edit(draft, on_change, |draft, text| draft.tags = text))
                .hint(words.text("tags-hint")).max_length(2_000) }
        </>
    }
}

/// A form with what makes a shift: several people, one time to fill in, first come.
fn shift_of(mut draft: ResourceDraft, tag: &str) -> ResourceDraft {
    draft.fields.kind = ResourceKind::Skill;
    draft.tags = tag.to_owned();
    draft.units = "3".to_owned();
    draft.windows = vec![TimeDraft::default()];
    draft
}
