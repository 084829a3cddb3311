//! A draw: the owner commits to a secret seed before requests come in, ranks them
//! by a hash of it at the announced time, and reveals it in the answers, so that
//! everyone can recompute the ranks. It binds only an honest owner: who holds the
//! seed can write requests with good ranks under another name, and the app says so.

use super::first_come::{before_time, would_occupy};
use super::{Decision, OwnerContext, Policy};
use crate::protocol::id::InstanceId;
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
        if let Some(decision) = before_time(id, request, context) {
            return decision;
        }
        let ahead = winners_before(id, &seed, at, context);
        match context.part.request_fits(id, &ahead) {
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

/// What the requests with better ranks win, in their order. Requests that came
/// after the draw rank behind all others, whatever their hash.
fn winners_before(
    id: &InstanceId,
    seed: &[u8; 32],
    at: i64,
    context: &OwnerContext<'_>,
) -> Vec<Grant> {
    let place = |id: &InstanceId| {
        let late = context
            .arrivals
            .get(id)
            .is_none_or(|arrival| arrival.at >= at);
        (late, rank(seed, id))
    };
    let mine = place(id);
    let mut ahead: Vec<_> = context
        .open()
        .into_iter()
        .filter(|(other, _)| place(other) < mine)
        .collect();
    ahead.sort_by_key(|(other, _)| place(other));
    let mut won = Vec::new();
    for (other, request) in ahead {
        let may_win = before_time(&other, request, context).is_none();
        if may_win && context.part.request_fits(&other, &won).is_ok() {
            won.push(would_occupy(other, &request.value));
        }
    }
    won
}
