//! Small components that the pages are made of.

mod code_entry;
mod event_form;
mod event_list;
mod festival_name;
mod greeting;
mod language_choice;
mod link_list;
mod linking_panel;
mod mark_badge;
mod no_store;
mod page;
mod problem_note;
mod start_form;
mod text_field;
mod top_bar;

pub use code_entry::CodeEntry;
pub use event_form::EventForm;
pub use event_list::EventList;
pub use festival_name::festival_name;
pub use greeting::Greeting;
pub use language_choice::LanguageChoice;
pub use link_list::LinkList;
pub use linking_panel::LinkingPanel;
pub use mark_badge::MarkBadge;
pub use no_store::NoStore;
pub use page::Page;
pub use problem_note::ProblemNote;
pub use start_form::StartForm;
pub use text_field::TextField;
pub use top_bar::TopBar;
