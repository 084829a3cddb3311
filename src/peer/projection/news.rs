//! What changed since one looked: read off the messages that came since, and off
//! the fields that still stand as those set them.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::view_model::{Change, FestivalId, News, NewsRow, NewsThing, NewsView};
use super::lens::{Happened, Lens};
use crate::protocol::id::InstanceId;
use crate::protocol::message::Action;
use crate::protocol::schema::event::{Event, USE};
use crate::protocol::schema::fields::Schema;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::request::Request;
use crate::protocol::schema::resource::ResourceKind;
use crate::protocol::view::activity::Activity;
use crate::protocol::view::ask::AskState;
use crate::protocol::view::entity::Entity;
use crate::protocol::view::needs::EventView;
use crate::protocol::view::verdict::Kind;

/// So many rows are shown; more are counted.
const MOST_ROWS: usize = 200;

impl Lens<'_> {
    /// What changed in a festival.
    pub(super) fn news(&self, festival: &FestivalId) -> NewsView {
        let happened = self.news_of(festival);
        let changed: BTreeSet<InstanceId> = happened.keys().copied().collect();
        let mut rows: Vec<NewsRow> = happened
            .iter()
            .filter_map(|(id, all)| self.news_row(festival, id, all, &changed))
            .collect();
        rows.sort_by_key(|row| {
            let (followed, id) = match &row.thing {
                NewsThing::Event(card) => (card.starred || card.mine, card.id),
                NewsThing::Resource(row) => (row.starred || row.mine, row.id),
            };
            (!followed, core::cmp::Reverse(row.at), id)
        });
        let count = rows.len();
        rows.truncate(MOST_ROWS);
        NewsView {
            festival: *festival,
            looked: self.core.local.marks.contains_key(festival),
            rows: rows.into(),
            count,
        }
    }

    /// How much changed, for the badge; none where one never said that one looked.
    pub(super) fn news_count(&self, festival: &FestivalId) -> Option<News> {
        self.core.local.marks.get(festival)?;
        let part = self.core.view.part(festival)?;
        let left_out = self.left_out(festival);
        let mut news = News::default();
        for id in self.news_of(festival).into_keys() {
            let event = part.events().get(&id).map(Entity::author);
            let author = event.or_else(|| part.resources().get(&id).map(Entity::author));
            let Some(author) = author.filter(|author| left_out.why(*author, &id).is_none()) else {
                continue;
            };
            let followed = author == self.me || self.core.local.stars.contains(&id);
            news.all += 1;
            news.starred += usize::from(followed);
        }
        Some(news)
    }

    fn news_row(
        &self,
        festival: &FestivalId,
        id: &InstanceId,
        all: &[(FestivalId, Activity)],
        changed: &BTreeSet<InstanceId>,
    ) -> Option<NewsRow> {
        let last = all.iter().map(|(_, news)| news.slot.time).max()?;
        let at = i64::try_from(last / 1000).unwrap_or(i64::MAX);
        let left_out = self.left_out(festival);
        let row = |thing, mut what: Vec<Change>| {
            let mut seen = Vec::new();
            what.retain(|change| {
                let is_new = !seen.contains(change);
                seen.push(change.clone());
                is_new
            });
            let what = what.into();
            Some(NewsRow { thing, what, at })
        };
        if let Some(view) = self.core.view.event(festival, id) {
            left_out
                .why(view.event.author(), id)
                .is_none()
                .then_some(())?;
            let what = self.changes_of_event(&view, all);
            let card = Rc::new(self.event_card(&view, changed));
            return row(NewsThing::Event(card), what);
        }
        let resource = self.core.view.part(festival)?.resources().get(id)?;
        left_out
            .why(resource.author(), id)
            .is_none()
            .then_some(())?;
        let thing = Rc::new(self.resource_row(festival, resource, None));
        row(
            NewsThing::Resource(thing),
            changes_of_resource(resource, all),
        )
    }

    /// What happened in a festival and is news.
    pub(super) fn news_of(&self, festival: &FestivalId) -> Happened {
        let mut happened = self.happened(festival);
        if let Some(part) = self.core.view.part(festival) {
            happened.retain(|id, all| {
                let event = part.events().get(id);
                event.is_none_or(|event| self.is_news_of(event, all))
            });
        }
        happened
    }

    /// Whether what happens to an event may be news: not what somebody else takes for
    /// themselves, nothing of what one has deleted oneself, and no answers alone to what
    /// was taken back since.
    fn is_news_of(&self, event: &Entity<Event>, all: &[(FestivalId, Activity)]) -> bool {
        let is_void = |(at, news): &(FestivalId, Activity)| {
            news.slot.kind == Kind::Authorization && self.is_taken_back(at, news)
        };
        if all.iter().all(is_void) {
            return false;
        }
        if event.author() == self.me {
            !event.deleted
        } else {
            event.value.kind.as_deref() != Some(USE)
        }
    }

    fn changes_of_event(
        &self,
        view: &EventView<'_>,
        all: &[(FestivalId, Activity)],
    ) -> Vec<Change> {
        let (fields, is_new) = changed_fields(view.event, Kind::Event, all);
        let mut what = Vec::new();
        if view.event.deleted {
            what.push(Change::Deleted);
        } else if view.event.value.is_cancelled() && (is_new || fields.contains("status")) {
            what.push(Change::Cancelled);
        } else if is_new {
            what.push(Change::New);
        } else {
            let (place, time) = self.left_behind(view, all);
            what.extend(fields.contains("time").then_some(Change::Time(time)));
            let moved = place.is_some();
            what.extend(place.map(Change::Place));
            what.extend(fields.contains("title").then_some(Change::Title));
            let told = |field: &&str| match *field {
                "time" | "title" => true,
                "needs" => moved,
                _ => false,
            };
            let others = fields.iter().filter(|field| !told(field)).count();
            what.extend((others > 0).then_some(Change::Edited));
        }
        what.extend(all.iter().filter_map(|(at, news)| self.answer_in(at, news)));
        what
    }

    /// Where and when an event was before, as far as requests say that were taken
    /// back or replaced since: the place that it left, and its earlier time.
    fn left_behind(
        &self,
        view: &EventView<'_>,
        all: &[(FestivalId, Activity)],
    ) -> (Option<Option<Rc<str>>>, Option<Interval>) {
        let now = view.event.value.time.as_ref().map(|time| time.interval());
        let (mut place, mut time) = (None, None);
        for (at, news) in all
            .iter()
            .filter(|(_, news)| news.slot.kind == Kind::Request)
        {
            let asks = self.core.view.part(at).map(|part| part.asks());
            let request = |id: &InstanceId| -> Option<&Request> {
                Some(&asks?.get(id)?.request.as_ref()?.value)
            };
            let asked = request(&news.slot.subject);
            let left = match news.slot.action {
                Some(Action::Create) => asked
                    .and_then(|asked| asked.replaces)
                    .and_then(|old| request(&old)),
                _ => asked,
            };
            let Some(left) = left else { continue };
            let resource = self.resource(&left.resource);
            let is_place =
                resource.is_some_and(|(_, resource)| resource.value.kind == ResourceKind::Place);
            if is_place && view.place.is_some() && view.place != Some(left.resource) {
                place = Some(self.title_of(&left.resource));
            }
            let then = left.event_start.zip(left.event_end);
            let then = then.and_then(|(start, end)| Interval::new(start, end));
            let then = then.filter(|then| Some(*then) != now);
            time = then.or(time);
        }
        (place, time)
    }

    /// Whether it answers a request that was taken back since.
    fn is_taken_back(&self, at: &FestivalId, news: &Activity) -> bool {
        let part = self.core.view.part(at);
        part.is_some_and(|part| {
            let request = part.request_of_answer(&news.slot.subject);
            request.is_some_and(|request| part.state(&request) == AskState::Withdrawn)
        })
    }

    /// The answer that a message gives, if it still is the one that counts.
    fn answer_in(&self, at: &FestivalId, news: &Activity) -> Option<Change> {
        if self.is_taken_back(at, news) {
            return None;
        }
        let part = self.core.view.part(at)?;
        let request = part.request_of_answer(&news.slot.subject)?;
        let ask = part.asks().get(&request)?;
        let answer = ask.answer()?;
        (answer.origin.id() == news.slot.subject).then(|| Change::Answer {
            resource: self.title_of(&answer.value.resource).unwrap_or_default(),
            verdict: answer.value.verdict,
            granted: answer.value.quantity.unwrap_or(0),
            quantity: ask.request.as_ref().map_or(0, |asked| asked.value.quantity),
            text: answer.value.text.as_str().into(),
        })
    }
}

fn changes_of_resource<T: Schema>(
    resource: &Entity<T>,
    all: &[(FestivalId, Activity)],
) -> Vec<Change> {
    let (fields, is_new) = changed_fields(resource, Kind::Resource, all);
    if resource.deleted {
        return vec![Change::Deleted];
    }
    if is_new {
        return vec![Change::New];
    }
    let named = |field: &&str| match *field {
        "title" => Change::Title,
        "location" => Change::Place(None),
        "status" => Change::Condition,
        _ => Change::Edited,
    };
    fields.iter().map(named).collect()
}

/// The fields that stand as messages of this kind set them, and whether one of
/// these made it.
fn changed_fields<T: Schema>(
    entity: &Entity<T>,
    kind: Kind,
    all: &[(FestivalId, Activity)],
) -> (BTreeSet<&'static str>, bool) {
    let own = || all.iter().filter(|(_, news)| news.slot.kind == kind);
    let clocks = own().map(|(_, news)| news.slot.clock).collect();
    let is_new = own().any(|(_, news)| news.slot.action == Some(Action::Create));
    (entity.set_at(&clocks), is_new)
}
