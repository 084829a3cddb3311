//! The protocol: from bytes to what everybody agrees on. Pure: no IO, clock,
//! randomness or web types. The norm is `docs/protocol.md`.
//!
//! Bytes become an [`entry::Entry`] (strictly decoded), entries of one log
//! become a [`log::Linked`] run (links checked) and an [`log::Authentic`] step
//! (last signature checked); what an author signed twice becomes a
//! [`fork::ForkProof`], payloads become a [`message::Message`], messages
//! become the view.

pub mod append;
pub mod backup;
pub mod bundle;
pub mod cbor;
pub mod entry;
pub mod exchange;
pub mod festival;
pub mod fork;
pub mod freeze;
#[cfg(feature = "sim")]
pub mod fuzz;
#[cfg(feature = "sim")]
pub mod generate;
pub mod id;
pub mod limits;
pub mod link;
pub mod lipmaa;
#[cfg(feature = "sim")]
pub mod load;
pub mod log;
pub mod message;
pub mod policy;
pub mod reader;
pub mod run;
pub mod schema;
pub mod segment;
pub mod signature;
#[cfg(feature = "sim")]
pub mod sim;
pub mod varint;
pub mod view;
