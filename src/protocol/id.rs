//! Names of things: fixed-size byte strings with a type each, so that an author
//! cannot be passed where a festival is meant. All are ordered by their bytes.
//! Debug output shows the first four bytes in hex: enough to tell two apart,
//! short enough to read.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};

/// Defines a byte-array newtype that serialises as a CBOR byte string.
macro_rules! byte_id {
    ($(#[$doc:meta])* $name:ident, $len:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// Wraps raw bytes; any value is well-formed.
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// Wraps a slice of exactly [`Self::LEN`] bytes, `None` for any other length.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// The raw bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:02x}{:02x}{:02x}{:02x}…)", stringify!($name), self.0[0], self.0[1], self.0[2], self.0[3])
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_bytes(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_bytes(ExactBytes).map(Self)
            }
        }
    };
}

/// Takes a byte string of exactly `N` bytes and nothing that merely resembles
/// one: an array of numbers would be a second form of the same id.
struct ExactBytes<const N: usize>;

impl<const N: usize> Visitor<'_> for ExactBytes<N> {
    type Value = [u8; N];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{N} bytes")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        bytes
            .try_into()
            .map_err(|_| E::invalid_length(bytes.len(), &self))
    }
}

byte_id!(
    /// A user: an ed25519 public key. Any 32 bytes can stand here; whether it
    /// is a sound key is asked when a signature is checked.
    AuthorId,
    32
);
byte_id!(
    /// A festival: `BLAKE2b-256("p2panda.festival.1" ‖ founder ‖ nonce)`, see
    /// [`super::festival`].
    FestivalId,
    32
);
byte_id!(
    /// What a `create` message made: the first 32 bytes of its entry's hash.
    InstanceId,
    32
);
byte_id!(
    /// An installation (one browser profile): its X25519 sealing key, the same
    /// in every festival.
    InstallationId,
    32
);
byte_id!(
    /// BLAKE2b-512 of an entry's bytes or of a payload.
    Blake2b,
    64
);

impl Blake2b {
    /// BLAKE2b-512 without key.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake2b_simd::blake2b(bytes).as_array())
    }

    /// The instance that a `create` in the entry of this hash makes.
    pub fn instance(&self) -> InstanceId {
        let mut id = [0; 32];
        id.copy_from_slice(&self.0[..32]);
        InstanceId(id)
    }
}

/// Number of a log within its author: derived, never counted
/// ([`super::festival::log_id`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LogId(pub u64);

/// Random number of an installation within one festival, drawn anew whenever a
/// log is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceNumber(pub u32);

/// Position of an entry in its log, from 1. Height 0 means «no entry».
pub type SeqNum = u64;

/// One log of one author: the key of everything that is kept per log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogKey {
    /// Who signs the log.
    pub author: AuthorId,
    /// Which of the author's logs.
    pub log_id: LogId,
}
