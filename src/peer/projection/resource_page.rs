//! The page of a resource: all that is said of it, for what it is given away, and when it
//! is free.

use std::rc::Rc;

use super::super::view_model::{BusyView, Place, ResourcePage};
use super::frame::span;
use super::lens::{Lens, Why};
use super::resources::{DAY, HORIZON};
use super::title_order::title_order;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::resource::ResourceKind;
use crate::protocol::view::part::Part;
use crate::protocol::view::queue::EventStanding;
use crate::protocol::view::verdict::Kind;

impl Lens<'_> {
    /// The page of a resource.
    pub(super) fn resource_page(
        &self,
        festival: &FestivalId,
        id: &InstanceId,
    ) -> Option<ResourcePage> {
        let part = self.core.view.part(festival)?;
        let resource = part.resources().get(id)?;
        let left_out = self.left_out(festival).why(resource.author(), id);
        if left_out == Some(Why::Blocked) {
            return None;
        }
        let row = self.resource_row(festival, resource, None);
        let other_places = if row.mine {
            self.other_places(festival, id)
        } else {
            Rc::new([])
        };
        Some(ResourcePage {
            row,
            other_places,
            fields: Rc::new(resource.value.clone()),
            busy: self.busy(part, *id),
            free: part.free(*id, self.dates(part), 1).into(),
            hidden_by: left_out.and_then(|why| match why {
                Why::HiddenBy(by) => Some(self.person(by)),
                Why::Blocked => None,
            }),
            hidden_by_me: self.hidden_by_me(festival, None, Some(id)),
            draft: self.core.local.drafts.get(&Place::Use(*id)).cloned(),
        })
    }

    /// My places in a festival but this one, by title.
    fn other_places(&self, festival: &FestivalId, id: &InstanceId) -> Rc<[(InstanceId, Rc<str>)]> {
        let part = self.core.view.part(festival);
        let ids = part.into_iter().flat_map(|part| {
            let ids = part.made_by(self.me, Kind::Resource);
            ids.filter_map(|id| part.resources().get(&id))
        });
        let places = ids.filter(|resource| {
            let is_place = resource.value.kind == ResourceKind::Place;
            is_place && !resource.deleted && resource.id() != *id
        });
        let mut places: Vec<_> = places
            .map(|place| (place.id(), Rc::from(place.value.title.as_str())))
            .collect();
        places.sort_by_cached_key(|(id, title): &(_, Rc<str>)| (title_order(title), *id));
        places.into()
    }

    /// The festival's dates; else the two weeks from now and, where it has events, the time
    /// from the day before the first to the day after the last.
    fn dates(&self, part: &Part) -> Interval {
        let now = self.core.seconds();
        let fields = part.description().map(|description| &description.value);
        let dates = fields.and_then(|fields| Interval::new(fields.start?, fields.end?));
        dates.unwrap_or_else(|| {
            let soon = Interval {
                start: now,
                end: now.saturating_add(HORIZON),
            };
            span(None, Some(part)).map_or(soon, |events| Interval {
                start: soon.start.min(events.start.saturating_sub(DAY)),
                end: soon.end.max(events.end.saturating_add(DAY)),
            })
        })
    }

    fn busy(&self, part: &Part, id: InstanceId) -> Rc<[BusyView]> {
        let overbooked = part.overbooked(id);
        let stranded = part.stranded(id);
        let mut busy: Vec<BusyView> = part
            .grants(id)
            .map(|grant| {
                let ask = part.asks().get(&grant.request);
                let request = ask.and_then(|ask| ask.request.as_ref());
                let standing = ask.map(|ask| self.core.view.event_standing(&part.festival(), ask));
                BusyView {
                    interval: grant.interval,
                    quantity: grant.quantity,
                    request: grant.request,
                    title: request.map(|request| request.value.title.as_str().into()),
                    event: request
                        .zip(standing)
                        .and_then(|(request, standing)| match standing {
                            EventStanding::Known(home) => Some((home, request.value.event)),
                            _ => None,
                        }),
                    who: request.map(|request| self.person(request.author())),
                    overbooked: overbooked.contains(&grant.request),
                    stranded: stranded.contains(&grant.request),
                }
            })
            .collect();
        busy.sort_by_key(|busy| (busy.interval, busy.request));
        busy.into()
    }
}
