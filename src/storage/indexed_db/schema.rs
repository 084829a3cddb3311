//! What the database is made of. Its name is the caller's business: it holds the
//! path of the page, because several apps may share an origin.

/// Version of the schema, counted by the steps in [`super::migrate`].
pub(super) const VERSION: u32 = 2;

/// The one row that says who may write own entries.
pub(super) const WRITER: &str = "writer";
/// The end of each log.
pub(super) const HEADS: &str = "heads";
/// Parts of logs.
pub(super) const SEGMENTS: &str = "segments";
/// Rows that never leave the device, and the name of the database.
pub(super) const LOCAL: &str = "local";

/// Slices of the view as it was computed last: may be lost at any time.
pub(super) const SNAPSHOTS: &str = "snapshots";

/// All stores. What one request changes may touch any of them, so every writing
/// transaction has this scope: writers wait for each other.
pub(super) const ALL: [&str; 5] = [WRITER, HEADS, SEGMENTS, LOCAL, SNAPSHOTS];
