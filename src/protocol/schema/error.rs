//! Why a field does not fit its schema: the field, the limit, the value. The
//! culprit is always the message's author; the message is void and explained.

use thiserror::Error;

/// A field that does not fit, named by its path («needs[2].label»).
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: {fault}")]
pub struct FieldError {
    /// Path of the field from the outermost one.
    pub field: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// A create lacks a field that the schema demands.
    #[error("missing")]
    Missing,
    /// `null` stands where nothing can be removed: in a create, inside a value,
    /// or for a field that the schema demands.
    #[error("cannot be removed")]
    NotRemovable,
    /// Another kind of value than the schema's.
    #[error("{got} instead of {expected}")]
    Kind {
        /// What the schema asks for.
        expected: &'static str,
        /// What stands there.
        got: &'static str,
    },
    /// Bytes of text or of a byte string outside their limits.
    #[error("{got} bytes, allowed {min} to {max}")]
    Length {
        /// Fewest bytes.
        min: usize,
        /// Most bytes.
        max: usize,
        /// Bytes there.
        got: usize,
    },
    /// More items than allowed.
    #[error("{got} items, allowed at most {max}")]
    Items {
        /// Most items.
        max: usize,
        /// Items there.
        got: usize,
    },
    /// A number outside its limits.
    #[error("{got}, allowed {min} to {max}")]
    Range {
        /// Lowest number.
        min: i64,
        /// Highest number.
        max: i64,
        /// The number there.
        got: i128,
    },
    /// A word that the schema does not have.
    #[error("«{got}», allowed {allowed}")]
    Word {
        /// The schema's words, comma separated.
        allowed: String,
        /// The word there, cut to 32 characters.
        got: String,
    },
    /// Parts of one value that contradict each other.
    #[error("{0}")]
    Contradiction(&'static str),
    /// The schema never changes this field once it is written.
    #[error("cannot be changed")]
    Immutable,
}

impl FieldError {
    /// An error of the value itself; whoever reads the value adds its name by
    /// [`FieldError::under`].
    pub fn of(fault: Fault) -> Self {
        Self {
            field: String::new(),
            fault,
        }
    }

    /// The error, one step further out.
    #[must_use]
    pub fn under(mut self, outer: &str) -> Self {
        self.field = match self.field.as_str() {
            "" => outer.to_owned(),
            inner if inner.starts_with('[') => format!("{outer}{inner}"),
            inner => format!("{outer}.{inner}"),
        };
        self
    }
}
