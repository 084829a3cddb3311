//! What some wishes leave to choose: what brings a person back, what those hear who
//! no longer fit, and what is hidden.

use super::Secret;
use crate::peer::view_model::FileId;
use crate::protocol::id::{AuthorId, InstanceId};

/// What brings a person back.
#[derive(Clone, Debug, PartialEq)]
pub enum BackupSource {
    /// 24 words.
    Words(Secret),
    /// A move code.
    Code(Secret),
    /// A sealed file that the driver has opened.
    File {
        /// Its name for the driver.
        file: FileId,
        /// How many bytes it has.
        size: u64,
        /// In the form NFKC.
        passphrase: Secret,
    },
}

/// What an accept says to those who no longer fit beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Others {
    /// Nothing: they keep waiting.
    #[default]
    Wait,
    /// No: taken.
    Decline,
    /// Perhaps later.
    Waitlist,
}

/// What can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HideTarget {
    /// Everything of somebody.
    Author(AuthorId),
    /// An event or a resource.
    Instance(InstanceId),
}
