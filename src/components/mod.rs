//! The app's face: Yew components that read view models and send commands.
//!
//! They know `peer::{command, view_model, mark}` and nothing else of ours. Three
//! connect them with the browser: [`peer_provider`] (the peer itself),
//! [`language`] (what the user reads) and [`route`] (where the user is).
//!
//! Two rules of the Content-Security-Policy: no `style="…"` in `html!` (use
//! classes) and never `Html::from_html_unchecked`.

pub mod app;
pub mod fluent;
pub mod language;
pub mod pages;
pub mod parts;
pub mod peer_provider;
pub mod route;

pub use app::App;
