//! Rows of a snapshot: numbers, texts, and what is put together of rows.

use std::collections::{BTreeMap, BTreeSet};

use crate::protocol::limits::MAX_SNAPSHOT_ROW_BYTES;
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::varint;

/// Something of a part that can be written and read again.
pub(super) trait Row: Sized {
    fn write(&self, out: &mut Vec<u8>);
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed>;
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

/// A map or set of a part.
pub(super) trait Rows {
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
