//! Links, and the connection that is being made by codes.

use std::rc::Rc;

use super::people::PersonView;
use crate::gossip::engine::LinkId;
use crate::gossip::signal::Diagnosis;
pub use crate::gossip::signal::{CandidateKind, Cause};
use crate::protocol::id::FestivalId;

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
        /// Whether our browser looks for the other one already.
        released: bool,
    },
    /// Both codes are exchanged; the browsers are finding each other.
    Connecting,
}

/// A connection by codes that came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectedView {
    /// Its link.
    pub link: LinkId,
    /// Who was there.
    pub who: PersonView,
    /// The festival that it is about; it is entered a moment later where one is let in.
    pub festival: FestivalId,
    /// Whether they are connected still, by this link or another one.
    pub is_here: bool,
}

/// An open link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// Which.
    pub link: LinkId,
    /// Who is there.
    pub who: PersonView,
    /// The festival that it is about.
    pub festival: Option<FestivalId>,
    /// Since when, unix seconds.
    pub since: i64,
    /// How it came about.
    pub how: How,
    /// How far the first exchange has come.
    pub exchange: ExchangeView,
}

/// How a link came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// By two codes.
    Codes,
    /// Through a meeting point.
    MeetingPoint,
    /// A member introduced the two; none where it was lost who.
    Introduced(Option<PersonView>),
}

/// Why a connection did not come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureView {
    /// When, unix seconds.
    pub at: i64,
    /// What was most likely in the way.
    pub cause: Cause,
    /// The browser's word for where ICE ended.
    pub ice: Rc<str>,
    /// Ways in that this device had, by kind.
    pub here: Rc<[(CandidateKind, usize)]>,
    /// Ways in that the other device named.
    pub there: Rc<[(CandidateKind, usize)]>,
}

impl FailureView {
    /// As it is shown.
    pub(in crate::peer) fn new(diagnosis: Diagnosis, at: i64) -> Self {
        Self {
            at,
            cause: diagnosis.cause,
            ice: diagnosis.ice.as_str().into(),
            here: diagnosis.here.into_iter().collect(),
            there: diagnosis.there.into_iter().collect(),
        }
    }
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
