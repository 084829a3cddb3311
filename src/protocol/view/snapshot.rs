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

use std::collections::{BTreeMap, BTreeSet};

use ciborium::Value;

use super::ask::{Answer, Ask};
use super::entity::{Entity, History, Origin, RawEntity, Stamp};
use super::part::{LogState, Parked, Part};
use super::verdict::{Kind, Slot, VoidReason};
use crate::protocol::id::{
    AuthorId, DeviceNumber, FestivalId, InstallationId, InstanceId, LogId, LogKey, SeqNum,
};
use crate::protocol::limits::{MAX_CBOR_DEPTH, MAX_SNAPSHOT_ROW_BYTES};
use crate::protocol::message::Action;
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::schema::codec::Fields;
use crate::protocol::schema::join::Join;
use crate::protocol::varint;

/// Version of this layout and of the rules by which the view is computed: whoever
/// changes either counts it up.
pub const FORMAT: u8 = 1;

/// Something of a part that can be written and read again.
trait Row: Sized {
    fn write(&self, out: &mut Vec<u8>);
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed>;
}

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

/// A map or set of a part.
trait Rows {
    /// Writes rows from the given one on. The number of the next one if there is more.
    fn write_rows(&self, from: usize, bytes: usize, out: &mut Vec<u8>) -> Option<usize>;
    fn read_row(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed>;
}

/// Writes rows until there are so many bytes.
fn write_some<T>(
    rows: impl Iterator<Item = T>,
    from: usize,
    bytes: usize,
    out: &mut Vec<u8>,
    write: impl Fn(T, &mut Vec<u8>),
) -> Option<usize> {
    for (index, row) in rows.enumerate().skip(from) {
        if out.len() >= bytes && index > from {
            return Some(index);
        }
        write(row, out);
    }
    None
}

impl<K: Row + Ord, V: Row> Rows for BTreeMap<K, V> {
    fn write_rows(&self, from: usize, bytes: usize, out: &mut Vec<u8>) -> Option<usize> {
        write_some(self.iter(), from, bytes, out, |(key, value), out| {
            key.write(out);
            value.write(out);
        })
    }

    fn read_row(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        let (key, value) = (K::read(reader)?, V::read(reader)?);
        self.insert(key, value);
        Ok(())
    }
}

impl<K: Row + Ord> Rows for BTreeSet<K> {
    fn write_rows(&self, from: usize, bytes: usize, out: &mut Vec<u8>) -> Option<usize> {
        write_some(self.iter(), from, bytes, out, |key, out| key.write(out))
    }

    fn read_row(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        self.insert(K::read(reader)?);
        Ok(())
    }
}

// ---- rows -------------------------------------------------------------------------

/// A row whose parts are rows, in this order.
macro_rules! row_of_parts {
    ($name:ty { $($part:ident),* }) => {
        impl Row for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$part.write(out);)*
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
                $(let $part = Row::read(reader)?;)*
                Ok(Self { $($part),* })
            }
        }
    };
}

row_of_parts!(LogKey { author, log_id });
row_of_parts!(Stamp { clock, id });
row_of_parts!(Origin {
    log,
    seq,
    stamp,
    time
});
row_of_parts!(History {
    changes,
    last,
    last_time
});
row_of_parts!(Answer { origin, value });
row_of_parts!(Slot {
    kind,
    action,
    subject,
    clock,
    time
});
row_of_parts!(LogState {
    slots,
    clock,
    frozen,
    join
});
row_of_parts!(Parked { stamp, payload });
row_of_parts!(Join {
    festival,
    device,
    sealing_key
});

macro_rules! row_of_bytes {
    ($($name:ty)*) => {
        $(impl Row for $name {
            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(self.as_bytes());
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
                Ok(Self::from_bytes(reader.array()?))
            }
        })*
    };
}

row_of_bytes!(AuthorId FestivalId InstallationId InstanceId);

impl Row for LogId {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0.to_le_bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(Self(u64::from_le_bytes(reader.array()?)))
    }
}

impl Row for u64 {
    fn write(&self, out: &mut Vec<u8>) {
        varint::write(*self, out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.varu64()
    }
}

impl Row for u32 {
    fn write(&self, out: &mut Vec<u8>) {
        varint::write(u64::from(*self), out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        Self::try_from(reader.varu64()?).map_err(|_| Malformed::Value)
    }
}

impl Row for u8 {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.byte()
    }
}

impl Row for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        match reader.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Malformed::Value),
        }
    }
}

impl<T: Row> Row for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        bool::read(reader)?.then(|| T::read(reader)).transpose()
    }
}

impl<A: Row, B: Row> Row for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok((A::read(reader)?, B::read(reader)?))
    }
}

impl<A: Row, B: Row, C: Row> Row for (A, B, C) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
        self.2.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok((A::read(reader)?, B::read(reader)?, C::read(reader)?))
    }
}

impl<A: Row, B: Row, C: Row, D: Row> Row for (A, B, C, D) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
        self.2.write(out);
        self.3.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let first = (A::read(reader)?, B::read(reader)?);
        Ok((first.0, first.1, C::read(reader)?, D::read(reader)?))
    }
}

