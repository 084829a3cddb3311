//! `join`: the first message of every log. It names the festival and the device
//! number from which the log id follows, so a festival's data is exactly the logs
//! that name it. It is read in any version for these fields, and never updated.

use serde::{Deserialize, Serialize};

use crate::protocol::id::{DeviceNumber, FestivalId, InstallationId};
use crate::protocol::message::{Action, Message, MessageError};

/// Name of the schema.
pub const NAME: &str = "join";

/// The fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// The festival that the log belongs to.
    pub festival: FestivalId,
    /// Drawn when the log was begun.
    pub device: DeviceNumber,
    /// The installation's X25519 key.
    pub sealing_key: InstallationId,
}

impl Join {
    /// Reads a log's first payload.
    ///
    /// # Errors
    ///
    /// [`MessageError`] unless it is a create of this schema with these fields.
    pub fn from_payload(payload: &[u8]) -> Result<Self, MessageError> {
        let message = Message::decode(payload)?;
        if message.action != Action::Create || message.schema != NAME {
            return Err(MessageError::Envelope("schema"));
        }
        message.fields_as()
    }
}
