//! Requests and their answers. Answers may come before the question or before the
//! resource is known; they wait, and are judged as soon as both are there. What a
//! replacement frees stays free whatever comes later: an owner who gave the time
//! away again must not find it taken.

use std::collections::{BTreeMap, BTreeSet};

use super::entity::{Entity, Origin, Stamp};
use super::part::{HIGHEST, LOWEST, Part};
use super::verdict::VoidReason;
use crate::protocol::id::InstanceId;
use crate::protocol::schema::authorization::{Authorization, ReasonCode, Verdict};
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::request::Request;

/// One answer of the resource's owner.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Which message it is.
    pub origin: Origin,
    /// What it says.
    pub value: Authorization,
}

/// A request and its answers; either may be missing yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// The question.
    pub request: Option<Entity<Request>>,
    /// Answers that count, by resource and (clock, id). While the question is not
    /// known, owners of several resources may have answered; each speaks for their own.
    pub answers: BTreeMap<(InstanceId, Stamp), Answer>,
    /// Why the question does not count.
    pub void: Option<VoidReason>,
    /// The request that this one validly replaces.
    pub replaces: Option<InstanceId>,
    /// Whether a request that replaces it, or one that replaces that, was ever accepted.
    pub(super) replaced: bool,
    /// Whether it was ever accepted.
    pub(super) accepted: bool,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskState {
    /// The owner has not answered.
    Waiting,
    /// Granted.
    Accepted,
    /// On the waiting list.
    Waitlisted,
    /// Declined.
    Declined,
    /// It cannot be had: declined for such a reason, or taken back.
    Unavailable,
    /// Taken back by who asked.
    Withdrawn,
    /// The resource was deleted.
    ResourceDeleted,
    /// A newer request took its place and was accepted.
    Replaced,
    /// Another request that replaces the same one counts instead.
    Superseded,
    /// The request is void; see [`Ask::void`].
    Void,
    /// Only answers are known: the request has not come yet, or vanished by a freeze.
    Unknown,
}

impl AskState {
    /// Whether the owner can still answer it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Waitlisted)
    }

    /// Whether nothing can change it any more but a freeze.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Withdrawn
                | Self::ResourceDeleted
                | Self::Replaced
                | Self::Superseded
                | Self::Void
        )
    }
}

/// What a resource is granted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// When; all of time for a grant without one.
    pub interval: Interval,
    /// How many units.
    pub quantity: u32,
    /// For which request.
    pub request: InstanceId,
}

impl Ask {
    /// The answer that counts, if one resource is all that is spoken of.
    pub fn answer(&self) -> Option<&Answer> {
        self.answer_for(self.resource()?)
    }

    /// The answer that counts for a resource.
    pub fn answer_for(&self, resource: InstanceId) -> Option<&Answer> {
        let all = (resource, LOWEST)..=(resource, HIGHEST);
        self.answers
            .range(all)
            .next_back()
            .map(|(_, answer)| answer)
    }

    /// The resource, from the question or else from the answers.
    pub fn resource(&self) -> Option<InstanceId> {
        let asked = self.request.as_ref().map(|request| request.value.resource);
        asked.or_else(|| {
            self.answers
                .keys()
                .next_back()
                .map(|(resource, _)| *resource)
        })
    }
}

impl Ask {
    /// Whether the question is for this resource, or is not known yet.
    pub(super) fn is_about(&self, resource: InstanceId) -> bool {
        let asked = self.request.as_ref().map(|request| request.value.resource);
        asked.is_none_or(|asked| asked == resource)
    }
}

