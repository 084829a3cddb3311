//! The pages, one a route.

mod backup;
mod carried_code;
mod connections;
mod event;
mod event_form;
mod home;
mod inbox;
mod market;
mod me;
mod mine;
mod not_found;
mod people;
mod person;
mod resource;
mod resource_form;
mod schedule;
mod settings;
mod shared_file;

pub use backup::BackupPage;
pub use carried_code::CarriedCode;
pub use connections::ConnectionsPage;
pub use event::EventPage;
pub use event_form::EventFormPage;
pub use home::Home;
pub use inbox::InboxPage;
pub use market::MarketPage;
pub use me::Me;
pub use mine::MinePage;
pub use not_found::not_found;
pub use people::PeoplePage;
pub use person::PersonPage;
pub use resource::ResourcePage;
pub use resource_form::ResourceFormPage;
pub use schedule::Schedule;
pub use settings::SettingsPage;
pub use shared_file::SharedFile;
