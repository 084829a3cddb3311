//! Words for states and rules, in one place, so that a state is called the
//! same everywhere.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::Sign;
use crate::peer::view_model::{
    AnswerView, AskState, CLOSED, Clash, DRAW, FIRST_COME, Importance, MANUAL, MyRequest, NeedMark,
    NeedState, PolicyView, ResourceKind, UseNow,
};

/// The sign of the state of a need, and its word.
pub fn need_sign(words: &Words, mark: &NeedMark) -> (Sign, AttrValue) {
    match mark.state {
        // What was granted of it stands, whatever becomes of the rest.
        NeedState::Waiting
        | NeedState::Waitlisted
        | NeedState::Declined
        | NeedState::Unavailable
        | NeedState::Withdrawn
            if mark.granted > 0 =>
        {
            let granted = u32::try_from(mark.granted).unwrap_or(u32::MAX);
            (Sign::Partly, granted_share(words, granted, mark.quantity))
        }
        NeedState::Accepted => (Sign::Yes, words.text("state-accepted")),
        NeedState::Stale if mark.asked_again => (Sign::Waiting, words.text("state-asked-again")),
        NeedState::Stale => (Sign::Attention, words.text("state-stale")),
        NeedState::Waiting => (Sign::Waiting, words.text("state-waiting")),
        NeedState::Waitlisted => (Sign::Listed, words.text("state-waitlisted")),
        NeedState::Declined => (Sign::No, words.text("state-declined")),
        NeedState::Unavailable => (Sign::Off, words.text("state-unavailable")),
        NeedState::Withdrawn => (Sign::Back, words.text("state-withdrawn")),
        NeedState::NotAsked => (Sign::Open, words.text("need-not-asked")),
        NeedState::NotKnownHere => (Sign::Unknown, words.text("need-not-known")),
    }
}

/// The sign of what became of a request for so many, and its word.
pub fn ask_sign(
    words: &Words,
    state: AskState,
    stale: bool,
    answer: Option<&AnswerView>,
    quantity: u32,
) -> (Sign, AttrValue) {
    let granted = answer.map_or(0, |answer| answer.quantity);
    if state == AskState::Accepted && !stale && (1..quantity).contains(&granted) {
        return (Sign::Partly, granted_share(words, granted, quantity));
    }
    let (sign, word) = Sign::of_ask(state, stale);
    (sign, words.text(word))
}

/// The sign of what became of a request of one's own, and its word.
pub fn request_sign(words: &Words, request: &MyRequest) -> (Sign, AttrValue) {
    if request.asked_again {
        return (Sign::Anew, words.text("state-before"));
    }
    let answer = request.answer.as_ref();
    ask_sign(
        words,
        request.state,
        request.stale,
        answer,
        request.quantity,
    )
}

/// «20 of 25 confirmed».
pub fn granted_share(words: &Words, granted: u32, quantity: u32) -> AttrValue {
    let values = [("granted", granted.into()), ("quantity", quantity.into())];
    words.text_with("need-granted", &values)
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

/// How many units there are, where it is not one.
pub fn units(words: &Words, units: u32) -> Option<AttrValue> {
    match units {
        0 => Some(words.text("units-unlimited")),
        1 => None,
        units => Some(words.text_with("units-count", &[("count", units.into())])),
    }
}

/// How many of the filters in something folded are on, where some are.
pub fn filters_on(words: &Words, on: &[bool]) -> Html {
    let on = count(on.iter().filter(|on| **on).count());
    html! {
        if on > 0 {
            { " " }
            <strong class="new">{ words.text_with("filter-on", &[("count", on.into())]) }</strong>
        }
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
