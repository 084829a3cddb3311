//! Puts what was drawn where it belongs. The Content-Security-Policy refuses style
//! attributes, so elements say in `data-area` (rows and columns of a grid) and
//! `data-left`, `data-top` (a point of a picture) where they stand, and this tells
//! the browser through the CSSOM, before the frame that shows them: a browser that lays
//! out a grid whose parts are in a heap first does all of it twice.

use std::sync::LazyLock;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::components::device::use_at_once;

/// The styles that attributes stand for.
const STANDS_FOR: [(&str, &str); 5] = [
    ("data-area", "grid-area"),
    ("data-rows", "grid-template-rows"),
    ("data-columns", "grid-template-columns"),
    ("data-left", "left"),
    ("data-top", "top"),
];

/// Their names.
const ATTRIBUTES: [&str; STANDS_FOR.len()] = {
    let mut names = [""; STANDS_FOR.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = STANDS_FOR[index].0;
        index += 1;
    }
    names
};

/// Keeps everything within `node` where it belongs, while it has the attribute
/// `data-placed`: a long list is not searched for each row that comes. The node has to be
/// there before what is in it: a page is drawn several times before the first effect of a
/// component runs.
#[hook]
pub fn use_layout(node: &NodeRef) {
    use_at_once(node, &ATTRIBUTES, true, lay_out);
}

/// On a node within which things have places of their own; another one is not searched.
const PLACED: &str = "data-placed";

/// Finds the elements that have one.
static HAS_ONE: LazyLock<String> =
    LazyLock::new(|| ATTRIBUTES.map(|name| format!("[{name}]")).join(","));

fn lay_out(whole: &Element) {
    if !whole.has_attribute(PLACED) {
        return;
    }
    let Ok(found) = whole.query_selector_all(&HAS_ONE) else {
        return;
    };
    for index in 0..found.length() {
        let element = found.item(index);
        let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        let Some(element) = element else { continue };
        for (attribute, style) in STANDS_FOR {
            if let Some(value) = element.get_attribute(attribute) {
                // A value that the browser does not know is passed over.
                let _ = element.style().set_property(style, &value);
            }
        }
    }
}
