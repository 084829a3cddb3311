//! Finding events: by words, tag, place, kind, time and state. What a filter does
//! not name it does not ask.

use super::View;
use super::needs::{EventView, NeedState};
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::schema::event::Event;
use crate::protocol::schema::parts::Interval;

/// Which events are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that all occur, whatever their case, in title, subtitle, summary,
    /// description, track, tags or hosts.
    pub text: String,
    /// Tags of which all are there.
    pub tags: Vec<String>,
    /// The place.
    pub place: Option<InstanceId>,
    /// The kind.
    pub kind: Option<String>,
    /// The time, shared at least in part.
    pub during: Option<Interval>,
    /// The state.
    pub state: Option<Progress>,
    /// Who made it.
    pub author: Option<AuthorId>,
}

/// How far an event has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// All musts are accepted, or there are none.
    Confirmed,
    /// Something is not answered yet.
    Open,
    /// A must was declined, went stale, or was never asked for.
    NeedsAttention,
    /// Cancelled or deleted.
    Over,
}

impl EventView<'_> {
    /// How far it has come.
    pub fn progress(&self) -> Progress {
        if self.event.deleted || self.event.value.is_cancelled() {
            return Progress::Over;
        }
        if self.confirmed.is_complete() {
            return Progress::Confirmed;
        }
        let musts = self
            .needs
            .iter()
            .filter(|need| need.need.importance == Default::default());
        let waits = |state| {
            matches!(
                state,
                NeedState::Accepted
                    | NeedState::Waiting
                    | NeedState::Waitlisted
                    | NeedState::NotKnownHere
            )
        };
        if musts.map(|need| need.state).all(waits) {
            Progress::Open
        } else {
            Progress::NeedsAttention
        }
    }
}

impl Filter {
    /// Whether an event is wanted.
    pub fn matches(&self, view: &EventView<'_>) -> bool {
        let event = &view.event.value;
        let during = |range: Interval| {
            event
                .time
                .as_ref()
                .is_some_and(|time| time.interval().overlaps(&range))
        };
        self.tags.iter().all(|tag| event.tags.contains(tag))
            && self
                .kind
                .as_ref()
                .is_none_or(|kind| event.kind.as_ref() == Some(kind))
            && self
                .author
                .is_none_or(|author| view.event.author() == author)
            && self.during.is_none_or(during)
            && self
                .place
                .is_none_or(|place| view.needs.iter().any(|need| need.resource == Some(place)))
            && self.state.is_none_or(|state| view.progress() == state)
            && has_words(event, &self.text)
    }
}

fn has_words(event: &Event, words: &str) -> bool {
    if words.trim().is_empty() {
        return true;
    }
    let lines = [&event.title, &event.summary].into_iter();
    let optional = [&event.subtitle, &event.description, &event.track]
        .into_iter()
        .flatten();
    let names = event.hosts.iter().map(|host| &host.name);
    let all: Vec<&str> = lines
        .chain(optional)
        .chain(&event.tags)
        .chain(names)
        .map(String::as_str)
        .collect();
    let all = all.join("\n").to_lowercase();
    words
        .to_lowercase()
        .split_whitespace()
        .all(|word| all.contains(word))
}

impl View {
    /// The events of a festival that a filter wants, by start, those without a
    /// time last. Deleted events are left out unless the filter asks for what is over.
    pub fn schedule(&self, festival: &FestivalId, filter: &Filter) -> Vec<EventView<'_>> {
        let mut events = self.events(festival);
        let shown =
            |view: &EventView<'_>| !view.event.deleted || filter.state == Some(Progress::Over);
        events.retain(|view| shown(view) && filter.matches(view));
        events.sort_by_key(|view| {
            let time = view
                .event
                .value
                .time
                .as_ref()
                .map(|time| (time.start, time.end));
            (time.is_none(), time, view.event.id())
        });
        events
    }
}
