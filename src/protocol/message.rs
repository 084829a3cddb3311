//! Messages: what an author says in an entry's payload. The envelope is the same
//! for all schemas, known or not, and decides alone whether a message counts;
//! what its fields mean is the business of [`super::schema`].
//!
//! ```text
//! { "action": "create" | "update" | "delete", "schema": text, "version": uint,
//!   "id"?: 32 bytes (absent in a create), "clock": uint, "time": uint,
//!   "fields"?: map (absent in a delete) }
//! ```

use ciborium::Value;
use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

use super::cbor::{self, CborError};
use super::id::InstanceId;
use super::limits::{MAX_CLOCK, MAX_PAYLOAD_BYTES, MAX_SCHEMA_NAME_BYTES};

/// What a message does to an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// The encoded form of [`Action`], in this order.
const ACTIONS: [(Action, &str); 3] = [
    (Action::Create, "create"),
    (Action::Update, "update"),
    (Action::Delete, "delete"),
];

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

    /// Reads a payload. What is accepted is what [`Message::encode`] gives back.
    ///
    /// # Errors
    ///
    /// [`MessageError`] unless the payload is deterministic CBOR of an envelope:
    /// - a map of the parts named above and of nothing else; what is absent is
    ///   not there at all, `null` stands for no part,
    /// - a schema name of 1..=128 bytes,
    /// - an id exactly in updates and deletes,
    /// - fields, a map, exactly in creates and updates,
    /// - version any unsigned number, clock and time unsigned and below 2^53.
    pub fn decode(payload: &[u8]) -> Result<Self, MessageError> {
        if payload.len() as u64 > MAX_PAYLOAD_BYTES {
            return Err(MessageError::TooLong);
        }
        let Value::Map(pairs) = cbor::decode(payload)? else {
            return Err(MessageError::Envelope("shape"));
        };
        let (mut action, mut schema, mut version, mut id) = (None, None, None, None);
        let (mut clock, mut time, mut fields) = (None, None, None);
        for (part, value) in pairs {
            match part.as_text() {
                Some("action") => action = Some(read_action(&value)?),
                Some("schema") => schema = Some(read_schema(value)?),
                Some("version") => version = Some(read_number(&value, "version")?),
                Some("id") => id = Some(read_id(&value)?),
                Some("clock") => clock = Some(read_number(&value, "clock")?),
                Some("time") => time = Some(read_number(&value, "time")?),
                Some("fields") => fields = Some(value),
                _ => return Err(MessageError::Envelope("shape")),
            }
        }
        let message = Self {
            action: action.ok_or(MessageError::Envelope("action"))?,
            schema: schema.ok_or(MessageError::Envelope("schema"))?,
            version: version.ok_or(MessageError::Envelope("version"))?,
            id,
            clock: clock.ok_or(MessageError::Envelope("clock"))?,
            time: time.ok_or(MessageError::Envelope("time"))?,
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
        let action = ACTIONS
            .iter()
            .find(|(action, _)| *action == self.action)
            .map(|(_, name)| *name);
        let parts = [
            ("action", action.map(Value::from)),
            ("schema", Some(Value::from(self.schema.as_str()))),
            ("version", Some(Value::from(self.version))),
            ("id", self.id.map(|id| Value::Bytes(id.as_bytes().to_vec()))),
            ("clock", Some(Value::from(self.clock))),
            ("time", Some(Value::from(self.time))),
            ("fields", self.fields.clone()),
        ];
        let present = parts
            .into_iter()
            .filter_map(|(part, value)| Some((Value::from(part), value?)));
        let payload = cbor::encode(&Value::Map(present.collect()))?;
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

fn read_action(value: &Value) -> Result<Action, MessageError> {
    let name = value.as_text();
    let known = ACTIONS.iter().find(|(_, known)| Some(*known) == name);
    known
        .map(|(action, _)| *action)
        .ok_or(MessageError::Envelope("action"))
}

fn read_schema(value: Value) -> Result<String, MessageError> {
    value
        .into_text()
        .map_err(|_| MessageError::Envelope("schema"))
}

fn read_id(value: &Value) -> Result<InstanceId, MessageError> {
    let bytes = value
        .as_bytes()
        .and_then(|bytes| InstanceId::from_slice(bytes));
    bytes.ok_or(MessageError::Envelope("id"))
}

fn read_number(value: &Value, part: &'static str) -> Result<u64, MessageError> {
    let number = value
        .as_integer()
        .and_then(|number| u64::try_from(number).ok());
    number.ok_or(MessageError::Envelope(part))
}