impl Part {
    /// Takes in a request.
    pub(super) fn ask(&mut self, request: Entity<Request>) {
        let id = request.id();
        let fields = &request.value;
        self.by_event
            .insert((fields.event, request.author(), fields.need, id));
        self.by_resource.insert((fields.resource, id));
        let replaced = fields.replaces;
        let ask = self.asks.entry(id).or_default();
        let named = ask.answers.keys().map(|(resource, _)| *resource);
        let elsewhere: BTreeSet<InstanceId> = named
            .filter(|resource| *resource != fields.resource)
            .collect();
        let wrong: Vec<(Origin, VoidReason)> = ask
            .answers
            .values()
            .filter_map(|answer| Some((answer.origin, misfit(&request.value, &answer.value)?)))
            .collect();
        ask.answers
            .retain(|_, answer| misfit(&request.value, &answer.value).is_none());
        ask.accepted = ask
            .answers
            .values()
            .any(|answer| answer.value.verdict == Verdict::Accept);
        ask.request = Some(request);
        for (origin, reason) in wrong {
            self.void_origin(&origin, reason);
            self.answered.remove(&origin.id());
        }
        for resource in elsewhere {
            self.by_resource.remove(&(resource, id));
            self.by_answer.remove(&(resource, id));
        }
        if let Some(replaced) = replaced {
            self.replace(replaced, id);
        }
        let newer: Vec<InstanceId> = self
            .awaiting
            .range((id, LOWEST.id)..=(id, HIGHEST.id))
            .map(|(_, newer)| *newer)
            .collect();
        for newer in newer {
            self.awaiting.remove(&(id, newer));
            self.replace(id, newer);
        }
    }

    /// Judges «`newer` replaces `replaced`», or lets it wait.
    fn replace(&mut self, replaced: InstanceId, newer: InstanceId) {
        let known = |id| self.asks.get(id).and_then(|ask| ask.request.as_ref());
        let Some(request) = known(&newer) else { return };
        let Some(old) = known(&replaced) else {
            self.awaiting.insert((replaced, newer));
            return;
        };
        let (a, b) = (&old.value, &request.value);
        let fits = old.author() == request.author()
            && (a.event, a.need, a.resource) == (b.event, b.need, b.resource);
        let origin = request.origin;
        let Some(ask) = self.asks.get_mut(&newer) else {
            return;
        };
        if !fits {
            ask.void = Some(VoidReason::ReplacesOther);
            self.void_origin(&origin, VoidReason::ReplacesOther);
            return;
        }
        ask.replaces = Some(replaced);
        let frees = ask.accepted || ask.replaced;
        self.replacers.insert((replaced, origin.stamp));
        if frees {
            self.free_replaced_by(newer);
        }
    }

    /// Marks everything that `id` replaces, directly or not, as replaced. Each
    /// request is marked once, so the walks together are as long as the chains.
    fn free_replaced_by(&mut self, id: InstanceId) {
        let mut next = self.asks.get(&id).and_then(|ask| ask.replaces);
        while let Some(id) = next {
            let Some(ask) = self.asks.get_mut(&id).filter(|ask| !ask.replaced) else {
                return;
            };
            ask.replaced = true;
            next = ask.replaces;
        }
    }

    /// Takes in an answer, or lets it wait for its resource.
    pub(super) fn answer(
        &mut self,
        origin: Origin,
        value: Authorization,
    ) -> Result<(), VoidReason> {
        let answer = Answer { origin, value };
        let Some(resource) = self.resources.get(&answer.value.resource) else {
            self.ownerless.insert(origin.id(), answer.value.resource);
            self.unowned
                .insert((answer.value.resource, origin.stamp), answer);
            return Ok(());
        };
        if resource.author() != origin.author() {
            return Err(VoidReason::NotOwner);
        }
        let request = answer.value.request;
        let ask = self.asks.entry(request).or_default();
        if let Some(reason) = ask
            .request
            .as_ref()
            .and_then(|asked| misfit(&asked.value, &answer.value))
        {
            return Err(reason);
        }
        self.by_resource.insert((answer.value.resource, request));
        self.by_answer.insert((answer.value.resource, request));
        self.answered.insert(origin.id(), request);
        let frees = ask.request.is_some() && answer.value.verdict == Verdict::Accept;
        ask.accepted |= frees;
        ask.answers
            .insert((answer.value.resource, origin.stamp), answer);
        if frees {
            self.free_replaced_by(request);
        }
        Ok(())
    }

