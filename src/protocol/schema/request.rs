//! `request`: an event asks for a resource. Written in the resource's festival,
//! never changed but by being withdrawn; what changes is a new request with
//! `replaces`.

use super::codec::{Fixed, Flag, some_text, whole};
use super::error::Fault;
use super::fields::schema;
use super::parts::{INSTANT, Interval, NOTE, QUANTITY};
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::limits::{MAX_NEED_NUMBER, MAX_TITLE_BYTES};

schema! {
    /// An event asks for a resource.
    pub struct Request, RequestChange = "request";
    {
        /// The event that asks.
        required event: InstanceId = Fixed,
        /// The event's festival, where it is not the resource's.
        optional event_festival: FestivalId = Fixed,
        /// Which of its needs.
        required need: u32 = whole(0, MAX_NEED_NUMBER),
        /// The resource asked for.
        required resource: InstanceId = Fixed,
        /// The event's title, copied: the owner may not have the event.
        required title: String = some_text(MAX_TITLE_BYTES),
        /// The event's start, copied, unix seconds.
        optional event_start: i64 = INSTANT,
        /// The event's end, copied, unix seconds.
        optional event_end: i64 = INSTANT,
        /// From when the resource is wanted; absent while the event has no time.
        optional start: i64 = INSTANT,
        /// Till when, not included.
        optional end: i64 = INSTANT,
        /// How many units.
        required quantity: u32 = QUANTITY,
        /// Words to the owner.
        preset note: String = NOTE,
        /// The request that this one stands in for.
        optional replaces: InstanceId = Fixed,
        /// Taken back; final.
        lasting withdrawn: bool = Flag,
    }
    check Request::check
}

impl Request {
    fn check(&self) -> Result<(), Fault> {
        match (self.start, self.end) {
            (None, None) => Ok(()),
            (Some(start), Some(end)) if start < end => Ok(()),
            (Some(_), Some(_)) => Err(Fault::Contradiction("the request ends before it starts")),
            _ => Err(Fault::Contradiction(
                "the request has only one of start and end",
            )),
        }
    }

    /// When the resource is wanted; none for an event without a time.
    pub fn interval(&self) -> Option<Interval> {
        Interval::new(self.start?, self.end?)
    }
}

impl RequestChange {
    /// Whether this says nothing but `withdrawn: true`.
    pub fn is_withdrawal(&self) -> bool {
        *self
            == Self {
                withdrawn: super::fields::Change::Set(true),
                ..Self::default()
            }
    }

    /// The one change a request knows.
    pub fn withdrawal() -> Self {
        Self {
            withdrawn: super::fields::Change::Set(true),
            ..Self::default()
        }
    }
}
