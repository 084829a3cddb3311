//! What connects the components with the camera.

use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlVideoElement};
use yew::Callback;

use crate::browser::{camera, panic};

pub use crate::browser::camera::{Scan, Seen, has_camera};

/// Looks for a code with the camera, shown in `video`, until it sees one or the
/// handle is dropped.
pub fn scan(video: HtmlVideoElement, found: Callback<Seen>) -> Scan {
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