    /// Judges the answers that waited for a resource.
    pub(super) fn own_answers(&mut self, resource: InstanceId) {
        let waiting: BTreeSet<Stamp> = self
            .unowned
            .range((resource, LOWEST)..=(resource, HIGHEST))
            .map(|((_, stamp), _)| *stamp)
            .collect();
        for stamp in waiting {
            let Some(answer) = self.unowned.remove(&(resource, stamp)) else {
                continue;
            };
            self.ownerless.remove(&stamp.id);
            if let Err(reason) = self.answer(answer.origin, answer.value) {
                self.void_origin(&answer.origin, reason);
            }
        }
    }

    /// What became of a request.
    pub fn state(&self, id: &InstanceId) -> AskState {
        let Some(ask) = self.asks.get(id) else {
            return AskState::Unknown;
        };
        let Some(request) = &ask.request else {
            return AskState::Unknown;
        };
        if ask.void.is_some() {
            return AskState::Void;
        }
        if request.value.withdrawn || request.deleted {
            return AskState::Withdrawn;
        }
        if self.is_resource_deleted(&request.value.resource) {
            return AskState::ResourceDeleted;
        }
        if ask.replaced {
            return AskState::Replaced;
        }
        if self.is_superseded(id, ask) {
            return AskState::Superseded;
        }
        ask.answer()
            .map_or(AskState::Waiting, |answer| by_answer(&answer.value))
    }

    pub(super) fn is_resource_deleted(&self, resource: &InstanceId) -> bool {
        self.resources
            .get(resource)
            .is_some_and(|resource| resource.deleted)
    }

    /// Whether a request was taken back, or another one counts instead: withdrawn, replaced
    /// or superseded. Of most requests that is known without looking anything up.
    pub fn is_past(&self, id: &InstanceId, ask: &Ask) -> bool {
        let Some(request) = &ask.request else {
            return false;
        };
        if ask.void.is_some() {
            return false;
        }
        if request.value.withdrawn || request.deleted {
            return true;
        }
        let may_be = ask.replaced || ask.replaces.is_some();
        may_be && matches!(self.state(id), AskState::Replaced | AskState::Superseded)
    }

    /// Whether another request that replaces the same one is higher.
    fn is_superseded(&self, id: &InstanceId, ask: &Ask) -> bool {
        let Some(replaced) = ask.replaces else {
            return false;
        };
        let highest = self
            .replacers
            .range((replaced, LOWEST)..=(replaced, HIGHEST))
            .next_back();
        highest.is_some_and(|(_, stamp)| stamp.id != *id)
    }
}

fn by_answer(answer: &Authorization) -> AskState {
    let cannot_be_had = matches!(answer.reason_code, ReasonCode::Broken | ReasonCode::Closed);
    match answer.verdict {
        Verdict::Accept => AskState::Accepted,
        Verdict::Waitlist => AskState::Waitlisted,
        Verdict::Decline if !cannot_be_had => AskState::Declined,
        Verdict::Decline | Verdict::Revoke => AskState::Unavailable,
    }
}

/// Why an answer does not fit its request.
fn misfit(request: &Request, answer: &Authorization) -> Option<VoidReason> {
    if request.resource != answer.resource {
        return Some(VoidReason::OtherResource);
    }
    if answer.verdict != Verdict::Accept {
        return None;
    }
    let within = match (request.interval(), answer.interval()) {
        (Some(asked), Some(granted)) => asked.contains(&granted),
        (None, None) => true,
        _ => false,
    };
    let enough = answer
        .quantity
        .is_some_and(|quantity| quantity <= request.quantity);
    (!within || !enough).then_some(VoidReason::BeyondRequest)
}
