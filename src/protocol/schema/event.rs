//! `event`: something that happens in a festival.

use serde::{Deserialize, Serialize};

use crate::protocol::limits::{MAX_DESCRIPTION_BYTES, MAX_TITLE_BYTES};
use crate::protocol::message::{Action, Message, MessageError};

/// Name of the schema.
pub const NAME: &str = "event";

/// The fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What it is called, 1..=256 bytes.
    pub title: String,
    /// What it is about, markdown, at most 16 KiB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Event {
    /// Reads the fields of a create of this schema.
    ///
    /// # Errors
    ///
    /// [`MessageError`] where the message is another one or a limit is passed.
    pub fn from_message(message: &Message) -> Result<Self, MessageError> {
        if message.action != Action::Create || message.schema != NAME || message.version != 1 {
            return Err(MessageError::Envelope("schema"));
        }
        let event: Self = message.fields_as()?;
        event.check()?;
        Ok(event)
    }

    /// Checks the limits.
    ///
    /// # Errors
    ///
    /// [`MessageError::Fields`] naming field, limit and value.
    pub fn check(&self) -> Result<(), MessageError> {
        let title = self.title.len();
        if title == 0 || title > MAX_TITLE_BYTES {
            return Err(MessageError::Fields(format!(
                "title: {title} bytes, allowed 1 to {MAX_TITLE_BYTES}"
            )));
        }
        let description = self.description.as_ref().map_or(0, String::len);
        if description > MAX_DESCRIPTION_BYTES {
            let limit = MAX_DESCRIPTION_BYTES;
            return Err(MessageError::Fields(format!(
                "description: {description} bytes, allowed at most {limit}"
            )));
        }
        Ok(())
    }
}
