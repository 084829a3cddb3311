//! Festivals: rows of the switcher, the form, and how well one is kept.

use std::rc::Rc;

use super::frame::Draft;
use super::linking::FailureView;
use super::network::NetworkView;
use super::people::PersonView;
use crate::protocol::id::FestivalId;
use crate::protocol::schema::festival::{Festival, Notice};
use crate::protocol::schema::parts::Interval;

/// A festival, as the frame shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct FestivalRow {
    /// How many entries of mine fell away because my log was forked: they can be
    /// published again or forgotten.
    pub fallen: usize,
    /// Which.
    pub id: FestivalId,
    /// Its name: the founder's word, or as long as that has not come what the
    /// invitation claimed; none where neither is known.
    pub title: Option<Rc<str>>,
    /// Whether the founder's description has come, so that the name is more than
    /// a claim.
    pub described: bool,
    /// In one paragraph; may be empty.
    pub summary: Rc<str>,
    /// Who founded it.
    pub founder: PersonView,
    /// The festival it is part of.
    pub parent: ParentView,
    /// How deep it stands below festivals that are here; 0 is outermost.
    pub depth: usize,
    /// First second, unix seconds.
    pub start: Option<i64>,
    /// First second after.
    pub end: Option<i64>,
    /// IANA zone in which its times are shown.
    pub time_zone: Rc<str>,
    /// When its days begin, seconds after local midnight.
    pub day_change: u32,
    /// Pinned on every screen.
    pub notice: Option<Notice>,
    /// A WebP for the round avatar.
    pub picture: Option<Rc<[u8]>>,
    /// Over: nothing new is expected.
    pub archived: bool,
    /// Events that are neither deleted nor cancelled.
    pub events: usize,
    /// Resources that are offered.
    pub resources: usize,
    /// People who wrote here.
    pub people: usize,
    /// Whether I have written here.
    pub i_write: bool,
    /// Devices connected for this festival now.
    pub devices: usize,
    /// Its dates, else from its first event to the end of its last.
    pub span: Option<Interval>,
    /// What changed since one looked; none where one never said that one did.
    pub news: Option<News>,
    /// When the newest file that was taken in was made, unix seconds.
    pub carried: Option<i64>,
    /// Whether it was opened only to look around, and nobody else came: nothing has to be
    /// set up in it.
    pub sample: bool,
}

/// How many events and resources changed since one looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// All of them.
    pub all: usize,
    /// Those with a star and those of mine.
    pub starred: usize,
}

/// Where a festival belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParentView {
    /// It stands for itself.
    None,
    /// Part of a festival that is here.
    Known(FestivalId),
    /// Part of a festival that is not here.
    Unknown,
}

/// A festival's description, for reading and changing.
#[derive(Clone, Debug, PartialEq)]
pub struct FestivalFormView {
    /// The festival.
    pub festival: FestivalId,
    /// What its founder says; none as long as it has not come.
    pub fields: Option<Rc<Festival>>,
    /// Whether I may change it: I founded it.
    pub may_change: bool,
    /// Festivals that are part of it, known or announced.
    pub branches: Rc<[BranchRow]>,
    /// What the form held when it was left.
    pub draft: Option<Rc<Draft>>,
}

/// A festival below another.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchRow {
    /// Which.
    pub festival: FestivalId,
    /// Its name.
    pub title: Rc<str>,
    /// Who announced it.
    pub by: PersonView,
    /// Whether it was entered here.
    pub entered: bool,
    /// Whether anyone in the parent may enter it.
    pub open: bool,
}

/// How well a festival is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthRow {
    /// Which.
    pub festival: FestivalId,
    /// Logs kept here.
    pub logs: usize,
    /// Entries kept here.
    pub entries: u64,
    /// Other devices connected for it.
    pub devices: usize,
    /// Of the devices connected, those that have all of what I wrote here.
    pub shared_with: usize,
    /// Entries of mine here.
    pub own_entries: u64,
    /// First digits of the digest of all that is known of it: equal on two devices
    /// that know the same. None while a first exchange is under way, and until it is made.
    pub digest: Option<Rc<str>>,
    /// Devices that asked at a meeting point to be let in, and are not yet.
    pub knocking: usize,
    /// Whether some meeting point listens to us for it.
    pub listening: bool,
    /// Whether more is written than is kept.
    pub crowded: bool,
    /// People who are not connected with this device, the last seen first.
    pub away: Rc<[AwayRow]>,
}

/// Somebody who is not connected now.
#[derive(Clone, Debug, PartialEq)]
pub struct AwayRow {
    /// Who.
    pub who: PersonView,
    /// When a device of theirs was last here, unix seconds, as it says itself.
    pub last_here: i64,
}

/// The page of the connections.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectionsView {
    /// How well each festival is kept.
    pub health: Rc<[HealthRow]>,
    /// The services of others that are used.
    pub network: NetworkView,
    /// Why the last connection did not come about, until one does.
    pub failure: Option<FailureView>,
}
