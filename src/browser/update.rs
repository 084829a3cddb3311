//! A newer version of the app: the service worker has fetched it whole and waits.
//! It takes over only when the user agrees; then this page loads itself again.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

use super::{location, panic};

/// What the worker is told, see `static/sw.js`.
const TAKE_OVER: &str = "take-over";

/// The browser's service workers; none in private windows of some browsers and in
/// pages without TLS.
fn workers() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let found = Reflect::get(&navigator, &JsValue::from_str("serviceWorker")).ok()?;
    found.dyn_into().ok()
}

/// Calls `ready` once a newer version waits, now or later.
pub fn on_waiting(ready: impl Fn() + 'static) {
    let Some(workers) = workers() else { return };
    let ready = Rc::new(move || {
        if !panic::is_poisoned() {
            ready();
        }
    });
    spawn_local(async move {
        let Ok(promise) = workers.ready() else {
            return;
        };
        let Ok(registration) = JsFuture::from(promise).await else {
            return;
        };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        if registration.waiting().is_some() {
            ready();
        }
        watch(&registration, ready);
    });
}

/// Follows every newer worker until it is installed.
fn watch(registration: &ServiceWorkerRegistration, ready: Rc<impl Fn() + 'static>) {
    let found = {
        let registration = registration.clone();
        move |_: &web_sys::Event| {
            let Some(worker) = registration.installing() else {
                return;
            };
            let ready = ready.clone();
            follow(worker, ready);
        }
    };
    EventListener::new(registration, "updatefound", found).forget();
}

fn follow(worker: ServiceWorker, ready: Rc<impl Fn() + 'static>) {
    let changed = {
        let worker = worker.clone();
        move |_: &web_sys::Event| {
            if worker.state() == ServiceWorkerState::Installed {
                ready();
            }
        }
    };
    EventListener::new(&worker, "statechange", changed).forget();
}

/// Lets the newer version take over, and loads this page again with it.
pub fn take_over() {
    let Some(workers) = workers() else { return };
    let reloading = Cell::new(false);
    let reload = move |_: &web_sys::Event| {
        if !reloading.replace(true) {
            location::reload();
        }
    };
    EventListener::new(&workers, "controllerchange", reload).forget();
    spawn_local(async move {
        let Ok(found) = JsFuture::from(workers.get_registration()).await else {
            return;
        };
        let registration: Result<ServiceWorkerRegistration, _> = found.dyn_into();
        let waiting = registration
            .ok()
            .and_then(|registration| registration.waiting());
        match waiting {
            Some(worker) => drop(worker.post_message(&JsValue::from_str(TAKE_OVER))),
            None => location::reload(),
        }
    });
}
