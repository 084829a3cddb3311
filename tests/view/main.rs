//! What messages mean: every rule of the view and of the policies is a test named
//! after it.

#![cfg(feature = "sim")]

mod converges;
mod exchange;
mod exchange_whole;
mod histories;
mod hostile;
mod kept;
mod owner;
mod policies;
mod policies_at_random;
mod policy_matrix;
mod programmes;
mod rules_capacity;
mod rules_changes;
mod rules_festivals;
mod rules_finding;
mod rules_messages;
mod rules_replacements;
mod rules_requests;
mod schemas;
mod vectors;
mod world;
