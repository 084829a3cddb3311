//! How a language writes and counts: the browser's own `Intl`.

use std::cell::RefCell;

use js_sys::Intl::PluralRules;
use js_sys::{Array, Number, Object};
use wasm_bindgen::JsValue;

/// Whole numbers below this are kept as they are written, some 20 kB.
const FEW: f64 = 1_000.0;

thread_local! {
    /// Small numbers as the language that was asked for last writes them.
    static DIGITS: RefCell<(String, Vec<Option<String>>)> = RefCell::default();
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
    let written = || String::from(Number::from(number).to_locale_string(tag));
    if number.fract() != 0.0 || !(0.0..FEW).contains(&number) {
        return written();
    }
    // The same small numbers stand in every row of a list.
    let place = number as usize;
    DIGITS.with_borrow_mut(|(of, known)| {
        if of != tag {
            tag.clone_into(of);
            known.clear();
        }
        if known.len() <= place {
            known.resize(place + 1, None);
        }
        known[place].get_or_insert_with(written).clone()
    })
}
