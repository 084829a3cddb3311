//! A place for snapshots of the view. Since this version rows of two more tables
//! may stand in `local`: fork proofs, and what fell away from own logs.

use idb::{Database, ObjectStoreParams, Transaction};

use crate::storage::StoreError;
use crate::storage::indexed_db::failure::of_idb;

pub(super) fn step(database: &Database, _: &Transaction) -> Result<(), StoreError> {
    database
        .create_object_store("snapshots", ObjectStoreParams::new())
        .map(drop)
        .map_err(of_idb)
}
