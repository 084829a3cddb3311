//! What a link lets in and what it refuses, with whole engines on both sides.

mod exchange;
mod greeting;
mod limits;
mod meeting;
mod refusals;
mod scene;
