//! Meeting points without a browser: peers, a relay that does what Nostr relays do,
//! and connections that are made up. What is promised: who is alone is found; few
//! words are said; what a relay sees tells it nothing; refusals are obeyed.

mod finding;
mod relays;
mod sparing;
mod world;
