//! Resources: rows of the market, the page of one, its form.

use std::rc::Rc;

use super::day::Found;
use super::frame::Draft;
use super::people::{HiddenView, PersonView};
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::resource::{Accessibility, Resource, ResourceKind};
use crate::protocol::view::calendar::Clash;

/// What can be had in a festival.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketView {
    /// The festival.
    pub festival: FestivalId,
    /// Its resources and its ancestors'; those that fit first where a time was
    /// named, then by title.
    pub resources: Found<ResourceRow>,
    /// What is left out, by whose hide.
    pub hidden: Rc<[HiddenView]>,
    /// Resources before the filter, hidden ones left out.
    pub total: usize,
    /// All tags in use, for the filter.
    pub tags: Rc<[Rc<str>]>,
}

/// A resource in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceRow {
    /// Which.
    pub id: InstanceId,
    /// Its festival: the one looked at or an ancestor.
    pub festival: FestivalId,
    /// What it is called.
    pub title: Rc<str>,
    /// What it is.
    pub kind: ResourceKind,
    /// Its one owner.
    pub owner: PersonView,
    /// About when its owner last wrote something here, unix seconds; this minute
    /// where they are connected.
    pub owner_active: i64,
    /// How many can be granted at the same time; 0 means without limit.
    pub units: u32,
    /// How many people fit.
    pub people_capacity: Option<u32>,
    /// Where it is in a few words; none where nobody said.
    pub location: Option<Rc<str>>,
    /// Tags.
    pub tags: Rc<[Rc<str>]>,
    /// Who can use it.
    pub access: Rc<Accessibility>,
    /// How the owner decides.
    pub policy: PolicyView,
    /// Its state now.
    pub now: UseNow,
    /// Whether it could be granted at the time that was named; none where none was.
    pub fits: Option<Result<(), Clash>>,
    /// Open requests for it, anyone's.
    pub open_requests: usize,
    /// Whether it is mine.
    pub mine: bool,
    /// Whether I starred it.
    pub starred: bool,
    /// Whether it was deleted: a tombstone.
    pub deleted: bool,
}

/// A resource that an event may ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// Which.
    pub id: InstanceId,
    /// Where it is offered: this festival, or one around it.
    pub festival: FestivalId,
    /// Its title.
    pub title: Rc<str>,
    /// Its kind.
    pub kind: ResourceKind,
    /// How many can be granted at the same time; 0 means without limit.
    pub units: u32,
    /// Where it is, in a few words.
    pub location: Option<Rc<str>>,
    /// Who decides.
    pub owner: PersonView,
    /// About when they last wrote something here, unix seconds; this minute
    /// where they are connected.
    pub owner_active: i64,
    /// How they decide.
    pub policy: PolicyView,
    /// Whether it is free at the time named; none where none was.
    pub fits: Option<Result<(), Clash>>,
    /// Whether it is mine.
    pub mine: bool,
    /// How many others wait for it at the time named; 0 where none was, or where it is
    /// mine: those are in the inbox.
    pub waiting: usize,
}

/// How an owner decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyView {
    /// Its name; see [`FIRST_COME`](super::FIRST_COME) and its neighbours.
    pub name: Rc<str>,
    /// In the owner's words; may be empty.
    pub text: Rc<str>,
    /// When the draw happens, unix seconds.
    pub draw_at: Option<i64>,
    /// Most grants standing at once for one person.
    pub most_per_author: Option<u32>,
    /// Whether the owner is asked about people they do not know.
    pub asks_for_strangers: bool,
    /// Where it decides.
    pub decider: DeciderView,
}

/// Where a policy is at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeciderView {
    /// Mine, and this device answers.
    Here,
    /// Mine, and another device of mine answers; it can be taken over.
    Elsewhere,
    /// Somebody else's.
    Theirs,
}

/// The state of a resource at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UseNow {
    /// It can be had, till when it is known to change.
    Free {
        /// Unix seconds; none where nothing is known to come.
        until: Option<i64>,
    },
    /// Some of its units are taken.
    PartlyBusy {
        /// Units left.
        free: u32,
        /// Until this changes.
        until: i64,
    },
    /// It is taken.
    Busy {
        /// Until this changes.
        until: i64,
    },
    /// Outside its windows, or within a blackout.
    Closed {
        /// When it can be had next; none where that is not known.
        until: Option<i64>,
        /// Why, in the owner's words; may be empty.
        reason: Rc<str>,
    },
    /// It can be had, but read this.
    Notice {
        /// The words.
        text: Rc<str>,
    },
    /// It cannot be used.
    OutOfOrder {
        /// Why; may be empty.
        text: Rc<str>,
        /// Till when, where the owner knows.
        until: Option<i64>,
    },
}

/// The page of a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourcePage {
    /// The row.
    pub row: ResourceRow,
    /// All its fields.
    pub fields: Rc<Resource>,
    /// What it is granted for, by start.
    pub busy: Rc<[BusyView]>,
    /// Times at which one unit is free within the festival's dates, or the two
    /// weeks from now where it has none.
    pub free: Rc<[Interval]>,
    /// My other places in its festival, by title, where it is mine: where something
    /// can be moved to.
    pub other_places: Rc<[(InstanceId, Rc<str>)]>,
    /// Whose hide hides it, where such is followed.
    pub hidden_by: Option<PersonView>,
    /// Whether I have proposed to hide it.
    pub hidden_by_me: bool,
    /// What was left in the form that asks for it.
    pub draft: Option<Rc<Draft>>,
}

/// A time for which something is granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyView {
    /// When; all of time for a grant without one.
    pub interval: Interval,
    /// How many units.
    pub quantity: u32,
    /// The request.
    pub request: InstanceId,
    /// The title of what it is for; none where the request is not known.
    pub title: Option<Rc<str>>,
    /// The event and its festival, where it is here.
    pub event: Option<(FestivalId, InstanceId)>,
    /// For whom; none where the request is not known.
    pub who: Option<PersonView>,
    /// Whether more is granted then than there is.
    pub overbooked: bool,
    /// Whether the owner's windows, blackouts or state now exclude it.
    pub stranded: bool,
}

/// The form of a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceFormView {
    /// The festival.
    pub festival: FestivalId,
    /// The resource; none for a new one.
    pub page: Option<Rc<ResourcePage>>,
    /// What the form held when it was left.
    pub draft: Option<Rc<Draft>>,
}
