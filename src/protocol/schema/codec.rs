//! How single values of fields are read and written, limits included: a value
//! that was read is within its limits. Reading consumes the CBOR value, so texts
//! move and nothing is copied; nothing is allocated by a claimed length.

use core::marker::PhantomData;

use ciborium::Value;

use super::error::{Fault, FieldError};

/// Reads and writes values of type `T` under one set of limits.
pub trait Codec<T> {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// [`FieldError`] where kind or limit does not fit.
    fn read(&self, value: Value) -> Result<T, FieldError>;

    /// Writes a value; limits are checked when it is read again.
    fn write(&self, value: &T) -> Value;
}

/// Name of a CBOR value's kind, for errors.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Integer(_) => "a number",
        Value::Bytes(_) => "bytes",
        Value::Text(_) => "text",
        Value::Bool(_) => "yes or no",
        Value::Null => "nothing",
        Value::Array(_) => "a list",
        Value::Map(_) => "a map",
        _ => "something else",
    }
}

/// The error for a value of another kind.
pub fn wrong_kind(expected: &'static str, value: &Value) -> FieldError {
    FieldError::of(match value {
        Value::Null => Fault::NotRemovable,
        _ => Fault::Kind {
            expected,
            got: kind_of(value),
        },
    })
}

fn check_length(min: usize, max: usize, got: usize) -> Result<(), FieldError> {
    if (min..=max).contains(&got) {
        Ok(())
    } else {
        Err(FieldError::of(Fault::Length { min, max, got }))
    }
}

/// Text of `min..=max` bytes of UTF-8.
pub struct Text {
    /// Fewest bytes.
    pub min: usize,
    /// Most bytes.
    pub max: usize,
}

/// Text that may be empty.
pub const fn text(max: usize) -> Text {
    Text { min: 0, max }
}

/// Text of at least one byte.
pub const fn some_text(max: usize) -> Text {
    Text { min: 1, max }
}

impl Codec<String> for Text {
    fn read(&self, value: Value) -> Result<String, FieldError> {
        match value {
            Value::Text(text) => check_length(self.min, self.max, text.len()).map(|()| text),
            other => Err(wrong_kind("text", &other)),
        }
    }

    fn write(&self, value: &String) -> Value {
        Value::Text(value.clone())
    }
}

/// A byte string of at most so many bytes.
pub struct Blob(pub usize);

impl Codec<Vec<u8>> for Blob {
    fn read(&self, value: Value) -> Result<Vec<u8>, FieldError> {
        match value {
            Value::Bytes(bytes) => check_length(1, self.0, bytes.len()).map(|()| bytes),
            other => Err(wrong_kind("bytes", &other)),
        }
    }

    fn write(&self, value: &Vec<u8>) -> Value {
        Value::Bytes(value.clone())
    }
}

/// A byte string of one length: ids, nonces, keys, commitments.
pub struct Fixed;

/// What [`Fixed`] reads: arrays of bytes and their newtypes.
pub trait FixedBytes: Sized {
    /// Length in bytes.
    const LEN: usize;
    /// Takes exactly [`FixedBytes::LEN`] bytes.
    fn take(bytes: &[u8]) -> Option<Self>;
    /// The bytes.
    fn bytes(&self) -> &[u8];
}

impl<const N: usize> FixedBytes for [u8; N] {
    const LEN: usize = N;
    fn take(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok()
    }
    fn bytes(&self) -> &[u8] {
        self
    }
}

macro_rules! fixed_ids {
    ($($id:ty),*) => {$(
        impl FixedBytes for $id {
            const LEN: usize = <$id>::LEN;
            fn take(bytes: &[u8]) -> Option<Self> {
                Self::from_slice(bytes)
            }
            fn bytes(&self) -> &[u8] {
                self.as_bytes()
            }
        }
    )*};
}
fixed_ids!(
    crate::protocol::id::AuthorId,
    crate::protocol::id::FestivalId,
    crate::protocol::id::InstanceId,
    crate::protocol::id::InstallationId
);

impl<T: FixedBytes> Codec<T> for Fixed {
    fn read(&self, value: Value) -> Result<T, FieldError> {
        match value {
            Value::Bytes(bytes) => T::take(&bytes).ok_or_else(|| {
                FieldError::of(Fault::Length {
                    min: T::LEN,
                    max: T::LEN,
                    got: bytes.len(),
                })
            }),
            other => Err(wrong_kind("bytes", &other)),
        }
    }

    fn write(&self, value: &T) -> Value {
        Value::Bytes(value.bytes().to_vec())
    }
}

/// A whole number within limits.
pub struct Whole {
    /// Lowest number.
    pub min: i64,
    /// Highest number.
    pub max: i64,
}

/// A whole number of `min..=max`.
pub const fn whole(min: i64, max: i64) -> Whole {
    Whole { min, max }
}

