//! The whole app in real browsers: the built `dist/`, served with its real
//! headers on this machine, driven through WebDriver. Every test runs in
//! Chromium and in Firefox. `./scripts/test e2e` builds first, then runs this.

mod bench;
mod carried;
mod congress;
mod cycles;
mod festival;
mod filters;
mod harness;
mod hostile;
mod installed;
mod journeys_day;
mod journeys_names;
mod journeys_people;
mod journeys_programme;
mod kept_safe;
mod keyboard;
#[path = "../support/large.rs"]
mod large;
mod layout;
mod links;
mod nat;
mod pictures;
mod preferences;
mod requests;
mod responsiveness;
mod scan;
mod shell;
mod steps;
mod storage;
mod stored;
mod tabs;
mod taking;
mod thin_path;
mod way_back;
