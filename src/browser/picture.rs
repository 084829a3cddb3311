//! Makes a small picture of any that the browser can read: drawn anew at a size and
//! a quality that fit, so that nothing else of the file (where it was taken, by
//! which camera) comes along.

use data_encoding::BASE64;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

use super::panic;
use crate::protocol::limits::MAX_PICTURE_BYTES;

/// Longest file that is read, bytes: photographs of today's phones are a fifth of it.
const MAX_FILE: f64 = 64e6;
/// Longest edges that are tried, pixels; the first is as wide as a page of text.
const EDGES: [f64; 6] = [640.0, 480.0, 360.0, 256.0, 160.0, 96.0];
/// Qualities that are tried at each, from 0 to 1.
const QUALITIES: [f64; 3] = [0.8, 0.6, 0.45];
/// What the browser says before a WebP; another kind means that it makes none.
const PREFIX: &str = "data:image/webp;base64,";

/// A WebP of at most [`MAX_PICTURE_BYTES`] bytes, or nothing where the browser cannot read
/// the file or make one.
pub async fn shrink(file: Blob) -> Option<Vec<u8>> {
    if file.size() > MAX_FILE {
        return None;
    }
    let window = web_sys::window()?;
    let reading = window.create_image_bitmap_with_blob(&file).ok()?;
    let bitmap: ImageBitmap = JsFuture::from(reading).await.ok()?.dyn_into().ok()?;
    if panic::is_poisoned() {
        return None;
    }
    let canvas = window.document()?.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    let made = EDGES
        .into_iter()
        .find_map(|edge| fitting(&canvas, &bitmap, edge));
    bitmap.close();
    made
}

/// The best quality at this size that fits.
fn fitting(canvas: &HtmlCanvasElement, bitmap: &ImageBitmap, edge: f64) -> Option<Vec<u8>> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (edge / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).max(1.0), (height * scale).max(1.0));
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)
        .ok()?;
    QUALITIES.into_iter().find_map(|quality| {
        let url = canvas
            .to_data_url_with_type_and_encoder_options("image/webp", &quality.into())
            .ok()?;
        let bytes = BASE64.decode(url.strip_prefix(PREFIX)?.as_bytes()).ok()?;
        (bytes.len() <= MAX_PICTURE_BYTES).then_some(bytes)
    })
}
