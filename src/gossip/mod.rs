//! Gossip: how peers prove themselves to each other and exchange logs. Sans-IO:
//! engines take `handle(input)` and give outputs that name effects; only
//! `webrtc/` (and later `relay/`) touch the browser.
//!
//! A link is one ordered, reliable data channel. On it run, in this order:
//!
//! 1. [`handshake`]: Noise with the festival key, bound to both DTLS
//!    fingerprints, then both sides' signed proof of author and installation;
//! 2. [`wire`] messages in [`frame`]s: `Have`, `Totals`, `Entries`, `Done`, then
//!    live pushes, under credit ([`session`]).
//!
//! [`engine`] holds all sessions and the [`ledger`] of heads; [`signal`] makes and
//! reads the codes by which two strangers' browsers find their first link.

pub mod engine;
pub mod entropy;
pub mod frame;
pub mod handshake;
pub mod installation;
pub mod ledger;
mod noise;
pub mod session;
pub mod signal;

pub mod sync;
#[cfg(all(target_family = "wasm", feature = "app"))]
pub mod webrtc;
pub mod wire;
