//! Events: cards, the page, the form.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::compose::covers;
use super::super::view_model::{
    EventCard, EventFormView, EventPage, Found, NeedMark, NeedRow, OwnerNote, Place, PlaceView,
    ResourceRow, Rows, TimeView,
};
use super::lens::{Lens, Why, text, texts};
use super::listing::is_refused;
use super::title_order::title_order;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::schema::event::Event;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::resource::Condition;
use crate::protocol::view::filter::is_for_all;
use crate::protocol::view::needs::{EventView, NeedState, NeedView};
use crate::protocol::view::verdict::Kind;

impl Lens<'_> {
    /// An event in a list.
    pub(super) fn event_card(
        &self,
        view: &EventView<'_>,
        changed: &BTreeSet<InstanceId>,
    ) -> EventCard {
        let (event, id) = (&view.event.value, view.event.id());
        let mine = view.event.author() == self.me;
        EventCard {
            id,
            festival: view.festival,
            title: event.title.as_str().into(),
            subtitle: text(event.subtitle.as_ref()),
            summary: event.summary.as_str().into(),
            time: event.time.as_ref().map(|time| TimeView {
                start: time.start,
                end: time.end,
                all_day: time.all_day,
                zone: time.zone.as_str().into(),
            }),
            place: view.place.map(|place| self.place(place, view)),
            by: self.person(view.event.author()),
            maker_active: self.active(&view.festival, view.event.author()),
            kind: text(event.kind.as_ref()),
            track: text(event.track.as_ref()),
            tags: texts(&event.tags),
            needs: view.needs.iter().map(|need| self.need_mark(need)).collect(),
            confirmed: view.confirmed,
            progress: view.progress(),
            mine,
            starred: self.core.local.stars.contains(&id),
            changed: changed.contains(&id),
            overbooked: view.overbooked(),
            reason: event.status.reason.as_str().into(),
            notes: self.notes(view),
            shared_with: if mine {
                self.shared_with(&view.festival, &id)
            } else {
                0
            },
        }
    }

    fn place(&self, resource: InstanceId, view: &EventView<'_>) -> PlaceView {
        let found = self.resource(&resource);
        PlaceView {
            resource,
            festival: found.map_or(view.festival, |(festival, _)| festival),
            title: found.map(|(_, resource)| resource.value.title.as_str().into()),
            accepted: view.place_state == Some(NeedState::Accepted),
            refused: is_refused(view.place_state, view.progress()),
        }
    }

    fn need_mark(&self, need: &NeedView<'_>) -> NeedMark {
        let said = need.need.label.as_str();
        let label = if said.is_empty() {
            let title = need.resource.and_then(|id| self.title_of(&id));
            title.unwrap_or_default()
        } else {
            said.into()
        };
        NeedMark {
            need: need.need.need,
            label,
            state: need.state,
            importance: need.need.importance,
            granted: need.granted,
            quantity: need.need.quantity,
            asked_again: need.state == NeedState::Stale && self.has_open(need),
        }
    }

    /// Whether somebody is still to answer one of the requests for a need.
    fn has_open(&self, need: &NeedView<'_>) -> bool {
        need.requests.iter().any(|(at, id)| {
            let part = self.core.view.part(at);
            part.is_some_and(|part| part.state(id).is_open())
        })
    }

    /// What owners say to all. Why they declined stands at the need, on the event's own page.
    fn notes(&self, view: &EventView<'_>) -> Rc<[OwnerNote]> {
        let mut notes = Vec::new();
        for need in &view.needs {
            for (festival, id) in &need.requests {
                let part = self.core.view.part(festival);
                let ask = part.and_then(|part| part.asks().get(id));
                let answer = ask.and_then(|ask| ask.answer());
                let answer = answer.filter(|answer| is_for_all(&answer.value, need.state));
                let Some(answer) = answer else { continue };
                notes.push(OwnerNote {
                    resource: self.title_of(&answer.value.resource).unwrap_or_default(),
                    by: self.person(answer.origin.author()),
                    text: answer.value.text.as_str().into(),
                });
            }
            let granted = need.resource.filter(|_| need.state == NeedState::Accepted);
            let resource = granted.and_then(|id| self.resource(&id));
            let status = resource.filter(|(_, resource)| {
                let status = &resource.value.status;
                status.state != Condition::Ok && !status.text.is_empty()
            });
            notes.extend(status.map(|(_, resource)| OwnerNote {
                resource: resource.value.title.as_str().into(),
                by: self.person(resource.author()),
                text: resource.value.status.text.as_str().into(),
            }));
        }
        notes.into()
    }

    /// The page of an event.
    pub(super) fn event_page(&self, festival: &FestivalId, id: &InstanceId) -> Option<EventPage> {
        let view = self.core.view.event(festival, id)?;
        let left_out = self.left_out(festival).why(view.event.author(), id);
        if left_out == Some(Why::Blocked) {
            return None;
        }
        let mine = view.event.author() == self.me;
        let over = view.event.deleted || view.event.value.is_cancelled();
        let needs = view.needs.iter();
        let needs = needs.map(|need| self.need_row(&view, need, mine && !over));
        Some(EventPage {
            card: self.event_card(&view, &self.changed(festival)),
            fields: Rc::new(view.event.value.clone()),
            deleted: view.event.deleted,
            needs: needs.collect(),
            made: view.event.origin.time,
            changed: view.event.history.last_time,
            hidden_by: left_out.and_then(|why| match why {
                Why::HiddenBy(by) => Some(self.person(by)),
                Why::Blocked => None,
            }),
            hidden_by_me: self.hidden_by_me(festival, None, Some(id)),
        })
    }

    fn need_row(&self, view: &EventView<'_>, need: &NeedView<'_>, may_change: bool) -> NeedRow {
        let interval = view.event.value.interval_of(need.need);
        let resource = need.resource.and_then(|id| self.resource(&id));
        let row = resource.map(|(at, resource)| self.resource_row(&at, resource, None));
        let mut requests: Vec<_> = need
            .requests
            .iter()
            .filter_map(|(at, id)| self.my_request(at, id))
            .collect();
        requests.sort_by_key(|request| core::cmp::Reverse((request.asked, request.request)));
        let waits_for_time = interval.is_none()
            && resource.is_some_and(|(_, resource)| !resource.value.allow_without_time);
        let can = matches!(
            need.state,
            NeedState::Stale
                | NeedState::Declined
                | NeedState::Unavailable
                | NeedState::Withdrawn
                | NeedState::NotAsked
        );
        let mark = self.need_mark(need);
        let can = can && !mark.asked_again;
        NeedRow {
            mark,
            interval,
            may_ask: may_change && can && need.need.resource.is_some() && !waits_for_time,
            resource: row,
            requests: requests.into(),
            waits_for_time,
        }
    }

    /// The form of an event, with what fits at the time that it names.
    pub(super) fn event_form(
        &self,
        festival: &FestivalId,
        id: Option<&InstanceId>,
        at: Option<Interval>,
    ) -> Option<EventFormView> {
        let page = match id {
            Some(id) => Some(Rc::new(self.event_page(festival, id)?)),
            None => None,
        };
        let place = id.map_or(Place::NewEvent(*festival), |id| Place::Event(*id));
        let (keeps, asks_again) = page
            .as_deref()
            .zip(at)
            .map(|(page, at)| self.kept(page, at))
            .unwrap_or_default();
        Some(EventFormView {
            festival: *festival,
            resources: self.offered(festival, at, id),
            keeps: keeps.into(),
            asks_again: asks_again.into(),
            draft: self.core.local.drafts.get(&place).cloned(),
            page,
        })
    }

    /// Of the granted needs of an event, those that would keep their grant if it
    /// moved to `at`, and those that would not.
    fn kept(&self, page: &EventPage, at: Interval) -> (Vec<u32>, Vec<u32>) {
        let mut moved = Event::clone(&page.fields);
        if let Some(time) = &mut moved.time {
            (time.start, time.end) = (at.start, at.end);
        }
        let granted = page.needs.iter().filter(|row| row.mark.granted > 0);
        granted
            .filter_map(|row| Some((row, moved.need(row.mark.need)?)))
            .map(|(row, need)| {
                let wanted = moved.interval_of(need);
                let keeps = row.requests.iter().any(|request| {
                    let part = self.core.view.part(&request.festival);
                    part.is_some_and(|part| covers(part, &request.request, wanted, need.quantity))
                });
                (keeps, need.need)
            })
            .fold(
                (Vec::new(), Vec::new()),
                |(mut keeps, mut asks), (kept, need)| {
                    if kept { &mut keeps } else { &mut asks }.push(need);
                    (keeps, asks)
                },
            )
    }

    /// Somebody's resources in a festival, the first by title.
    pub(super) fn resources_of(
        &self,
        festival: &FestivalId,
        author: AuthorId,
        rows: Rows,
    ) -> Found<ResourceRow> {
        let part = self.core.view.part(festival);
        let ids = part.into_iter().flat_map(|part| {
            let ids = part.made_by(author, Kind::Resource);
            ids.filter_map(|id| part.resources().get(&id))
        });
        let mut resources: Vec<_> = ids.filter(|resource| !resource.deleted).collect();
        resources.sort_by_cached_key(|one| (title_order(&one.value.title), one.id()));
        Found {
            from: rows.from,
            first: rows
                .of(&resources)
                .iter()
                .map(|resource| self.resource_row(festival, resource, None))
                .collect(),
            count: resources.len(),
        }
    }
}
