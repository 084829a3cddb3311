//! The browser's edges: everything that touches the page, its storage or its
//! clock (wasm only). Components stay away from here, but for the few that
//! connect them: `PeerProvider`, the language, the route, the
//! position and the time.
//!
//! Every callback that the browser calls asks [`panic::is_poisoned`] first:
//! after a panic the instance may be half-changed, so nothing may run in it.

pub mod alert;
pub mod at_once;
pub mod camera;
pub mod carried;
pub mod clock;
pub mod driver;
pub mod file;
pub mod hand_over;
pub mod history;
pub mod install;
pub mod left_behind;
pub mod location;
pub mod next_task;
pub mod number;
pub mod panic;
pub mod picture;
pub mod position;
pub mod preference;
pub mod prompt_task;
pub mod share;
pub mod sight;
pub mod surroundings;
pub mod tab_lock;
pub mod tabs;
pub mod update;
pub mod wake_lock;
pub mod zone;
