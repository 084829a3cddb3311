//! Files that the user hands in, and files handed out.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::protocol::limits::MAX_IMPORT_BYTES;

/// What is in a file with a programme, or nothing where it cannot be read or is
/// longer than any that is taken in: that is asked before anything is read.
pub async fn read_programme(file: &Blob) -> Option<Vec<u8>> {
    if file.size() > MAX_IMPORT_BYTES as f64 {
        return None;
    }
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Hands a file to the user as a download.
pub fn hand_out(bytes: &[u8], name: &str, media_type: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    hand_out_blob(&blob, name)
}

/// The same with bytes that the browser holds.
pub fn hand_out_blob(blob: &Blob, name: &str) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let anchor = web_sys::window()?.document()?.create_element("a").ok()?;
    let anchor: HtmlAnchorElement = anchor.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The download has taken hold of the bytes by then.
    Url::revoke_object_url(&url).ok()
}
