//! What is carried by hand and kept safe: bundles between peers that never connect,
//! bundles that somebody spoiled on purpose or by accident, and backups that bring a
//! person back.

mod backup;
mod exchange;
mod film;
mod forgetting;
mod forks;
mod hosted;
mod hostile;
mod scene;

#[path = "../support/mod.rs"]
mod support;
