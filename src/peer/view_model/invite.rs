//! Letting people in, and being let in.

use std::rc::Rc;

use super::people::PersonView;
use super::problem::Problem;
use crate::protocol::id::FestivalId;

/// What lets others into a festival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteView {
    /// Which.
    pub festival: FestivalId,
    /// The code of its join link: what follows `#/join/`.
    pub code: Rc<str>,
    /// Festivals that it is part of, the nearest first, which the link can let into
    /// as well: without them nothing of theirs can be asked for.
    pub ancestors: Rc<[Rc<str>]>,
    /// Whether a meeting point is reached, as far as was tried: without one nobody comes
    /// in by the link.
    pub reached: bool,
}

/// What a join link says, before anybody has joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JoinView {
    /// It cannot be used.
    Refused(Problem),
    /// It leads into a festival.
    Into {
        /// Which.
        festival: FestivalId,
        /// What the link calls it: a claim. Empty where it does not say.
        title: Rc<str>,
        /// Who founded it.
        founder: PersonView,
        /// What the link calls the festivals that it is part of, nearest first.
        ancestors: Rc<[Rc<str>]>,
        /// Whether it was entered here before.
        entered: bool,
    },
}
