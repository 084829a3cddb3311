//! How a language writes and counts: the browser's own `Intl`.

use std::cell::RefCell;

use js_sys::Intl::{NumberFormat, PluralRules};
use js_sys::{Array, Function, Object};
use wasm_bindgen::JsValue;

thread_local! {
    /// What writes numbers in the language that was asked for last, and its rules: both
    /// take longer to make than a whole card to draw.
    static DIGITS: RefCell<Option<(String, Function)>> = const { RefCell::new(None) };
    static RULES: RefCell<Option<(String, PluralRules)>> = const { RefCell::new(None) };
}

/// The plural category of `number` in the language `tag`: `one`, `other`, …
pub fn plural(tag: &str, number: f64) -> String {
    RULES.with_borrow_mut(|known| {
        let rules = kept(known, tag, PluralRules::new);
        rules.select(number).into()
    })
}

/// `number` in digits, as the language `tag` groups them.
pub fn digits(tag: &str, number: f64) -> String {
    DIGITS.with_borrow_mut(|known| {
        let format = kept(known, tag, |tags, options| {
            NumberFormat::new(tags, options).format()
        });
        let written = format.call1(&JsValue::UNDEFINED, &number.into());
        let written = written.ok().and_then(|written| written.as_string());
        written.unwrap_or_else(|| number.to_string())
    })
}

/// What was made for this language, made where that was another one.
fn kept<'a, T>(
    known: &'a mut Option<(String, T)>,
    tag: &str,
    make: impl Fn(&Array, &Object) -> T,
) -> &'a T {
    if known.as_ref().is_some_and(|(of, _)| of != tag) {
        *known = None;
    }
    let (_, made) = known.get_or_insert_with(|| {
        let made = make(&Array::of1(&JsValue::from_str(tag)), &Object::new());
        (tag.to_owned(), made)
    });
    made
}
