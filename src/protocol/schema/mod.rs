//! Schemas: what the fields of a message mean. One file each. Limits belong to
//! (schema, version) and never change within a version; a schema or version that
//! is not known here is kept, replicated and shown raw.

pub mod event;
pub mod join;
