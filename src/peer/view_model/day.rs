//! The day itself: what changed, what happens where, what is found, what hangs on
//! the wall.

use std::rc::Rc;

use super::event::EventCard;
use super::people::{PersonRow, PersonView};
use super::resource::{MarketView, ResourcePage, ResourceRow};
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::authorization::Verdict;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::resource::Resource;

/// What was found by words in a festival.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchView {
    /// The festival.
    pub festival: FestivalId,
    /// Events by start.
    pub events: Found<EventCard>,
    /// Resources by title, also those of ancestors.
    pub resources: Found<ResourceRow>,
    /// People, the latest active first.
    pub people: Found<PersonRow>,
}

/// Some of what was found, and how much there is.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// The position of the first of them.
    pub from: usize,
    /// Those that are seen.
    pub first: Rc<[T]>,
    /// All of them.
    pub count: usize,
}

/// What changed in a festival since one looked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewsView {
    /// The festival.
    pub festival: FestivalId,
    /// Whether one ever said that one looked; else nothing can have changed since.
    pub looked: bool,
    /// What changed: with a star first, then the latest first.
    pub rows: Rc<[NewsRow]>,
    /// All that changed, also what `rows` has no room for.
    pub count: usize,
}

/// An event or a resource that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct NewsRow {
    /// What it is.
    pub thing: NewsThing,
    /// What happened to it, the earliest first, each once.
    pub what: Rc<[Change]>,
    /// When it happened last, unix seconds by the clock of who wrote it.
    pub at: i64,
}

/// What changed.
#[derive(Clone, Debug, PartialEq)]
pub enum NewsThing {
    /// An event.
    Event(Rc<EventCard>),
    /// A resource.
    Resource(Rc<ResourceRow>),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New,
    /// Its time, and what it was where that is known.
    Time(Option<Interval>),
    /// Where it is, and what the place was called where that is known.
    Place(Option<Rc<str>>),
    /// What it is called.
    Title,
    /// Whether it can be used.
    Condition,
    /// Something else that it says.
    Edited,
    /// It was cancelled.
    Cancelled,
    /// It was deleted.
    Deleted,
    /// An owner answered.
    Answer {
        /// What is answered for.
        resource: Rc<str>,
        /// What the answer says.
        verdict: Verdict,
        /// Of so many that were asked for…
        quantity: u32,
        /// …so many are granted.
        granted: u32,
        /// Its words; may be empty.
        text: Rc<str>,
    },
}

/// Some of the programme with its places side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct GridView {
    /// The festival.
    pub festival: FestivalId,
    /// The whole hours that hold everything in `events`; within the time asked for.
    pub hours: Interval,
    /// The position of the first of `places` among all that have events then.
    pub from: usize,
    /// How many these are.
    pub count: usize,
    /// What stands side by side, by title; events without a place come last.
    pub places: Rc<[GridPlace]>,
    /// The events by start, and where each stands.
    pub events: Rc<[(EventCard, Cell)]>,
    /// What has no room there: whole days, and more at once than there are tracks.
    pub beside: Rc<[EventCard]>,
}

/// A place among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridPlace {
    /// Which; none for events without a place.
    pub place: Option<InstanceId>,
    /// What it is called; none where it is not known here.
    pub title: Option<Rc<str>>,
    /// Its first track, counted from 0.
    pub track: usize,
    /// How many tracks it takes: as many as events meet there at once.
    pub tracks: usize,
}

/// Where an event stands in a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its track, counted from 0 over all places.
    pub track: usize,
    /// Its part of the time asked for.
    pub during: Interval,
}

/// All that can be had, and one of it whole.
#[derive(Clone, Debug, PartialEq)]
pub struct InventoryView {
    /// The rows.
    pub market: MarketView,
    /// The one looked at.
    pub page: Option<Rc<ResourcePage>>,
}

/// The plan of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanView {
    /// The festival.
    pub festival: FestivalId,
    /// Pictures that can be looked at.
    pub sheets: Rc<[Sheet]>,
    /// The one that is, as a position in `sheets`.
    pub sheet: Option<usize>,
    /// It, a WebP; none where there is none.
    pub picture: Option<Rc<[u8]>>,
    /// Places by title, those on the plan first.
    pub places: Rc<[PlanPlace]>,
    /// Of so many of these it is told what happens there.
    pub told: usize,
}

/// A picture that can serve as a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The place whose picture it is; none for the festival's.
    pub place: Option<InstanceId>,
    /// What that is called; none where nobody said.
    pub title: Option<Rc<str>>,
}

/// A place, where it is, and what happens there.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanPlace {
    /// The place.
    pub id: InstanceId,
    /// The festival that it is of.
    pub festival: FestivalId,
    /// What it is called.
    pub title: Rc<str>,
    /// Where it is, in a few words.
    pub location: Option<Rc<str>>,
    /// Where on the plan: from the left and from the top, in 1/65,535.
    pub pin: Option<(i64, i64)>,
    /// Where on Earth: latitude and longitude in 1e-7 degree.
    pub geo: Option<(i64, i64)>,
    /// What happens there now and next, by start: what was granted, and what its owner may
    /// still grant ([`PlaceView::accepted`](super::event::PlaceView::accepted) says which).
    /// Nothing where it is not told.
    pub events: Rc<[EventCard]>,
    /// All that it says, where it is mine: its pin can be moved.
    pub fields: Option<Rc<Resource>>,
}

/// What a screen on the wall shows.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardView {
    /// The festival.
    pub festival: FestivalId,
    /// What happens now, by start.
    pub now: Rc<[EventCard]>,
    /// What comes next, by start.
    pub next: Rc<[EventCard]>,
    /// What was cancelled, or about which an owner says something, and is not over.
    pub changed: Rc<[EventCard]>,
    /// The code of a join link: whoever scans it has no key yet.
    pub code: Rc<str>,
}

/// Where a festival stands among others.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeView {
    /// The festival.
    pub festival: FestivalId,
    /// From the outermost one that is here down to it.
    pub path: Rc<[(FestivalId, Option<Rc<str>>)]>,
    /// Whether the outermost one is part of a festival that is not here.
    pub more_above: bool,
    /// All that are part of the outermost one, and it: parents before children.
    pub rows: Rc<[TreeRow]>,
}

/// A festival in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeRow {
    /// Which.
    pub festival: FestivalId,
    /// Its name; none as long as nobody said.
    pub title: Option<Rc<str>>,
    /// How deep it stands; 0 is outermost.
    pub depth: usize,
    /// Who announced it; none for one that is known here by itself.
    pub by: Option<PersonView>,
    /// Whether it was entered here.
    pub entered: bool,
    /// Whether its announcement lets one in.
    pub open: bool,
    /// Its events, where it was entered.
    pub events: usize,
    /// Its resources, where it was entered.
    pub resources: usize,
    /// First second and first second after, unix seconds, where it has dates.
    pub dates: Option<Interval>,
    /// Whether it is over.
    pub archived: bool,
}
