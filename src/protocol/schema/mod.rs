//! Schemas: what the fields of a message mean. One file each. Limits belong to
//! (schema, version) and never change within a version; a schema or version that
//! is not known here is kept, replicated and shown raw.
//!
//! [`fields`] says what a schema is and makes messages of it, [`codec`] how single
//! values are read, [`parts`] and [`location`] what several schemas share.

pub mod authorization;
pub mod branch;
pub mod codec;
pub mod error;
pub mod event;
pub mod festival;
pub mod fields;
pub mod hide;
pub mod join;
pub mod location;
pub mod parts;
pub mod profile;
pub mod request;
pub mod resource;

use fields::{record, schema};
