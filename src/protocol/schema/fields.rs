//! What a schema is: named fields with a codec each. [`record!`](super::record) makes a nested
//! value, [`schema!`](super::schema) makes what a message says: the whole (a create) and a change of
//! it (an update that carries only what changed). Both macros take
//!
//! ```text
//! required title: String = codec      must be in a create, cannot be removed
//! optional picture: Vec<u8> = codec   may be absent, `null` removes it
//! preset tags: Vec<String> = codec    absent means its default, `null` resets it
//! lasting status: Status = codec      as preset, but its final value wins over any clock
//! ```
//!
//! A change touches each field on its own, so no condition may span two fields of
//! a schema that can be updated: it could not hold in every order of arrival.

use ciborium::Value;

use super::codec::{Fields, wrong_kind};
use super::error::{Fault, FieldError};
use crate::protocol::id::InstanceId;
use crate::protocol::message::{Action, Message};

/// What an update does to one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// Leaves it.
    #[default]
    Keep,
    /// Removes it, or resets it to its default.
    Remove,
    /// Sets it.
    Set(T),
}

impl<T: Clone + PartialEq> Change<T> {
    /// What leads from one value to another.
    pub fn between(old: Option<&T>, new: Option<&T>) -> Self {
        match (old, new) {
            (old, new) if old == new => Self::Keep,
            (_, Some(new)) => Self::Set(new.clone()),
            (_, None) => Self::Remove,
        }
    }
}

impl<T> Change<T> {
    /// Whether the field is left alone.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

/// A value one of whose states is final whatever the clock.
pub trait Lasting {
    /// Whether this is the final state.
    fn is_final(&self) -> bool;
}

impl Lasting for bool {
    fn is_final(&self) -> bool {
        *self
    }
}

/// The fields of one known schema, version 1.
pub trait Schema: Fields + Clone + PartialEq {
    /// Its name in messages.
    const NAME: &'static str;
    /// The names of its fields by their numbers.
    const FIELDS: &'static [&'static str];
    /// An update of some of its fields.
    type Change: Clone;

    /// Reads the fields of an update.
    ///
    /// # Errors
    ///
    /// [`FieldError`] naming the field.
    fn read_change(pairs: Vec<(Value, Value)>) -> Result<Self::Change, FieldError>;

    /// The fields of an update.
    fn write_change(change: &Self::Change) -> Vec<(Value, Value)>;

    /// The smallest change that leads from here to `new`.
    fn change_to(&self, new: &Self) -> Self::Change;

    /// Applies those parts of a change that win. `wins(field, force)` is asked
    /// once for each changed field, with the field's number and whether the
    /// value is final and wins over whatever is not.
    fn merge(&mut self, change: Self::Change, wins: &mut dyn FnMut(u8, bool) -> bool);
}

/// The value, unless it is the default and need not be written.
pub fn unless_default<T: Default + PartialEq>(value: &T) -> Option<&T> {
    (*value != T::default()).then_some(value)
}

/// The removal of a field that the schema demands.
///
/// # Errors
///
/// Always.
pub fn not_removable<T>(field: &str) -> Result<Change<T>, FieldError> {
    Err(FieldError::of(Fault::NotRemovable).under(field))
}

fn pairs_of(message: Message) -> Result<Vec<(Value, Value)>, FieldError> {
    match message.fields {
        Some(Value::Map(pairs)) => Ok(pairs),
        Some(other) => Err(wrong_kind("a map", &other).under("fields")),
        None => Err(FieldError::of(Fault::Missing).under("fields")),
    }
}

/// Reads the fields of a create.
///
/// # Errors
///
/// [`FieldError`] naming the field.
pub fn read_create<T: Schema>(message: Message) -> Result<T, FieldError> {
    T::read_pairs(pairs_of(message)?)
}

/// Reads the fields of an update.
///
/// # Errors
///
/// [`FieldError`] naming the field.
pub fn read_update<T: Schema>(message: Message) -> Result<T::Change, FieldError> {
    T::read_change(pairs_of(message)?)
}

