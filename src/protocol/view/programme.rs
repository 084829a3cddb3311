//! What lists of events ask about each event, kept between pictures. It follows from
//! many messages (requests, answers, resources), so it is not computed anew for
//! every letter typed: only what something came about is computed again.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use super::activity::Activity;
use super::filter::{Outlook, Sought, in_order, said};
use super::part::Part;
use super::plain::plain;
use super::since::{Came, Since};
use super::verdict::Kind;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::event::Need;

/// The events of one festival in the order of its programme, and what to expect of
/// each.
#[derive(Clone, Debug, Default)]
pub struct Programme {
    /// All but the deleted ones.
    order: Vec<InstanceId>,
    outlooks: BTreeMap<InstanceId, Outlook>,
    /// What they say in [`plain`] letters, once somebody looked for words or it was read ahead.
    said: BTreeMap<InstanceId, Box<str>>,
    since: Since,
}

impl Programme {
    /// The events, deleted ones left out, and what to expect of each.
    pub fn events(&self) -> impl Iterator<Item = (&InstanceId, &Outlook)> {
        let events = self.order.iter();
        events.filter_map(|id| Some((id, self.outlooks.get(id)?)))
    }

    /// The events that say all these words.
    pub fn saying(&mut self, part: &Part, words: &str) -> BTreeSet<InstanceId> {
        let words = plain(words);
        let sought = Sought::new(&words);
        // Gone through as it stands: a text that is looked up for each event costs as much
        // as the search in it.
        if !part.events().keys().eq(self.said.keys()) {
            self.said.retain(|id, _| part.events().contains_key(id));
            self.read_ahead(part, usize::MAX);
        }
        let said = self.said.iter();
        let found = said.filter(|(_, text)| sought.are_in(text));
        found.map(|(id, _)| *id).collect()
    }

    /// Reads what so many events say before anybody looks for words in it. Whether there
    /// may be more to read.
    pub fn read_ahead(&mut self, part: &Part, most: usize) -> bool {
        let unread = part.events().iter();
        let unread = unread.filter(|(id, _)| !self.said.contains_key(id));
        let read: Vec<(InstanceId, Box<str>)> = unread
            .take(most)
            .map(|(id, event)| (*id, said(&event.value).into()))
            .collect();
        let is_full = read.len() == most;
        self.said.extend(read);
        is_full
    }

    /// Takes in what came since the last time; events ask in ancestors too.
    /// `revision` is another number whenever the view is another one.
    pub fn catch_up(&mut self, view: &View, revision: u64, festival: &FestivalId) {
        let above = view.ancestors(festival);
        let scope: Vec<FestivalId> = core::iter::once(*festival).chain(above).collect();
        let Some(part) = view.part(festival) else {
            *self = Self::default();
            return;
        };
        let stale = match self.since.take(view, revision, &scope) {
            Came::Nothing => return,
            Came::News(news) => concerned(view, part, &news),
            Came::Anew => {
                self.outlooks.clear();
                self.said.clear();
                part.events().keys().copied().collect()
            }
        };
        for (id, outlook) in view.outlooks(festival, stale.iter()) {
            self.outlooks.insert(id, outlook);
            self.said.remove(&id);
        }
        let events = part.events().values().filter(|event| !event.deleted);
        let mut order: Vec<_> = events.map(in_order).collect();
        order.sort_unstable();
        self.order = order.into_iter().map(|(_, _, id)| id).collect();
    }
}

/// The events of a festival whose outlook may follow from these messages.
fn concerned(view: &View, home: &Part, news: &[(FestivalId, Activity)]) -> BTreeSet<InstanceId> {
    let mut events = BTreeSet::new();
    for (at, news) in news {
        let Some(part) = view.part(at) else { continue };
        let subject = news.slot.subject;
        match news.slot.kind {
            Kind::Event => {
                events.insert(subject);
            }
            Kind::Request => events.extend(event_of(part, &subject)),
            Kind::Authorization => {
                let request = part.request_of_answer(&subject);
                events.extend(request.and_then(|request| event_of(part, &request)));
            }
            Kind::Resource => {
                let asks = part.asks_for(subject);
                events.extend(asks.filter_map(|request| event_of(part, &request)));
                events.extend(naming(home, &subject));
            }
            _ => {}
        }
    }
    events
}

fn event_of(part: &Part, request: &InstanceId) -> Option<InstanceId> {
    let ask = part.asks().get(request)?;
    Some(ask.request.as_ref()?.value.event)
}

/// The events that name a resource.
fn naming(part: &Part, resource: &InstanceId) -> impl Iterator<Item = InstanceId> {
    let names = |need: &Need| need.resource == Some(*resource);
    let events = part.events().values();
    events
        .filter(move |event| event.value.needs.iter().any(names))
        .map(|event| event.id())
}
