//! The app's face: Yew components that read view models and send commands.
//!
//! They know `peer::{command, view_model, mark}` and nothing else of ours. A few
//! connect them with the browser: [`peer_provider`] (the peer itself),
//! [`language`] (what the user reads), [`route`] (where the user is), [`time`] (what
//! clocks show), [`position`] (where the device is), [`camera`] (what it sees), [`way_back`] (where one came
//! from), [`file`]
//! (what is carried to and from it) and [`device`] (what else it does). A page names what
//! it looks at by [`screen`]; [`outcome`] shows what came of
//! a wish beside what caused it.
//!
//! Two rules of the Content-Security-Policy: no `style="…"` in `html!` (use
//! classes) and never `Html::from_html_unchecked`.

pub mod alerts;
pub mod app;
pub mod backup;
pub mod camera;
pub mod carrying;
pub mod day;
pub mod decimals;
pub mod device;
pub mod festival;
pub mod file;
pub mod fluent;
pub mod inbox;
pub mod keys;
pub mod language;
pub mod markdown;
pub mod outcome;
pub mod pages;
pub mod parts;
pub mod peer_provider;
pub mod person;
pub mod position;
pub mod programme;
pub mod route;
pub mod screen;
pub mod time;
pub mod way_back;

pub use app::App;
