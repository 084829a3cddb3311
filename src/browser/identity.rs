//! Who uses this installation: the key made at the first start.
//!
//! One record in an IndexedDB database of its own. It is read and, where there
//! is none, written in one transaction, so two tabs that start together end up
//! as the same person.

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use js_sys::Uint8Array;
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use zeroize::Zeroizing;

use super::location::scoped;
use crate::protocol::signature::AuthorKey;

const STORE: &str = "key";
const RECORD: &str = "seed";

/// Why this device cannot keep a key. The culprit is the device: private
/// windows, full disks and switched-off storage.
#[derive(Debug, Error)]
pub enum DeviceError {
    /// The browser offers no storage here, or it failed.
    #[error("this browser does not let the page store anything: {0}")]
    Storage(#[from] idb::Error),
    /// The browser took the write back: mostly a full disk.
    #[error("this browser did not keep the key: is the disk full?")]
    NotKept,
    /// There is no source of randomness to make a key from.
    #[error("this browser has no randomness to make a key from")]
    Entropy,
    /// What is stored is no key; it is left as it is.
    #[error("the stored key cannot be read")]
    Damaged,
}

/// The key of this installation, made now if there is none yet.
///
/// # Errors
///
/// [`DeviceError`] if the device cannot store or make one; then no key exists.
pub async fn load_or_create() -> Result<AuthorKey, DeviceError> {
    // Drawn before the transaction begins: awaiting anything else inside ends it.
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut()).map_err(|_| DeviceError::Entropy)?;

    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    let stored = store.get(JsValue::from_str(RECORD))?.await?;
    if let Some(stored) = stored {
        transaction.await?;
        return read_seed(&stored).map(|seed| AuthorKey::from_seed(&seed));
    }
    let record = JsValue::from(Uint8Array::from(seed.as_slice()));
    store
        .put(&record, Some(&JsValue::from_str(RECORD)))?
        .await?;
    // Only a committed transaction counts: quota shows as an abort after the
    // request has succeeded.
    if !transaction.commit()?.await?.is_committed() {
        return Err(DeviceError::NotKept);
    }
    Ok(AuthorKey::from_seed(&seed))
}

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(&scoped("p2panda.identity"), Some(1))?;
    request.on_upgrade_needed(|event| {
        // A store that could not be made shows as a failed transaction later.
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

fn read_seed(stored: &JsValue) -> Result<Zeroizing<[u8; 32]>, DeviceError> {
    let bytes: &Uint8Array = stored.dyn_ref().ok_or(DeviceError::Damaged)?;
    if bytes.length() != 32 {
        return Err(DeviceError::Damaged);
    }
    let mut seed = Zeroizing::new([0; 32]);
    bytes.copy_to(seed.as_mut());
    Ok(seed)
}
