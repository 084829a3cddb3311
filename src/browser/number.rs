//! How a language writes and counts: the browser's own `Intl`.

use js_sys::{Array, Intl, Number, Object};
use wasm_bindgen::JsValue;

/// The plural category of `number` in the language `tag`: `one`, `other`, …
pub fn plural(tag: &str, number: f64) -> String {
    let rules = Intl::PluralRules::new(&Array::of1(&JsValue::from_str(tag)), &Object::new());
    rules.select(number).into()
}

/// `number` in digits, as the language `tag` groups them.
pub fn digits(tag: &str, number: f64) -> String {
    Number::from(number).to_locale_string(tag).into()
}
