//! Policies at work: for each own resource whose `decider` is this installation,
//! its open requests are decided in the order in which they were stored here.
//!
//! One round writes at most one accept a resource: the next is judged after that
//! one is stored and in the view, so nothing is granted twice. Refusals free
//! nothing and take nothing, so a round may hold many.

use std::collections::BTreeSet;

use super::local::{Row, arrival_row};
use super::pen::{Desk, Pen, is_archived};
use super::refusal::Refusal;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::log::Authentic;
use crate::protocol::message::{Action, Message};
use crate::protocol::policy::{
    Arrival, Decision, OwnerContext, Policy, built_in, name_of, resolve,
};
use crate::protocol::schema::authorization::{Authorization, Verdict};
use crate::protocol::schema::fields::{Schema, read_create};
use crate::protocol::schema::request::Request;
use crate::protocol::schema::resource::Resource;
use crate::protocol::view::entity::Entity;
use crate::protocol::view::part::Part;
use crate::protocol::view::verdict::Kind;

/// What a round came to.
#[derive(Debug, Default)]
pub(super) struct Round {
    /// Requests that were answered, and how: the same twice would be no progress.
    pub(super) answered: Vec<(InstanceId, Verdict)>,
    /// When the next decision is due, unix seconds.
    pub(super) later: Option<i64>,
}

/// The resources in a festival for which this installation decides.
pub(super) fn decided_here<'a>(
    desk: &Desk<'a>,
    festival: &FestivalId,
) -> impl Iterator<Item = (&'a Part, &'a Entity<Resource>)> {
    let device = desk
        .memberships
        .get(festival)
        .and_then(|membership| membership.device);
    let part = device.and_then(|_| desk.view.part(festival));
    let part = part.filter(|_| !is_archived(desk.view, festival));
    let me = desk.identity.author.author();
    part.into_iter().flat_map(move |part| {
        let mine = part.made_by(me, Kind::Resource);
        let resources = mine.filter_map(|id| part.resources().get(&id));
        resources
            .filter(move |resource| {
                !resource.deleted && resource.value.decider == device.map(|device| device.0)
            })
            .map(move |resource| (part, resource))
    })
}

/// Decides what can be decided now.
pub(super) fn decide(pen: &mut Pen<'_>, secret: &[u8; 32]) -> Result<Round, Refusal> {
    let desk = pen.desk;
    let known = desk.local.known();
    let mut round = Round::default();
    for festival in desk.memberships.keys() {
        for (part, resource) in decided_here(&desk, festival) {
            let Some(policy) = built_in(name_of(&resource.value)) else {
                continue;
            };
            let commit = resource.value.policy.as_ref();
            let commit = commit.and_then(|policy| policy.params.seed_commit);
            let context = OwnerContext {
                view: desk.view,
                part,
                resource,
                now: pen.seconds(),
                arrivals: &desk.local.arrivals,
                known: &known,
                secret,
                seed: commit.and_then(|commit| desk.local.seed(&commit)),
            };
            for answer in answers(policy, &context, &desk.local.blocked, &mut round) {
                round.answered.push((answer.request, answer.verdict));
                pen.create(festival, &answer)?;
            }
        }
    }
    Ok(round)
}

/// The answers for one resource, up to the first accept. Nobody who is blocked here
/// gets any.
fn answers(
    policy: &dyn Policy,
    context: &OwnerContext<'_>,
    blocked: &BTreeSet<AuthorId>,
    round: &mut Round,
) -> Vec<Authorization> {
    let mut answers = Vec::new();
    let open = context.open().into_iter();
    for (id, request) in open.filter(|(_, request)| !blocked.contains(&request.author())) {
        if let Decision::Later(at) = policy.decide(&id, request, context) {
            round.later = Some(round.later.map_or(at, |earlier| earlier.min(at)));
            continue;
        }
        let Some(answer) = resolve(policy, &id, context) else {
            continue;
        };
        let accepts = answer.verdict == Verdict::Accept;
        answers.push(answer);
        if accepts {
            break;
        }
    }
    answers
}

/// The rows that say when requests for resources decided here came: one number for
/// all that one commit brings.
pub(super) fn arrivals(desk: &Desk<'_>, steps: &[Authentic]) -> Vec<Row> {
    let arrival = Arrival {
        counter: desk.local.next_arrival(),
        at: i64::try_from(desk.now / 1000).unwrap_or(i64::MAX),
    };
    let mut rows = Vec::new();
    for step in steps {
        let festival = step.head().festival();
        let ours: Vec<InstanceId> = decided_here(desk, &festival)
            .map(|(_, resource)| resource.id())
            .collect();
        if ours.is_empty() {
            continue;
        }
        for (_, hash, payload) in step.messages() {
            let asks = asked(payload).is_some_and(|resource| ours.contains(&resource));
            if asks {
                rows.push(arrival_row(&hash.instance(), arrival));
            }
        }
    }
    rows
}

/// The resource that a payload asks for, if it is a request.
fn asked(payload: &[u8]) -> Option<InstanceId> {
    let message = Message::decode(payload).ok()?;
    let is_request = message.action == Action::Create && message.schema == Request::NAME;
    let request: Request = is_request.then(|| read_create(message).ok()).flatten()?;
    Some(request.resource)
}
