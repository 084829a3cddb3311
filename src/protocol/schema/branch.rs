//! `branch`: announces a child festival in its parent. The child's own `parent`
//! decides the nesting; with a key here anyone in the parent may enter.

use super::codec::Fixed;
use super::fields::schema;
use super::parts::TITLE;
use crate::protocol::festival::{FestivalNonce, festival_id};
use crate::protocol::id::{AuthorId, FestivalId};

schema! {
    /// A child festival, as announced in its parent.
    pub struct Branch, BranchChange = "branch";
    {
        /// Who founded the child.
        required founder: AuthorId = Fixed,
        /// With the founder it makes the child's id.
        required nonce: FestivalNonce = Fixed,
        /// What the child is called.
        required title: String = TITLE,
        /// The child's festival key: whoever reads this may enter.
        optional key: [u8; 32] = Fixed,
    }
}

impl Branch {
    /// The child that is announced.
    pub fn child(&self) -> FestivalId {
        festival_id(&self.founder, &self.nonce)
    }
}
