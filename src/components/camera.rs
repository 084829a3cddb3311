//! What connects the components with the camera.

use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlVideoElement};
use yew::Callback;

use crate::browser::{camera, panic};

pub use crate::browser::camera::{Scan, Seen, has_camera};

/// Looks for codes with the camera, shown in `video`, as long as `found` wants more
/// and the handle is kept.
pub fn scan(video: HtmlVideoElement, found: Callback<Seen, bool>) -> Scan {
    camera::scan(video, move |seen| found.emit(seen))
}

/// Looks for a code in a picture; none where there is none.
pub fn read_picture(file: File, found: Callback<Option<String>>) {
    spawn_local(async move {
        let text = camera::read_picture(file).await;
        if !panic::is_poisoned() {
            found.emit(text);
        }
    });
}
