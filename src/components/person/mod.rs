//! People: who they are here, and what one can do about them.

mod blocking;
mod compare;
mod followed;
mod hiding;
mod key;
mod petname;
mod profile_form;
mod row;

pub use blocking::blocking;
pub use compare::compare;
pub use followed::followed;
pub use hiding::Hiding;
pub use key::public_key;
pub use petname::Petname;
pub use profile_form::{OF, ProfileForm};
pub use row::person_item;
