//! What became of a message: it counts, it waits, or it is void and why. Void
//! messages keep their place in the log and can be asked about.

use thiserror::Error;

use crate::protocol::id::InstanceId;
use crate::protocol::message::{Action, MessageError};
use crate::protocol::schema::error::FieldError;

/// Why a message has no effect. The culprit is its author.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum VoidReason {
    /// The payload is no message.
    #[error(transparent)]
    Malformed(#[from] MessageError),
    /// The clock is not above the highest one counted before in this log.
    #[error("the clock {clock} is not above {highest}, which this log had reached")]
    Clock {
        /// The message's clock.
        clock: u64,
        /// The highest before.
        highest: u64,
    },
    /// A field does not fit its schema.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// The instance belongs to somebody else.
    #[error("only the author of an instance may change it")]
    NotAuthor,
    /// The message names another schema or version than the create.
    #[error("the instance is of another schema")]
    OtherSchema,
    /// The message that should have made the instance is void itself.
    #[error("the message that should have made the instance is void")]
    NoInstance,
    /// The schema does not know this change.
    #[error("a message of this schema cannot be changed so")]
    Immutable,
    /// A festival's description by somebody who did not found it.
    #[error("only the founder describes a festival")]
    NotFounder,
    /// The first message of a log again, or elsewhere.
    #[error("a log is joined once, at its beginning")]
    JoinedTwice,
    /// An answer for a resource of somebody else.
    #[error("only the owner of a resource answers for it")]
    NotOwner,
    /// An answer that names another resource than the request.
    #[error("the answer names another resource than the request")]
    OtherResource,
    /// An accept of more, or of another time, than was asked for.
    #[error("the answer grants more than was asked for")]
    BeyondRequest,
    /// It was found void before the last start; why was not kept.
    #[error("it was found to have no effect")]
    Earlier,
    /// `replaces` names a request of another author, event, need or resource.
    #[error("a request can only replace one of the same author, event, need and resource")]
    ReplacesOther,
}

/// What became of one message of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has its effect.
    Counts,
    /// It will have its effect when that instance is known.
    WaitsFor(InstanceId),
    /// It has none.
    Void(VoidReason),
}

/// Which schema a message is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `join`.
    Join,
    /// `profile`.
    Profile,
    /// `festival`.
    Festival,
    /// `branch`.
    Branch,
    /// `resource`.
    Resource,
    /// `event`.
    Event,
    /// `request`.
    Request,
    /// `authorization`.
    Authorization,
    /// `hide`.
    Hide,
    /// A schema or version that is not known here.
    Unknown,
}

impl Kind {
    /// The kind of a schema name and version; `join` is read in any version.
    pub fn of(schema: &str, version: u64) -> Self {
        match (schema, version) {
            ("join", _) => Self::Join,
            ("profile", 1) => Self::Profile,
            ("festival", 1) => Self::Festival,
            ("branch", 1) => Self::Branch,
            ("resource", 1) => Self::Resource,
            ("event", 1) => Self::Event,
            ("request", 1) => Self::Request,
            ("authorization", 1) => Self::Authorization,
            ("hide", 1) => Self::Hide,
            _ => Self::Unknown,
        }
    }
}

/// One message as its log keeps it in the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its schema; [`Kind::Unknown`] also for what is no message.
    pub kind: Kind,
    /// What it does; none for what is no message.
    pub action: Option<Action>,
    /// The instance it is about.
    pub subject: InstanceId,
    /// Its clock, 0 for what is no message.
    pub clock: u64,
    /// Claimed unix milliseconds.
    pub time: u64,
}
