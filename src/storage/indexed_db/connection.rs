//! The two connections to one database: rexie's for reading, and one of idb for
//! writing, because rexie says neither how durable a commit was nor why it was
//! taken back. Both close as soon as another tab wants to upgrade, so that no old
//! page keeps a new one waiting.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo::timers::callback::Timeout;
use idb::{Database, Factory};
use rexie::Rexie;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::failure::{of_idb, of_rexie};
use super::{migrate, schema};
use crate::storage::StoreError;

/// How long an upgrade may wait for other tabs to close their connections,
/// milliseconds. Pages of ours do it at once; a frozen one never does.
const BLOCKED_AFTER_MS: u32 = 3_000;

/// How long opening may take in all, milliseconds: a request behind one that is
/// blocked gets no event at all. Generous, since a slow phone reads for seconds.
const GIVEN_UP_AFTER_MS: u32 = 10_000;

/// Two open connections.
pub(super) struct Connections {
    /// Only none while being closed.
    reading: Option<Rexie>,
    /// Owns the listener for other tabs' upgrades.
    writing: Database,
    /// The same connection, for calls that idb does not have.
    raw: JsValue,
}

type Opened = Result<Connections, StoreError>;
type Waiting = Rc<Cell<Option<oneshot::Sender<Opened>>>>;

impl Connections {
    /// Opens, and upgrades an older database.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] for the database of a newer version, which stays as it
    /// is; [`StoreError::Blocked`] where another tab keeps an older one open.
    pub(super) async fn open(name: &str) -> Opened {
        let (sender, receiver) = oneshot::channel();
        let waiting: Waiting = Rc::new(Cell::new(Some(sender)));
        let _given_up = give_up_after(GIVEN_UP_AFTER_MS, &waiting);
        // A task of its own: dropping the future of a request that is still under
        // way would leave the browser with listeners that are gone.
        let (name, opening) = (name.to_owned(), Rc::clone(&waiting));
        spawn_local(async move {
            let opened = open_both(&name, &opening).await;
            if let Some(sender) = opening.take() {
                // Nobody waits any more: the connections close as they are dropped.
                drop(sender.send(opened));
            }
        });
        receiver.await.unwrap_or(Err(StoreError::Blocked))
    }

    pub(super) fn reading(&self) -> Result<&Rexie, StoreError> {
        self.reading.as_ref().ok_or(StoreError::Closed)
    }

    /// The writing connection as the browser's object.
    pub(super) fn writing(&self) -> &JsValue {
        &self.raw
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        self.writing.close();
        if let Some(reading) = self.reading.take() {
            reading.close();
        }
    }
}

fn give_up_after(milliseconds: u32, waiting: &Waiting) -> Timeout {
    let waiting = Rc::clone(waiting);
    Timeout::new(milliseconds, move || {
        if let Some(sender) = waiting.take() {
            drop(sender.send(Err(StoreError::Blocked)));
        }
    })
}

async fn open_both(name: &str, waiting: &Waiting) -> Opened {
    let database = open_and_upgrade(name, waiting).await?;
    let raw = JsValue::from(database);
    let mut writing = Database::try_from(raw.clone()).map_err(of_idb)?;
    let closing = raw.clone();
    writing.on_version_change(move |_| {
        if let Ok(database) = Database::try_from(closing) {
            database.close();
        }
    });
    let mut connections = Connections {
        reading: None,
        writing,
        raw,
    };
    // Without a version rexie takes the database as it is and upgrades nothing:
    // its builder would delete every store that it was not told of.
    connections.reading = Some(Rexie::builder(name).build().await.map_err(of_rexie)?);
    Ok(connections)
}

async fn open_and_upgrade(name: &str, waiting: &Waiting) -> Result<Database, StoreError> {
    let factory = Factory::new().map_err(of_idb)?;
    let mut request = factory.open(name, Some(schema::VERSION)).map_err(of_idb)?;
    let failed = Rc::new(Cell::new(None));
    let failure = Rc::clone(&failed);
    request.on_upgrade_needed(move |event| failure.set(migrate::run(&event).err()));
    let waiting = Rc::clone(waiting);
    request.on_blocked(move |_| {
        give_up_after(BLOCKED_AFTER_MS, &waiting).forget();
    });
    let opened = request.await.map_err(of_idb);
    match failed.take() {
        Some(failure) => Err(failure),
        None => opened,
    }
}
