//! A festival as a whole: what its founder says about it, what belongs to it, and
//! how to leave it.

mod about;
mod branch_list;
mod form;
mod leave;
mod typed;

pub use about::About;
pub use branch_list::BranchList;
pub use form::FestivalForm;
pub use leave::Leave;
