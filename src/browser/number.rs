//! How a language writes and counts: the browser's own `Intl`.

use std::cell::RefCell;

use js_sys::Intl::PluralRules;
use js_sys::{Array, Number, Object};
use wasm_bindgen::JsValue;

thread_local! {
    /// The rules of the language that was asked for last: they take longer to make than a
    /// whole card to draw.
    static RULES: RefCell<Option<(String, PluralRules)>> = RefCell::default();
}

/// The plural category of `number` in the language `tag`: `one`, `other`, …
pub fn plural(tag: &str, number: f64) -> String {
    RULES.with_borrow_mut(|known| {
        if known.as_ref().is_none_or(|(of, _)| of != tag) {
            let rules = PluralRules::new(&Array::of1(&JsValue::from_str(tag)), &Object::new());
            *known = Some((tag.to_owned(), rules));
        }
        let rules = known.as_ref().map(|(_, rules)| rules);
        rules.map_or_else(String::new, |rules| rules.select(number).into())
    })
}

/// `number` in digits, as the language `tag` groups them.
pub fn digits(tag: &str, number: f64) -> String {
    Number::from(number).to_locale_string(tag).into()
}
