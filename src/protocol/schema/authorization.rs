//! `authorization`: the owner's signed answer to a request. Never changed; a later
//! answer by (clock, id) counts.

use super::codec::{Fixed, Pick, whole};
use super::error::Fault;
use super::fields::{schema, words};
use super::parts::{INSTANT, Interval, NOTE, QUANTITY};
use crate::protocol::id::InstanceId;

words! {
    /// What the owner says.
    pub enum Verdict {
        /// Yes, for the granted time and quantity.
        Accept = "accept",
        /// No.
        Decline = "decline",
        /// Perhaps, if something becomes free.
        Waitlist = "waitlist",
        /// No longer.
        Revoke = "revoke",
    }
}

words! {
    /// Why, in a word.
    #[derive(Default)]
    pub enum ReasonCode {
        /// Somebody else has it.
        Taken = "taken",
        /// It cannot be had then.
        Closed = "closed",
        /// It is against the owner's rules.
        Rules = "rules",
        /// It is out of order.
        Broken = "broken",
        /// It is offered no longer.
        Withdrawn = "withdrawn",
        /// The draw went to others.
        DrawLost = "draw_lost",
        /// The person has enough already.
        Enough = "enough",
        /// See the text.
        #[default]
        Other = "other",
    }
}

words! {
    /// Who decided.
    #[derive(Default)]
    pub enum DecidedBy {
        /// The owner by hand.
        #[default]
        Person = "person",
        /// A built-in policy.
        Policy = "policy",
        /// A program of the owner's.
        Bot = "bot",
    }
}

schema! {
    /// The owner's answer to a request.
    pub struct Authorization, AuthorizationChange = "authorization";
    {
        /// The request answered.
        required request: InstanceId = Fixed,
        /// Its resource.
        required resource: InstanceId = Fixed,
        /// The answer.
        required verdict: Verdict = Pick,
        /// From when it is granted; as absent as in the request.
        optional start: i64 = INSTANT,
        /// Till when, not included.
        optional end: i64 = INSTANT,
        /// How many units are granted; with every accept and no other verdict.
        optional quantity: u32 = QUANTITY,
        /// Why, in a word.
        preset reason_code: ReasonCode = Pick,
        /// Why, in words.
        preset text: String = NOTE,
        /// Place on the waiting list, from 1.
        optional position: u32 = whole(1, 1_000_000),
        /// The draw's seed, revealed.
        optional evidence: [u8; 32] = Fixed,
        /// Who decided.
        preset by: DecidedBy = Pick,
    }
    check Authorization::check
}

impl Authorization {
    fn check(&self) -> Result<(), Fault> {
        if (self.verdict == Verdict::Accept) != self.quantity.is_some() {
            return Err(Fault::Contradiction("exactly an accept names a quantity"));
        }
        match (self.start, self.end) {
            (None, None) => Ok(()),
            (Some(start), Some(end)) if start < end && self.verdict == Verdict::Accept => Ok(()),
            _ => Err(Fault::Contradiction("the granted time is not an interval")),
        }
    }

    /// The granted time; none for a grant without one.
    pub fn interval(&self) -> Option<Interval> {
        Interval::new(self.start?, self.end?)
    }
}

impl Authorization {
    /// An answer that grants nothing.
    pub fn refuse(
        request: InstanceId,
        resource: InstanceId,
        verdict: Verdict,
        reason_code: ReasonCode,
    ) -> Self {
        Self {
            request,
            resource,
            verdict,
            start: None,
            end: None,
            quantity: None,
            reason_code,
            text: String::new(),
            position: None,
            evidence: None,
            by: DecidedBy::default(),
        }
    }

    /// An answer that grants a time and a quantity.
    pub fn accept(
        request: InstanceId,
        resource: InstanceId,
        interval: Option<Interval>,
        quantity: u32,
    ) -> Self {
        Self {
            start: interval.map(|interval| interval.start),
            end: interval.map(|interval| interval.end),
            quantity: Some(quantity),
            ..Self::refuse(request, resource, Verdict::Accept, ReasonCode::default())
        }
    }
}
