//! Messages: what an author says in an entry's payload. The envelope is the same
//! for all schemas, known or not, and decides alone whether a message counts;
//! what its fields mean is the business of [`super::schema`].
//!
//! ```text
//! { "action": "create" | "update" | "delete", "schema": text, "version": uint,
//!   "id"?: 32 bytes (absent in a create), "clock": uint, "time": int,
//!   "fields"?: map (absent in a delete) }
//! ```

use ciborium::Value;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use thiserror::Error;

use super::cbor::{self, CborError};
use super::id::InstanceId;
use super::limits::{MAX_CLOCK, MAX_PAYLOAD_BYTES, MAX_SCHEMA_NAME_BYTES};

/// What a message does to an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Makes an instance, whose id follows from the entry's hash.
    Create,
    /// Changes the given fields of an instance; `null` removes an optional one.
    Update,
    /// Ends an instance for good.
    Delete,
}

/// Why a payload is no message. It keeps its place in the log, is stored and
/// forwarded, and is void.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MessageError {
    /// Not deterministic CBOR of an envelope's shape.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// Longer than an entry's payload may be.
    #[error("the message is longer than {MAX_PAYLOAD_BYTES} bytes")]
    TooLong,
    /// An envelope whose parts contradict each other or leave their range.
    #[error("the message's {0} is not allowed")]
    Envelope(&'static str),
    /// The fields do not fit their schema.
    #[error("{0}")]
    Fields(String),
}

/// A message with a sound envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// What it does.
    pub action: Action,
    /// Name of the schema; names with a dot are other people's.
    pub schema: String,
    /// Version of the schema.
    pub version: u64,
    /// The instance meant; none in a create.
    pub id: Option<InstanceId>,
    /// Orders one author's messages; below 2^53.
    pub clock: u64,
    /// Claimed unix milliseconds: shown, never decides.
    pub time: u64,
    /// The fields, unknown ones included; none in a delete.
    pub fields: Option<Value>,
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    action: Action,
    schema: String,
    version: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<InstanceId>,
    clock: u64,
    time: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fields: Option<Value>,
}

impl Message {
    /// A `create` of version 1 with typed fields.
    ///
    /// # Errors
    ///
    /// [`MessageError`] where the fields cannot be said in a message: a fault of ours.
    pub fn create<T: Serialize>(
        schema: &str,
        fields: &T,
        clock: u64,
        time: u64,
    ) -> Result<Self, MessageError> {
        let fields =
            Value::serialized(fields).map_err(|error| MessageError::Fields(error.to_string()))?;
        let schema = schema.to_owned();
        Ok(Self {
            action: Action::Create,
            schema,
            version: 1,
            id: None,
            clock,
            time,
            fields: Some(fields),
        })
    }

    /// Reads a payload.
    ///
    /// # Errors
    ///
    /// [`MessageError`] unless the payload is deterministic CBOR of an envelope:
    /// - a schema name of 1..=128 bytes,
    /// - an id exactly in updates and deletes,
    /// - fields, a map, exactly in creates and updates,
    /// - clock and time below 2^53.
    pub fn decode(payload: &[u8]) -> Result<Self, MessageError> {
        if payload.len() as u64 > MAX_PAYLOAD_BYTES {
            return Err(MessageError::TooLong);
        }
        let Envelope {
            action,
            schema,
            version,
            id,
            clock,
            time,
            fields,
        } = cbor::decode(payload)?;
        let message = Self {
            action,
            schema,
            version,
            id,
            clock,
            time,
            fields,
        };
        message.check()?;
        Ok(message)
    }

    /// The payload that says this message.
    ///
    /// # Errors
    ///
    /// [`MessageError`] where [`Message::decode`] would refuse the result.
    pub fn encode(&self) -> Result<Vec<u8>, MessageError> {
        self.check()?;
        let payload = cbor::encode(&Envelope {
            action: self.action,
            schema: self.schema.clone(),
            version: self.version,
            id: self.id,
            clock: self.clock,
            time: self.time,
            fields: self.fields.clone(),
        })?;
        if payload.len() as u64 > MAX_PAYLOAD_BYTES {
            return Err(MessageError::TooLong);
        }
        Ok(payload)
    }

    fn check(&self) -> Result<(), MessageError> {
        let is_create = self.action == Action::Create;
        let is_delete = self.action == Action::Delete;
        let fields_fit = match &self.fields {
            Some(fields) => fields.is_map() && !is_delete,
            None => is_delete,
        };
        let conditions = [
            (
                !self.schema.is_empty() && self.schema.len() <= MAX_SCHEMA_NAME_BYTES,
                "schema",
            ),
            (self.id.is_none() == is_create, "id"),
            (fields_fit, "fields"),
            (self.clock < MAX_CLOCK, "clock"),
            (self.time < MAX_CLOCK, "time"),
        ];
        match conditions.iter().find(|(holds, _)| !holds) {
            Some((_, part)) => Err(MessageError::Envelope(part)),
            None => Ok(()),
        }
    }

    /// The fields as a schema's type.
    ///
    /// # Errors
    ///
    /// [`MessageError::Fields`] naming what does not fit.
    pub fn fields_as<T: DeserializeOwned>(&self) -> Result<T, MessageError> {
        let fields = self
            .fields
            .as_ref()
            .ok_or(MessageError::Envelope("fields"))?;
        fields
            .deserialized()
            .map_err(|error| MessageError::Fields(error.to_string()))
    }
}
