//! Resources: rows of the market, what can be asked for, the form.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::view_model::{
    DeciderView, Found, MarketFilter, MarketView, Offered, Place, PolicyView, ResourceFormView,
    ResourceRow, UseNow,
};
use super::lens::{Lens, Why, texts};
use super::title_order::title_order;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::policy::{DRAW, name_of};
use crate::protocol::schema::location::Location;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::resource::{Access, Condition, Resource};
use crate::protocol::view::calendar::Clash;
use crate::protocol::view::entity::Entity;
use crate::protocol::view::filter::Sought;
use crate::protocol::view::part::Part;
use crate::protocol::view::plain::plain;

/// How far ahead is looked for the next change, seconds: two weeks.
pub(super) const HORIZON: i64 = 14 * DAY;
/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// Resources as they are found: whether they clash, where they are from.
#[derive(Default)]
struct Stock<'a> {
    found: Vec<(bool, FestivalId, &'a Entity<Resource>)>,
    hidden: BTreeMap<AuthorId, usize>,
    tags: BTreeSet<&'a str>,
    /// Before the filter.
    total: usize,
}

impl Lens<'_> {
    /// What can be had in a festival: its own resources and its ancestors'.
    pub(super) fn market(&self, festival: &FestivalId, filter: &MarketFilter) -> MarketView {
        let stock = self.stock(festival, filter);
        let at = asked_for(filter);
        let some = filter.rows.of(&stock.found).iter();
        MarketView {
            festival: *festival,
            resources: Found {
                from: filter.rows.from,
                first: some
                    .map(|(_, home, resource)| self.resource_row(home, resource, at))
                    .collect(),
                count: stock.found.len(),
            },
            hidden: self.hidden_view(&stock.hidden),
            total: stock.total,
            tags: stock.tags.into_iter().map(Rc::from).collect(),
        }
    }

    /// What a filter wants, first what is free, then by title; and the festival it is of.
    pub(super) fn resources_wanted<'l>(
        &'l self,
        festival: &FestivalId,
        filter: &MarketFilter,
    ) -> impl Iterator<Item = (FestivalId, &'l Entity<Resource>)> + use<'l> {
        let found = self.stock(festival, filter).found.into_iter();
        found.map(|(_, home, resource)| (home, resource))
    }

    /// What an event may ask for, with `fits` where a time is named.
    pub(super) fn offered(
        &self,
        festival: &FestivalId,
        at: Option<Interval>,
        event: Option<&InstanceId>,
    ) -> Rc<[Offered]> {
        let filter = MarketFilter {
            free_at: at,
            ..MarketFilter::default()
        };
        let at = asked_for(&filter);
        let stock = self.stock(festival, &filter);
        let offered = stock.found.iter().map(|(_, home, resource)| Offered {
            id: resource.id(),
            festival: *home,
            title: resource.value.title.as_str().into(),
            kind: resource.value.kind,
            units: resource.value.units,
            location: resource.value.location.as_ref().and_then(in_words),
            owner: self.person(resource.author()),
            owner_active: self.active(home, resource.author()),
            policy: self.policy(home, resource),
            fits: self.core.view.part(home).and_then(|part| {
                let own = event.map(|event| self.asked_for_event(part, resource, event));
                fits_beside(part, resource, at, &own.unwrap_or_default())
            }),
            mine: resource.author() == self.me,
            waiting: self.waiting(home, resource, at),
        });
        offered.collect()
    }

    /// What I ask of a resource for an event: that does not stand in its way.
    fn asked_for_event(
        &self,
        part: &Part,
        resource: &Entity<Resource>,
        event: &InstanceId,
    ) -> BTreeSet<InstanceId> {
        let asked = part.asks_for(resource.id()).filter(|id| {
            let ask = part.asks().get(id);
            let request = ask.and_then(|ask| ask.request.as_ref());
            request
                .is_some_and(|request| request.author() == self.me && request.value.event == *event)
        });
        asked.collect()
    }

    /// How many others wait for something of somebody else's at this time.
    fn waiting(
        &self,
        home: &FestivalId,
        resource: &Entity<Resource>,
        at: Option<(Interval, u32)>,
    ) -> usize {
        let at = at.filter(|_| resource.author() != self.me);
        let Some(((time, _), part)) = at.zip(self.core.view.part(home)) else {
            return 0;
        };
        let requests = part.waiting_for(resource, time);
        let people: BTreeSet<AuthorId> = requests.map(|request| request.author()).collect();
        let blocked = &self.core.local.blocked;
        let others = people.difference(blocked).filter(|who| **who != self.me);
        others.count()
    }

    /// The resources that are wanted: first those that are free, then by title.
    fn stock(&self, festival: &FestivalId, filter: &MarketFilter) -> Stock<'_> {
        let view = &self.core.view;
        let scope = core::iter::once(*festival).chain(view.ancestors(festival));
        let at = asked_for(filter);
        let words = plain(&filter.text);
        let sought = Sought::new(&words);
        let mut stock = Stock::default();
        for part in scope.filter_map(|festival| view.part(&festival)) {
            let left_out = self.left_out(&part.festival());
            for resource in part.resources().values().filter(|entity| !entity.deleted) {
                match left_out.why(resource.author(), &resource.id()) {
                    Some(Why::Blocked) => continue,
                    Some(Why::HiddenBy(by)) if !filter.show_hidden => {
                        *stock.hidden.entry(by).or_default() += 1;
                        continue;
                    }
                    _ => {}
                }
                stock.total += 1;
                let tags = resource.value.tags.iter();
                stock.tags.extend(tags.map(String::as_str));
                if self.is_wanted(filter, &sought, resource) {
                    let clashes = fits(part, resource, at).is_some_and(|fits| fits.is_err());
                    stock.found.push((clashes, part.festival(), resource));
                }
            }
        }
        if filter.only_free {
            stock.found.retain(|(clashes, _, _)| !clashes);
        }
        stock.found.sort_by_cached_key(|(clashes, _, resource)| {
            (*clashes, title_order(&resource.value.title), resource.id())
        });
        stock
    }

    fn is_wanted(
        &self,
        filter: &MarketFilter,
        sought: &Sought<'_>,
        resource: &Entity<Resource>,
    ) -> bool {
        let fields = &resource.value;
        let says_them = || {
            let said = [fields.title.as_str(), &fields.description].into_iter();
            let said = said.chain(fields.tags.iter().map(String::as_str));
            let said: Vec<&str> = said.collect();
            sought.are_in(&plain(&said.join("\n")))
        };
        filter.kind.is_none_or(|kind| fields.kind == kind)
            && filter.tags.iter().all(|tag| fields.tags.contains(tag))
            && (!filter.mine || resource.author() == self.me)
            && (!filter.step_free || fields.access.step_free == Access::Yes)
            && (filter.text.trim().is_empty() || says_them())
    }

    /// A resource in a list, and whether it is free at a time for so many units.
    pub(super) fn resource_row(
        &self,
        festival: &FestivalId,
        resource: &Entity<Resource>,
        at: Option<(Interval, u32)>,
    ) -> ResourceRow {
        let (fields, id) = (&resource.value, resource.id());
        let part = self.core.view.part(festival);
        let fits = part.and_then(|part| fits(part, resource, at));
        let open = part.into_iter().flat_map(|part| {
            part.asks_for(id)
                .filter(|request| part.state(request).is_open())
        });
        ResourceRow {
            id,
            festival: *festival,
            title: fields.title.as_str().into(),
            kind: fields.kind,
            owner: self.person(resource.author()),
            owner_active: self.active(festival, resource.author()),
            units: fields.units,
            people_capacity: fields.people_capacity,
            location: fields.location.as_ref().and_then(in_words),
            tags: texts(&fields.tags),
            access: Rc::new(fields.access.clone()),
            policy: self.policy(festival, resource),
            now: part.map_or(
                UseNow::Closed {
                    until: None,
                    reason: "".into(),
                },
                |part| use_now(part, resource, self.core.seconds()),
            ),
            fits,
            open_requests: open.count(),
            mine: resource.author() == self.me,
            starred: self.core.local.stars.contains(&id),
            deleted: resource.deleted,
        }
    }

    /// Where the policy of a resource is at work.
    pub(super) fn decider(
        &self,
        festival: &FestivalId,
        resource: &Entity<Resource>,
    ) -> DeciderView {
        let membership = self.core.memberships.get(festival);
        let device = membership.and_then(|membership| membership.device);
        match resource.value.decider {
            _ if resource.author() != self.me => DeciderView::Theirs,
            Some(decider) if device.is_some_and(|device| device.0 == decider) => DeciderView::Here,
            _ => DeciderView::Elsewhere,
        }
    }

    fn policy(&self, festival: &FestivalId, resource: &Entity<Resource>) -> PolicyView {
        let choice = resource.value.policy.as_ref();
        let name = name_of(&resource.value);
        PolicyView {
            name: name.into(),
            text: choice.map_or("", |choice| &choice.text).into(),
            draw_at: choice
                .filter(|_| name == DRAW)
                .and_then(|choice| choice.params.draw_at),
            most_per_author: choice.and_then(|choice| choice.most_per_author),
            asks_for_strangers: choice.is_some_and(|choice| choice.ask_for_strangers),
            decider: self.decider(festival, resource),
        }
    }

    /// The form of a resource.
    pub(super) fn resource_form(
        &self,
        festival: &FestivalId,
        id: Option<&InstanceId>,
    ) -> Option<ResourceFormView> {
        let page = match id {
            Some(id) => Some(Rc::new(self.resource_page(festival, id)?)),
            None => None,
        };
        let place = id.map_or(Place::NewResource(*festival), |id| Place::Resource(*id));
        Some(ResourceFormView {
            festival: *festival,
            page,
            draft: self.core.local.drafts.get(&place).cloned(),
        })
    }
}

