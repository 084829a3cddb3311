//! Search across everything in a festival: events, resources, people.

use super::super::view_model::{
    EventCard, FestivalId, Found, MarketFilter, PersonRow, Rows, ScheduleFilter, SearchView,
};
use super::lens::Lens;
use crate::protocol::view::filter::in_order;
use crate::protocol::view::plain::plain;

impl Lens<'_> {
    /// What is found by these words, the first `most` events, resources and people;
    /// nothing where there are no words.
    pub(super) fn search(
        &self,
        festival: &FestivalId,
        text: &str,
        marks: &[Vec<&'static str>],
        most: [usize; 3],
    ) -> SearchView {
        let [events, resources, people] = most;
        if text.trim().is_empty() {
            return SearchView {
                festival: *festival,
                events: some(Vec::new(), 0),
                resources: some(Vec::new(), 0),
                people: some(Vec::new(), 0),
            };
        }
        let filter = MarketFilter {
            text: text.to_owned(),
            rows: Rows {
                from: 0,
                most: resources,
            },
            ..MarketFilter::default()
        };
        SearchView {
            festival: *festival,
            events: self.events_with(festival, text, events),
            resources: self.market(festival, &filter).resources,
            people: some(self.people_with(festival, text, marks), people),
        }
    }

    /// Events of which nobody hides anything; proposals among the others.
    fn events_with(&self, festival: &FestivalId, text: &str, most: usize) -> Found<EventCard> {
        let mut filter = ScheduleFilter::default();
        filter.fields.text = text.to_owned();
        let listing = self.listing(festival, &filter);
        let mut events = listing.events;
        events.extend(listing.proposals);
        events.sort_by_key(|listed| in_order(listed.event));
        Found {
            from: 0,
            first: self.cards(festival, events.iter().take(most)),
            count: events.len(),
        }
    }

    /// People of whom every word says something: their name here or by themselves,
    /// what they say, the animal of their key.
    fn people_with(
        &self,
        festival: &FestivalId,
        text: &str,
        marks: &[Vec<&'static str>],
    ) -> Vec<PersonRow> {
        let words: Vec<String> = text.split_whitespace().map(plain).collect();
        let people = self.people(festival).people;
        let fits = |row: &&PersonRow| {
            let person = &row.person;
            let names = [&person.petname, &person.name].into_iter().flatten();
            let said: Vec<&str> = names.chain([&row.about]).map(|text| &**text).collect();
            let said = plain(&said.join("\n"));
            let by_mark = |at: usize| {
                let meant = marks.get(at);
                meant.is_some_and(|meant| {
                    meant.contains(&person.mark.colour) || meant.contains(&person.mark.animal)
                })
            };
            let mut words = words.iter().enumerate();
            row.hidden_by.is_none()
                && !person.blocked
                && words.all(|(at, word)| said.contains(word.as_str()) || by_mark(at))
        };
        people.iter().filter(fits).cloned().collect()
    }
}

fn some<T>(mut all: Vec<T>, most: usize) -> Found<T> {
    let count = all.len();
    all.truncate(most);
    Found {
        from: 0,
        first: all.into(),
        count,
    }
}
