//! p2panda: a festival without a server.
//!
//! One static web page is a whole peer. The crate is built for wasm as the app
//! and natively for tests, simulation, fuzzing and benches.
//!
//! Layers, an arrow points only down (`tests/layering/` fails on a breach):
//!
//! ```text
//! components -> peer::{command, view_model}; a few named ones know browser
//! browser    -> peer, gossip, storage, protocol        (wasm only)
//! peer       -> gossip, storage, protocol              (sans-IO)
//! gossip     -> protocol                               (sans-IO; webrtc/ and websocket/ wasm only)
//! storage    -> protocol                               (indexed_db/ wasm only)
//! protocol   -> nothing of ours                        (pure)
//! ```
//!
//! Nothing in protocol, gossip, storage or peer outside the wasm-only folders
//! reads a clock, draws randomness or touches a web type: time and randomness
//! are arguments, timers and effects are outputs.
//!
//! Panic policy: bad input is an error, never a panic; a panic is a bug of ours.
//! Each `expect` says why it cannot happen.

#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]

pub mod gossip;
pub mod peer;
pub mod protocol;
pub mod storage;

#[cfg(all(target_family = "wasm", feature = "app"))]
pub mod browser;
#[cfg(all(target_family = "wasm", feature = "app"))]
pub mod components;
