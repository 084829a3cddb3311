//! The plan of the site: a picture of the festival or of a place, pins where
//! places say they are, and what happens there.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::view_model::{
    EventCard, FestivalId, InstanceId, MarketFilter, NeedState, PlanPlace, PlanView, Progress,
    ResourceKind, ScheduleFilter, Sheet,
};
use super::lens::{Lens, text};
use super::listing::Listed;
use super::resources::in_words;
use crate::protocol::schema::resource::Resource;
use crate::protocol::view::entity::Entity;

/// Most pictures that are offered as plans: a list to choose from, not a gallery.
const MOST_SHEETS: usize = 20;
/// Most events that are named at a place; its page has them all.
const MOST_EVENTS: usize = 5;
/// A place with this tag has a picture that is a plan.
const PLAN_TAG: &str = "plan";

impl Lens<'_> {
    /// The plan. What happens is told of so many places.
    pub(super) fn plan(
        &self,
        festival: &FestivalId,
        wanted: Option<&InstanceId>,
        most: usize,
    ) -> PlanView {
        let places = MarketFilter {
            kind: Some(ResourceKind::Place),
            ..MarketFilter::default()
        };
        let mut all: Vec<PlanPlace> = Vec::new();
        let mut pictures: Vec<(bool, Sheet, &[u8])> = Vec::new();
        for (home, resource) in self.resources_wanted(festival, &places) {
            pictures.extend(picture_of(resource));
            all.push(self.plan_place(home, resource));
        }
        all.sort_by_key(|place| place.pin.is_none());
        let mut events = self.events_by_place(festival, all.iter().take(most));
        for place in &mut all {
            place.events = events.remove(&place.id).unwrap_or_else(|| Rc::new([]));
        }
        pictures.extend(self.picture_of_festival(festival));
        pictures.sort_by_key(|(is_plan, sheet, _)| (!is_plan, sheet.place.is_some()));
        pictures.truncate(MOST_SHEETS);
        let at = wanted.and_then(|wanted| {
            let mut sheets = pictures.iter();
            sheets.position(|(_, sheet, _)| sheet.place == Some(*wanted))
        });
        let sheet = at.or((!pictures.is_empty()).then_some(0));
        PlanView {
            festival: *festival,
            sheet,
            picture: sheet.and_then(|at| Some(pictures.get(at)?.2.into())),
            sheets: pictures.into_iter().map(|(_, sheet, _)| sheet).collect(),
            told: all.len().min(most),
            places: all.into(),
        }
    }

    /// A place, without what happens there.
    fn plan_place(&self, home: FestivalId, resource: &Entity<Resource>) -> PlanPlace {
        let fields = &resource.value;
        let location = fields.location.as_ref();
        let is_mine = resource.author() == self.me;
        PlanPlace {
            id: resource.id(),
            festival: home,
            title: fields.title.as_str().into(),
            location: location.and_then(in_words),
            pin: location.and_then(|location| location.plan.map(|plan| (plan.x, plan.y))),
            geo: location.and_then(|location| location.geo.map(|geo| (geo.lat, geo.lon))),
            fields: is_mine.then(|| Rc::new(fields.clone())),
            events: Rc::new([]),
        }
    }

    fn picture_of_festival(&self, festival: &FestivalId) -> Option<(bool, Sheet, &[u8])> {
        let fields = &self.core.view.part(festival)?.description()?.value;
        let sheet = Sheet {
            place: None,
            title: text(Some(&fields.title)),
        };
        Some((false, sheet, fields.picture.as_deref()?))
    }

    /// What happens, or may still happen, at each of these places now and next, by start.
    fn events_by_place<'p>(
        &self,
        festival: &FestivalId,
        places: impl Iterator<Item = &'p PlanPlace>,
    ) -> BTreeMap<InstanceId, Rc<[EventCard]>> {
        let now = self.core.seconds();
        let listing = self.listing(festival, &ScheduleFilter::default());
        let mut at: BTreeMap<InstanceId, Vec<InstanceId>> =
            places.map(|place| (place.id, Vec::new())).collect();
        for listed in &listing.events {
            let to_come = listed.time().is_some_and(|time| now < time.end);
            let place = place_of(listed).filter(|_| to_come);
            if let Some(events) = place.and_then(|place| at.get_mut(&place))
                && events.len() < MOST_EVENTS
            {
                events.push(listed.event.id());
            }
        }
        // Made at once: what is known of a place serves all that happens there.
        let all: Vec<InstanceId> = at.values().flatten().copied().collect();
        self.cards_of(festival, &all);
        let places = at.into_iter();
        places
            .map(|(place, events)| (place, self.cards_of(festival, &events)))
            .collect()
    }
}

/// Where an event happens, or may still: where it was refused, taken back or called off it
/// does not, and whoever goes there by the plan would find nothing.
fn place_of(listed: &Listed<'_>) -> Option<InstanceId> {
    let is_possible = match listed.place_state? {
        NeedState::Accepted
        | NeedState::Stale
        | NeedState::Waiting
        | NeedState::Waitlisted
        | NeedState::NotAsked => listed.progress != Progress::Over,
        NeedState::Declined
        | NeedState::Unavailable
        | NeedState::Withdrawn
        | NeedState::NotKnownHere => false,
    };
    listed.place.filter(|_| is_possible)
}

/// The picture of a place, and whether it is said to be a plan.
fn picture_of(resource: &Entity<Resource>) -> Option<(bool, Sheet, &[u8])> {
    let fields = &resource.value;
    let picture = fields.picture.as_deref()?;
    let is_plan = fields
        .tags
        .iter()
        .any(|tag| tag.eq_ignore_ascii_case(PLAN_TAG));
    let sheet = Sheet {
        place: Some(resource.id()),
        title: text(Some(&fields.title)),
    };
    Some((is_plan, sheet, picture))
}