/// The time of a filter, and for how many units.
fn asked_for(filter: &MarketFilter) -> Option<(Interval, u32)> {
    filter.free_at.map(|at| (at, filter.quantity.max(1)))
}

/// Whether a resource is free at a time for so many units, where one is named.
fn fits(
    part: &Part,
    resource: &Entity<Resource>,
    at: Option<(Interval, u32)>,
) -> Option<Result<(), Clash>> {
    fits_beside(part, resource, at, &BTreeSet::new())
}

/// The same, as if some requests were not there.
fn fits_beside(
    part: &Part,
    resource: &Entity<Resource>,
    at: Option<(Interval, u32)>,
    ignored: &BTreeSet<InstanceId>,
) -> Option<Result<(), Clash>> {
    let (interval, quantity) = at?;
    Some(part.fits(resource.id(), Some(interval), quantity, ignored, &[]))
}

/// A location in a few words.
pub(super) fn in_words(location: &Location) -> Option<Rc<str>> {
    let address = location.address.as_ref().map(|address| {
        let lines = address.lines.iter().chain([&address.city]);
        let said: Vec<&str> = lines
            .map(String::as_str)
            .filter(|line| !line.is_empty())
            .collect();
        said.join(", ")
    });
    let link = location.url.as_ref().map(|url| {
        if url.label.is_empty() {
            url.url.clone()
        } else {
            url.label.clone()
        }
    });
    let space = location.space.as_ref().map(|space| space.world.clone());
    let said = [location.text.clone(), address, link, space];
    said.into_iter()
        .flatten()
        .find(|words| !words.is_empty())
        .map(Rc::from)
}

