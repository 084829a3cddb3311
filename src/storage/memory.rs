//! A store in memory: for tests, simulations and pages that are not allowed to
//! store anything. It answers at once and forgets everything at the end.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::content::Content;
use super::{Answer, Request, RequestId, Store, StoreError};

/// A store in memory. Clones made by [`MemoryStore::another_tab`] share one
/// content, as the tabs of a browser share one database.
#[derive(Debug)]
pub struct MemoryStore {
    content: Rc<RefCell<Content>>,
    answers: VecDeque<(RequestId, Result<Answer, StoreError>)>,
}

impl MemoryStore {
    /// An empty store of this id, which the caller draws.
    pub fn new(store_id: u64) -> Self {
        Self::holding(Content::new(store_id))
    }

    /// A store that holds this.
    pub fn holding(content: Content) -> Self {
        Self {
            content: Rc::new(RefCell::new(content)),
            answers: VecDeque::new(),
        }
    }

    /// A second store on the same content, as another tab would open it. The same
    /// after this one is gone: the store reopened.
    pub fn another_tab(&self) -> Self {
        Self {
            content: Rc::clone(&self.content),
            answers: VecDeque::new(),
        }
    }

    /// A copy of what is held now.
    pub fn content(&self) -> Content {
        self.content.borrow().clone()
    }
}

impl Store for MemoryStore {
    fn submit(&mut self, id: RequestId, request: Request) {
        let answer = self.content.borrow_mut().answer(request);
        self.answers.push_back((id, answer));
    }

    fn poll(&mut self) -> Option<(RequestId, Result<Answer, StoreError>)> {
        self.answers.pop_front()
    }
}
