//! Links, and the connection that is being made by codes.

use std::rc::Rc;

use super::people::PersonView;
use crate::gossip::engine::LinkId;
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
    /// The festival that it is about.
    pub festival: Option<FestivalId>,
    /// Since when, unix seconds.
    pub since: i64,
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
