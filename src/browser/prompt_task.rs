//! A task of its own for what is to be done before the frame that comes next: two tasks of
//! half the length in place of one, and the frame is shown no later (Prioritized Task
//! Scheduling, `user-blocking`; Chromium and Firefox have it, Safari does not yet).

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
}

/// Whether this browser has such tasks.
pub fn is_there() -> bool {
    SCHEDULER.with(Option::is_some)
}

/// Runs something in a task of its own, before the next frame where the browser has such
/// tasks, else as soon as it comes to it.
pub fn run(then: impl FnOnce() + 'static) {
    let then = move || {
        if !panic::is_poisoned() {
            then();
        }
    };
    SCHEDULER.with(|found| match found {
        Some(found) => {
            let task = Closure::once_into_js(then);
            // A page that is going away may refuse: nobody waits for it then.
            let _ = found.post.call2(&found.scheduler, &task, &found.options);
        }
        None => {
            Timeout::new(0, then).forget();
        }
    });
}
