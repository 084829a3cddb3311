//! WebRTC data channels: the browser's edge of gossip (wasm only).
//!
//! One owner for a connection, its channel and all listeners. A listener only
//! reports an [`Event`]; nothing is done inside a browser's callback, because the
//! callback's own closure might be freed by it. Dropping the owner detaches the
//! listeners, closes, and then releases.

mod connection;

pub use connection::{Connection, Event, Report};
