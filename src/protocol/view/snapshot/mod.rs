//! A festival's share of the view as bytes, so that a start need not compute it
//! again from every message. Cut into slices, what a programme shows first; each is
//! small enough to be made between two pictures.
//!
//! ```text
//! slice   which field of the part 1 ‖ its rows, one behind the other
//! ```
//!
//! It is read with the care of bytes from outside: whatever is odd is
//! [`Malformed`], and the view is computed from the messages instead. That the
//! messages are still the same is the caller's business: [`Part::ends`] says what
//! a share was made of. Why a message is void is not kept, only that it is.

mod record;
mod row;

use self::row::Rows;
use super::part::{LogState, Part};
use crate::protocol::id::{LogKey, SeqNum};
use crate::protocol::reader::{Malformed, Reader};

/// Version of this layout and of the rules by which the view is computed: whoever
/// changes either counts it up.
pub const FORMAT: u8 = 1;

/// Where a snapshot that is being written has come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    field: u8,
    row: usize,
}

/// Calls the macro with every field of a part that is kept, in the order in which
/// they are written. Their place in the list is their number.
macro_rules! each_field {
    ($do:ident) => {
        $do!(
            events resources descriptions profiles branches hides asks logs kinds voids
            by_event by_resource by_answer by_author profile_order description_order
            replacers awaiting unowned ownerless answered raws parked
        )
    };
}

impl Part {
    /// The slice of the share at `place`, of about so many bytes, and the place of the
    /// next one; none at the end.
    pub fn slice(&self, place: Place, bytes: usize) -> Option<(Vec<u8>, Place)> {
        let mut out = vec![place.field];
        let mut number = 0;
        let mut written = None;
        macro_rules! write {
            ($($field:ident)*) => {
                $(
                    if number == place.field {
                        written = Some(self.$field.write_rows(place.row, bytes, &mut out));
                    }
                    number += 1;
                )*
            };
        }
        each_field!(write);
        let _ = number;
        let next = match written? {
            Some(row) => Place { row, ..place },
            None => Place {
                field: place.field + 1,
                row: 0,
            },
        };
        Some((out, next))
    }

    /// Takes a slice into a share that is being read.
    ///
    /// # Errors
    ///
    /// [`Malformed`]; the share is to be thrown away then.
    pub fn take_slice(&mut self, slice: &[u8]) -> Result<(), Malformed> {
        let mut reader = Reader::new(slice);
        let field = reader.byte()?;
        let mut number = 0;
        macro_rules! read {
            ($($field:ident)*) => {
                $(
                    if number == field {
                        while !reader.rest().is_empty() {
                            self.$field.read_row(&mut reader)?;
                        }
                        return Ok(());
                    }
                    number += 1;
                )*
            };
        }
        each_field!(read);
        let _ = number;
        Err(Malformed::Value)
    }

    /// How far each log was taken in, and at what height it is frozen.
    pub fn ends(&self) -> impl Iterator<Item = (LogKey, SeqNum, Option<SeqNum>)> {
        let logs = self.logs.iter();
        logs.map(|(log, state)| (*log, state.height(), state.frozen))
    }

    /// How many messages were taken in.
    pub fn messages(&self) -> u64 {
        self.logs.values().map(LogState::height).sum()
    }
}
