//! Events: cards of the schedule, the page of one, what is mine.

use std::rc::Rc;

use super::day::Found;
use super::frame::Draft;
use super::inbox::MyRequest;
use super::people::{HiddenView, PersonView};
use super::resource::{Offered, ResourceRow};
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::event::{Event, Importance};
use crate::protocol::schema::parts::Interval;
use crate::protocol::view::filter::Progress;
use crate::protocol::view::needs::{Confirmed, NeedState};

/// The programme of a festival.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduleView {
    /// The festival.
    pub festival: FestivalId,
    /// Events by start, those without a time last.
    pub events: Found<EventCard>,
    /// Proposals: events without a confirmed place by people one does not know.
    pub proposals: Found<EventCard>,
    /// The first of those of `events` that happen now.
    pub now: Found<EventCard>,
    /// Those that come next.
    pub next: Rc<[EventCard]>,
    /// What is left out, by whose hide.
    pub hidden: Rc<[HiddenView]>,
    /// Events before the filter, hidden ones left out.
    pub total: usize,
    /// All kinds in use, for the filter.
    pub kinds: Rc<[Rc<str>]>,
    /// All tracks in use.
    pub tracks: Rc<[Rc<str>]>,
    /// All tags in use.
    pub tags: Rc<[Rc<str>]>,
    /// All places that events name: resource and title.
    pub places: Rc<[(InstanceId, Rc<str>)]>,
}

/// An event in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct EventCard {
    /// Which.
    pub id: InstanceId,
    /// Its festival.
    pub festival: FestivalId,
    /// Its title.
    pub title: Rc<str>,
    /// The second line.
    pub subtitle: Option<Rc<str>>,
    /// In one paragraph; may be empty.
    pub summary: Rc<str>,
    /// When; none means not fixed yet.
    pub time: Option<TimeView>,
    /// Where.
    pub place: Option<PlaceView>,
    /// Who made it.
    pub by: PersonView,
    /// About when its maker last wrote something here, unix seconds; this minute
    /// where they are connected.
    pub maker_active: i64,
    /// Talk, workshop, music, meal, use, …
    pub kind: Option<Rc<str>>,
    /// Part of the programme.
    pub track: Option<Rc<str>>,
    /// Tags.
    pub tags: Rc<[Rc<str>]>,
    /// One mark a need.
    pub needs: Rc<[NeedMark]>,
    /// How many of its musts are accepted.
    pub confirmed: Confirmed,
    /// How far it has come; [`Progress::Over`] when cancelled or deleted.
    pub progress: Progress,
    /// Whether I made it.
    pub mine: bool,
    /// Whether I starred it.
    pub starred: bool,
    /// Whether it, or an answer for it, changed since I last looked.
    pub changed: bool,
    /// Whether something was granted more often than there is.
    pub overbooked: bool,
    /// What owners say about it.
    pub notes: Rc<[OwnerNote]>,
    /// Why it was cancelled; may be empty.
    pub reason: Rc<str>,
    /// Devices of linked neighbours that have all of it; counted for mine only.
    pub shared_with: usize,
}

/// When an event happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeView {
    /// First second, unix seconds.
    pub start: i64,
    /// First second after.
    pub end: i64,
    /// Whole festival days.
    pub all_day: bool,
    /// IANA zone in which it was entered.
    pub zone: Rc<str>,
}

/// Where an event is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceView {
    /// The place.
    pub resource: InstanceId,
    /// Its festival: the event's or an ancestor.
    pub festival: FestivalId,
    /// What it is called; none where it is not known here.
    pub title: Option<Rc<str>>,
    /// Whether its owner accepted.
    pub accepted: bool,
    /// Whether an event that still may happen was refused there, or left: it needs another.
    pub refused: bool,
}

/// A need as a mark with a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedMark {
    /// Its number within the event.
    pub need: u32,
    /// Its words, else the title of its resource; may be empty.
    pub label: Rc<str>,
    /// Its state.
    pub state: NeedState,
    /// Must or nice to have.
    pub importance: Importance,
    /// Units granted for the event as it is now.
    pub granted: u64,
    /// Units wanted.
    pub quantity: u32,
    /// Whether the event changed since it was granted, and was asked for again already.
    pub asked_again: bool,
}

/// What an owner says about an event: «Note from Main Hall: moved to the garden».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerNote {
    /// What the resource is called.
    pub resource: Rc<str>,
    /// The owner.
    pub by: PersonView,
    /// The words.
    pub text: Rc<str>,
}

/// The page of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventPage {
    /// The card.
    pub card: EventCard,
    /// All its fields.
    pub fields: Rc<Event>,
    /// Whether it was deleted: a tombstone.
    pub deleted: bool,
    /// Its needs.
    pub needs: Rc<[NeedRow]>,
    /// When it was first written, unix milliseconds by its maker's clock.
    pub made: u64,
    /// When it was last changed.
    pub changed: u64,
    /// Whose hide hides it, where such is followed.
    pub hidden_by: Option<PersonView>,
    /// Whether I have proposed to hide it.
    pub hidden_by_me: bool,
}

/// A need on the page of its event.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedRow {
    /// The mark.
    pub mark: NeedMark,
    /// When it is needed; none while the event has no time.
    pub interval: Option<Interval>,
    /// The resource that is granted, else asked for, else named.
    pub resource: Option<ResourceRow>,
    /// Requests that count for it, the latest first.
    pub requests: Rc<[MyRequest]>,
    /// Whether I can ask (again): nobody was asked, it was declined, or it changed.
    pub may_ask: bool,
    /// The resource wants a time and the event has none yet.
    pub waits_for_time: bool,
}

/// The form of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventFormView {
    /// The festival.
    pub festival: FestivalId,
    /// The event, with what was answered; none for a new one.
    pub page: Option<Rc<EventPage>>,
    /// What can be asked for here.
    pub resources: Rc<[Offered]>,
    /// Of the event's own grants, needs that would keep them at the time named.
    pub keeps: Rc<[u32]>,
    /// Needs that would have to be asked for again.
    pub asks_again: Rc<[u32]>,
    /// What the form held when it was left.
    pub draft: Option<Rc<Draft>>,
}

/// What is mine in a festival.
#[derive(Clone, Debug, PartialEq)]
pub struct MineView {
    /// The festival.
    pub festival: FestivalId,
    /// Events that I made or starred, by start.
    pub events: Found<EventCard>,
    /// Positions of those that share time with another one.
    pub overlaps: Rc<[usize]>,
    /// Times without anything between two of them: after which position, and when.
    pub gaps: Rc<[(usize, Interval)]>,
    /// My resources.
    pub resources: Found<ResourceRow>,
    /// My requests that still matter, the latest first.
    pub requests: Found<MyRequest>,
}
