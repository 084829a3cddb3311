//! From any older version to this one, step by step, inside the one transaction
//! of the upgrade: all steps or none. A step is a file and never changes again.

mod v0_to_v1;
mod v1_to_v2;

use idb::event::VersionChangeEvent;
use idb::{Database, DatabaseEvent, Event, Request, Transaction};

use super::failure::of_idb;
use crate::storage::StoreError;

type Step = fn(&Database, &Transaction) -> Result<(), StoreError>;

/// Step n leads from version n to n + 1.
const STEPS: [Step; super::schema::VERSION as usize] = [v0_to_v1::step, v1_to_v2::step];

/// Runs what is missing. On an error the whole upgrade is taken back.
pub(super) fn run(event: &VersionChangeEvent) -> Result<(), StoreError> {
    let database = event.database().map_err(of_idb)?;
    let request = event.target().map_err(of_idb)?;
    let transaction = request.transaction().ok_or(StoreError::Closed)?;
    let from = event.old_version().map_err(of_idb)? as usize;
    let result = STEPS
        .iter()
        .skip(from)
        .try_for_each(|step| step(&database, &transaction));
    if result.is_err() {
        // Where even this fails the transaction has ended already.
        drop(transaction.abort());
    }
    result
}
