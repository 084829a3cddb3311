//! A festival as a whole: what its founder says about it, what belongs to it, and
//! how to leave it.

mod about;
mod branch_list;
mod form;
mod leave;
mod programme_files;
mod typed;

pub use about::about;
pub use branch_list::branch_list;
pub use form::FestivalForm;
pub use leave::leave;
pub use programme_files::ProgrammeFiles;
