//! The first version: four stores with keys of our own, a name for the database,
//! and nobody writing.

use idb::{Database, ObjectStoreParams, Transaction};

use crate::storage::indexed_db::failure::of_idb;
use crate::storage::indexed_db::value::{bytes, new_store_id};
use crate::storage::{StoreError, record};

pub(super) fn step(database: &Database, transaction: &Transaction) -> Result<(), StoreError> {
    for name in ["writer", "heads", "segments", "local"] {
        database
            .create_object_store(name, ObjectStoreParams::new())
            .map_err(of_idb)?;
    }
    let rows = [
        ("writer", record::WRITER_KEY, record::write_token(0)),
        (
            "local",
            record::META_KEY,
            record::write_meta(new_store_id()?),
        ),
    ];
    for (store, key, row) in rows {
        transaction
            .object_store(store)
            .and_then(|store| store.put(&bytes(&row), Some(&bytes(key))))
            .map_err(of_idb)?;
    }
    Ok(())
}
