//! Commands: every wish the UI can have. What comes of a wish shows in the next
//! view model; a refusal shows there as a [`super::view_model::Problem`].

use crate::protocol::id::FestivalId;

/// A wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Found a festival.
    StartFestival {
        /// Its name, 1..=256 bytes.
        title: String,
    },
    /// Publish an event in a festival.
    PublishEvent {
        /// Where.
        festival: FestivalId,
        /// Its title, 1..=256 bytes.
        title: String,
        /// What it is about; may be empty.
        description: String,
    },
    /// Make a code that lets a newcomer in and connects to them.
    Invite {
        /// To which festival.
        festival: FestivalId,
    },
    /// Make a code that connects to somebody who is in the festival already.
    Reconnect {
        /// In which festival.
        festival: FestivalId,
    },
    /// Take the code that somebody else made: an offer or an answer.
    EnterCode {
        /// As it was pasted.
        text: String,
    },
    /// Give up the connection that is being made by codes.
    StopLinking,
    /// The problem shown was read.
    DismissProblem,
}
