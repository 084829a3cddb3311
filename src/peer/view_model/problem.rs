//! What went wrong: the name of a sentence, what it is about, and the field.

use crate::protocol::bundle::BundleError;
use std::rc::Rc;

use super::frame::Place;
use crate::gossip::handshake::HandshakeError;
use crate::gossip::session::HangReason;
use crate::gossip::signal::CodeError;
use crate::protocol::exchange::ExchangeError;
use crate::protocol::schema::error::{Fault as FieldFault, FieldError};
use crate::protocol::view::calendar::Clash;
use crate::storage::StoreError;

/// A wish that was refused, or something that went wrong by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalView {
    /// The sentence.
    pub problem: Problem,
    /// What it is about: beside which form or button it is shown.
    pub place: Place,
    /// The field of the form by its path (`title`, `needs[2].label`), empty where it
    /// is no single field.
    pub field: Rc<str>,
}

impl RefusalView {
    /// A refusal that is about no single field.
    pub fn new(problem: Problem, place: Place) -> Self {
        Self {
            problem,
            place,
            field: "".into(),
        }
    }

    /// A field that does not fit.
    pub fn of_field(error: &FieldError, place: Place) -> Self {
        Self {
            problem: Problem::of_field(error),
            place,
            field: error.field.as_str().into(),
        }
    }
}

/// What went wrong, as the name of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A field is empty or too long.
    Title,
    /// A field is empty that must not be.
    FieldMissing,
    /// A text is longer than a field takes.
    FieldTooLong,
    /// There are more of something than a field takes.
    FieldTooMany,
    /// A number is outside what a field takes.
    FieldRange,
    /// Two things said contradict each other: an end before its start.
    FieldContradiction,
    /// A field does not fit in another way.
    Field,
    /// It belongs to somebody else.
    NotYours,
    /// It is not here (any more).
    NotThere,
    /// It was cancelled, deleted or withdrawn, which is final.
    Over,
    /// An answer like this does not fit what became of the request.
    NoAnswerFits,
    /// Not enough is free then.
    ClashTaken,
    /// Outside the hours in which it can be had, or blocked by its owner.
    ClashClosed,
    /// It is out of order.
    ClashOutOfOrder,
    /// It can only be asked for with a time.
    ClashNeedsTime,
    /// The need names nothing that can be asked from here.
    NothingToAsk,
    /// Nothing of it fits.
    NothingFits,
    /// A circle: a festival cannot be part of itself.
    OwnParent,
    /// The festival is announced without its key.
    NeedsInvitation,
    /// The festival is archived: nothing new is written in it.
    Archived,
    /// Our own writing went wrong; nothing was saved.
    Writing,
    /// Somebody who is blocked here was at the other end.
    Blocked,
    /// The text is not a code at all.
    NotACode,
    /// The code is cut off or was changed.
    CodeDamaged,
    /// The text is a join link, where a code of two pages is wanted.
    JoinLink,
    /// A line that should be the address of a server is none.
    NotAnAddress,
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
    /// The file is too large, or has more in it than is taken.
    ImportTooLarge,
    /// The file is no programme, or damaged.
    ImportUnreadable,
    /// A time in the file cannot be read.
    ImportTime,
    /// The zone of the programme is not known here.
    ImportZone,
    /// There is no event in the file.
    ImportEmpty,
    /// Another import is under way.
    ImportUnderWay,
    /// The programme cannot be written as a file.
    Export,
    /// There is nothing new to be given.
    NothingToGive,
    /// The file is no bundle.
    BundleNot,
    /// A newer app made it.
    BundleNewer,
    /// It is cut off or was changed on the way.
    BundleDamaged,
    /// It is of a festival that was not entered here.
    BundleForeign,
    /// It was sealed with another key than the festival's.
    BundleOtherKey,
    /// Its maker broke the rules.
    BundleFalse,
    /// It is larger than anything that is kept.
    BundleTooMuch,
    /// The device does not give the file.
    FileUnreadable,
    /// There are not 24 words.
    WordsCount,
    /// A word is not in the list; the field is its number.
    WordUnknown,
    /// The words do not belong together in this order.
    WordsOrder,
    /// It is too easy to guess.
    PassphraseShort,
    /// It is no backup.
    BackupNot,
    /// A newer app made it.
    BackupNewer,
    /// It is cut off or was changed.
    BackupDamaged,
    /// The passphrase is another one.
    BackupPassphrase,
    /// It needs more memory than the device has.
    BackupMemory,
    /// It would bring somebody else back.
    BackupOfOther,
    /// The device is full.
    DeviceFull,
    /// A code was handed to the tab that waits for it.
    HandedOver,
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

