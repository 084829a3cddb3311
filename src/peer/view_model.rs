//! View models: what the UI shows, cheap to clone and to compare. They hold facts
//! and the names of sentences, never the sentences themselves.

use std::rc::Rc;

use super::mark::Mark;
use crate::gossip::engine::LinkId;
use crate::gossip::handshake::HandshakeError;
use crate::gossip::session::HangReason;
use crate::gossip::signal::CodeError;
use crate::gossip::sync::Fault;
pub use crate::protocol::id::{FestivalId, InstanceId};
use crate::storage::StoreError;

/// The hexadecimal digits of a festival's name, for an address.
pub fn festival_digits(festival: &FestivalId) -> String {
    data_encoding::HEXLOWER.encode(festival.as_bytes())
}

/// Reads what [`festival_digits`] wrote.
pub fn festival_of_digits(digits: &str) -> Option<FestivalId> {
    FestivalId::from_slice(&data_encoding::HEXLOWER.decode(digits.as_bytes()).ok()?)
}

/// All that is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum AppView {
    /// The device's data is being read.
    Starting,
    /// The peer runs.
    Ready(ReadyView),
    /// It cannot run here.
    Failed(Problem),
}

/// A running peer.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadyView {
    /// The person here.
    pub me: PersonView,
    /// The public key in hexadecimal digits.
    pub key: Rc<str>,
    /// Festivals entered, by name.
    pub festivals: Rc<[FestivalView]>,
    /// The connection that is being made by codes.
    pub linking: LinkingView,
    /// Open links.
    pub links: Rc<[LinkView]>,
    /// What went wrong last, until it is dismissed.
    pub problem: Option<Problem>,
}

/// Somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// Animal and emoji.
    pub mark: Mark,
    /// Whether it is the person here.
    pub is_me: bool,
}

/// A festival.
#[derive(Clone, Debug, PartialEq)]
pub struct FestivalView {
    /// Which.
    pub id: FestivalId,
    /// Its name, where it is known here.
    pub title: Option<Rc<str>>,
    /// Who founded it.
    pub founder: PersonView,
    /// Its events, newest first.
    pub events: Rc<[EventView]>,
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventView {
    /// Which.
    pub id: InstanceId,
    /// Its title.
    pub title: Rc<str>,
    /// What it is about; empty where nothing was said.
    pub description: Rc<str>,
    /// Who made it.
    pub by: PersonView,
    /// Devices of linked neighbours that have it; only counted for own events.
    pub shared_with: usize,
}

/// A connection being made by codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkingView {
    /// None.
    Idle,
    /// Our browser is finding out how it can be reached.
    Preparing,
    /// Our offer is to be carried over; their answer is awaited.
    OfferReady {
        /// The code.
        code: Rc<str>,
    },
    /// Our answer is to be carried back; they will connect.
    AnswerReady {
        /// The code.
        code: Rc<str>,
    },
    /// Both codes are exchanged; the browsers are finding each other.
    Connecting,
}

/// An open link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// Which.
    pub link: LinkId,
    /// Who is there.
    pub who: PersonView,
    /// How far the first exchange has come.
    pub exchange: ExchangeView,
}

/// How far the first exchange on a link has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangeView {
    /// Entries are on their way.
    Receiving {
        /// Entries that came.
        received: u64,
        /// Entries that they announced, where they have.
        expected: Option<u64>,
    },
    /// Everything of theirs is here.
    UpToDate,
}

/// What went wrong, as the name of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A field is empty or too long.
    Title,
    /// The text is not a code at all.
    NotACode,
    /// The code is cut off or was changed.
    CodeDamaged,
    /// A newer app made it.
    CodeNewer,
    /// Its time is over.
    CodeExpired,
    /// One of two clocks is wrong.
    CodeFromTheFuture,
    /// The code is for a festival that is not known here.
    UnknownFestival,
    /// The answer is to another offer than the one that waits.
    NoSuchOffer,
    /// It is our own code.
    OwnCode,
    /// The browser could not make a connection.
    CannotConnect,
    /// The browsers did not find each other, or lost each other.
    NotReached,
    /// The other device has another key for this festival.
    OtherKey,
    /// Both sides are this installation.
    Ourselves,
    /// The other device broke the rules.
    TheirFault,
    /// The other device says that we broke the rules.
    OurFault,
    /// Nobody was proven in time.
    TooSlow,
    /// The device is full.
    DeviceFull,
    /// Another tab writes.
    OtherTab,
    /// The data is of a newer app.
    DeviceNewer,
    /// Another tab keeps the data of an older version open.
    DeviceBlocked,
    /// The device could not read or write.
    Device,
}

impl From<CodeError> for Problem {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::NotACode => Self::NotACode,
            CodeError::Damaged => Self::CodeDamaged,
            CodeError::Newer => Self::CodeNewer,
            CodeError::Expired => Self::CodeExpired,
            CodeError::FromTheFuture => Self::CodeFromTheFuture,
        }
    }
}

impl From<&StoreError> for Problem {
    fn from(error: &StoreError) -> Self {
        match error {
            StoreError::Full => Self::DeviceFull,
            StoreError::NotTheWriter => Self::OtherTab,
            StoreError::Newer => Self::DeviceNewer,
            StoreError::Blocked => Self::DeviceBlocked,
            _ => Self::Device,
        }
    }
}

impl Problem {
    /// What to tell of a closed link; none where somebody simply left.
    pub fn of_hang(reason: HangReason) -> Option<Self> {
        match reason {
            HangReason::Handshake(HandshakeError::OtherKey) | HangReason::TheyLeft(1) => {
                Some(Self::OtherKey)
            }
            HangReason::Handshake(HandshakeError::Ourselves) | HangReason::TheyLeft(2) => {
                Some(Self::Ourselves)
            }
            HangReason::TheyLeft(3) => Some(Self::OurFault),
            HangReason::Handshake(_)
            | HangReason::Malformed(_)
            | HangReason::Fault(Fault::OverCredit | Fault::Run(_)) => Some(Self::TheirFault),
            HangReason::TooSlow | HangReason::TheyLeft(4) => Some(Self::TooSlow),
            HangReason::WeLeave | HangReason::TheyLeft(_) => None,
        }
    }

    /// The Fluent id of its sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Title => "problem-title",
            Self::NotACode => "problem-not-a-code",
            Self::CodeDamaged => "problem-code-damaged",
            Self::CodeNewer => "problem-code-newer",
            Self::CodeExpired => "problem-code-expired",
            Self::CodeFromTheFuture => "problem-code-from-the-future",
            Self::UnknownFestival => "problem-unknown-festival",
            Self::NoSuchOffer => "problem-no-such-offer",
            Self::OwnCode => "problem-own-code",
            Self::CannotConnect => "problem-cannot-connect",
            Self::NotReached => "problem-not-reached",
            Self::OtherKey => "problem-other-key",
            Self::Ourselves => "problem-ourselves",
            Self::TheirFault => "problem-their-fault",
            Self::OurFault => "problem-our-fault",
            Self::TooSlow => "problem-too-slow",
            Self::DeviceFull => "problem-device-full",
            Self::OtherTab => "problem-other-tab",
            Self::DeviceNewer => "problem-device-newer",
            Self::DeviceBlocked => "problem-device-blocked",
            Self::Device => "problem-device",
        }
    }
}
