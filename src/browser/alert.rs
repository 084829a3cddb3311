//! Tells the user of the device something while they look elsewhere: by the
//! system's notifications, once they have allowed that, and by a number on the
//! app's icon. Nothing is sent anywhere: it works only while a page lives.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What the page's global object has under this name, where it has it.
fn global(name: &str) -> Option<JsValue> {
    let found = Reflect::get(&js_sys::global(), &name.into()).ok()?;
    (!found.is_undefined()).then_some(found)
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// Whether notifications are allowed now.
pub fn is_allowed() -> bool {
    let permission = global("Notification")
        .and_then(|class| Reflect::get(&class, &"permission".into()).ok())
        .and_then(|permission| permission.as_string());
    permission.as_deref() == Some("granted")
}

/// Asks the user, which browsers allow only right after a press; says whether
/// notifications are allowed then.
pub async fn ask() -> bool {
    let asked = global("Notification").and_then(|class| {
        let promise = method(&class, "requestPermission")?.call0(&class).ok()?;
        promise.dyn_into::<Promise>().ok()
    });
    if let Some(asked) = asked {
        // However the asking went, what counts is what is allowed now.
        let _ = JsFuture::from(asked).await;
    }
    is_allowed()
}

/// Whether the user looks elsewhere.
pub fn is_unseen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == web_sys::VisibilityState::Hidden)
}

/// Shows a notification; one with the same tag takes its place. Where the page has
/// a service worker it shows it, since on phones nothing else may.
pub async fn show(title: &str, body: &str, tag: &str) {
    let options = Object::new();
    for (name, value) in [("body", body), ("tag", tag), ("icon", "icon.svg")] {
        // A plain property of a plain object: never refused.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    if by_worker(title, &options).await.is_none()
        && let Some(class) = global("Notification")
        && let Ok(class) = class.dyn_into::<Function>()
    {
        let arguments = js_sys::Array::of2(&title.into(), &options);
        // Refused where it is not allowed (any more): then there is nothing to do.
        let _ = Reflect::construct(&class, &arguments);
    }
}

async fn by_worker(title: &str, options: &Object) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let workers = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    let found = method(&workers, "getRegistration")?.call0(&workers).ok()?;
    let registration = JsFuture::from(found.dyn_into::<Promise>().ok()?)
        .await
        .ok()?;
    let active = Reflect::get(&registration, &"active".into()).ok()?;
    if active.is_null() || active.is_undefined() {
        return None;
    }
    let shown = method(&registration, "showNotification")?
        .call2(&registration, &title.into(), options)
        .ok()?;
    JsFuture::from(shown.dyn_into::<Promise>().ok()?)
        .await
        .ok()?;
    Some(())
}

/// Puts a number on the app's icon where the system shows one; 0 takes it away.
pub fn badge(count: u32) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let navigator = window.navigator();
    let set = method(&navigator, "setAppBadge");
    let clear = method(&navigator, "clearAppBadge");
    // Both give a promise that nobody waits for, refused where the app is not installed.
    let promised = match (count, set, clear) {
        (0, _, Some(clear)) => clear.call0(&navigator).ok(),
        (count, Some(set), _) if count > 0 => set.call1(&navigator, &count.into()).ok(),
        _ => None,
    };
    if let Some(promise) = promised.and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}