/// The message that creates `fields`, after checking every limit.
///
/// # Errors
///
/// [`FieldError`]: nobody would count the message.
pub fn create<T: Schema>(fields: &T, clock: u64, time: u64) -> Result<Message, FieldError> {
    T::read_pairs(fields.write_pairs())?;
    Ok(message::<T>(
        Action::Create,
        None,
        Some(fields.write_pairs()),
        clock,
        time,
    ))
}

/// The message that changes some fields of an instance, after checking every limit.
///
/// # Errors
///
/// [`FieldError`]: nobody would count the message.
pub fn update<T: Schema>(
    id: InstanceId,
    change: &T::Change,
    clock: u64,
    time: u64,
) -> Result<Message, FieldError> {
    T::read_change(T::write_change(change))?;
    Ok(message::<T>(
        Action::Update,
        Some(id),
        Some(T::write_change(change)),
        clock,
        time,
    ))
}

/// The message that ends an instance for good.
pub fn delete<T: Schema>(id: InstanceId, clock: u64, time: u64) -> Message {
    message::<T>(Action::Delete, Some(id), None, clock, time)
}

fn message<T: Schema>(
    action: Action,
    id: Option<InstanceId>,
    pairs: Option<Vec<(Value, Value)>>,
    clock: u64,
    time: u64,
) -> Message {
    Message {
        action,
        schema: T::NAME.to_owned(),
        version: 1,
        id,
        clock,
        time,
        fields: pairs.map(Value::Map),
    }
}

/// Makes an enumeration that is written as a word.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $word:literal ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $( $(#[$vmeta])* $variant, )* }

        impl $crate::protocol::schema::codec::Word for $name {
            const ALL: &'static [(&'static str, Self)] = &[$( ($word, Self::$variant) ),*];
        }
    };
}

/// Makes a record: a struct with a codec for each field.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$fmeta:meta])* $need:ident $field:ident : $ty:ty = $codec:expr ),* $(,)?
        }
        $( check $check:expr )?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $( $(#[$fmeta])* pub $field: $crate::protocol::schema::record!(@type $need $ty), )* }

        impl $crate::protocol::schema::codec::Fields for $name {
            fn read_pairs(
                pairs: Vec<(ciborium::Value, ciborium::Value)>,
            ) -> Result<Self, $crate::protocol::schema::error::FieldError> {
                $( let mut $field: Option<$ty> = None; )*
                for (key, value) in pairs {
                    match key.as_text() {
                        $( Some(stringify!($field)) => {
                            let read = $crate::protocol::schema::codec::Codec::<$ty>::read(&$codec, value);
                            $field = Some(read.map_err(|error| error.under(stringify!($field)))?);
                        } )*
                        _ => {}
                    }
                }
                let record = Self { $( $field: $crate::protocol::schema::record!(@whole $need $field), )* };
                $( $check(&record).map_err($crate::protocol::schema::error::FieldError::of)?; )?
                Ok(record)
            }

            fn write_pairs(&self) -> Vec<(ciborium::Value, ciborium::Value)> {
                let mut pairs = Vec::new();
                $( if let Some(value) = $crate::protocol::schema::record!(@said $need self.$field) {
                    let value = $crate::protocol::schema::codec::Codec::<$ty>::write(&$codec, value);
                    pairs.push((ciborium::Value::from(stringify!($field)), value));
                } )*
                pairs
            }
        }
    };
    (@type optional $ty:ty) => { Option<$ty> };
    (@type $need:ident $ty:ty) => { $ty };
    (@whole required $field:ident) => {
        $field.ok_or_else(|| {
            $crate::protocol::schema::error::FieldError::of($crate::protocol::schema::error::Fault::Missing)
                .under(stringify!($field))
        })?
    };
    (@whole optional $field:ident) => { $field };
    (@whole $need:ident $field:ident) => { $field.unwrap_or_default() };
    (@said required $value:expr) => { Some(&$value) };
    (@said optional $value:expr) => { $value.as_ref() };
    (@said $need:ident $value:expr) => { $crate::protocol::schema::fields::unless_default(&$value) };
}

