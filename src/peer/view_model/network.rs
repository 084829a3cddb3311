//! The services of others that this device uses to find people.

use std::rc::Rc;

pub use super::super::network::{NetworkChoice, Turn};
pub use crate::gossip::relay::RelayState;
pub use crate::gossip::relay::event::Refusal as RelayRefusal;
use crate::protocol::id::FestivalId;

/// Meeting points, STUN and TURN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkView {
    /// What the person here chose.
    pub choice: NetworkChoice,
    /// Meeting points that the page's host lists.
    pub host_points: Rc<[Rc<str>]>,
    /// STUN servers that the page's host lists.
    pub host_stun: Rc<[Rc<str>]>,
    /// The meeting points in use, and how it stands with each.
    pub relays: Rc<[(Rc<str>, RelayState)]>,
    /// Whether the device has a network, as far as it knows.
    pub online: bool,
}

/// People at the door of a festival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knocking {
    /// Of which festival.
    pub festival: FestivalId,
    /// How many devices called in the last minutes and are not connected yet.
    pub devices: usize,
}