/// The state of a resource at `now`, unix seconds.
fn use_now(part: &Part, resource: &Entity<Resource>, now: i64) -> UseNow {
    let (id, fields) = (resource.id(), &resource.value);
    let instant = Interval {
        start: now,
        end: now.saturating_add(1),
    };
    let ahead = Interval {
        start: now,
        end: now.saturating_add(HORIZON),
    };
    let free = part.free(id, ahead, 1);
    let first = free.first();
    match part.fits(id, Some(instant), 1, &BTreeSet::new(), &[]) {
        Err(Clash::OutOfOrder | Clash::Gone) => UseNow::OutOfOrder {
            text: fields.status.text.as_str().into(),
            until: fields.status.until,
        },
        Err(Clash::Taken { .. } | Clash::NeedsTime) => UseNow::Busy {
            until: first.map_or(ahead.end, |free| free.start),
        },
        Err(clash @ (Clash::OutsideWindows | Clash::Blackout(_))) => UseNow::Closed {
            until: first.map(|free| free.start),
            reason: match &clash {
                Clash::Blackout(reason) => reason.as_str().into(),
                _ => "".into(),
            },
        },
        Ok(()) => {
            let busy = part
                .busy(id)
                .into_iter()
                .find(|busy| busy.interval.overlaps(&instant) && fields.units > 0);
            match busy {
                Some(busy) => UseNow::PartlyBusy {
                    free: fields
                        .units
                        .saturating_sub(u32::try_from(busy.granted).unwrap_or(u32::MAX)),
                    until: busy.interval.end,
                },
                None if fields.status.state == Condition::Notice => UseNow::Notice {
                    text: fields.status.text.as_str().into(),
                },
                None => UseNow::Free {
                    until: first.map(|free| free.end).filter(|end| *end < ahead.end),
                },
            }
        }
    }
}
