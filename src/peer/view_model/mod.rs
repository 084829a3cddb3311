//! View models: what the UI shows, cheap to clone and to compare. They hold facts
//! and the names of sentences, never the sentences themselves.
//!
//! The UI says by [`Command::Look`](super::command::Command::Look) what it looks
//! at; only that [`Screen`] is projected, and [`ReadyView::at`] says which one it
//! is: until it equals what the UI asked for, the picture of another screen is
//! still on its way. The [`FrameView`] around it is always there.
//!
//! Times: instants are unix seconds (`i64`), claimed times of writing are unix
//! milliseconds (`u64`). Time zones, days and languages are the browser's
//! business. Texts are as people wrote them, hostile ones included.
//!
//! For forms use the protocol's own structs, re-exported here: a page has them in
//! `fields`, a command takes them back whole, and the core works out what changed.

pub mod backup;
pub mod carrying;
pub mod day;
pub mod event;
pub mod exchange;
pub mod festival;
pub mod frame;
pub mod inbox;
pub mod invite;
pub mod linking;
pub mod network;
pub mod people;
pub mod problem;
pub mod resource;
pub mod screen;

pub use self::backup::{BackupStep, BackupView, OpenedView, SecretsView};
pub use self::carrying::{CarryingView, FileId, GivenView, TakenView, is_picture};
pub use self::day::{
    BoardView, Cell, Change, Found, GridPlace, GridView, InventoryView, NewsRow, NewsThing,
    NewsView, PlanPlace, PlanView, SearchView, Sheet, TreeRow, TreeView,
};
pub use self::event::{
    EventCard, EventFormView, EventPage, MineView, NeedMark, NeedRow, OwnerNote, PlaceView,
    ScheduleView, TimeView,
};
pub use self::exchange::{ExportFormat, ExportView, ImportState, ImportView};
pub use self::festival::{
    AwayRow, BranchRow, ConnectionsView, FestivalFormView, FestivalRow, HealthRow, News, ParentView,
};
pub use self::frame::{
    AppView, Contact, Draft, FrameView, Heart, Keeping, Outcome, Place, ReadyView,
};
pub use self::inbox::{AnswerView, Handling, InboxView, MyRequest, QueueGroup, QueueRow};
pub use self::invite::{InviteView, JoinView};
pub use self::linking::{
    CandidateKind, Cause, ConnectedView, ExchangeView, FailureView, How, LinkView, LinkingView,
};
pub use self::network::{Knocking, NetworkChoice, NetworkView, RelayRefusal, RelayState, Turn};
pub use self::people::{HiddenView, MeView, PeopleView, PersonPage, PersonRow, PersonView};
pub use self::problem::{Problem, RefusalView};
pub use self::resource::{
    BusyView, DeciderView, MarketView, Offered, PolicyView, ResourceFormView, ResourcePage,
    ResourceRow, UseNow,
};
pub use self::screen::{MarketFilter, Rows, ScheduleFilter, Screen, ScreenView};

pub use crate::gossip::engine::LinkId;
pub use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
pub use crate::protocol::policy::{CLOSED, DRAW, FIRST_COME, MANUAL};
pub use crate::protocol::schema::authorization::{DecidedBy, ReasonCode, Verdict};
pub use crate::protocol::schema::codec::Word;
pub use crate::protocol::schema::event::{
    Event, EventState, EventStatus, EventTime, Importance, Need, USE,
};
pub use crate::protocol::schema::festival::{DAY_CHANGE, Festival, Notice};
pub use crate::protocol::schema::location::{Address, Location, Plan, Space, Url};
pub use crate::protocol::schema::parts::{Geo, Host, Interval, Link, Source};
pub use crate::protocol::schema::profile::{Bot, Profile, ProfileKind};
pub use crate::protocol::schema::resource::{
    Access, Accessibility, Blackout, Condition, PolicyChoice, PolicyParams, Resource, ResourceKind,
    Status,
};
pub use crate::protocol::view::ask::AskState;
pub use crate::protocol::view::calendar::Clash;
pub use crate::protocol::view::filter::{Filter, Progress};
pub use crate::protocol::view::needs::{Confirmed, NeedState};
pub use crate::protocol::view::plain::plain;
pub use crate::protocol::view::queue::EventStanding;

use super::local::place_name;

/// The hexadecimal digits of a festival's name, for an address.
pub fn festival_digits(festival: &FestivalId) -> String {
    data_encoding::HEXLOWER.encode(festival.as_bytes())
}

/// Reads what [`festival_digits`] wrote.
pub fn festival_of_digits(digits: &str) -> Option<FestivalId> {
    FestivalId::from_slice(&data_encoding::HEXLOWER.decode(digits.as_bytes()).ok()?)
}

/// The hexadecimal digits of an event, resource or request, for an address or a key.
pub fn instance_digits(instance: &InstanceId) -> String {
    data_encoding::HEXLOWER.encode(instance.as_bytes())
}

/// Reads what [`instance_digits`] wrote.
pub fn instance_of_digits(digits: &str) -> Option<InstanceId> {
    InstanceId::from_slice(&data_encoding::HEXLOWER.decode(digits.as_bytes()).ok()?)
}

/// The hexadecimal digits of a form's place, by which drafts are known.
pub fn place_digits(place: &Place) -> String {
    data_encoding::HEXLOWER.encode(&place_name(place))
}

/// The hexadecimal digits of a person's key, for an address or a key.
pub fn author_digits(author: &AuthorId) -> String {
    data_encoding::HEXLOWER.encode(author.as_bytes())
}

/// Reads what [`author_digits`] wrote.
pub fn author_of_digits(digits: &str) -> Option<AuthorId> {
    AuthorId::from_slice(&data_encoding::HEXLOWER.decode(digits.as_bytes()).ok()?)
}
