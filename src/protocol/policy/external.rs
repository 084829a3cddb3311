//! A policy that somebody else brings: an extension script, a bot, a game. It
//! proposes like any other; the overlap check before an accept stays ours.

use super::{Decision, OwnerContext, Policy};
use crate::protocol::id::InstanceId;
use crate::protocol::schema::authorization::DecidedBy;
use crate::protocol::schema::request::Request;
use crate::protocol::view::entity::Entity;

/// A function as a policy.
pub struct External<F>(pub F);

impl<F> Policy for External<F>
where
    F: Fn(&InstanceId, &Entity<Request>, &OwnerContext<'_>) -> Decision,
{
    fn decide(
        &self,
        id: &InstanceId,
        request: &Entity<Request>,
        context: &OwnerContext<'_>,
    ) -> Decision {
        (self.0)(id, request, context)
    }

    fn decided_by(&self) -> DecidedBy {
        DecidedBy::Bot
    }
}
