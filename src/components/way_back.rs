//! Whoever goes back finds what they left: the words in the filter, the rows of the list,
//! and how far down it was; the link that they had followed has the focus again. Kept for
//! the last pages of this tab until it is loaded again, each by its entry in the history, so
//! that a link to the same page begins anew.
//!
//! The browser's own scrolling back comes before a list is drawn, and leads nowhere.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::{clock, history, location, panic};

/// Pages that are kept: more than anybody goes back by.
const MOST_PAGES: usize = 50;
/// Milliseconds after which a page that one came back to is taken as it is: what one had
/// followed from there may be gone.
const PATIENCE: u32 = 2_500;

/// What was on a page when it was left.
#[derive(Default)]
struct Left {
    /// What its components remember, by names of theirs.
    things: BTreeMap<&'static str, Rc<dyn Any>>,
    /// How far down it was, CSS pixels.
    down: f64,
}

/// Where a page that one came back to is to be shown, once there is that much of it.
struct Awaited {
    /// CSS pixels.
    down: f64,
    /// The fragment that one came back from.
    from: String,
    /// Ends the waiting.
    _patience: Timeout,
}

#[derive(Default)]
struct Pages {
    /// The number of the entry that is shown.
    here: u64,
    /// Its fragment.
    fragment: String,
    left: BTreeMap<u64, Left>,
    /// Whether one has come back to it.
    is_return: bool,
    awaited: Option<Awaited>,
}

impl Pages {
    fn arrive(&mut self, out_of_patience: impl FnOnce() + 'static) {
        let from = std::mem::replace(&mut self.fragment, location::fragment());
        if let Some(number) = history::number()
            && let Some(left) = self.left.get(&number)
        {
            self.here = number;
            let down = left.down;
            self.is_return = true;
            self.awaited = Some(Awaited {
                down,
                from,
                _patience: Timeout::new(PATIENCE, out_of_patience),
            });
            return;
        }
        // The clock tells entries of this page apart from those that an earlier load of it
        // has numbered.
        self.here = clock::now().max(self.here + 1);
        history::set_number(self.here);
        self.is_return = false;
        self.awaited = None;
        self.left.insert(self.here, Left::default());
        while self.left.len() > MOST_PAGES {
            self.left.pop_first();
        }
    }
}

/// The pages that one can go back to.
#[derive(Clone, Default)]
pub struct WayBack(Rc<RefCell<Pages>>);

impl PartialEq for WayBack {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl WayBack {
    /// The way back from the first page.
    fn begin() -> Self {
        history::scroll_by_ourselves();
        let this = Self::default();
        this.arrive();
        this
    }

    /// Another page is shown from now on; to be called before it is drawn.
    pub fn moved(&self) {
        {
            let mut pages = self.0.borrow_mut();
            let here = pages.here;
            pages.left.entry(here).or_default().down = history::scrolled();
        }
        self.arrive();
    }

    fn arrive(&self) {
        let pages = Rc::downgrade(&self.0);
        let out_of_patience = move || {
            if let Some(pages) = pages.upgrade().filter(|_| !panic::is_poisoned()) {
                Self(pages).give_up();
            }
        };
        self.0.borrow_mut().arrive(out_of_patience);
    }

    /// The number of the page that is shown: another one, whenever one goes anywhere.
    pub fn here(&self) -> u64 {
        self.0.borrow().here
    }

    /// Whether one has come back to the page that is shown.
    pub fn is_return(&self) -> bool {
        self.0.borrow().is_return
    }

    /// Shows the page where one left it, as far as there is that much of it; to be called
    /// whenever more of it was drawn.
    pub fn settle(&self) {
        let awaited = self.0.borrow_mut().awaited.take();
        let Some(awaited) = awaited else { return };
        let is_there = history::scroll_to(awaited.down);
        if !is_there || !history::focus_link(&awaited.from) {
            self.0.borrow_mut().awaited = Some(awaited);
        }
    }

    /// It has taken too long, or the user does something else: the page is as it is.
    fn give_up(&self) {
        let awaited = self.0.borrow_mut().awaited.take();
        if awaited.is_some_and(|awaited| !history::focus_link(&awaited.from)) {
            history::focus_main();
        }
    }

    fn recall<T: Clone + 'static>(&self, name: &'static str) -> Option<T> {
        let pages = self.0.borrow();
        let thing = pages.left.get(&pages.here)?.things.get(name)?;
        Some(thing.downcast_ref::<RefCell<T>>()?.borrow().clone())
    }

    fn keep(&self, name: &'static str, thing: Rc<dyn Any>) {
        let mut pages = self.0.borrow_mut();
        let here = pages.here;
        if let Some(left) = pages.left.get_mut(&here) {
            left.things.insert(name, thing);
        }
    }
}

/// The way back, for the whole app.
#[hook]
pub fn use_new_way_back() -> WayBack {
    let way_back = use_memo((), |()| WayBack::begin());
    use_effect_with((), {
        let way_back = (*way_back).clone();
        move |()| {
            let listeners = history::on_act(move || way_back.give_up());
            move || drop(listeners)
        }
    });
    (*way_back).clone()
}

/// The way back.
#[hook]
pub fn use_way_back() -> WayBack {
    use_context::<WayBack>().unwrap_or_default()
}

/// Something of a page that is as it was where one comes back to the page; `first` anywhere
/// else. Names are told apart within a page.
#[hook]
pub fn use_remembered<T: Clone + 'static>(
    name: &'static str,
    first: impl FnOnce() -> T,
) -> Rc<RefCell<T>> {
    let way_back = use_way_back();
    let thing = use_mut_ref(|| way_back.recall(name).unwrap_or_else(first));
    way_back.keep(name, thing.clone());
    thing
}
