//! What stays while screens change: who one is here, the festivals, the badge of
//! the inbox, how connected one is, and what came of the last wishes.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::backup::BackupView;
use super::carrying::CarryingView;
use super::exchange::{ExportView, ImportView};
use super::festival::FestivalRow;
use super::linking::{ConnectedView, LinkView, LinkingView};
use super::people::PersonView;
use super::problem::{Problem, RefusalView};
use super::screen::{Screen, ScreenView};
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};

/// All that is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum AppView {
    /// The device's data is being read.
    Starting,
    /// The peer runs.
    Ready(Box<ReadyView>),
    /// It cannot run here.
    Failed(Problem),
    /// Everything on this device was wiped; loading the page again begins anew.
    Wiped,
}

/// A running peer.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadyView {
    /// What stays while screens change.
    pub frame: FrameView,
    /// Which screen `screen` shows. Where it is not what the UI looks at, the UI says
    /// so again: a peer that begins anew (another tab was the writer) is at home.
    pub at: Screen,
    /// The screen.
    pub screen: ScreenView,
}

/// What stays while screens change.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameView {
    /// The person here.
    pub me: PersonView,
    /// The public key in hexadecimal digits.
    pub key: Rc<str>,
    /// Now, unix seconds, rounded down to a minute: it changes once a minute.
    pub now: i64,
    /// Festivals entered: parents before their children, else by title.
    pub festivals: Rc<[FestivalRow]>,
    /// Open requests for my resources that I am to answer, for the badge.
    pub to_answer: usize,
    /// How connected this device is.
    pub heart: Heart,
    /// When somebody was last connected.
    pub contact: Contact,
    /// Open links.
    pub links: Rc<[LinkView]>,
    /// The connection that is being made by codes.
    pub linking: LinkingView,
    /// The last one that came about, until another one is begun.
    pub connected: Option<ConnectedView>,
    /// The file that is being written or taken in.
    pub carrying: CarryingView,
    /// Which backups there are.
    pub backup: BackupView,
    /// Whether the browser promised to keep this device's data.
    pub keeping: Keeping,
    /// Whether something of mine is on its way to this device's store.
    pub saving: bool,
    /// The import that is under way or was the last, until the UI says
    /// [`StopImport`](crate::peer::command::Command::StopImport).
    pub import: Option<ImportView>,
    /// A file that was asked for.
    pub export: Option<Rc<ExportView>>,
    /// What was left in the form that starts a festival.
    pub start_draft: Option<Rc<Draft>>,
    /// What came of the last wish that was saved; a new number each time.
    pub saved: Option<Outcome>,
    /// What went wrong last, until it is dismissed or another wish is made.
    pub refusal: Option<RefusalView>,
}

/// How connected this device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heart {
    /// No other device is connected.
    Alone,
    /// One or two are.
    WithFew,
    /// Three or more are.
    WellConnected,
}

impl Heart {
    /// How many other devices make it well connected.
    pub const WELL: usize = 3;

    /// The heart for so many connected devices.
    pub fn of(devices: usize) -> Self {
        match devices {
            0 => Self::Alone,
            few if few < Self::WELL => Self::WithFew,
            _ => Self::WellConnected,
        }
    }
}

/// When somebody was last connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// Never on this device, as far as it remembers.
    Never,
    /// Till then, unix seconds.
    Until(i64),
    /// Somebody is connected.
    Now,
}

/// Whether the browser promised to keep this device's data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// It was not asked yet: that comes with the first thing written here.
    #[default]
    NotAsked,
    /// It keeps them until somebody deletes them.
    Promised,
    /// It may delete them when it needs room.
    MayDelete,
}

/// What a wish was about: a form, a button. The UI shows a refusal beside it, and
/// names its drafts by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Nothing in particular: the device, the links.
    App,
    /// The connection by codes.
    Linking,
    /// Files that are carried by hand.
    Carrying,
    /// Backup and restore.
    Backup,
    /// Starting a festival.
    NewFestival,
    /// A festival and its description.
    Festival(FestivalId),
    /// An event to be made.
    NewEvent(FestivalId),
    /// An event; for stars and hides also a resource.
    Event(InstanceId),
    /// One need of an event.
    Need(InstanceId, u32),
    /// A resource to be offered.
    NewResource(FestivalId),
    /// A resource.
    Resource(InstanceId),
    /// Taking a resource for oneself.
    Use(InstanceId),
    /// A request: its answer, its withdrawal.
    Request(InstanceId),
    /// All requests that wait for me.
    AllRequests,
    /// A programme taken into a festival, or made into a file.
    Import(FestivalId),
    /// A person.
    Person(AuthorId),
    /// Who one is.
    Me,
    /// The services of others that find people.
    Network,
}

/// Something that was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Counts up, so that two alike can be told apart.
    pub number: u64,
    /// What the wish was about.
    pub place: Place,
    /// What was made or changed, if one thing.
    pub instance: Option<InstanceId>,
    /// In which festival, if in one.
    pub festival: Option<FestivalId>,
    /// How many entries were written: 0 where nothing had changed.
    pub entries: usize,
}

/// What a form held when it was left: its fields by name, as they were typed.
pub type Draft = BTreeMap<String, String>;
