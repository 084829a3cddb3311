//! A QR code as one SVG path: sharp at any size, and no picture to load.

use core::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};
use yew::prelude::*;

/// Light modules around the code, as the standard asks for.
const QUIET: i32 = 4;

/// The code of a text, dark on light whatever the colours of the page; nothing where
/// the text is too long for any.
pub fn qr_code(text: &str, label: AttrValue) -> Html {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Low) else {
        return Html::default();
    };
    let size = code.size() + 2 * QUIET;
    html! {
        <svg class="qr" viewBox={format!("0 0 {size} {size}")} role="img" aria-label={label} shape-rendering="crispEdges">
            <rect class="light" width={size.to_string()} height={size.to_string()} />
            <path class="dark" d={path(&code)} />
        </svg>
    }
}

/// Each run of dark modules of a row as one box.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let begin = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            let length = x - begin;
            if length > 0 {
                // Writing to a String cannot fail.
                let _ = write!(
                    path,
                    "M{} {}h{length}v1h-{length}z",
                    begin + QUIET,
                    y + QUIET
                );
            }
            x += 1;
        }
    }
    path
}
