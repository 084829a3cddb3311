//! One component for each route.

mod home;
mod me;
mod not_found;

pub use home::Home;
pub use me::Me;
pub use not_found::NotFound;
