//! How an owner's installation answers requests on its own. A policy only
//! proposes; what binds is the signed answer, and before any accept is signed the
//! overlap check runs again ([`confirm`]). Policies run only where the resource's
//! `decider` is, in the writing tab: two installations that answer by rule would
//! both say yes.
//!
//! All are deterministic: the same view, arrivals and time give the same answers.

pub mod draw;
pub mod external;
pub mod first_come;

use std::collections::{BTreeMap, BTreeSet};

use super::id::{AuthorId, InstanceId};
use super::schema::authorization::{Authorization, DecidedBy, ReasonCode, Verdict};
use super::schema::request::Request;
use super::schema::resource::{PolicyChoice, Resource};
use super::view::View;
use super::view::ask::{Ask, AskState};
use super::view::calendar::Clash;
use super::view::entity::Entity;
use super::view::part::Part;

/// Name of [`first_come::FirstCome`], the preset.
pub const FIRST_COME: &str = "first_come";
/// Name of [`Manual`].
pub const MANUAL: &str = "manual";
/// Name of [`draw::Draw`].
pub const DRAW: &str = "draw";
/// Name of [`Closed`].
pub const CLOSED: &str = "closed";

/// What a policy proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Grant what was asked for.
    Accept,
    /// Decline, with the reason.
    Decline(ReasonCode),
    /// Put on the waiting list.
    Waitlist,
    /// Leave it to the owner.
    AskOwner,
    /// Ask the policy again at this time, unix seconds.
    Later(i64),
}

/// When a request reached the deciding installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    /// The stored counter: one commit has one number.
    pub counter: u64,
    /// The installation's time, unix seconds.
    pub at: i64,
}

/// What a policy knows.
#[derive(Clone, Copy, Debug)]
pub struct OwnerContext<'a> {
    /// Everything known.
    pub view: &'a View,
    /// The festival of the resource.
    pub part: &'a Part,
    /// The resource.
    pub resource: &'a Entity<Resource>,
    /// Now, unix seconds.
    pub now: i64,
    /// When each request came.
    pub arrivals: &'a BTreeMap<InstanceId, Arrival>,
    /// People whom the owner knows.
    pub known: &'a BTreeSet<AuthorId>,
    /// A secret of the owner's that breaks ties: nobody can aim at winning them.
    pub secret: &'a [u8; 32],
    /// The secret seed of a draw.
    pub seed: Option<[u8; 32]>,
}

/// A way of answering requests.
pub trait Policy {
    /// What to do about a request that is open.
    fn decide(
        &self,
        id: &InstanceId,
        request: &Entity<Request>,
        context: &OwnerContext<'_>,
    ) -> Decision;

    /// Who decides, as it stands in the answers.
    fn decided_by(&self) -> DecidedBy {
        DecidedBy::Policy
    }

    /// What proves the decision, as it stands in the answers.
    fn evidence(&self, _context: &OwnerContext<'_>) -> Option<[u8; 32]> {
        None
    }
}

/// The owner answers everything by hand.
#[derive(Clone, Copy, Debug)]
pub struct Manual;

impl Policy for Manual {
    fn decide(&self, _: &InstanceId, _: &Entity<Request>, _: &OwnerContext<'_>) -> Decision {
        Decision::AskOwner
    }
}

/// Nothing is granted.
#[derive(Clone, Copy, Debug)]
pub struct Closed;

impl Policy for Closed {
    fn decide(&self, _: &InstanceId, _: &Entity<Request>, _: &OwnerContext<'_>) -> Decision {
        Decision::Decline(ReasonCode::Closed)
    }
}

/// The built-in policy of this name; none for one that an extension must provide.
pub fn built_in(name: &str) -> Option<&'static dyn Policy> {
    Some(match name {
        FIRST_COME => &first_come::FirstCome,
        MANUAL => &Manual,
        DRAW => &draw::Draw,
        CLOSED => &Closed,
        _ => return None,
    })
}

/// The name of a resource's policy.
pub fn name_of(resource: &Resource) -> &str {
    resource
        .policy
        .as_ref()
        .map_or(FIRST_COME, |policy| policy.name.as_str())
}

impl OwnerContext<'_> {
    /// The owner's choices.
    pub fn choice(&self) -> Option<&PolicyChoice> {
        self.resource.value.policy.as_ref()
    }

    /// The order in which requests are served: as they reached the deciding
    /// installation, within one commit by a hash keyed with the owner's secret,
    /// never by a claimed time. What has no arrival yet comes last.
    pub fn order(&self, id: &InstanceId) -> (u64, [u8; 32]) {
        let counter = self
            .arrivals
            .get(id)
            .map_or(u64::MAX, |arrival| arrival.counter);
        let hash = blake2b_simd::Params::new()
            .hash_length(32)
            .key(self.secret)
            .hash(id.as_bytes());
        let mut tie = [0; 32];
        tie.copy_from_slice(hash.as_bytes());
        (counter, tie)
    }

    /// The resource's open requests, in the order in which they are served.
    pub fn open(&self) -> Vec<(InstanceId, &Entity<Request>)> {
        let resource = self.resource.id();
        let ids = self
            .part
            .asks_for(resource)
            .filter(|id| self.part.state(id).is_open());
        let mut open: Vec<_> = ids
            .filter_map(|id| Some((id, self.part.asks().get(&id)?.request.as_ref()?)))
            .collect();
        open.retain(|(_, request)| request.value.resource == resource);
        open.sort_by_cached_key(|(id, _)| self.order(id));
        open
    }
}

/// What a policy proposes for a request, as an answer to be signed: none while the
/// owner or a later time decides, for what is not open, and for news that is none.
pub fn resolve(
    policy: &dyn Policy,
    id: &InstanceId,
    context: &OwnerContext<'_>,
) -> Option<Authorization> {
    let ask = context.part.asks().get(id)?;
    let request = ask
        .request
        .as_ref()
        .filter(|request| request.value.resource == context.resource.id())?;
    let state = context.part.state(id);
    if !state.is_open() || context.resource.deleted {
        return None;
    }
    let resource = context.resource.id();
    let mut answer = match policy.decide(id, request, context) {
        Decision::Accept => Authorization::accept(
            *id,
            resource,
            request.value.interval(),
            request.value.quantity,
        ),
        Decision::Decline(reason) => Authorization::refuse(*id, resource, Verdict::Decline, reason),
        Decision::Waitlist if state == AskState::Waitlisted => return None,
        Decision::Waitlist => {
            Authorization::refuse(*id, resource, Verdict::Waitlist, ReasonCode::Taken)
        }
        Decision::AskOwner | Decision::Later(_) => return None,
    };
    answer.by = policy.decided_by();
    answer.evidence = policy.evidence(context);
    confirm(context.part, &answer).ok().map(|()| answer)
}

/// The overlap check that runs again before any accept is signed, by whomever it
/// was decided. Other verdicts pass.
///
/// # Errors
///
/// [`Clash`]: more would be granted than there is, or at a time at which the
/// resource cannot be had.
pub fn confirm(part: &Part, answer: &Authorization) -> Result<(), Clash> {
    if answer.verdict != Verdict::Accept {
        return Ok(());
    }
    let mut ignored = part.replaced_by(&answer.request);
    ignored.insert(answer.request);
    part.fits(
        answer.resource,
        answer.interval(),
        answer.quantity.unwrap_or(1),
        &ignored,
        &[],
    )
}

/// The request behind an ask that is there.
fn asked(ask: &Ask) -> Option<&Entity<Request>> {
    ask.request.as_ref()
}
