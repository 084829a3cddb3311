//! A store that goes wrong on purpose, at the operation that a test names:
//! refuses, tears (stores, yet answers with an error) or crashes, and after a
//! crash may have lost relaxed writes that it had acknowledged, last ones first,
//! as a device does that loses power. Deterministic: nothing is drawn.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::content::Content;
use super::{Answer, Request, RequestId, Store, StoreError};

/// What goes wrong at one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is stored, and the answer is this error.
    Refuse(StoreError),
    /// All is stored, and yet the answer is this error: the asker cannot know.
    Tear(StoreError),
    /// The process ends before anything was stored. No answer ever comes.
    CrashBefore,
    /// The process ends after all was stored. No answer ever comes.
    CrashAfter,
}

/// A store on a device with planned faults.
#[derive(Debug)]
pub struct FaultyStore {
    device: Rc<RefCell<Device>>,
    answers: VecDeque<(RequestId, Result<Answer, StoreError>)>,
}

#[derive(Debug)]
struct Device {
    /// What every tab sees.
    now: Content,
    /// What no loss of power can take back.
    durable: Content,
    /// What leads from `durable` to `now`.
    relaxed: Vec<Request>,
    faults: BTreeMap<u64, Fault>,
    operations: u64,
    crashed: bool,
    /// Whether even what is to be durable is acknowledged before it is.
    careless: bool,
}

impl FaultyStore {
    /// A device that holds this durably and will fail at these operations, counted
    /// from 1 over all tabs.
    pub fn new(content: Content, faults: impl IntoIterator<Item = (u64, Fault)>) -> Self {
        let device = Device {
            now: content.clone(),
            durable: content,
            relaxed: Vec::new(),
            faults: faults.into_iter().collect(),
            operations: 0,
            crashed: false,
            careless: false,
        };
        Self {
            device: Rc::new(RefCell::new(device)),
            answers: VecDeque::new(),
        }
    }

    /// The same device without what every store promises: a commit is acknowledged
    /// before it is durable, also one of own entries. What looks for lost entries
    /// must find them on it.
    #[must_use]
    pub fn careless(self) -> Self {
        self.device.borrow_mut().careless = true;
        self
    }

    /// A second store on the same device, as another tab would open it.
    pub fn another_tab(&self) -> Self {
        Self {
            device: Rc::clone(&self.device),
            answers: VecDeque::new(),
        }
    }

    /// Operations asked for so far: the points at which a next run may fail.
    pub fn operations(&self) -> u64 {
        self.device.borrow().operations
    }

    /// Whether the process has ended: nothing is answered any more.
    pub fn has_crashed(&self) -> bool {
        self.device.borrow().crashed
    }

    /// What the device holds when it is started again after it lost power, the
    /// last `lost` relaxed writes gone; `usize::MAX` loses all that can be lost.
    pub fn after_power_loss(&self, lost: usize) -> Content {
        let device = self.device.borrow();
        let mut content = device.durable.clone();
        let kept = device.relaxed.len().saturating_sub(lost);
        for request in &device.relaxed[..kept] {
            content.replay(request);
        }
        content
    }
}

impl Device {
    fn operate(&mut self, request: Request) -> Option<Result<Answer, StoreError>> {
        if self.crashed {
            return None;
        }
        self.operations += 1;
        match self.faults.get(&self.operations).cloned() {
            None => Some(self.perform(request)),
            Some(Fault::Refuse(error)) => Some(Err(error)),
            Some(Fault::Tear(error)) => Some(self.perform(request).and(Err(error))),
            Some(Fault::CrashBefore) => {
                self.crashed = true;
                None
            }
            Some(Fault::CrashAfter) => {
                // Refused or done, nobody hears of it.
                drop(self.perform(request));
                self.crashed = true;
                None
            }
        }
    }

    fn perform(&mut self, request: Request) -> Result<Answer, StoreError> {
        let answer = self.now.answer(request.clone())?;
        match &request {
            Request::Load | Request::Read { .. } | Request::LoadSnapshot => {}
            Request::Commit(batch) if self.careless || !batch.is_durable() => {
                self.relaxed.push(request);
            }
            Request::Commit(_)
            | Request::BecomeWriter
            | Request::Freeze { .. }
            | Request::KeepSnapshot(_)
            | Request::Forget(_)
            | Request::Tidy
            | Request::Wipe => {
                // A device writes in order: what is made durable makes all before it so.
                for earlier in self.relaxed.drain(..) {
                    self.durable.replay(&earlier);
                }
                self.durable.replay(&request);
            }
        }
        Ok(answer)
    }
}

impl Store for FaultyStore {
    fn submit(&mut self, id: RequestId, request: Request) {
        let answer = self.device.borrow_mut().operate(request);
        self.answers.extend(answer.map(|answer| (id, answer)));
    }

    fn poll(&mut self) -> Option<(RequestId, Result<Answer, StoreError>)> {
        // What was answered and not yet heard dies with the process.
        if self.has_crashed() {
            return None;
        }
        self.answers.pop_front()
    }
}
