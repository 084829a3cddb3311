//! The pages, one a route.

mod carried_code;
mod festival;
mod home;
mod me;
mod not_found;

pub use carried_code::CarriedCode;
pub use festival::Festival;
pub use home::Home;
pub use me::Me;
pub use not_found::NotFound;
