//! The browser's edges: everything that touches the page, its storage or its
//! clock (wasm only). Components stay away from here, but for the few that
//! connect them: `PeerProvider`, the language and the route.
//!
//! Every callback that the browser calls asks [`panic::is_poisoned`] first:
//! after a panic the instance may be half-changed, so nothing may run in it.

pub mod clock;
pub mod driver;
pub mod location;
pub mod number;
pub mod panic;
pub mod preference;
pub mod tab_lock;
