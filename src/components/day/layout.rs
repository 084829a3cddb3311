//! Puts what was drawn where it belongs. The Content-Security-Policy refuses style
//! attributes, so elements say in `data-area` (rows and columns of a grid) and
//! `data-left`, `data-top` (a point of a picture) where they stand, and this tells
//! the browser through the CSSOM.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::NodeRef;

/// The styles that attributes stand for.
const STANDS_FOR: [(&str, &str); 5] = [
    ("data-area", "grid-area"),
    ("data-rows", "grid-template-rows"),
    ("data-columns", "grid-template-columns"),
    ("data-left", "left"),
    ("data-top", "top"),
];

/// Lays out everything within `node`.
pub fn lay_out(node: &NodeRef) {
    let Some(whole) = node.cast::<HtmlElement>() else {
        return;
    };
    for (attribute, style) in STANDS_FOR {
        let Ok(found) = whole.query_selector_all(&format!("[{attribute}]")) else {
            continue;
        };
        for index in 0..found.length() {
            let element = found.item(index);
            let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
            let Some(element) = element else { continue };
            let value = element.get_attribute(attribute).unwrap_or_default();
            // A value that the browser does not know is passed over.
            let _ = element.style().set_property(style, &value);
        }
    }
}
