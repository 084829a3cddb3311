//! A schema or version that is not known here: its fields as they are, so that
//! others can extend the protocol. Changes merge field by field as everywhere.

use std::collections::BTreeMap;

use ciborium::Value;

/// The fields of an instance whose schema is not known here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raw {
    /// Name of the schema.
    pub schema: String,
    /// Its version.
    pub version: u64,
    /// The outermost fields.
    pub fields: BTreeMap<String, Value>,
}

impl Raw {
    /// Takes the fields of a create. `null` stays: what it means is the schema's business.
    pub fn new(schema: String, version: u64, fields: Option<Value>) -> Self {
        Self {
            schema,
            version,
            fields: named(fields).collect(),
        }
    }
}

/// The named fields of a message.
pub fn named(fields: Option<Value>) -> impl Iterator<Item = (String, Value)> {
    let pairs = match fields {
        Some(Value::Map(pairs)) => pairs,
        _ => Vec::new(),
    };
    pairs.into_iter().filter_map(|(name, value)| match name {
        Value::Text(name) => Some((name, value)),
        _ => None,
    })
}
