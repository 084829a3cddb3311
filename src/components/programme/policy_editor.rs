//! How the owner of a resource decides.

use yew::prelude::*;

use super::editing::edit;
use super::resource_draft::ResourceDraft;
use super::resource_fields::SectionProps;
use crate::components::language::Words;
use crate::components::parts::{choice, line, tick};
use crate::peer::view_model::{CLOSED, DRAW, FIRST_COME, MANUAL, PolicyChoice};

/// The choice, and what it takes.
pub fn policy_editor(words: &Words, section: &SectionProps) -> Html {
    let (draft, on_change) = (&section.draft, &section.on_change);
    let policy = draft.policy();
    let options = vec![
        (
            FIRST_COME.into(),
            words.text("policy-first-come"),
            words.text("policy-first-come-explain"),
        ),
        (
            MANUAL.into(),
            words.text("policy-manual"),
            words.text("policy-manual-explain"),
        ),
        (
            DRAW.into(),
            words.text("policy-draw"),
            words.text("policy-draw-explain"),
        ),
        (
            CLOSED.into(),
            words.text("policy-closed"),
            words.text("policy-closed-explain"),
        ),
    ];
    html! {
        <>
            { choice("policy", words.text("policy-label"), &policy.name.clone(),
                options, &edit(draft, on_change, |draft, name: String| change(draft, |policy| policy.name = name))) }
            if policy.name == DRAW {
                { line("policy-draw", words.text("policy-draw-when"), draft.draw_at.clone(),
                    edit(draft, on_change, |draft, text| draft.draw_at = text))
                    .kind("datetime-local").problem(section.problem(words, "draw")) }
            }
            if policy.name == FIRST_COME {
                { tick(words.text("policy-waitlist"), policy.params.auto_waitlist,
                    edit(draft, on_change, |draft, on| change(draft, |policy| policy.params.auto_waitlist = on))) }
            }
            if policy.name == FIRST_COME || policy.name == DRAW {
                { line("policy-most", words.text("policy-most-label"), draft.most.clone(),
                    edit(draft, on_change, |draft, text| draft.most = text))
                    .problem(section.problem(words, "most")).digits() }
                { tick(words.text("policy-strangers-tick"), policy.ask_for_strangers,
                    edit(draft, on_change, |draft, on| change(draft, |policy| policy.ask_for_strangers = on))) }
            }
            { line("policy-text", words.text("policy-text"), policy.text,
                edit(draft, on_change, |draft, text: String| change(draft, |policy| policy.text = text)))
                .max_length(2_000) }
            { tick(words.text("policy-holds"), draft.fields.pending_holds,
                edit(draft, on_change, |draft, on| draft.fields.pending_holds = on)) }
        </>
    }
}

fn change(draft: &mut ResourceDraft, change: impl FnOnce(&mut PolicyChoice)) {
    let mut policy = draft.policy();
    change(&mut policy);
    draft.fields.policy = Some(policy);
}
