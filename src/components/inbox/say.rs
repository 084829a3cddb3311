//! Sentences about requests that several components say.

use yew::AttrValue;

use crate::components::language::Words;
use crate::components::time::Clock;
use crate::peer::view_model::{Clash, EventStanding, Interval, ReasonCode};

/// All reasons an owner chooses from; the draw's own is not theirs to give.
pub(super) const REASONS: [ReasonCode; 7] = [
    ReasonCode::Other,
    ReasonCode::Taken,
    ReasonCode::Closed,
    ReasonCode::Rules,
    ReasonCode::Broken,
    ReasonCode::Withdrawn,
    ReasonCode::Enough,
];

/// The words for a reason.
pub const fn reason(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::Taken => "reason-taken",
        ReasonCode::Closed => "reason-closed",
        ReasonCode::Rules => "reason-rules",
        ReasonCode::Broken => "reason-broken",
        ReasonCode::Withdrawn => "reason-withdrawn",
        ReasonCode::DrawLost => "reason-draw-lost",
        ReasonCode::Enough => "reason-enough",
        ReasonCode::Other => "reason-other",
    }
}

/// What stands in the way.
pub(super) fn clash(words: &Words, clash: &Clash) -> AttrValue {
    match clash {
        Clash::Gone => words.text("problem-not-there"),
        Clash::NeedsTime => words.text("problem-clash-needs-time"),
        Clash::OutOfOrder => words.text("problem-clash-out-of-order"),
        Clash::OutsideWindows => words.text("problem-clash-closed"),
        Clash::Blackout(why) if why.is_empty() => words.text("problem-clash-closed"),
        Clash::Blackout(why) => words.text_with("queue-blackout", &[("why", (&**why).into())]),
        Clash::Taken { free, asked, .. } => words.text_with(
            "queue-taken",
            &[("free", (*free).into()), ("asked", (*asked).into())],
        ),
    }
}

/// What an owner should know about the event, where something is odd.
pub(super) const fn standing(standing: EventStanding) -> Option<&'static str> {
    match standing {
        EventStanding::Known(_) => None,
        EventStanding::Unknown => Some("standing-unknown"),
        EventStanding::Foreign => Some("standing-foreign"),
        EventStanding::Elsewhere => Some("standing-elsewhere"),
        EventStanding::Over => Some("standing-over"),
    }
}

/// A time, in the festival's zone and in this device's where they differ.
pub(super) fn when(words: &Words, clock: &Clock, interval: Option<Interval>) -> AttrValue {
    let Some(Interval { start, end }) = interval else {
        return words.text("queue-no-time");
    };
    let there = clock.long_range(start, end);
    match clock.here(start, end) {
        None => there.into(),
        Some(here) => words.text_with(
            "queue-time-both",
            &[("there", (&*there).into()), ("here", (&*here).into())],
        ),
    }
}

/// A number as texts take it.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
