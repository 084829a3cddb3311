//! A world of many peers in one thread, which repeats exactly from its seed: the
//! engines are the real ones, everything around them is simulated. Discrete
//! events, no waiting: hours pass in moments.
//!
//! [`world`] moves what engines send and what disks store; [`faults`] breaks it;
//! [`liar`] is a member with a malicious program; [`scenario`] builds worlds from a
//! seed and judges how they end; [`spread`] measures how entries travel.

pub mod digest;
pub mod disk;
pub mod faults;
pub mod liar;
pub mod node;
pub mod random;
pub mod scenario;
pub mod spread;
pub mod world;
