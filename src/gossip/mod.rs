//! Gossip: how peers prove themselves to each other and exchange logs. Sans-IO:
//! engines take `handle(input)` and give outputs that name effects; only
//! `webrtc/` and `websocket/` touch the browser.
//!
//! A link is one ordered, reliable data channel. On it run, in this order:
//!
//! 1. [`handshake`]: Noise with the festival key, bound to both DTLS
//!    fingerprints, then both sides' signed proof of author and installation;
//! 2. [`wire`] messages in [`frame`]s: `Hello` with the [`tags`] of further
//!    festivals, then of each festival `Resume`, `Have`, `Want`, `Entries`, `Done`
//!    and live pushes, within a [`budget`].
//!
//! [`engine`] holds all sessions and the [`ledger`] of heads; the [`overlay`] finds
//! further links through those that there are; [`signal`] makes and reads the codes
//! by which two strangers' browsers find their first link. `sim` is a world of many
//! engines in one thread, which repeats exactly from its seed.

pub mod budget;
mod compare;
pub mod engine;
pub mod entropy;
pub mod frame;
#[cfg(feature = "sim")]
pub mod fuzz;
pub mod handshake;
pub mod installation;
pub mod ledger;
mod noise;
pub mod overlay;
pub mod presence;
pub mod relay;
pub mod session;
pub mod signal;
#[cfg(feature = "sim")]
pub mod sim;
pub mod sync;
pub mod tags;
pub mod wants;
#[cfg(all(target_family = "wasm", feature = "app"))]
pub mod webrtc;
#[cfg(all(target_family = "wasm", feature = "app"))]
pub mod websocket;
pub mod wire;
