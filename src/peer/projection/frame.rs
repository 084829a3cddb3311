//! The frame, the connections, the form of a festival.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::view_model::{
    BranchRow, Contact, DAY_CHANGE, FestivalFormView, FestivalRow, FrameView, Heart, ParentView,
    Place, author_digits,
};
use super::lens::{Lens, text};
use super::title_order::title_order;
use crate::protocol::id::{AuthorId, FestivalId};
use crate::protocol::schema::festival::Festival;
use crate::protocol::schema::parts::Interval;
use crate::protocol::view::part::Part;
use crate::protocol::view::tree::Parent;

/// What a festival comes to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    events: usize,
    resources: usize,
    people: usize,
    i_write: bool,
    span: Option<Interval>,
}

impl Counted {
    fn of(part: &Part, me: AuthorId) -> Self {
        let authors = part.logs().keys().map(|log| log.author);
        let people: BTreeSet<AuthorId> = authors.collect();
        let events = part.events().values();
        let events = events.filter(|event| !event.deleted && !event.value.is_cancelled());
        let resources = part.resources().values();
        let fields = part.description().map(|description| &description.value);
        Self {
            events: events.count(),
            resources: resources.filter(|resource| !resource.deleted).count(),
            i_write: people.contains(&me),
            people: people.len(),
            span: span(fields, Some(part)),
        }
    }
}

