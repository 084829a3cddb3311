//! Reads QR codes: with the camera, or from a picture that somebody has. The
//! browser's own reader is used where there is one (Android, macOS, ChromeOS), else
//! the crate quircs.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{Clamped, JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

use super::panic;

/// Time between two looks at the camera's picture, milliseconds.
const LOOK_MS: u32 = 150;
/// Longest side of a picture that is looked at, pixels: a code that fills a third of
/// it has five pixels a module.
const LONGEST: f64 = 1280.0;

/// A camera that looks for a code; dropping it switches the camera off.
pub struct Scan {
    stopped: Rc<Cell<bool>>,
}

impl Drop for Scan {
    fn drop(&mut self) {
        self.stopped.set(true);
    }
}

/// What a camera came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The text of a code.
    Text(String),
    /// There is no camera, or it may not be used.
    NoCamera,
}

/// Whether the page may ask for a camera at all.
pub fn has_camera() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    navigator.is_some_and(|navigator| {
        let devices = Reflect::get(&navigator, &"mediaDevices".into());
        devices.is_ok_and(|devices| !devices.is_undefined())
    })
}

/// Shows the camera in `video` and looks for codes, as long as `found` wants more.
pub fn scan(video: HtmlVideoElement, found: impl Fn(Seen) -> bool + 'static) -> Scan {
    let stopped = Rc::new(Cell::new(false));
    let scan = Scan {
        stopped: stopped.clone(),
    };
    spawn_local(async move {
        let Ok(stream) = open(&video).await else {
            if !stopped.get() && !panic::is_poisoned() {
                found(Seen::NoCamera);
            }
            return;
        };
        let detector = detector();
        while !stopped.get() && !panic::is_poisoned() {
            TimeoutFuture::new(LOOK_MS).await;
            let size = (video.video_width().into(), video.video_height().into());
            let text = look(&video, size, detector.as_ref()).await;
            if let Some(text) = text.filter(|_| !stopped.get() && !panic::is_poisoned())
                && !found(Seen::Text(text))
            {
                break;
            }
        }
        close(&video, &stream);
    });
    scan
}

async fn open(video: &HtmlVideoElement) -> Result<MediaStream, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let facing = Object::new();
    // The camera on the back, where there is a choice.
    Reflect::set(&facing, &"facingMode".into(), &"environment".into())?;
    let wanted = MediaStreamConstraints::new();
    wanted.set_video(&facing);
    let asked = window
        .navigator()
        .media_devices()?
        .get_user_media_with_constraints(&wanted)?;
    let stream: MediaStream = JsFuture::from(asked).await?.unchecked_into();
    video.set_src_object(Some(&stream));
    JsFuture::from(video.play()?).await?;
    Ok(stream)
}

fn close(video: &HtmlVideoElement, stream: &MediaStream) {
    video.set_src_object(None);
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

/// The text of the code in a picture file; none where there is none.
pub async fn read_picture(file: File) -> Option<String> {
    let window = web_sys::window()?;
    let made = window.create_image_bitmap_with_blob(&file).ok()?;
    let picture: ImageBitmap = JsFuture::from(made).await.ok()?.unchecked_into();
    let size = (picture.width().into(), picture.height().into());
    look(&picture, size, detector().as_ref()).await
}

async fn look(source: &JsValue, size: (f64, f64), detector: Option<&Detector>) -> Option<String> {
    if let Some(detector) = detector
        && let Some(text) = detector.detect(source).await
    {
        return Some(text);
    }
    let (width, height, light) = pixels(source, size)?;
    decode(width, height, &light)
}

/// The brightness of each pixel, made smaller where it is large.
fn pixels(source: &JsValue, (width, height): (f64, f64)) -> Option<(u32, u32, Vec<u8>)> {
    if width < 1.0 || height < 1.0 {
        return None;
    }
    let scale = (LONGEST / width.max(height)).min(1.0);
    let (width, height) = (
        (width * scale).floor().max(1.0),
        (height * scale).floor().max(1.0),
    );
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // By name: videos and bitmaps have each a function of their own in web-sys.
    let draw: Function = Reflect::get(&context, &"drawImage".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let arguments = Array::of5(source, &0.into(), &0.into(), &width.into(), &height.into());
    draw.apply(&context, &arguments).ok()?;
    let Clamped(colours) = context.get_image_data(0.0, 0.0, width, height).ok()?.data();
    let light = colours
        .chunks_exact(4)
        .map(|pixel| {
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
            ((red * 77 + green * 150 + blue * 29) >> 8) as u8
        })
        .collect();
    Some((width as u32, height as u32, light))
}

fn decode(width: u32, height: u32, light: &[u8]) -> Option<String> {
    let mut decoder = quircs::Quirc::default();
    let codes = decoder.identify(width as usize, height as usize, light);
    let mut texts = codes.filter_map(|code| {
        let decoded = code.ok()?.decode().ok()?;
        String::from_utf8(decoded.payload).ok()
    });
    texts.next()
}

/// The browser's own reader.
struct Detector(JsValue);

fn detector() -> Option<Detector> {
    let made: Function = Reflect::get(&js_sys::global(), &"BarcodeDetector".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
    Some(Detector(
        Reflect::construct(&made, &Array::of1(&options)).ok()?,
    ))
}

impl Detector {
    async fn detect(&self, source: &JsValue) -> Option<String> {
        let detect: Function = Reflect::get(&self.0, &"detect".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let asked: Promise = detect.call1(&self.0, source).ok()?.dyn_into().ok()?;
        let codes: Array = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
        let text = Reflect::get(&codes.get(0), &"rawValue".into()).ok()?;
        text.as_string()
    }
}
