//! What requests occupy, and what stands in nobody's way because it is replaced.

use std::collections::BTreeSet;

use super::ask::{Ask, AskState, Grant};
use super::part::{HIGHEST, LOWEST, Part};
use crate::protocol::id::InstanceId;
use crate::protocol::schema::authorization::Verdict;
use crate::protocol::schema::parts::Interval;

impl Part {
    /// What a request occupies now. A grant stands until a message of this festival
    /// frees it: also where its request is void or not known here.
    pub fn grant(&self, id: &InstanceId) -> Option<Grant> {
        self.grant_of(id, self.asks.get(id)?.resource()?)
    }

    /// What a request occupies of one resource. Only its owner's answers say so:
    /// nobody frees it by answering a question that is not here for a resource of
    /// their own.
    pub fn grant_of(&self, id: &InstanceId, resource: InstanceId) -> Option<Grant> {
        let ask = self.asks.get(id)?;
        if !ask.is_about(resource) {
            return None;
        }
        self.grant_in(id, ask, resource, || self.state(id))
    }

    /// The same of a request that is about the resource, whose state may be known.
    pub(super) fn grant_in(
        &self,
        id: &InstanceId,
        ask: &Ask,
        resource: InstanceId,
        state: impl FnOnce() -> AskState,
    ) -> Option<Grant> {
        let answer = ask
            .answer_for(resource)
            .filter(|answer| answer.value.verdict == Verdict::Accept)?;
        let stands = match state() {
            AskState::Accepted | AskState::Unknown => {
                !self.is_resource_deleted(&answer.value.resource)
            }
            AskState::Void => {
                let taken_back = ask
                    .request
                    .as_ref()
                    .is_some_and(|asked| asked.value.withdrawn || asked.deleted);
                !taken_back && !self.is_resource_deleted(&answer.value.resource)
            }
            _ => false,
        };
        stands.then(|| Grant {
            interval: answer.value.interval().unwrap_or(Interval::ALWAYS),
            quantity: answer.value.quantity.unwrap_or(1),
            request: *id,
        })
    }

    /// What replaces `id`, directly or not.
    pub(super) fn replacing(&self, id: &InstanceId) -> BTreeSet<InstanceId> {
        let mut all = BTreeSet::new();
        let mut next = vec![*id];
        while let Some(id) = next.pop() {
            let newer = self.replacers.range((id, LOWEST)..=(id, HIGHEST));
            next.extend(
                newer
                    .map(|(_, stamp)| stamp.id)
                    .filter(|id| all.insert(*id)),
            );
        }
        all
    }

    /// What `id` replaces, directly or not, as far as it may occupy anything: what
    /// is behind an accepted one is free already. Ignored where its own fit is checked.
    pub fn replaced_by(&self, id: &InstanceId) -> BTreeSet<InstanceId> {
        let mut all = BTreeSet::new();
        let mut next = self.asks.get(id).and_then(|ask| ask.replaces);
        while let Some(ask) = next
            .filter(|id| all.insert(*id))
            .and_then(|id| self.asks.get(&id))
        {
            next = ask.replaces.filter(|_| !ask.accepted);
        }
        all
    }
}
