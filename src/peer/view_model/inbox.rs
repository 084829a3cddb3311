//! The inbox: requests that wait for my answer, and my requests that wait for
//! somebody's.

use std::rc::Rc;

use super::day::Found;
use super::people::PersonView;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::authorization::{DecidedBy, ReasonCode, Verdict};
use crate::protocol::schema::parts::Interval;
use crate::protocol::view::ask::AskState;
use crate::protocol::view::calendar::Clash;
use crate::protocol::view::queue::EventStanding;

/// Both queues, over all festivals.
#[derive(Clone, Debug, PartialEq)]
pub struct InboxView {
    /// Requests for my resources that are open, each with its rivals.
    pub open: Found<QueueGroup>,
    /// Those that are granted, and have no open rival.
    pub granted: Found<QueueGroup>,
    /// My requests that still matter, the latest first.
    pub mine: Found<MyRequest>,
    /// How many open requests stand behind the first fifty of one person; the first
    /// 200 of these are in the queue, marked as folded.
    pub folded: usize,
}

/// Requests for one resource that cannot all be granted beside each other, or one
/// request without rivals.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueGroup {
    /// The resource's festival.
    pub festival: FestivalId,
    /// The resource.
    pub resource: InstanceId,
    /// What it is called.
    pub title: Rc<str>,
    /// The requests, by start.
    pub rows: Rc<[QueueRow]>,
}

/// A request as its owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueRow {
    /// Which.
    pub request: InstanceId,
    /// Who asks; none for a grant whose request is not known.
    pub who: Option<PersonView>,
    /// The event's title as it was copied into the request.
    pub title: Rc<str>,
    /// The event and its festival, where it is here and the asker's own.
    pub event: Option<(FestivalId, InstanceId)>,
    /// What is known about the event.
    pub standing: EventStanding,
    /// When it is wanted; none for an event without a time.
    pub interval: Option<Interval>,
    /// The event's own time as it was copied: start and end.
    pub event_time: Option<Interval>,
    /// How many units.
    pub quantity: u32,
    /// Words to the owner; may be empty.
    pub note: Rc<str>,
    /// What became of it.
    pub state: AskState,
    /// The answer that counts.
    pub answer: Option<AnswerView>,
    /// When it was written, unix milliseconds by the asker's clock.
    pub asked: u64,
    /// When it reached this device, unix seconds, where this device decides.
    pub arrived: Option<i64>,
    /// Its time as granted before, where it asks for another one instead.
    pub instead_of: Option<Interval>,
    /// Open requests for the same time; not looked for where it is folded.
    pub rivals: Rc<[InstanceId]>,
    /// Titles of the open requests that no longer fit once this one is accepted.
    pub displaces: Rc<[Rc<str>]>,
    /// Whether it can be granted now.
    pub fits: Result<(), Clash>,
    /// Titles of what stands in its way, where something does.
    pub clashes: Rc<[Rc<str>]>,
    /// Who answers it.
    pub handling: Handling,
    /// Stands behind the first fifty open requests of one person.
    pub folded: bool,
    /// Grants that this person has of this resource now; counted for open requests.
    pub their_grants: usize,
}

/// Who answers a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// I do, by hand.
    ByHand,
    /// This device's policy does, at this time at the latest (unix seconds).
    At(i64),
    /// Another device of mine does; answering by hand is possible.
    ElsewhereByPolicy,
    /// I do, by hand, and another device of mine is where that is usually done.
    ElsewhereByHand,
    /// Nothing is left to be answered.
    Done,
}

/// A request as who asked sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct MyRequest {
    /// Which.
    pub request: InstanceId,
    /// The resource's festival.
    pub festival: FestivalId,
    /// The resource.
    pub resource: InstanceId,
    /// What it is called; none where it is not known here.
    pub resource_title: Option<Rc<str>>,
    /// Its owner; none where it is not known here.
    pub owner: Option<PersonView>,
    /// About when its owner last wrote something there, unix seconds; this minute
    /// where they are connected.
    pub owner_active: Option<i64>,
    /// When a device of its owner was last here, unix seconds, as it says itself.
    pub owner_here: Option<i64>,
    /// Whether a device of its owner says that it has the request.
    pub reached_owner: bool,
    /// The event and its festival, where it is here.
    pub event: Option<(FestivalId, InstanceId)>,
    /// The event's title as it was copied into the request.
    pub title: Rc<str>,
    /// Which of its needs.
    pub need: u32,
    /// When it is wanted.
    pub interval: Option<Interval>,
    /// How many units.
    pub quantity: u32,
    /// Words to the owner; may be empty.
    pub note: Rc<str>,
    /// What became of it.
    pub state: AskState,
    /// «Changed, ask again»: it was granted, and the event moved or grew since.
    pub stale: bool,
    /// Whether another request for the same need waits in its place.
    pub asked_again: bool,
    /// The answer that counts.
    pub answer: Option<AnswerView>,
    /// Open requests for the same time, this one included.
    pub waiting_for_this_time: usize,
    /// When it was written, unix milliseconds.
    pub asked: u64,
    /// Devices of linked neighbours that have it.
    pub shared_with: usize,
    /// Whether it can still be withdrawn.
    pub may_withdraw: bool,
    /// Whether it is mine: the page of an event shows those of its maker.
    pub mine: bool,
}

/// An owner's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerView {
    /// What the owner says.
    pub verdict: Verdict,
    /// Why, in a word.
    pub reason: ReasonCode,
    /// Why, in words; may be empty.
    pub text: Rc<str>,
    /// What is granted, for an accept with a time.
    pub interval: Option<Interval>,
    /// How many units are granted; 0 where none are.
    pub quantity: u32,
    /// Place on the waiting list, from 1.
    pub position: Option<u32>,
    /// Who decided.
    pub by: DecidedBy,
    /// When it was written, unix milliseconds by the owner's clock.
    pub at: u64,
}
