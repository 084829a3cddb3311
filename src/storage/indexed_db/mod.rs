//! The store in the browser's database.
//!
//! Requests are worked off one at a time, in their order, by a task that lives
//! as long as there are any; each answer is queued and the run loop woken to
//! poll it. A connection that the browser closed under us (another tab upgrades,
//! the person clears the site's data) is opened again once for a request, and
//! used only if the database is still the one that was opened first.

mod commit;
mod connection;
mod failure;
mod freeze;
mod migrate;
mod read;
mod schema;
mod tidy;
mod transaction;
mod value;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use self::connection::Connections;
use self::tidy::Tidier;
use super::{Answer, Request, RequestId, Store, StoreError};

/// A database of the browser as a store.
pub struct IndexedDbStore {
    shared: Rc<Shared>,
}

struct Shared {
    name: String,
    wake: Rc<dyn Fn()>,
    connections: RefCell<Rc<Connections>>,
    /// Of the database as it was opened, or as this tab wiped it.
    store_id: Cell<u64>,
    requests: RefCell<VecDeque<(RequestId, Request)>>,
    answers: RefCell<VecDeque<(RequestId, Result<Answer, StoreError>)>>,
    is_working: Cell<bool>,
    tidier: RefCell<Tidier>,
    durability: RefCell<Option<String>>,
}

impl IndexedDbStore {
    /// Opens the database of this name, which holds the path of the page; makes it
    /// where there is none, and upgrades an older one. `wake` is called after each
    /// answer, from a task of its own, never from within [`Store::submit`].
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`] for the database of a newer version, which stays as it
    /// is; [`StoreError::Blocked`] where another tab keeps an older one open;
    /// [`StoreError::Damaged`], [`StoreError::Full`], or what else the device says.
    pub async fn open(name: &str, wake: Rc<dyn Fn()>) -> Result<Self, StoreError> {
        let connections = Connections::open(name).await?;
        let store_id = read::store_id(&connections).await?;
        let shared = Shared {
            name: name.to_owned(),
            wake,
            connections: RefCell::new(Rc::new(connections)),
            store_id: Cell::new(store_id),
            requests: RefCell::default(),
            answers: RefCell::default(),
            is_working: Cell::new(false),
            tidier: RefCell::default(),
            durability: RefCell::default(),
        };
        Ok(Self {
            shared: Rc::new(shared),
        })
    }

    /// What the browser said of the last batch that was committed: `"strict"` for
    /// one that is durable, `"relaxed"` otherwise, and nothing in browsers that do
    /// not tell. None before the first one.
    pub fn durability_of_last_commit(&self) -> Option<String> {
        self.shared.durability.borrow().clone()
    }
}

impl Store for IndexedDbStore {
    fn submit(&mut self, id: RequestId, request: Request) {
        self.shared.requests.borrow_mut().push_back((id, request));
        if !self.shared.is_working.replace(true) {
            spawn_local(Rc::clone(&self.shared).work());
        }
    }

    fn poll(&mut self) -> Option<(RequestId, Result<Answer, StoreError>)> {
        self.shared.answers.borrow_mut().pop_front()
    }
}

impl Drop for IndexedDbStore {
    /// What is under way comes to its end, unheard; what was not begun never is.
    fn drop(&mut self) {
        self.shared.requests.borrow_mut().clear();
    }
}

impl Shared {
    async fn work(self: Rc<Self>) {
        loop {
            // Not `while let`: the borrow would last through the body.
            let Some((id, request)) = self.requests.borrow_mut().pop_front() else {
                break;
            };
            let answer = self.answer(&request).await;
            self.answers.borrow_mut().push_back((id, answer));
            (self.wake)();
        }
        self.is_working.set(false);
    }

    async fn answer(&self, request: &Request) -> Result<Answer, StoreError> {
        match self.perform(request).await {
            // Nothing was written when a connection was closed, so asking again is safe.
            Err(StoreError::Closed) => {
                self.reopen().await?;
                self.perform(request).await
            }
            answer => answer,
        }
    }

    async fn reopen(&self) -> Result<(), StoreError> {
        let connections = Connections::open(&self.name).await?;
        if read::store_id(&connections).await? != self.store_id.get() {
            // Another database under the same name: what is in memory is not in it.
            return Err(StoreError::Closed);
        }
        *self.connections.borrow_mut() = Rc::new(connections);
        *self.tidier.borrow_mut() = Tidier::default();
        Ok(())
    }

    async fn perform(&self, request: &Request) -> Result<Answer, StoreError> {
        let connections = Rc::clone(&self.connections.borrow());
        match request {
            Request::Load => read::load(&connections).await.map(Answer::Loaded),
            Request::BecomeWriter => commit::become_writer(&connections)
                .await
                .map(Answer::Writer),
            Request::Commit(batch) => {
                let durability = commit::commit(&connections, batch).await?;
                *self.durability.borrow_mut() = Some(durability);
                self.tidier.borrow_mut().committed(batch);
                Ok(Answer::Committed)
            }
            Request::Read {
                log,
                from,
                max_bytes,
            } => read::segments(&connections, log, *from, *max_bytes)
                .await
                .map(Answer::Segments),
            Request::Freeze {
                festival,
                proof,
                keep,
            } => {
                let answer = freeze::freeze(&connections, *festival, proof, *keep).await?;
                self.tidier.borrow_mut().forgotten(&[proof.key()]);
                Ok(answer)
            }
            Request::Forget(logs) => {
                commit::forget(&connections, logs).await?;
                self.tidier.borrow_mut().forgotten(logs);
                Ok(Answer::Committed)
            }
            Request::KeepSnapshot(records) => {
                commit::keep_snapshot(&connections, records).await?;
                Ok(Answer::Committed)
            }
            Request::LoadSnapshot => read::snapshot(&connections).await.map(Answer::Snapshot),
            Request::Tidy => {
                let tidier = self.tidier.take();
                let (tidier, fewer) = tidy::tidy(&connections, tidier).await?;
                *self.tidier.borrow_mut() = tidier;
                Ok(Answer::Tidied(fewer))
            }
            Request::Wipe => {
                self.store_id.set(commit::wipe(&connections).await?);
                *self.tidier.borrow_mut() = Tidier::default();
                Ok(Answer::Wiped)
            }
        }
    }
}
