//! A draw: the owner commits to a secret seed before requests come in, ranks them
//! by a hash of it at the announced time, and reveals it in the answers, so that
//! everyone can recompute the ranks. It binds only an honest owner: who holds the
//! seed can write requests with good ranks under another name, and the app says so.

use std::collections::BTreeMap;

use super::first_come::{before_time, would_occupy};
use super::{Decision, OwnerContext, Policy};
use crate::protocol::id::{AuthorId, InstanceId};
use crate::protocol::schema::authorization::ReasonCode;
use crate::protocol::schema::request::Request;
use crate::protocol::view::ask::Grant;
use crate::protocol::view::calendar::Clash;
use crate::protocol::view::entity::Entity;

/// A draw with a committed seed.
#[derive(Clone, Copy, Debug)]
pub struct Draw;

/// The commitment to a seed: its BLAKE2b-256.
pub fn commitment(seed: &[u8; 32]) -> [u8; 32] {
    hash(&[seed])
}

/// A request's rank: `BLAKE2b-256(seed ‖ request id)`, the lowest wins.
pub fn rank(seed: &[u8; 32], request: &InstanceId) -> [u8; 32] {
    hash(&[seed, request.as_bytes()])
}

fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut state = blake2b_simd::Params::new().hash_length(32).to_state();
    parts.iter().for_each(|part| {
        state.update(part);
    });
    let mut out = [0; 32];
    out.copy_from_slice(state.finalize().as_bytes());
    out
}

/// The seed, if it is the one that was committed to.
fn seed(context: &OwnerContext<'_>) -> Option<[u8; 32]> {
    let committed = context.choice()?.params.seed_commit?;
    context.seed.filter(|seed| commitment(seed) == committed)
}

impl Policy for Draw {
    fn decide(
        &self,
        id: &InstanceId,
        request: &Entity<Request>,
        context: &OwnerContext<'_>,
    ) -> Decision {
        let Some(at) = context.choice().and_then(|choice| choice.params.draw_at) else {
            return Decision::AskOwner;
        };
        let Some(seed) = seed(context) else {
            return Decision::AskOwner;
        };
        if context.now < at {
            return Decision::Later(at);
        }
        let ahead = winners_before(id, &seed, at, context);
        let own = ahead.of(request.author());
        if let Some(decision) = before_time(id, request, context, own) {
            return decision;
        }
        match context.part.request_fits(id, &ahead.grants) {
            Ok(()) => Decision::Accept,
            Err(Clash::Taken { .. }) => Decision::Decline(ReasonCode::DrawLost),
            Err(Clash::OutOfOrder) => Decision::Decline(ReasonCode::Broken),
            Err(Clash::Gone) => Decision::AskOwner,
            Err(_) => Decision::Decline(ReasonCode::Closed),
        }
    }

    fn evidence(&self, context: &OwnerContext<'_>) -> Option<[u8; 32]> {
        let at = context.choice()?.params.draw_at?;
        seed(context).filter(|_| context.now >= at)
    }
}

/// What better ranks win.
#[derive(Default)]
struct Winners {
    grants: Vec<Grant>,
    by_person: BTreeMap<AuthorId, Vec<InstanceId>>,
}

impl Winners {
    /// What one person wins.
    fn of(&self, person: AuthorId) -> &[InstanceId] {
        self.by_person.get(&person).map_or(&[], Vec::as_slice)
    }
}

/// What the requests with better ranks win, in their order, nobody more than their
/// share. Requests that came after the draw rank behind all others, whatever their
/// hash.
fn winners_before(
    id: &InstanceId,
    seed: &[u8; 32],
    at: i64,
    context: &OwnerContext<'_>,
) -> Winners {
    let place = |id: &InstanceId| {
        let late = context
            .arrivals
            .get(id)
            .is_none_or(|arrival| arrival.at >= at);
        (late, rank(seed, id))
    };
    let mine = place(id);
    let open = context.open().into_iter();
    let mut ahead: Vec<_> = open
        .map(|(other, request)| (place(&other), other, request))
        .filter(|(place, ..)| *place < mine)
        .collect();
    ahead.sort_by_key(|(place, ..)| *place);
    let mut won = Winners::default();
    for (_, other, request) in ahead {
        let own = won.of(request.author());
        let may_win = before_time(&other, request, context, own).is_none();
        if may_win && context.part.request_fits(&other, &won.grants).is_ok() {
            won.grants.push(would_occupy(other, &request.value));
            let own = won.by_person.entry(request.author()).or_default();
            own.push(other);
        }
    }
    won
}
