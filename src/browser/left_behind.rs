//! What was typed in the last moment before the page went: a database drops what it is asked
//! to write while its page is thrown away, the storage of the tab does not. It is read by the
//! page that comes next in this tab. Losing it loses a second of typing, so every failure
//! reads as «nothing left behind».

use std::collections::BTreeMap;

use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::location::scoped;

/// Leaves a text behind by name, and other texts that belong to it, in place of what was left
/// before. What was typed without a picture is a few kB; a tab keeps some MB.
pub fn leave(name: &str, fields: &BTreeMap<String, String>) {
    let pairs: Array = fields
        .iter()
        .map(|(field, text)| Array::of2(&field.into(), &text.into()))
        .collect();
    let whole = Array::of2(&name.into(), &pairs);
    let written = JSON::stringify(&whole)
        .ok()
        .and_then(|text| text.as_string());
    if let (Some(storage), Some(text)) = (storage(), written) {
        // Refused where storage is full or switched off.
        let _ = storage.set_item(&key(), &text);
    }
}

/// Forgets what was left behind by this name.
pub fn forget(name: &str) {
    if kept().is_some_and(|(left, _)| left == name) {
        forget_all();
    }
}

/// Forgets what was left behind, by whichever name.
pub fn forget_all() {
    if let Some(storage) = storage() {
        // Refused where storage is switched off: then nothing is there.
        let _ = storage.remove_item(&key());
    }
}

/// Takes what was left behind by this name, if it `fits`. Whatever is no text of ours is left
/// out.
pub fn take(
    name: &str,
    fits: impl Fn(&BTreeMap<String, String>) -> bool,
) -> Option<BTreeMap<String, String>> {
    let (_, pairs) = kept().filter(|(left, _)| left == name)?;
    let fields = pairs.iter().filter_map(|pair| {
        let pair = array(&pair)?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    let fields = fields.collect();
    fits(&fields).then(|| {
        forget_all();
        fields
    })
}

/// The name and the fields that are there.
fn kept() -> Option<(String, Array)> {
    let text = storage()?.get_item(&key()).ok()??;
    let whole = array(&JSON::parse(&text).ok()?)?;
    Some((whole.get(0).as_string()?, array(&whole.get(1))?))
}

fn array(value: &JsValue) -> Option<Array> {
    Array::is_array(value).then(|| Array::from(value))
}

fn key() -> String {
    scoped("p2panda.typed")
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
