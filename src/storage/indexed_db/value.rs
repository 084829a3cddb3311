//! Bytes to and from the database (always `Uint8Array`: arrays of numbers take
//! many times the room), ranges of keys, and the one thing that is drawn.

use js_sys::Uint8Array;
use rexie::KeyRange;
use wasm_bindgen::{JsCast, JsValue};

use super::failure::of_idb;
use crate::protocol::id::{LogKey, SeqNum};
use crate::storage::StoreError;
use crate::storage::record::segment_key;

/// A key or a record.
pub(super) fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// The bytes of a record.
///
/// # Errors
///
/// [`StoreError::Damaged`] where something else stands there.
pub(super) fn record(value: JsValue) -> Result<Vec<u8>, StoreError> {
    value
        .dyn_into::<Uint8Array>()
        .map(|array| array.to_vec())
        .map_err(|_| StoreError::Damaged("not bytes".into()))
}

/// The bytes of a key; keys come back as buffers, whatever they were given as.
pub(super) fn key(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}

/// Keys of the segments of a log that begin at `first` to `last`, both included.
pub(super) fn segments_of(
    log: &LogKey,
    first: SeqNum,
    last: SeqNum,
) -> Result<KeyRange, StoreError> {
    keys_between(&segment_key(log, first), &segment_key(log, last))
}

/// Keys from `first` to `last`, both included.
pub(super) fn keys_between(first: &[u8], last: &[u8]) -> Result<KeyRange, StoreError> {
    KeyRange::bound(&bytes(first), &bytes(last), None, None).map_err(of_idb)
}

/// Keys from `first` on.
pub(super) fn keys_from(first: &[u8]) -> Result<KeyRange, StoreError> {
    KeyRange::lower_bound(&bytes(first), None).map_err(of_idb)
}

/// A name for a database, never 0.
pub(super) fn new_store_id() -> Result<u64, StoreError> {
    getrandom::u64()
        .map(|drawn| drawn.max(1))
        .map_err(|error| StoreError::Device(error.to_string()))
}
