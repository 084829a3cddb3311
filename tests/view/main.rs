//! What messages mean: every rule of the view and of the policies is a test named
//! after it.

#![cfg(feature = "sim")]

mod converges;
mod exchange;
mod hostile;
mod policies;
mod policy_matrix;
mod rules_festivals;
mod rules_messages;
mod rules_requests;
mod schemas;
mod vectors;
mod world;
