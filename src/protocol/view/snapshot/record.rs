//! What a part of the view is made of, as rows.

use ciborium::Value;

use super::row::Row;
use crate::protocol::id::{
    AuthorId, DeviceNumber, FestivalId, InstallationId, InstanceId, LogId, LogKey,
};
use crate::protocol::limits::{MAX_CBOR_DEPTH, MAX_SNAPSHOT_ROW_BYTES};
use crate::protocol::message::Action;
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::schema::codec::Fields;
use crate::protocol::schema::join::Join;
use crate::protocol::varint;
use crate::protocol::view::ask::{Answer, Ask};
use crate::protocol::view::entity::{Entity, History, Origin, RawEntity, Stamp};
use crate::protocol::view::part::{LogState, Parked};
use crate::protocol::view::verdict::{Kind, Slot, VoidReason};

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
