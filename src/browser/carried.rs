//! Files that people carry: the ones they choose, and the ones the peer writes. Both
//! stay with the browser, which keeps large ones out of the page's memory; the
//! peer names them by number and sees them piece by piece.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, Cache, DataTransfer, File, FileList, FilePropertyBag, Navigator, Response, ShareData,
};

use super::file::hand_out_blob;
use super::location::scoped;
use super::panic;
use crate::peer::view_model::FileId;

/// The cache into which `sw.js` puts what is shared to the page, before its path.
const SHARED: &str = "p2panda-shared";
/// The file's address there.
const SHARED_FILE: &str = "shared-file";

/// What bundles and backups are: share sheets pass on texts, not unknown types.
const TYPE: &str = "text/plain";

#[derive(Default)]
struct Files {
    last: FileId,
    opened: BTreeMap<FileId, Blob>,
    written: BTreeMap<FileId, Array>,
}

thread_local! {
    static FILES: RefCell<Files> = RefCell::default();
}

/// A file that can be read: its number and its length in bytes.
pub fn keep(file: Blob) -> (FileId, u64) {
    let size = file.size() as u64;
    FILES.with_borrow_mut(|files| {
        files.last += 1;
        files.opened.insert(files.last, file);
        (files.last, size)
    })
}

/// The first of the files that somebody chose.
pub fn chosen(list: Option<FileList>) -> Option<Blob> {
    list?.get(0).map(Blob::from)
}

/// The first of the files that somebody dropped.
pub fn dropped(data: Option<DataTransfer>) -> Option<Blob> {
    chosen(data?.files())
}

/// Reads a piece; none where the device does not give it.
pub async fn read(file: FileId, from: u64, length: u64) -> Option<Vec<u8>> {
    let blob = FILES.with_borrow(|files| files.opened.get(&file).cloned())?;
    let (begin, end) = (from as f64, (from + length) as f64);
    let piece = blob.slice_with_f64_and_f64(begin, end).ok()?;
    let buffer = JsFuture::from(piece.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// A file is needed no more.
pub fn close(file: FileId) {
    FILES.with_borrow_mut(|files| files.opened.remove(&file));
}

/// Begins to write a file; only one is kept at a time.
pub fn begin(file: FileId) {
    FILES.with_borrow_mut(|files| {
        files.written.clear();
        files.written.insert(file, Array::new());
    });
}

/// Writes on. The browser takes each piece out of this page's memory.
pub fn append(file: FileId, bytes: &[u8]) {
    FILES.with_borrow(|files| {
        if let Some(parts) = files.written.get(&file)
            && let Ok(piece) =
                Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))
        {
            parts.push(&piece);
        }
    });
}

/// A written file under a name; none where there is none.
fn written(file: FileId, name: &str) -> Option<File> {
    let parts = FILES.with_borrow(|files| files.written.get(&file).cloned())?;
    let options = FilePropertyBag::new();
    options.set_type(TYPE);
    File::new_with_blob_sequence_and_options(&parts, name, &options).ok()
}

/// Whether the device hands files to other apps; asked with a file like ours,
/// because some share only pictures.
pub fn can_share() -> bool {
    let parts = Array::of1(&JsValue::from_str("-"));
    let options = FilePropertyBag::new();
    options.set_type(TYPE);
    let probe = File::new_with_str_sequence_and_options(&parts, "x.p2panda.txt", &options);
    let Some((navigator, file)) = navigator().zip(probe.ok()) else {
        return false;
    };
    let has = Reflect::has(&navigator, &JsValue::from_str("canShare")).unwrap_or(false);
    has && navigator.can_share_with_data(&sharing(&file))
}

/// Opens the share sheet with a written file; says whether it was taken. Must be
/// called by a tap.
pub async fn share(file: FileId, name: &str) -> bool {
    let Some((navigator, file)) = navigator().zip(written(file, name)) else {
        return false;
    };
    JsFuture::from(navigator.share_with_data(&sharing(&file)))
        .await
        .is_ok()
}

/// Saves a written file where the browser saves downloads.
pub fn save(file: FileId, name: &str) {
    if let Some(file) = written(file, name) {
        let _ = hand_out_blob(&file, name);
    }
}

fn navigator() -> Option<Navigator> {
    web_sys::window().map(|window| window.navigator())
}

fn sharing(file: &File) -> ShareData {
    let data = ShareData::new();
    data.set_files(&Array::of1(file));
    data
}

/// The file that another app has handed to this page: the service worker has put
/// it into a cache of its own. It is there once.
pub async fn shared() -> Option<Blob> {
    let caches = web_sys::window()?.caches().ok()?;
    let cache = JsFuture::from(caches.open(&scoped(SHARED))).await.ok()?;
    let cache: Cache = cache.unchecked_into();
    let found = JsFuture::from(cache.match_with_str(SHARED_FILE))
        .await
        .ok()?;
    let response: Response = found.dyn_into().ok()?;
    let blob = JsFuture::from(response.blob().ok()?).await.ok()?;
    let _ = JsFuture::from(cache.delete_with_str(SHARED_FILE)).await;
    blob.dyn_into().ok()
}

/// Calls `take` with each file that the system opens with this app, once it is
/// installed: Chromium on desktops hands them to a queue.
pub fn on_launched(take: impl Fn(Blob) + 'static) {
    let queue = Reflect::get(&js_sys::global(), &"launchQueue".into()).unwrap_or_default();
    let set = Reflect::get(&queue, &"setConsumer".into());
    let Some(set) = set.ok().and_then(|set| set.dyn_into::<Function>().ok()) else {
        return;
    };
    let take = Rc::new(take);
    let consumer = Closure::<dyn FnMut(JsValue)>::new(move |launch: JsValue| {
        let take = take.clone();
        spawn_local(async move {
            let file = launched(&launch).await;
            if let Some(file) = file.filter(|_| !panic::is_poisoned()) {
                take(file);
            }
        });
    });
    if set.call1(&queue, consumer.as_ref()).is_ok() {
        // The queue has it as long as the page lives.
        consumer.forget();
    }
}

async fn launched(launch: &JsValue) -> Option<Blob> {
    let files = Reflect::get(launch, &"files".into()).ok()?;
    let handle = files.dyn_into::<Array>().ok()?.get(0);
    let get: Function = Reflect::get(&handle, &"getFile".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let file: Promise = get.call0(&handle).ok()?.dyn_into().ok()?;
    JsFuture::from(file).await.ok()?.dyn_into().ok()
}

/// A file that the host has laid beside the page; the Content-Security-Policy allows
/// no other host.
pub async fn hosted(name: &str) -> Option<Blob> {
    let answer = JsFuture::from(web_sys::window()?.fetch_with_str(name))
        .await
        .ok()?;
    let response: Response = answer.dyn_into().ok()?;
    let blob = response.ok().then(|| response.blob().ok())??;
    JsFuture::from(blob).await.ok()?.dyn_into().ok()
}

/// A text in the Unicode form NFKC.
pub fn one_form(text: &str) -> String {
    let text = js_sys::JsString::from(text);
    text.normalize("NFKC").into()
}
