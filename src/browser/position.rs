//! Where the device is, asked of the browser, which asks its user.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::panic;

/// Calls `done` once: with latitude and longitude in degrees, or with nothing
/// where the browser, its user or the device says no.
pub fn ask(done: impl FnOnce(Option<(f64, f64)>) + 'static) {
    let done = Rc::new(Cell::new(Some(done)));
    let answer = {
        let done = done.clone();
        move |position: Option<(f64, f64)>| {
            if let Some(done) = done.take().filter(|_| !panic::is_poisoned()) {
                done(position);
            }
        }
    };
    let refused = {
        let answer = answer.clone();
        Closure::once_into_js(move |_: JsValue| answer(None))
    };
    let found = {
        let answer = answer.clone();
        Closure::once_into_js(move |position: JsValue| answer(read(&position)))
    };
    if call(&found, &refused).is_none() {
        answer(None);
    }
}

fn call(found: &JsValue, refused: &JsValue) -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let geolocation = Reflect::get(&navigator, &"geolocation".into()).ok()?;
    let current = Reflect::get(&geolocation, &"getCurrentPosition".into()).ok()?;
    current
        .dyn_into::<Function>()
        .ok()?
        .call2(&geolocation, found, refused)
        .ok()
}

fn read(position: &JsValue) -> Option<(f64, f64)> {
    let coordinates = Reflect::get(position, &"coords".into()).ok()?;
    let degrees = |name: &str| Reflect::get(&coordinates, &name.into()).ok()?.as_f64();
    Some((degrees("latitude")?, degrees("longitude")?))
}
