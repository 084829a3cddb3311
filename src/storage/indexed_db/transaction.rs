//! The only place that opens a transaction.
//!
//! Four traps decide its shape. A request that succeeds proves nothing, a quota
//! only shows when the transaction is taken back: a commit counts when the
//! browser says `complete`. Listeners must be there before the event, so they are
//! set in the moment in which the transaction or the request is made, and never
//! dropped before it. Awaiting anything but requests of the transaction ends it,
//! so everything is encoded before. And neither rexie nor idb can ask for
//! durability, so the transaction is made by the browser's own call.

use std::future::IntoFuture;

use futures_channel::oneshot;
use idb::{KeyRange, ObjectStore, Query, Transaction};
use js_sys::{Array, Function, Object, Reflect};
use rexie::TransactionMode;
use wasm_bindgen::{JsCast, JsValue};

use super::connection::Connections;
use super::failure::{of_exception, of_idb, of_rexie, of_value};
use super::{schema, value};
use crate::storage::StoreError;

/// What a commit promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Durability {
    /// The data is on the medium.
    Strict,
    /// The data is with the operating system.
    Relaxed,
}

impl Durability {
    fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Relaxed => "relaxed",
        }
    }
}

/// Begins to read from these stores.
pub(super) fn read(
    connections: &Connections,
    stores: &[&str],
) -> Result<rexie::Transaction, StoreError> {
    connections
        .reading()?
        .transaction(stores, TransactionMode::ReadOnly)
        .map_err(of_rexie)
}

/// A transaction that writes to all stores.
pub(super) struct Writing {
    transaction: Transaction,
    raw: JsValue,
}

/// Runs `body` in a writing transaction. What it returns counts once the browser
/// has committed; its error takes everything back.
///
/// Returns the value, and the durability that the browser says the transaction had.
///
/// # Errors
///
/// [`StoreError::Closed`] where the connection was closed, before or meanwhile;
/// nothing is written then. Otherwise the reason for which all was taken back.
pub(super) async fn write<T>(
    connections: &Connections,
    durability: Durability,
    body: impl AsyncFnOnce(&Writing) -> Result<T, StoreError>,
) -> Result<(T, String), StoreError> {
    let raw = begin(connections.writing(), durability).map_err(|error| of_value(&error))?;
    let mut transaction = Transaction::try_from(raw.clone()).map_err(of_idb)?;
    let outcome = listen(&mut transaction);
    let said = Reflect::get(&raw, &"durability".into())
        .ok()
        .and_then(|said| said.as_string());
    let writing = Writing { transaction, raw };
    let result = body(&writing).await;
    // A second handle, without listeners; the first one keeps ours alive. Both
    // calls fail only where the transaction has ended already, which the outcome says.
    match (&result, Transaction::try_from(writing.raw.clone())) {
        (Ok(_), Ok(handle)) => drop(handle.commit()),
        (Err(_), Ok(handle)) => drop(handle.abort()),
        (_, Err(_)) => {}
    }
    let outcome = outcome.await.unwrap_or(Err(StoreError::Closed));
    drop(writing);
    match (result, outcome) {
        (Ok(value), Ok(())) => Ok((value, said.unwrap_or_default())),
        // The transaction's own reason tells more than the request that fell with it.
        (Ok(_), Err(why)) => Err(why),
        (Err(StoreError::Device(_)), Err(why)) if why != StoreError::Closed => Err(why),
        (Err(why), _) => Err(why),
    }
}

/// `database.transaction(stores, "readwrite", { durability })`.
fn begin(database: &JsValue, durability: Durability) -> Result<JsValue, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.name().into())?;
    let transaction: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let stores: Array = schema::ALL.into_iter().map(JsValue::from).collect();
    transaction.call3(database, &stores, &"readwrite".into(), &options)
}

fn listen(transaction: &mut Transaction) -> oneshot::Receiver<Result<(), StoreError>> {
    let (sender, receiver) = oneshot::channel();
    let sender = std::rc::Rc::new(std::cell::Cell::new(Some(sender)));
    let committed = std::rc::Rc::clone(&sender);
    transaction.on_complete(move |_| {
        if let Some(sender) = committed.take() {
            drop(sender.send(Ok(())));
        }
    });
    transaction.on_abort(move |event| {
        let why = event
            .target()
            .and_then(|target| Transaction::try_from(target).ok())
            .and_then(|transaction| transaction.error())
            .map_or(StoreError::Closed, |why| of_exception(&why));
        if let Some(sender) = sender.take() {
            drop(sender.send(Err(why)));
        }
    });
    receiver
}

impl Writing {
    /// Records by store and key, all asked for at once.
    pub(super) async fn get(
        &self,
        wanted: &[(&str, &[u8])],
    ) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let mut requests = Vec::with_capacity(wanted.len());
        let mut refused = None;
        for (store, key) in wanted {
            match self
                .store(store)
                .and_then(|store| store.get(value::bytes(key)).map_err(of_idb))
            {
                Ok(request) => requests.push(request.into_future()),
                Err(error) => refused = Some(error),
            }
        }
        // All are waited for, whatever the first one says: see the module's head.
        let mut answers = Vec::with_capacity(requests.len());
        for request in requests {
            answers.push(request.await.map_err(of_idb));
        }
        if let Some(error) = refused {
            return Err(error);
        }
        answers
            .into_iter()
            .map(|answer| answer?.map(value::record).transpose())
            .collect()
    }

    /// At most `limit` records of a range of keys.
    pub(super) async fn get_all(
        &self,
        store: &str,
        range: KeyRange,
        limit: u32,
    ) -> Result<Vec<JsValue>, StoreError> {
        let request = self
            .store(store)?
            .get_all(Some(Query::from(range)), Some(limit));
        request.map_err(of_idb)?.await.map_err(of_idb)
    }

    /// Writes a record that must not be there yet. Nothing waits: a failure takes
    /// the transaction back.
    pub(super) fn add(&self, store: &str, key: &[u8], record: &[u8]) -> Result<(), StoreError> {
        let store = self.store(store)?;
        store
            .add(&value::bytes(record), Some(&value::bytes(key)))
            .map(drop)
            .map_err(of_idb)
    }

    /// Writes a record, as [`Writing::add`], over what may be there.
    pub(super) fn put(&self, store: &str, key: &[u8], record: &[u8]) -> Result<(), StoreError> {
        let store = self.store(store)?;
        store
            .put(&value::bytes(record), Some(&value::bytes(key)))
            .map(drop)
            .map_err(of_idb)
    }

    /// Removes what stands at these keys.
    pub(super) fn delete(&self, store: &str, keys: impl Into<Query>) -> Result<(), StoreError> {
        self.store(store)?.delete(keys).map(drop).map_err(of_idb)
    }

    /// Removes all of a store.
    pub(super) fn clear(&self, store: &str) -> Result<(), StoreError> {
        self.store(store)?.clear().map(drop).map_err(of_idb)
    }

    fn store(&self, name: &str) -> Result<ObjectStore, StoreError> {
        self.transaction.object_store(name).map_err(of_idb)
    }
}
