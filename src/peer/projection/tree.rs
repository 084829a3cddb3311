//! Festivals as a tree: from the outermost one that is here down to everything
//! that is part of it or announced as such.

use std::collections::BTreeSet;

use super::super::view_model::{FestivalId, Interval, TreeRow, TreeView};
use super::lens::{Lens, text};
use super::title_order::title_order;
use crate::protocol::schema::branch::Branch;
use crate::protocol::view::entity::Entity;
use crate::protocol::view::tree::Parent;

impl Lens<'_> {
    /// The tree around a festival.
    pub(super) fn tree(&self, festival: &FestivalId) -> TreeView {
        let view = &self.core.view;
        let is_here = |festival: &FestivalId| self.core.memberships.contains_key(festival);
        let mut path = vec![*festival];
        let mut above = view.parent(festival);
        while let Parent::Known(parent) = above {
            // Circles are cut where the view is made; a chain has no end otherwise.
            if !is_here(&parent) || path.contains(&parent) {
                break;
            }
            path.push(parent);
            above = view.parent(&parent);
        }
        path.reverse();
        let mut rows = Vec::new();
        let outermost = path.first().copied().unwrap_or(*festival);
        self.descend(outermost, None, 0, &mut BTreeSet::new(), &mut rows);
        TreeView {
            festival: *festival,
            path: path
                .into_iter()
                .map(|festival| (festival, self.name_of(&festival)))
                .collect(),
            more_above: above != Parent::None,
            rows: rows.into(),
        }
    }

    fn name_of(&self, festival: &FestivalId) -> Option<std::rc::Rc<str>> {
        let description = self.core.view.part(festival)?.description()?;
        text(Some(&description.value.title))
    }

    /// Appends a festival and everything below it, each once.
    fn descend(
        &self,
        festival: FestivalId,
        branch: Option<&Entity<Branch>>,
        depth: usize,
        seen: &mut BTreeSet<FestivalId>,
        rows: &mut Vec<TreeRow>,
    ) {
        if !seen.insert(festival) {
            return;
        }
        rows.push(self.tree_row(festival, branch, depth));
        let view = &self.core.view;
        let branches = view.branches(&festival);
        let mut below: BTreeSet<FestivalId> = branches.keys().copied().collect();
        let is_child = |child: &&FestivalId| view.parent(child) == Parent::Known(festival);
        below.extend(self.core.memberships.keys().filter(is_child));
        let mut below: Vec<_> = below
            .into_iter()
            .map(|child| {
                let branch = branches.get(&child).copied();
                let said = branch.map(|branch| branch.value.title.as_str().into());
                let title = self.name_of(&child).or(said);
                (title.as_deref().map(title_order), child, branch)
            })
            .collect();
        below.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
        for (_, child, branch) in below {
            self.descend(child, branch, depth + 1, seen, rows);
        }
    }

    fn tree_row(
        &self,
        festival: FestivalId,
        branch: Option<&Entity<Branch>>,
        depth: usize,
    ) -> TreeRow {
        let entered = self.core.memberships.contains_key(&festival);
        let part = self.core.view.part(&festival).filter(|_| entered);
        let fields = part.and_then(|part| part.description());
        let fields = fields.map(|description| &description.value);
        let announced = branch.map(|branch| branch.value.title.as_str().into());
        let events = part.into_iter().flat_map(|part| part.events().values());
        let resources = part.into_iter().flat_map(|part| part.resources().values());
        TreeRow {
            festival,
            title: text(fields.map(|fields| &fields.title)).or(announced),
            depth,
            by: branch.map(|branch| self.person(branch.author())),
            entered,
            open: branch.is_some_and(|branch| branch.value.key.is_some()),
            events: events
                .filter(|event| !event.deleted && !event.value.is_cancelled())
                .count(),
            resources: resources.filter(|resource| !resource.deleted).count(),
            dates: fields.and_then(|fields| Interval::new(fields.start?, fields.end?)),
            archived: fields.is_some_and(|fields| fields.archived),
        }
    }
}
