//! Meeting points: public relays through which members of a festival find each
//! other when they have no neighbour to ask.

pub mod address;

pub use address::RelayUrl;
