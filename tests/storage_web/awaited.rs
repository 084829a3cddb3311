//! The browser's store with answers that can be awaited.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::oneshot;
use p2panda::storage::indexed_db::IndexedDbStore;
use p2panda::storage::{Answer, Request, RequestId, Store, StoreError};

/// A store whose answers can be awaited.
pub struct Awaited {
    /// The store itself, for who does not want to wait.
    pub store: IndexedDbStore,
    woken: Rc<Cell<Option<oneshot::Sender<()>>>>,
}

impl Awaited {
    /// Opens the database of this name.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let woken: Rc<Cell<Option<oneshot::Sender<()>>>> = Rc::default();
        let sleeper = Rc::clone(&woken);
        let wake = Rc::new(move || {
            if let Some(sender) = sleeper.take() {
                sender.send(()).expect("whoever sleeps is there");
            }
        });
        let store = IndexedDbStore::open(name, wake).await?;
        Ok(Self { store, woken })
    }

    /// The next answer.
    pub async fn next(&mut self) -> (RequestId, Result<Answer, StoreError>) {
        loop {
            if let Some(answer) = self.store.poll() {
                return answer;
            }
            let (sender, receiver) = oneshot::channel();
            self.woken.set(Some(sender));
            receiver.await.expect("the store lives");
        }
    }

    /// Asks one thing while nothing else is under way.
    pub async fn ask(&mut self, request: Request) -> Result<Answer, StoreError> {
        self.store.submit(1, request);
        self.next().await.1
    }
}
