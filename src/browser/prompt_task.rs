//! A task of its own that comes before others: two tasks of half the length in place of one,
//! and as a rule no frame between them (Prioritized Task Scheduling, `user-blocking`;
//! Chromium has it since 94, Firefox since 142, Safari not yet). Where somebody has just
//! pressed or typed something, a browser may still show that first.

use gloo::timers::callback::Timeout;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::panic;

/// The browser's scheduler, the way to post a task to it, and how urgent it is.
struct Scheduler {
    scheduler: JsValue,
    post: Function,
    options: Object,
}

thread_local! {
    static SCHEDULER: Option<Scheduler> = Scheduler::find();
}

impl Scheduler {
    fn find() -> Option<Self> {
        let get = |of: &JsValue, name| Reflect::get(of, &JsValue::from_str(name)).ok();
        let scheduler = get(&js_sys::global(), "scheduler").filter(JsValue::is_object)?;
        let post = get(&scheduler, "postTask")?.dyn_into().ok()?;
        let options = Object::new();
        let urgent = JsValue::from_str("user-blocking");
        Reflect::set(&options, &JsValue::from_str("priority"), &urgent).ok()?;
        Some(Self {
            scheduler,
            post,
            options,
        })
    }

    /// Whether it took the task.
    fn takes(&self, task: &JsValue) -> bool {
        let posted = self.post.call2(&self.scheduler, task, &self.options);
        posted.is_ok()
    }
}

/// Whether this browser has such tasks.
pub fn is_there() -> bool {
    SCHEDULER.with(Option::is_some)
}

/// Runs something in a task of its own, before others where the browser has such tasks.
pub fn run(then: impl FnOnce() + 'static) {
    let then = move || {
        if !panic::is_poisoned() {
            then();
        }
    };
    // Timers are not kept: each runs once, soon, and nobody takes a task back.
    SCHEDULER.with(|found| {
        let Some(scheduler) = found else {
            Timeout::new(0, then).forget();
            return;
        };
        let task = Closure::once_into_js(then);
        if !scheduler.takes(&task) {
            let call = move || drop(task.unchecked_ref::<Function>().call0(&JsValue::NULL));
            Timeout::new(0, call).forget();
        }
    });
}
