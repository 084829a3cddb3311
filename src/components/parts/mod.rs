//! Small components that the pages are made of.

mod language_choice;
mod mark_badge;
mod no_key;
mod page;
mod top_bar;

pub use language_choice::LanguageChoice;
pub use mark_badge::MarkBadge;
pub use no_key::NoKey;
pub use page::Page;
pub use top_bar::TopBar;
