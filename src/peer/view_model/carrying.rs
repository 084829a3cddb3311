//! What is carried by hand: a file being written, a file being taken in.

use crate::protocol::id::FestivalId;

pub use crate::protocol::bundle::film::is_picture;

/// Names a file. Files that are read are named by whoever opened them, files that
/// are written by the peer.
pub type FileId = u64;

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CarryingView {
    /// Nothing is carried.
    #[default]
    Idle,
    /// A bundle is being written.
    Giving {
        /// Entries that are in it.
        done: u64,
        /// Entries that will be in it.
        all: u64,
    },
    /// A bundle is written.
    Given(GivenView),
    /// A camera watches codes of a file, one after the other.
    Watching {
        /// Pieces of the file that are known.
        done: u64,
        /// Pieces it has.
        all: u64,
    },
    /// A file is looked through, from end to end, before anything is kept.
    Checking {
        /// Bytes read.
        done: u64,
        /// Bytes it has.
        all: u64,
    },
    /// It is taken in.
    Taking {
        /// Bytes read.
        done: u64,
        /// Bytes it has.
        all: u64,
    },
    /// It is taken in whole.
    Taken(TakenView),
}

/// A bundle that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenView {
    /// The file.
    pub file: FileId,
    /// Of which festival.
    pub festival: FestivalId,
    /// How long it is.
    pub bytes: u64,
    /// How many entries are in it.
    pub entries: u64,
    /// Whether it holds all that is here.
    pub whole: bool,
    /// Whether it is short enough to be shown to a camera.
    pub has_film: bool,
}

/// What a file brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenView {
    /// Of which festival.
    pub festival: FestivalId,
    /// When it was made, unix seconds, as its maker's clock said.
    pub made: i64,
    /// Entries that are new here.
    pub entries: u64,
    /// Entries that were here already.
    pub known: u64,
    /// Entries left out, because others before them are not here.
    pub early: u64,
    /// Entries left out, because their author contradicts themselves, or because
    /// they do not go on from what is here.
    pub refused: u64,
    /// Entries for which there was no room.
    pub crowded: u64,
    /// Events more than before.
    pub events: usize,
    /// Resources more than before.
    pub resources: usize,
    /// People more than before.
    pub people: usize,
}
