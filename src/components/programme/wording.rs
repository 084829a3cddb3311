//! Words for states, people and rules, in one place, so that a state is called the
//! same everywhere.

use yew::AttrValue;

use crate::components::language::Words;
use crate::peer::view_model::{
    CLOSED, Clash, DRAW, FIRST_COME, Importance, MANUAL, NeedMark, NeedState, PersonView,
    PolicyView, ResourceKind, UseNow,
};

/// What somebody is called here: by me, by themselves, else by their key.
pub fn person_name(words: &Words, person: &PersonView) -> AttrValue {
    let known = person.petname.as_ref().or(person.name.as_ref());
    known.map_or_else(
        || words.mark_name(&person.mark),
        |name| AttrValue::from(name.to_string()),
    )
}

/// The word for the state of a need.
pub fn need_word(words: &Words, state: NeedState) -> AttrValue {
    words.text(match state {
        NeedState::Accepted => "need-accepted",
        NeedState::Stale => "need-stale",
        NeedState::Waiting => "need-waiting",
        NeedState::Waitlisted => "need-waitlisted",
        NeedState::Declined => "need-declined",
        NeedState::Unavailable => "need-unavailable",
        NeedState::Withdrawn => "need-withdrawn",
        NeedState::NotAsked => "need-not-asked",
        NeedState::NotKnownHere => "need-not-known",
    })
}

/// The class of a state, which gives it its colour.
pub fn need_class(state: NeedState) -> &'static str {
    match state {
        NeedState::Accepted => "is-accepted",
        NeedState::Stale => "is-stale",
        NeedState::Waiting => "is-waiting",
        NeedState::Waitlisted => "is-waitlisted",
        NeedState::Declined => "is-declined",
        NeedState::Unavailable | NeedState::Withdrawn => "is-gone",
        NeedState::NotAsked | NeedState::NotKnownHere => "is-open",
    }
}

/// What a need is called.
pub fn need_label(words: &Words, mark: &NeedMark) -> AttrValue {
    if mark.label.is_empty() {
        words.text("need-something")
    } else {
        AttrValue::from(mark.label.to_string())
    }
}

/// Must or nice to have.
pub fn importance(words: &Words, importance: Importance) -> AttrValue {
    words.text(match importance {
        Importance::Must => "need-must",
        Importance::Nice => "need-nice",
    })
}

/// The kind of a resource.
pub fn resource_kind(words: &Words, kind: ResourceKind) -> AttrValue {
    words.text(match kind {
        ResourceKind::Place => "kind-place",
        ResourceKind::Thing => "kind-thing",
        ResourceKind::Skill => "kind-skill",
        ResourceKind::Other => "kind-other",
    })
}

/// How the owner decides.
pub fn policy_name(words: &Words, policy: &PolicyView) -> AttrValue {
    match &*policy.name {
        FIRST_COME => words.text("policy-first-come"),
        MANUAL => words.text("policy-manual"),
        DRAW => words.text("policy-draw"),
        CLOSED => words.text("policy-closed"),
        other => words.text_with("policy-other", &[("name", other.into())]),
    }
}

/// Word and class for what a resource is doing now.
pub fn use_now(words: &Words, now: &UseNow) -> (AttrValue, &'static str) {
    match now {
        UseNow::Free { .. } => (words.text("now-free"), "is-accepted"),
        UseNow::PartlyBusy { free, .. } => (
            words.text_with("now-partly", &[("free", (*free).into())]),
            "is-waiting",
        ),
        UseNow::Busy { .. } => (words.text("now-busy"), "is-declined"),
        UseNow::Closed { .. } => (words.text("now-closed"), "is-gone"),
        UseNow::Notice { .. } => (words.text("now-notice"), "is-stale"),
        UseNow::OutOfOrder { .. } => (words.text("now-out-of-order"), "is-gone"),
    }
}

/// Why something cannot be had then.
pub fn clash(words: &Words, clash: &Clash) -> AttrValue {
    match clash {
        Clash::Gone => words.text("clash-gone"),
        Clash::NeedsTime => words.text("clash-needs-time"),
        Clash::OutOfOrder => words.text("clash-out-of-order"),
        Clash::OutsideWindows => words.text("clash-closed"),
        Clash::Blackout(reason) if reason.is_empty() => words.text("clash-blackout"),
        Clash::Blackout(reason) => words.text_with(
            "clash-blackout-because",
            &[("reason", reason.as_str().into())],
        ),
        Clash::Taken { free: 0, .. } => words.text("clash-taken"),
        Clash::Taken { free, units, .. } => words.text_with(
            "clash-some-taken",
            &[("free", (*free).into()), ("units", (*units).into())],
        ),
    }
}

/// A count for a text.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
