//! What is carried by hand: giving and taking a festival's file.

mod panel;
mod result;

pub use self::panel::{give_buttons, panel};