impl<T: TryFrom<i64> + Copy + Into<i64>> Codec<T> for Whole {
    fn read(&self, value: Value) -> Result<T, FieldError> {
        let Value::Integer(number) = value else {
            return Err(wrong_kind("a number", &value));
        };
        let got = i128::from(number);
        let fault = || {
            FieldError::of(Fault::Range {
                min: self.min,
                max: self.max,
                got,
            })
        };
        let number = i64::try_from(got).map_err(|_| fault())?;
        if !(self.min..=self.max).contains(&number) {
            return Err(fault());
        }
        T::try_from(number).map_err(|_| fault())
    }

    fn write(&self, value: &T) -> Value {
        Value::Integer((*value).into().into())
    }
}

/// Yes or no.
pub struct Flag;

impl Codec<bool> for Flag {
    fn read(&self, value: Value) -> Result<bool, FieldError> {
        match value {
            Value::Bool(flag) => Ok(flag),
            other => Err(wrong_kind("yes or no", &other)),
        }
    }

    fn write(&self, value: &bool) -> Value {
        Value::Bool(*value)
    }
}

/// At most `max` items of one kind.
pub struct List<T, C> {
    max: usize,
    item: C,
    of: PhantomData<fn() -> T>,
}

/// A list of at most `max` items.
pub const fn list<T, C>(max: usize, item: C) -> List<T, C> {
    List {
        max,
        item,
        of: PhantomData,
    }
}

impl<T, C: Codec<T>> Codec<Vec<T>> for List<T, C> {
    fn read(&self, value: Value) -> Result<Vec<T>, FieldError> {
        let Value::Array(items) = value else {
            return Err(wrong_kind("a list", &value));
        };
        if items.len() > self.max {
            return Err(FieldError::of(Fault::Items {
                max: self.max,
                got: items.len(),
            }));
        }
        let read = |(index, item)| {
            self.item
                .read(item)
                .map_err(|error| error.under(&format!("[{index}]")))
        };
        items.into_iter().enumerate().map(read).collect()
    }

    fn write(&self, value: &Vec<T>) -> Value {
        Value::Array(value.iter().map(|item| self.item.write(item)).collect())
    }
}

/// A codec with a condition over the whole value.
pub struct Checked<T, C> {
    inner: C,
    check: fn(&T) -> Result<(), Fault>,
}

/// `inner`, and `check` must hold.
pub const fn checked<T, C>(inner: C, check: fn(&T) -> Result<(), Fault>) -> Checked<T, C> {
    Checked { inner, check }
}

impl<T, C: Codec<T>> Codec<T> for Checked<T, C> {
    fn read(&self, value: Value) -> Result<T, FieldError> {
        let value = self.inner.read(value)?;
        (self.check)(&value).map_err(FieldError::of)?;
        Ok(value)
    }

    fn write(&self, value: &T) -> Value {
        self.inner.write(value)
    }
}

/// An enumeration that is written as a word.
pub trait Word: Copy + PartialEq + 'static {
    /// Every word with its meaning.
    const ALL: &'static [(&'static str, Self)];

    /// The word for this meaning.
    fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, meaning)| *meaning == self)
            .map_or("", |(word, _)| word)
    }
}

/// One word of a closed list.
pub struct Pick;

impl<T: Word> Codec<T> for Pick {
    fn read(&self, value: Value) -> Result<T, FieldError> {
        let Value::Text(got) = value else {
            return Err(wrong_kind("a word", &value));
        };
        let found = T::ALL
            .iter()
            .find(|(word, _)| *word == got)
            .map(|(_, meaning)| *meaning);
        found.ok_or_else(|| {
            let words: Vec<&str> = T::ALL.iter().map(|(word, _)| *word).collect();
            let got = got.chars().take(32).collect();
            FieldError::of(Fault::Word {
                allowed: words.join(", "),
                got,
            })
        })
    }

    fn write(&self, value: &T) -> Value {
        Value::Text(value.word().to_owned())
    }
}

/// A value with named fields, made by [`record!`](super::record).
pub trait Fields: Sized {
    /// Reads the pairs of a map; unknown names are ignored.
    ///
    /// # Errors
    ///
    /// [`FieldError`] naming the field.
    fn read_pairs(pairs: Vec<(Value, Value)>) -> Result<Self, FieldError>;

    /// Writes those fields that are not at their default.
    fn write_pairs(&self) -> Vec<(Value, Value)>;
}

/// A nested record.
pub struct Record;

impl<T: Fields> Codec<T> for Record {
    fn read(&self, value: Value) -> Result<T, FieldError> {
        match value {
            Value::Map(pairs) => T::read_pairs(pairs),
            other => Err(wrong_kind("a map", &other)),
        }
    }

    fn write(&self, value: &T) -> Value {
        Value::Map(value.write_pairs())
    }
}
