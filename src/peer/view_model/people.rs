//! People: who they say they are, who one says they are, and what they do here.

use std::rc::Rc;

use super::event::EventCard;
use super::frame::Draft;
use super::resource::ResourceRow;
use crate::peer::mark::{Comparison, Mark};
use crate::protocol::id::{AuthorId, FestivalId};
use crate::protocol::schema::profile::{Profile, ProfileKind};

/// Somebody. Show `petname`, else `name`, else the mark's name; always with the
/// mark's emoji, since anybody can choose any `name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// Who.
    pub author: AuthorId,
    /// Animal and emoji, which follow from the key.
    pub mark: Mark,
    /// What the person here calls them; never published.
    pub petname: Option<Rc<str>>,
    /// What they call themselves: a claim.
    pub name: Option<Rc<str>>,
    /// A program rather than a human, by their own word.
    pub kind: ProfileKind,
    /// Whether it is the person here.
    pub is_me: bool,
    /// Whether their key was compared face to face.
    pub verified: bool,
    /// Whether the person here has blocked them.
    pub blocked: bool,
}

impl PersonView {
    /// The last four hexadecimal digits of the key, to tell namesakes apart.
    pub fn tail(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.author.as_bytes()[AuthorId::LEN - 2..])
    }
}

/// Everyone who wrote in a festival.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleView {
    /// The festival.
    pub festival: FestivalId,
    /// Everyone, the latest active first.
    pub people: Rc<[PersonRow]>,
}

/// Somebody who wrote in a festival.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Who.
    pub person: PersonView,
    /// What they say about themselves; may be empty.
    pub about: Rc<str>,
    /// Their resources.
    pub resources: usize,
    /// Their events.
    pub events: usize,
    /// Devices they wrote from.
    pub devices: usize,
    /// About when they last wrote something, unix seconds by their own clock.
    pub last_active: i64,
    /// «Two histories»: one of their logs was forked and is frozen.
    pub two_histories: bool,
    /// Whose hide hides them, where such is followed.
    pub hidden_by: Option<PersonView>,
    /// Whether I have proposed to hide them.
    pub hidden_by_me: bool,
    /// Whether a link to a device of theirs is open.
    pub connected: bool,
    /// Whether they founded the festival.
    pub founder: bool,
    /// Whether I follow what they propose to hide; the founder's is the preset.
    pub followed: bool,
}

/// One person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonPage {
    /// The festival.
    pub festival: FestivalId,
    /// The row.
    pub row: PersonRow,
    /// Their whole key in hexadecimal digits, for comparing.
    pub key: Rc<str>,
    /// What both of us read to each other to be sure of our keys.
    pub comparison: Comparison,
    /// What they say about themselves.
    pub profile: Option<Rc<Profile>>,
    /// Their events here.
    pub events: Rc<[EventCard]>,
    /// Their resources here.
    pub resources: Rc<[ResourceRow]>,
    /// Their open requests for my resources, in all festivals: for «decline all».
    pub open_requests: usize,
    /// What of mine is granted to them: blocking keeps it, revoking frees it.
    pub granted: usize,
}

/// Who one is, and what this device keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct MeView {
    /// What I say about myself, by festival in which I said something.
    pub profiles: Rc<[(FestivalId, Rc<Profile>)]>,
    /// What the form of a profile held when it was left.
    pub draft: Option<Rc<Draft>>,
    /// People I have blocked.
    pub blocked: Rc<[PersonView]>,
    /// Logs kept here.
    pub logs: usize,
    /// Entries kept here.
    pub entries: u64,
    /// Entries of mine, from all my devices.
    pub own_entries: u64,
    /// My devices that wrote something, this one included.
    pub devices: usize,
}

/// Events or resources that are left out of a list because somebody whose hides
/// are followed hides them: «12 hidden by Blue Otter · show».
#[derive(Clone, Debug, PartialEq)]
pub struct HiddenView {
    /// Who hides them.
    pub by: PersonView,
    /// How many.
    pub count: usize,
}
