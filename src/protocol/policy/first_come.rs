//! First come, first served: whoever's request reached the deciding installation
//! first. Respects units, windows, blackouts, buffers, what one person may have,
//! and the wish to be asked about strangers.

use super::{Decision, OwnerContext, Policy, asked};
use crate::protocol::id::InstanceId;
use crate::protocol::schema::authorization::ReasonCode;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::request::Request;
use crate::protocol::view::ask::Grant;
use crate::protocol::view::calendar::Clash;
use crate::protocol::view::entity::Entity;
use crate::protocol::view::queue::EventStanding;

/// Most grants standing at once for one person, where the owner names no number.
pub const MOST_PER_AUTHOR: u32 = 3;

/// First come, first served.
#[derive(Clone, Copy, Debug)]
pub struct FirstCome;

impl Policy for FirstCome {
    fn decide(
        &self,
        id: &InstanceId,
        request: &Entity<Request>,
        context: &OwnerContext<'_>,
    ) -> Decision {
        if let Some(decision) = before_time(id, request, context, &[]) {
            return decision;
        }
        let held = held_before(id, context);
        let auto_waitlist = context
            .choice()
            .is_some_and(|choice| choice.params.auto_waitlist);
        match context.part.request_fits(id, &held) {
            Ok(()) => Decision::Accept,
            Err(Clash::Taken { .. }) if auto_waitlist => Decision::Waitlist,
            Err(Clash::Taken { .. }) => Decision::Decline(ReasonCode::Taken),
            Err(Clash::OutOfOrder) => Decision::Decline(ReasonCode::Broken),
            Err(Clash::OutsideWindows | Clash::Blackout(_) | Clash::NeedsTime) => {
                Decision::Decline(ReasonCode::Closed)
            }
            Err(Clash::Gone) => Decision::AskOwner,
        }
    }
}

/// What is decided before looking at the time: the owner's own requests pass, the
/// owner answers for events that are not plainly the asker's own and for strangers
/// if they wish, and nobody has more than their share. `won` are requests of the
/// same person that are to be granted before this one.
pub(super) fn before_time(
    id: &InstanceId,
    request: &Entity<Request>,
    context: &OwnerContext<'_>,
    won: &[InstanceId],
) -> Option<Decision> {
    let author = request.author();
    let ask = context.part.asks().get(id)?;
    if !matches!(
        context.view.event_standing(&context.part.festival(), ask),
        EventStanding::Known(_)
    ) {
        return Some(Decision::AskOwner);
    }
    if author == context.resource.author() {
        return None;
    }
    let choice = context.choice();
    if choice.is_some_and(|choice| choice.ask_for_strangers) && !context.known.contains(&author) {
        return Some(Decision::AskOwner);
    }
    let most = choice
        .and_then(|choice| choice.most_per_author)
        .unwrap_or(MOST_PER_AUTHOR);
    let replaced = context.part.replaced_by(id);
    let standing = context.part.grants(context.resource.id()).filter(|grant| {
        let owner_of_grant = context
            .part
            .asks()
            .get(&grant.request)
            .and_then(asked)
            .map(Entity::author);
        owner_of_grant == Some(author) && !replaced.contains(&grant.request)
    });
    let won = won.iter().filter(|id| !replaced.contains(*id));
    let has = standing.count() + won.count();
    (has >= most as usize).then_some(Decision::Decline(ReasonCode::Enough))
}

/// What open requests that came earlier keep for themselves, where the owner says
/// that waiting holds.
fn held_before(id: &InstanceId, context: &OwnerContext<'_>) -> Vec<Grant> {
    if !context.resource.value.pending_holds {
        return Vec::new();
    }
    let mine = context.order(id);
    let earlier = context
        .open()
        .into_iter()
        .filter(|(other, _)| context.order(other) < mine);
    earlier
        .map(|(other, request)| would_occupy(other, &request.value))
        .collect()
}

/// What a request would occupy if it were granted in full.
pub(super) fn would_occupy(id: InstanceId, request: &Request) -> Grant {
    Grant {
        interval: request.interval().unwrap_or(Interval::ALWAYS),
        quantity: request.quantity,
        request: id,
    }
}