/// Makes a schema: a record, a change of it, and how changes merge.
macro_rules! schema {
    (
        $(#[$meta:meta])*
        pub struct $name:ident, $change:ident = $schema:expr;
        { $( $(#[$fmeta:meta])* $need:ident $field:ident : $ty:ty = $codec:expr ),* $(,)? }
        $( check $check:expr )?
    ) => {
        $crate::protocol::schema::record! {
            $(#[$meta])*
            pub struct $name { $( $(#[$fmeta])* $need $field : $ty = $codec ),* }
            $( check $check )?
        }

        #[doc = concat!("A change of some fields of [`", stringify!($name), "`].")]
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $change { $( $(#[$fmeta])* pub $field: $crate::protocol::schema::fields::Change<$ty>, )* }

        impl $crate::protocol::schema::fields::Schema for $name {
            const NAME: &'static str = $schema;
            const FIELDS: &'static [&'static str] = &[$( stringify!($field) ),*];
            type Change = $change;

            fn read_change(
                pairs: Vec<(ciborium::Value, ciborium::Value)>,
            ) -> Result<$change, $crate::protocol::schema::error::FieldError> {
                use $crate::protocol::schema::{codec::Codec, fields::Change};
                let mut change = $change::default();
                for (key, value) in pairs {
                    match key.as_text() {
                        $( Some(stringify!($field)) if value.is_null() => {
                            change.$field = $crate::protocol::schema::schema!(@remove $need $field);
                        }
                        Some(stringify!($field)) => {
                            let read = Codec::<$ty>::read(&$codec, value);
                            change.$field = Change::Set(read.map_err(|error| error.under(stringify!($field)))?);
                        } )*
                        _ => {}
                    }
                }
                Ok(change)
            }

            fn write_change(change: &$change) -> Vec<(ciborium::Value, ciborium::Value)> {
                use $crate::protocol::schema::{codec::Codec, fields::Change};
                let mut pairs = Vec::new();
                $( match &change.$field {
                    Change::Keep => {}
                    Change::Remove => pairs.push((stringify!($field).into(), ciborium::Value::Null)),
                    Change::Set(value) => {
                        pairs.push((stringify!($field).into(), Codec::<$ty>::write(&$codec, value)));
                    }
                } )*
                pairs
            }

            fn change_to(&self, new: &Self) -> $change {
                use $crate::protocol::schema::fields::Change;
                $change {
                    $( $field: Change::between($crate::protocol::schema::record!(@said $need self.$field), $crate::protocol::schema::record!(@said $need new.$field)), )*
                }
            }

            fn merge(&mut self, change: $change, wins: &mut dyn FnMut(u8, bool) -> bool) {
                let mut number = 0u8;
                $( if !change.$field.is_keep() {
                    $crate::protocol::schema::schema!(@merge $need self.$field, change.$field, number, wins);
                }
                number = number.wrapping_add(1); )*
                let _ = number;
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                ciborium::Value::Map($crate::protocol::schema::codec::Fields::write_pairs(self)).serialize(serializer)
            }
        }
    };
    (@remove required $field:ident) => { $crate::protocol::schema::fields::not_removable(stringify!($field))? };
    (@remove $need:ident $field:ident) => { $crate::protocol::schema::fields::Change::Remove };
    (@merge required $place:expr, $change:expr, $number:ident, $wins:ident) => {
        if let $crate::protocol::schema::fields::Change::Set(value) = $change
            && $wins($number, false)
        {
            $place = value;
        }
    };
    (@merge optional $place:expr, $change:expr, $number:ident, $wins:ident) => {
        if $wins($number, false) {
            $place = match $change {
                $crate::protocol::schema::fields::Change::Set(value) => Some(value),
                _ => None,
            };
        }
    };
    (@merge preset $place:expr, $change:expr, $number:ident, $wins:ident) => {
        if $wins($number, false) {
            $place = match $change {
                $crate::protocol::schema::fields::Change::Set(value) => value,
                _ => Default::default(),
            };
        }
    };
    (@merge lasting $place:expr, $change:expr, $number:ident, $wins:ident) => {{
        use $crate::protocol::schema::fields::{Change, Lasting};
        let value = match $change {
            Change::Set(value) => value,
            _ => Default::default(),
        };
        let stays = $place.is_final() && !value.is_final();
        let force = value.is_final() && !$place.is_final();
        if !stays && $wins($number, force) {
            $place = value;
        }
    }};
}

pub(crate) use {record, schema, words};