impl Lens<'_> {
    /// What stays while screens change.
    pub(super) fn frame(&self) -> FrameView {
        let core = self.core;
        let contact = match (core.linked.is_empty(), core.local.contact) {
            (false, _) => Contact::Now,
            (true, Some(until)) => Contact::Until(until),
            (true, None) => Contact::Never,
        };
        let seconds = core.seconds();
        FrameView {
            me: self.person(self.me),
            key: author_digits(&self.me).into(),
            now: seconds - seconds.rem_euclid(60),
            festivals: self.festivals(),
            to_answer: self.to_answer(),
            heart: Heart::of(self.devices(None)),
            contact,
            links: core
                .linked
                .iter()
                .map(|(link, linked)| self.link(*link, linked))
                .collect(),
            linking: core.linking.view(),
            connected: core.connected.as_ref().map(|last| self.connected(last)),
            carrying: core.carrying.view(),
            backup: core.backup_view(|author| self.person(author)),
            keeping: core.local.keeping,
            saving: core.writing.is_saving(),
            import: core.imported.clone(),
            export: core.exported.clone(),
            start_draft: core.local.drafts.get(&Place::NewFestival).cloned(),
            saved: core.saved,
            refusal: core.refusal.clone(),
        }
    }

    /// Requests for my resources that nobody has answered.
    fn to_answer(&self) -> usize {
        let blocked = &self.core.local.blocked;
        let mut waiting = 0;
        self.with_asked(|asked| {
            let all = asked
                .by_resource()
                .values()
                .flat_map(|asked| &asked.waiting);
            waiting = all.filter(|asker| !blocked.contains(asker)).count();
        });
        waiting
    }

    /// Other devices that are connected, for one festival or any.
    pub(super) fn devices(&self, festival: Option<&FestivalId>) -> usize {
        let linked = self.core.linked.iter().filter(|(link, _)| {
            festival.is_none_or(|festival| self.core.gossip.festival_of(**link) == Some(*festival))
        });
        let devices: BTreeSet<_> = linked
            .map(|(_, linked)| linked.neighbour.installation)
            .collect();
        devices.len()
    }

    /// Parents before their children, else by title.
    fn festivals(&self) -> Rc<[FestivalRow]> {
        let mut below: BTreeMap<Option<FestivalId>, Vec<FestivalRow>> = BTreeMap::new();
        for festival in self.core.memberships.keys() {
            let row = self.festival_row(festival);
            let parent = match row.parent {
                ParentView::Known(parent) => Some(parent),
                ParentView::None | ParentView::Unknown => None,
            };
            below.entry(parent).or_default().push(row);
        }
        for rows in below.values_mut() {
            rows.sort_by_cached_key(|row| (row.title.as_deref().map(title_order), row.id));
        }
        let mut all = Vec::new();
        descend(&mut below, None, 0, &mut all);
        all.into()
    }

    fn described(&self, festival: &FestivalId) -> Option<&Festival> {
        let part = self.core.view.part(festival)?;
        part.description().map(|description| &description.value)
    }

    fn festival_row(&self, id: &FestivalId) -> FestivalRow {
        let fields = self.described(id);
        let parent = match self.core.view.parent(id) {
            Parent::None => ParentView::None,
            Parent::Known(parent) if self.core.memberships.contains_key(&parent) => {
                ParentView::Known(parent)
            }
            Parent::Known(_) | Parent::Unknown(_) => ParentView::Unknown,
        };
        let counted = self.counted(id);
        FestivalRow {
            fallen: self.core.local.fallen_count(id, self.core.gossip.ledger()),
            id: *id,
            carried: self.core.local.carried.get(id).copied(),
            sample: self.core.is_sample(id),
            title: text(fields.map(|fields| &fields.title))
                .or_else(|| self.core.memberships.get(id)?.claimed.clone()),
            described: fields.is_some(),
            summary: fields.map_or("", |fields| &fields.summary).into(),
            founder: self.person(self.founder(id).unwrap_or(self.me)),
            parent,
            depth: 0,
            start: fields.and_then(|fields| fields.start),
            end: fields.and_then(|fields| fields.end),
            time_zone: fields.map_or("UTC", |fields| &fields.time_zone).into(),
            day_change: fields
                .and_then(|fields| fields.day_change)
                .unwrap_or(DAY_CHANGE),
            notice: fields.and_then(|fields| fields.notice.clone()),
            picture: fields.and_then(|fields| fields.picture.as_deref().map(Rc::from)),
            archived: fields.is_some_and(|fields| fields.archived),
            events: counted.events,
            resources: counted.resources,
            i_write: counted.i_write,
            people: counted.people,
            devices: self.devices(Some(id)),
            span: counted.span,
            news: self.core.news.get(id).copied(),
        }
    }

    /// What a festival comes to: counted once, however often it is shown.
    fn counted(&self, id: &FestivalId) -> Counted {
        let mut all = self.core.remembered.counted.borrow_mut();
        match all.get(id) {
            Some((revision, counted)) if *revision == self.core.revision => *counted,
            _ => {
                let part = self.core.view.part(id);
                let counted = part.map(|part| Counted::of(part, self.me));
                let counted = counted.unwrap_or_default();
                all.insert(*id, (self.core.revision, counted));
                counted
            }
        }
    }

    /// A festival's description, for reading and changing.
    pub(super) fn festival_form(&self, festival: &FestivalId) -> FestivalFormView {
        let branches = self.core.view.branches(festival);
        let branches = branches.into_iter().map(|(child, branch)| BranchRow {
            festival: child,
            title: branch.value.title.as_str().into(),
            by: self.person(branch.author()),
            entered: self.core.memberships.contains_key(&child),
            open: branch.value.key.is_some(),
        });
        let draft = self.core.local.drafts.get(&Place::Festival(*festival));
        FestivalFormView {
            festival: *festival,
            fields: self
                .described(festival)
                .map(|fields| Rc::new(fields.clone())),
            may_change: self.founder(festival) == Some(self.me),
            branches: branches.collect(),
            draft: draft.cloned(),
        }
    }
}

/// A festival's dates, else from its first event to the end of its last.
pub(super) fn span(fields: Option<&Festival>, part: Option<&Part>) -> Option<Interval> {
    let said = fields.and_then(|fields| Interval::new(fields.start?, fields.end?));
    said.or_else(|| {
        let events = part?.events().values().filter(|event| !event.deleted);
        let times = events.filter_map(|event| event.value.time.as_ref());
        times
            .map(|time| time.interval())
            .reduce(|one, other| Interval {
                start: one.start.min(other.start),
                end: one.end.max(other.end),
            })
    })
}

/// Appends the rows below a festival, each before those below it.
fn descend(
    below: &mut BTreeMap<Option<FestivalId>, Vec<FestivalRow>>,
    parent: Option<FestivalId>,
    depth: usize,
    all: &mut Vec<FestivalRow>,
) {
    for row in below.remove(&parent).unwrap_or_default() {
        let id = row.id;
        all.push(FestivalRow { depth, ..row });
        descend(below, Some(id), depth + 1, all);
    }
}
