//! What a person can do with a peer, and what comes of it at the other end: two
//! peers over a cable, each on its own store.

#[path = "../support/mod.rs"]
mod support;

mod answering;
mod changes;
mod crash_points;
mod day;
mod device;
mod files;
mod forks;
mod formats;
mod nesting;
mod places;
mod planning;
mod refused;
mod scene;
mod size;
mod starting;
