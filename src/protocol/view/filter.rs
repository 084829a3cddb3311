//! Finding events: by words, tag, place, kind, time and state. What a filter does
//! not name it does not ask.

use memchr::memmem;

use super::View;
use super::entity::Entity;
use super::needs::{EventView, NeedState, NeedView};
use super::plain::plain;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::schema::authorization::{Authorization, Verdict};
use crate::protocol::schema::event::Event;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::resource::Condition;

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

/// What of an event follows from requests, answers and resources, and a filter asks
/// about: small enough to be kept for all events between two questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// How far it has come.
    pub progress: Progress,
    /// The place: of the needs for a place the accepted one, else the first.
    pub place: Option<InstanceId>,
    /// What the need for that place has come to; none without a place.
    pub place_state: Option<NeedState>,
    /// The resources of all needs.
    pub resources: Vec<InstanceId>,
    /// Whether an owner says something about it: in an answer that counts, or about the
    /// state of what is granted.
    pub is_told: bool,
}

impl EventView<'_> {
    /// What a filter asks about.
    pub fn outlook(&self, view: &View) -> Outlook {
        Outlook {
            progress: self.progress(),
            place: self.place,
            place_state: self.place_state,
            resources: self.needs.iter().filter_map(|need| need.resource).collect(),
            is_told: self.needs.iter().any(|need| is_told(view, need)),
        }
    }

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
    /// Whether an event is wanted, as it stands.
    pub fn matches(&self, event: &Entity<Event>, outlook: &Outlook) -> bool {
        self.matches_but_words(event, outlook)
            && Sought::new(&plain(&self.text)).are_in(&said(&event.value))
    }

    /// As [`Filter::matches`], whatever the event says.
    pub fn matches_but_words(&self, event: &Entity<Event>, outlook: &Outlook) -> bool {
        let fields = &event.value;
        let during = |range: Interval| {
            fields
                .time
                .as_ref()
                .is_some_and(|time| time.interval().overlaps(&range))
        };
        self.tags.iter().all(|tag| fields.tags.contains(tag))
            && self
                .kind
                .as_ref()
                .is_none_or(|kind| fields.kind.as_ref() == Some(kind))
            && self.author.is_none_or(|author| event.author() == author)
            && self.during.is_none_or(during)
            && self
                .place
                .is_none_or(|place| outlook.resources.contains(&place))
            && self.state.is_none_or(|wanted| outlook.progress == wanted)
    }
}

/// All that an event says, in [`plain`] letters: what is looked for words in.
pub fn said(event: &Event) -> String {
    let lines = [&event.title, &event.summary].into_iter();
    let optional = [&event.subtitle, &event.description, &event.track]
        .into_iter()
        .flatten();
    let names = event.hosts.iter().map(|host| &host.name);
    let all = lines.chain(optional).chain(&event.tags).chain(names);
    let all: Vec<&str> = all.map(String::as_str).collect();
    plain(&all.join("\n"))
}

/// Words that are looked for, whatever their case and marks: read once for a thousand texts.
#[derive(Debug)]
pub struct Sought<'a>(Vec<memmem::Finder<'a>>);

impl<'a> Sought<'a> {
    /// The words of a text in [`plain`] letters.
    pub fn new(plain: &'a str) -> Self {
        let words = plain.split_whitespace();
        Self(
            words
                .map(|word| memmem::Finder::new(word.as_bytes()))
                .collect(),
        )
    }

    /// Whether all of them occur in what is said in [`plain`] letters.
    pub fn are_in(&self, said: &str) -> bool {
        self.0
            .iter()
            .all(|word| word.find(said.as_bytes()).is_some())
    }
}

/// Whether the owner of what a need asks for says something.
fn is_told(view: &View, need: &NeedView<'_>) -> bool {
    let answered = need.requests.iter().any(|(at, request)| {
        let ask = view.part(at).and_then(|part| part.asks().get(request));
        let answer = ask.and_then(|ask| ask.answer());
        answer.is_some_and(|answer| is_for_all(&answer.value, need.state))
    });
    let granted = need.resource.filter(|_| need.state == NeedState::Accepted);
    let resource = granted.and_then(|id| {
        let mut parts = view.festivals();
        parts.find_map(|part| part.resources().get(&id))
    });
    answered
        || resource.is_some_and(|resource| {
            let status = &resource.value.status;
            status.state != Condition::Ok && !status.text.is_empty()
        })
}

/// Whether all have to read the words of an answer: about a grant, and why one is gone. Why
/// something was declined is between its owner and who asked.
pub fn is_for_all(answer: &Authorization, of_need: NeedState) -> bool {
    let is_of_a_grant = match answer.verdict {
        Verdict::Accept => true,
        Verdict::Revoke => of_need != NeedState::Accepted,
        Verdict::Decline | Verdict::Waitlist => false,
    };
    is_of_a_grant && !answer.text.is_empty()
}

/// Where an event stands in a programme: by start, those without a time last.
pub fn in_order(event: &Entity<Event>) -> (bool, Option<(i64, i64)>, InstanceId) {
    let time = event.value.time.as_ref();
    let time = time.map(|time| (time.start, time.end));
    (time.is_none(), time, event.id())
}

impl View {
    /// The events of a festival that a filter wants, by start, those without a
    /// time last. Deleted events are left out unless the filter asks for what is over.
    pub fn schedule(&self, festival: &FestivalId, filter: &Filter) -> Vec<EventView<'_>> {
        let mut events = self.events(festival);
        let shown =
            |view: &EventView<'_>| !view.event.deleted || filter.state == Some(Progress::Over);
        events.retain(|view| shown(view) && filter.matches(view.event, &view.outlook(self)));
        events.sort_by_key(|view| in_order(view.event));
        events
    }
}
