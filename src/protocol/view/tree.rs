//! Festivals as a tree. A festival names its parent, the parent may announce it by
//! a branch; the child decides. Where names go in a circle, the festival with the
//! highest id in the circle loses its parent.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use super::entity::Entity;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::limits::MAX_FESTIVAL_DEPTH;
use crate::protocol::schema::branch::Branch;

/// Where a festival belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// It stands for itself.
    None,
    /// Part of a festival that is known here.
    Known(FestivalId),
    /// «Part of a festival you have not received.»
    Unknown(FestivalId),
}

impl View {
    /// The parent that a festival's description names.
    fn named_parent(&self, festival: &FestivalId) -> Option<FestivalId> {
        self.part(festival)?.description()?.value.parent
    }

    /// A festival's parent after circles are cut.
    pub fn parent(&self, festival: &FestivalId) -> Parent {
        let Some(parent) = self.named_parent(festival) else {
            return Parent::None;
        };
        if self.is_cut(festival, parent) {
            return Parent::None;
        }
        if self.parts.contains_key(&parent) {
            Parent::Known(parent)
        } else {
            Parent::Unknown(parent)
        }
    }

    /// Whether `festival` is the highest in a circle.
    fn is_cut(&self, festival: &FestivalId, parent: FestivalId) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = Some(parent);
        while let Some(above) = next {
            if above == *festival {
                return seen.iter().all(|other| other < festival);
            }
            if !seen.insert(above) {
                return false;
            }
            next = self.named_parent(&above);
        }
        false
    }

    /// The known ancestors whose resources a festival's events may ask for, the
    /// nearest first.
    pub fn ancestors(&self, festival: &FestivalId) -> Vec<FestivalId> {
        let mut ancestors = Vec::new();
        let mut at = *festival;
        while let Parent::Known(parent) = self.parent(&at) {
            if ancestors.len() == MAX_FESTIVAL_DEPTH {
                break;
            }
            ancestors.push(parent);
            at = parent;
        }
        ancestors
    }

    /// The known festivals right below each known festival; under `None` those
    /// that stand for themselves or whose parent is not here.
    pub fn children(&self) -> BTreeMap<Option<FestivalId>, Vec<FestivalId>> {
        let mut children: BTreeMap<Option<FestivalId>, Vec<FestivalId>> = BTreeMap::new();
        for festival in self.parts.keys() {
            let parent = match self.parent(festival) {
                Parent::Known(parent) => Some(parent),
                Parent::None | Parent::Unknown(_) => None,
            };
            children.entry(parent).or_default().push(*festival);
        }
        children
    }

    /// The children that are announced in a festival, one entry each: the earliest
    /// branch that is not deleted and carries a key, else the earliest. A child
    /// that is known here and names another parent is left out.
    pub fn branches(&self, festival: &FestivalId) -> BTreeMap<FestivalId, &Entity<Branch>> {
        let mut branches: BTreeMap<FestivalId, &Entity<Branch>> = BTreeMap::new();
        let Some(part) = self.part(festival) else {
            return branches;
        };
        for branch in part.branches.values().filter(|branch| !branch.deleted) {
            let child = branch.value.child();
            let described = self
                .part(&child)
                .is_some_and(|part| part.description().is_some());
            if described && self.parent(&child) != Parent::Known(*festival) {
                continue;
            }
            let rank = |branch: &Entity<Branch>| (branch.value.key.is_none(), branch.origin.stamp);
            let entry = branches.entry(child).or_insert(branch);
            if rank(branch) < rank(entry) {
                *entry = branch;
            }
        }
        branches
    }

    /// Whether events of `festival` may ask for resources of `other`.
    pub fn may_ask_in(&self, festival: &FestivalId, other: &FestivalId) -> bool {
        festival == other || self.ancestors(festival).contains(other)
    }

    /// Where a resource is.
    pub fn festival_of_resource(&self, id: &InstanceId) -> Option<FestivalId> {
        self.parts
            .values()
            .find(|part| part.resources.contains_key(id))
            .map(|part| part.festival)
    }
}