impl From<BundleError> for Problem {
    fn from(error: BundleError) -> Self {
        match error {
            BundleError::NotABundle => Self::BundleNot,
            BundleError::Newer => Self::BundleNewer,
            BundleError::Damaged => Self::BundleDamaged,
            BundleError::TooMuch => Self::BundleTooMuch,
            BundleError::Malformed(_)
            | BundleError::Order
            | BundleError::Entries(_)
            | BundleError::FalseProof => Self::BundleFalse,
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

impl From<&ExchangeError> for Problem {
    fn from(error: &ExchangeError) -> Self {
        match error {
            ExchangeError::TooLarge
            | ExchangeError::TooManyEntries
            | ExchangeError::TooManyRooms => Self::ImportTooLarge,
            ExchangeError::Format
            | ExchangeError::Encoding
            | ExchangeError::DocumentType
            | ExchangeError::Syntax(_) => Self::ImportUnreadable,
            ExchangeError::Time { .. } => Self::ImportTime,
            ExchangeError::Zone(_) => Self::ImportZone,
            ExchangeError::Write(_) => Self::Export,
        }
    }
}

impl From<&Clash> for Problem {
    fn from(clash: &Clash) -> Self {
        match clash {
            Clash::Gone => Self::NotThere,
            Clash::NeedsTime => Self::ClashNeedsTime,
            Clash::OutOfOrder => Self::ClashOutOfOrder,
            Clash::OutsideWindows | Clash::Blackout(_) => Self::ClashClosed,
            Clash::Taken { .. } => Self::ClashTaken,
        }
    }
}

impl Problem {
    /// The sentence for a field that does not fit.
    pub fn of_field(error: &FieldError) -> Self {
        if error.field == "title" {
            return Self::Title;
        }
        match &error.fault {
            FieldFault::Missing => Self::FieldMissing,
            FieldFault::Length { min, got, .. } if got < min => Self::FieldMissing,
            FieldFault::Length { .. } => Self::FieldTooLong,
            FieldFault::Items { .. } => Self::FieldTooMany,
            FieldFault::Range { .. } => Self::FieldRange,
            FieldFault::Contradiction(_) => Self::FieldContradiction,
            FieldFault::NotRemovable
            | FieldFault::Kind { .. }
            | FieldFault::Word { .. }
            | FieldFault::Immutable => Self::Field,
        }
    }

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
            | HangReason::Fault(_)
            | HangReason::NoCommonVersion
            | HangReason::Unwelcome => Some(Self::TheirFault),
            HangReason::TooSlow | HangReason::TheyLeft(4) => Some(Self::TooSlow),
            HangReason::WeLeave
            | HangReason::TheyLeft(_)
            | HangReason::Enough
            | HangReason::Duplicate
            | HangReason::Silent => None,
        }
    }

    /// The Fluent id of its sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Title => "problem-title",
            Self::FieldMissing => "problem-field-missing",
            Self::FieldTooLong => "problem-field-too-long",
            Self::FieldTooMany => "problem-field-too-many",
            Self::FieldRange => "problem-field-range",
            Self::FieldContradiction => "problem-field-contradiction",
            Self::Field => "problem-field",
            Self::NotYours => "problem-not-yours",
            Self::NotThere => "problem-not-there",
            Self::Over => "problem-over",
            Self::NoAnswerFits => "problem-no-answer-fits",
            Self::ClashTaken => "problem-clash-taken",
            Self::ClashClosed => "problem-clash-closed",
            Self::ClashOutOfOrder => "problem-clash-out-of-order",
            Self::ClashNeedsTime => "problem-clash-needs-time",
            Self::NothingToAsk => "problem-nothing-to-ask",
            Self::NothingFits => "problem-nothing-fits",
            Self::OwnParent => "problem-own-parent",
            Self::NeedsInvitation => "problem-needs-invitation",
            Self::Archived => "problem-archived",
            Self::Writing => "problem-writing",
            Self::Blocked => "problem-blocked",
            Self::NotACode => "problem-not-a-code",
            Self::CodeDamaged => "problem-code-damaged",
            Self::JoinLink => "problem-join-link",
            Self::NotAnAddress => "problem-not-an-address",
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
            Self::ImportTooLarge => "problem-import-too-large",
            Self::ImportUnreadable => "problem-import-unreadable",
            Self::ImportTime => "problem-import-time",
            Self::ImportZone => "problem-import-zone",
            Self::ImportEmpty => "problem-import-empty",
            Self::ImportUnderWay => "problem-import-under-way",
            Self::Export => "problem-export",
            Self::NothingToGive => "problem-nothing-to-give",
            Self::BundleNot => "problem-bundle-not",
            Self::BundleNewer => "problem-bundle-newer",
            Self::BundleDamaged => "problem-bundle-damaged",
            Self::BundleForeign => "problem-bundle-foreign",
            Self::BundleOtherKey => "problem-bundle-other-key",
            Self::BundleFalse => "problem-bundle-false",
            Self::BundleTooMuch => "problem-bundle-too-much",
            Self::FileUnreadable => "problem-file-unreadable",
            Self::WordsCount => "problem-words-count",
            Self::WordUnknown => "problem-word-unknown",
            Self::WordsOrder => "problem-words-order",
            Self::PassphraseShort => "problem-passphrase-short",
            Self::BackupNot => "problem-backup-not",
            Self::BackupNewer => "problem-backup-newer",
            Self::BackupDamaged => "problem-backup-damaged",
            Self::BackupPassphrase => "problem-backup-passphrase",
            Self::BackupMemory => "problem-backup-memory",
            Self::BackupOfOther => "problem-backup-of-other",
            Self::DeviceFull => "problem-device-full",
            Self::HandedOver => "problem-handed-over",
            Self::OtherTab => "problem-other-tab",
            Self::DeviceNewer => "problem-device-newer",
            Self::DeviceBlocked => "problem-device-blocked",
            Self::Device => "problem-device",
        }
    }
}
