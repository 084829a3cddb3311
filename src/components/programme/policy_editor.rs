//! How the owner of a resource decides.

use yew::prelude::*;

use super::editing::edit;
use super::fields::{Choice, Line, Tick};
use super::resource_draft::ResourceDraft;
use super::resource_fields::SectionProps;
use crate::components::language::use_words;
use crate::peer::view_model::{CLOSED, DRAW, FIRST_COME, MANUAL, PolicyChoice};

/// The choice, and what it takes.
#[component]
pub fn PolicyEditor(props: &SectionProps) -> Html {
    let words = use_words();
    let (draft, on_change) = (&props.draft, &props.on_change);
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
            <Choice name="policy" label={words.text("policy-label")} value={policy.name.clone()} {options}
                on_change={edit(draft, on_change, |draft, name: String| change(draft, |policy| policy.name = name))} />
            if policy.name == DRAW {
                <Line id="policy-draw" kind="datetime-local" label={words.text("policy-draw-when")} value={draft.draw_at.clone()}
                    problem={props.problem(&words, "draw")} on_change={edit(draft, on_change, |draft, text| draft.draw_at = text)} />
            }
            if policy.name == FIRST_COME {
                <Tick id="policy-waitlist" label={words.text("policy-waitlist")} on={policy.params.auto_waitlist}
                    on_change={edit(draft, on_change, |draft, on| change(draft, |policy| policy.params.auto_waitlist = on))} />
            }
            if policy.name == FIRST_COME || policy.name == DRAW {
                <Line id="policy-most" digits=true label={words.text("policy-most-label")} value={draft.most.clone()}
                    problem={props.problem(&words, "most")} on_change={edit(draft, on_change, |draft, text| draft.most = text)} />
                <Tick id="policy-strangers" label={words.text("policy-strangers-tick")} on={policy.ask_for_strangers}
                    on_change={edit(draft, on_change, |draft, on| change(draft, |policy| policy.ask_for_strangers = on))} />
            }
            <Line id="policy-text" label={words.text("policy-text")} value={policy.text} max_length={2_000}
                on_change={edit(draft, on_change, |draft, text: String| change(draft, |policy| policy.text = text))} />
            <Tick id="policy-holds" label={words.text("policy-holds")} on={draft.fields.pending_holds}
                on_change={edit(draft, on_change, |draft, on| draft.fields.pending_holds = on)} />
        </>
    }
}

fn change(draft: &mut ResourceDraft, change: impl FnOnce(&mut PolicyChoice)) {
    let mut policy = draft.policy();
    change(&mut policy);
    draft.fields.policy = Some(policy);
}
