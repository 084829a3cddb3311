//! `hide`: somebody proposes to hide an author or an instance. Each installation
//! chooses whose hides it follows.

use super::codec::Fixed;
use super::error::Fault;
use super::fields::schema;
use super::parts::NOTE;
use crate::protocol::id::{AuthorId, InstanceId};

schema! {
    /// A wish that others hide an author or an instance.
    pub struct Hide, HideChange = "hide";
    {
        /// The author to hide.
        optional author: AuthorId = Fixed,
        /// The instance to hide.
        optional instance: InstanceId = Fixed,
        /// Why.
        preset reason: String = NOTE,
    }
    check Hide::check
}

impl Hide {
    fn check(&self) -> Result<(), Fault> {
        if self.author.is_some() != self.instance.is_some() {
            Ok(())
        } else {
            Err(Fault::Contradiction(
                "names not exactly one of author and instance",
            ))
        }
    }
}
