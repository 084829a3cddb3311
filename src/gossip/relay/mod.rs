//! Meeting points: public relays through which members of a festival find each
//! other when they have no neighbour to ask (DESIGN §5 «First contact»). Sans-IO,
//! as all engines; `websocket/` carries it out in the browser.
//!
//! Nostr relays (NIP-01) pass on [`event`]s by their tag and keep none of ours.
//! What they see: a tag that is another one every day, a key that signs one event,
//! contents of one length. Inside are [`letter`]s, sealed to the festival:
//!
//! ```text
//! who is alone           relay            members
//!   announcement  ------>  --->  (a random wait; two answers are enough)
//!                 <------  <---  offer, sealed to the announcement's own key
//!   answer        ------>  --->  sealed to the offering installation
//!            ... the browsers connect; the handshake proves both ...
//! ```
//!
//! Announcements are few, because relays owe us nothing: once a minute without
//! neighbours, else one of all in five minutes. [`meetings`] keeps to that, and to
//! whatever a relay refuses.

pub mod address;
mod calls;
mod dial;
pub mod event;
pub mod letter;
pub mod meetings;
mod relays;

pub use address::RelayUrl;
pub use meetings::{FIRST_MEETING, Input, Meetings, Mesh, Output, RelayState, SocketId};