/// How many rows follow; nothing is reserved for them, they may be a lie.
impl<K: Row + Ord, V: Row> Row for BTreeMap<K, V> {
    fn write(&self, out: &mut Vec<u8>) {
        (self.len() as u64).write(out);
        self.write_rows(0, usize::MAX, out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut map = Self::new();
        for _ in 0..u64::read(reader)? {
            map.read_row(reader)?;
        }
        Ok(map)
    }
}

impl Row for Vec<Slot> {
    fn write(&self, out: &mut Vec<u8>) {
        (self.len() as u64).write(out);
        self.iter().for_each(|slot| slot.write(out));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut slots = Self::new();
        for _ in 0..u64::read(reader)? {
            slots.push(Slot::read(reader)?);
        }
        Ok(slots)
    }
}

impl Row for Box<[u8]> {
    fn write(&self, out: &mut Vec<u8>) {
        varint::write(self.len() as u64, out);
        out.extend_from_slice(self);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(reader.prefixed(MAX_SNAPSHOT_ROW_BYTES)?.into())
    }
}

impl Row for String {
    fn write(&self, out: &mut Vec<u8>) {
        varint::write(self.len() as u64, out);
        out.extend_from_slice(self.as_bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let bytes = reader.prefixed(MAX_SNAPSHOT_ROW_BYTES)?;
        Self::from_utf8(bytes.to_vec()).map_err(|_| Malformed::Value)
    }
}

/// Values of schemas are CBOR, as in messages.
fn write_fields<T: Fields>(value: &T, out: &mut Vec<u8>) {
    let mut bytes = Vec::new();
    // Writing to memory fails at nothing.
    let written = ciborium::into_writer(&Value::Map(value.write_pairs()), &mut bytes);
    debug_assert!(written.is_ok());
    varint::write(bytes.len() as u64, out);
    out.extend_from_slice(&bytes);
}

fn read_fields<T: Fields>(reader: &mut Reader<'_>) -> Result<T, Malformed> {
    let bytes = reader.prefixed(MAX_SNAPSHOT_ROW_BYTES)?;
    let value = ciborium::de::from_reader_with_recursion_limit(bytes, MAX_CBOR_DEPTH);
    let Ok(Value::Map(pairs)) = value else {
        return Err(Malformed::Value);
    };
    T::read_pairs(pairs).map_err(|_| Malformed::Value)
}

macro_rules! row_of_fields {
    ($($name:ty)*) => {
        $(impl Row for $name {
            fn write(&self, out: &mut Vec<u8>) {
                write_fields(self, out);
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
                read_fields(reader)
            }
        })*
    };
}

row_of_fields!(
    crate::protocol::schema::authorization::Authorization
    crate::protocol::schema::branch::Branch
    crate::protocol::schema::event::Event
    crate::protocol::schema::festival::Festival
    crate::protocol::schema::hide::Hide
    crate::protocol::schema::profile::Profile
    crate::protocol::schema::request::Request
    crate::protocol::schema::resource::Resource
);

impl Row for DeviceNumber {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        u32::read(reader).map(Self)
    }
}

impl<T: Row> Row for Entity<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.origin.write(out);
        self.value.write(out);
        self.deleted.write(out);
        self.history.write(out);
        self.stamps.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut entity = Self::new(Row::read(reader)?, Row::read(reader)?);
        entity.deleted = Row::read(reader)?;
        entity.history = Row::read(reader)?;
        entity.stamps = Row::read(reader)?;
        Ok(entity)
    }
}

impl Row for RawEntity {
    fn write(&self, out: &mut Vec<u8>) {
        self.origin.write(out);
        self.schema.write(out);
        self.version.write(out);
        self.create.write(out);
        self.deleted.write(out);
        self.history.write(out);
        self.changes.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (origin, schema) = (Row::read(reader)?, Row::read(reader)?);
        let version = Row::read(reader)?;
        let create: Box<[u8]> = Row::read(reader)?;
        let mut raw = Self::new(origin, schema, version, &create);
        raw.deleted = Row::read(reader)?;
        raw.history = Row::read(reader)?;
        raw.changes = Row::read(reader)?;
        Ok(raw)
    }
}

impl Row for Ask {
    fn write(&self, out: &mut Vec<u8>) {
        self.request.write(out);
        self.answers.write(out);
        self.void.is_some().write(out);
        self.replaces.write(out);
        self.replaced.write(out);
        self.accepted.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (request, answers) = (Row::read(reader)?, Row::read(reader)?);
        // The one reason for which a sound question does not count.
        let void = bool::read(reader)?.then_some(VoidReason::ReplacesOther);
        Ok(Self {
            request,
            answers,
            void,
            replaces: Row::read(reader)?,
            replaced: Row::read(reader)?,
            accepted: Row::read(reader)?,
        })
    }
}

/// Only that it is void.
impl Row for VoidReason {
    fn write(&self, _: &mut Vec<u8>) {}

    fn read(_: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(Self::Earlier)
    }
}

/// A value of a short list, by its place there.
macro_rules! row_of_list {
    ($name:ty: $($value:ident)*) => {
        impl Row for $name {
            fn write(&self, out: &mut Vec<u8>) {
                const ALL: &[$name] = &[$(<$name>::$value),*];
                let place = ALL.iter().position(|value| value == self);
                out.push(place.unwrap_or_default() as u8);
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
                const ALL: &[$name] = &[$(<$name>::$value),*];
                ALL.get(usize::from(reader.byte()?)).copied().ok_or(Malformed::Value)
            }
        }
    };
}

row_of_list!(Kind: Unknown Join Profile Festival Branch Resource Event Request Authorization Hide);
row_of_list!(Action: Create Update Delete);
