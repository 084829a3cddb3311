//! placeholder

pub mod mark;
