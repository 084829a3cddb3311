//! What the browser says went wrong, as conditions of ours.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::storage::StoreError;

/// The condition that an exception's name stands for (the names of the
/// IndexedDB specification).
pub(super) fn of_exception(exception: &DomException) -> StoreError {
    match exception.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        "VersionError" => StoreError::Newer,
        "InvalidStateError" => StoreError::Closed,
        // Something stands where the stored head says that nothing is.
        "ConstraintError" => StoreError::Damaged("a part of a log stands twice".into()),
        name => StoreError::Device(format!("{name}: {}", exception.message())),
    }
}

/// The condition of a thrown value.
pub(super) fn of_value(value: &JsValue) -> StoreError {
    match value.dyn_ref::<DomException>() {
        Some(exception) => of_exception(exception),
        None => StoreError::Device(format!("{value:?}")),
    }
}

/// The condition of an error of idb, which wraps what was thrown or fired.
pub(super) fn of_idb(error: idb::Error) -> StoreError {
    use idb::Error::*;
    match &error {
        DomException(exception) => of_exception(exception),
        AddFailed(value)
        | ClearFailed(value)
        | DeleteFailed(value)
        | GetFailed(value)
        | GetAllFailed(value)
        | GetAllKeysFailed(value)
        | IndexedDbOpenFailed(value)
        | ObjectStoreCreateFailed(value)
        | ObjectStoreNotFound(value)
        | OpenCursorFailed(value)
        | TransactionOpenFailed(value)
        | UpdateFailed(value) => of_value(value),
        other => StoreError::Device(other.to_string()),
    }
}

/// The condition of an error of rexie.
pub(super) fn of_rexie(error: rexie::Error) -> StoreError {
    match error {
        rexie::Error::IdbError(error) => of_idb(error),
        other => StoreError::Device(other.to_string()),
    }
}
