//! Face to face: one screen shows a code, another browser's camera sees it. The
//! camera is Chromium's, fed from a file with what the first screen really shows;
//! only Chromium has such a camera, so one side of each test is always one.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::links::same_digest;
use crate::steps::{enter, fits, publish, start_festival};

const SOON: Duration = Duration::from_secs(20);

in_each_browser!(two_people_connect_by_scanning_each_others_screens);

/// The drawing of the code on the page, which may hold a folded one of the join link
/// as well: its size in modules with the light border, and its path.
async fn shown(browser: &Browser) -> (usize, String) {
    browser.by_role("img", "The code as a QR code").await;
    const CODE: &str = "
        const code = document.querySelector('svg.qr[aria-label=\"The code as a QR code\"]');
        return [code.viewBox.baseVal.width, code.querySelector('.dark').getAttribute('d')];";
    match browser.run(CODE, vec![]).await {
        Value::Array(parts) => {
            let size = parts[0].as_f64().expect("a width") as usize;
            (size, parts[1].as_str().expect("a path").to_owned())
        }
        other => panic!("no code is shown but {other}"),
    }
}

const WIDTH: usize = 640;
const HEIGHT: usize = 480;

/// What a camera sees that is held before the screen: a film of one picture.
fn film(size: usize, path: &str, file: &Path) {
    let scale = HEIGHT / size;
    let (left, top) = ((WIDTH - size * scale) / 2, (HEIGHT - size * scale) / 2);
    let mut light = vec![235_u8; WIDTH * HEIGHT];
    for run in path.split('M').filter(|run| !run.is_empty()) {
        let numbers: Vec<usize> = run
            .split(|char: char| !char.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .collect();
        let [x, y, length, ..] = numbers[..] else {
            panic!("«{run}» is no run of modules")
        };
        for row in top + y * scale..top + (y + 1) * scale {
            for column in left + x * scale..left + (x + length) * scale {
                light[row * WIDTH + column] = 16;
            }
        }
    }
    let mut bytes = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n").into_bytes();
    for _ in 0..10 {
        bytes.extend_from_slice(b"FRAME\n");
        bytes.extend_from_slice(&light);
        bytes.resize(bytes.len() + WIDTH * HEIGHT / 2, 128);
    }
    std::fs::write(file, bytes).expect("the profile's folder can be written to");
}

async fn two_people_connect_by_scanning_each_others_screens(site: &Site, kind: Kind) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    ana.goto("#/connections").await;
    ana.click("link", "Invite somebody").await;
    ana.click("button", "Make a code").await;
    let (size, path) = shown(&ana).await;
    assert!(
        size <= 8 + 17 + 4 * 15,
        "the code is too fine for cheap cameras: {size} modules"
    );
    fits(&ana, "scan-offer").await;
    // Step 1: they scan us, with the app's scanner or with the phone's own camera.
    if kind == Kind::Chromium {
        film(size, &path, &ben.camera());
        ben.goto("#/").await;
        ben.click("button", "Scan with the camera").await;
    } else {
        let code = ana
            .run("return document.querySelector('#own-code').value", vec![])
            .await;
        let code = code.as_str().expect("a code").to_owned();
        ben.goto(&format!("#/s/{code}")).await;
    }
    // Step 2: we scan them.
    let (size, path) = shown(&ben).await;
    film(size, &path, &ana.camera());
    ana.click("button", "Scan with the camera").await;
    ben.click("button", "They scanned mine").await;
    enter(&ben, "Summer").await;
    ben.by_role("heading", "Opening").await;
    same_digest(&[&ana, &ben]).await;
    for browser in [&ana, &ben] {
        browser.wait_for_text("by codes", SOON).await;
        assert_eq!(browser.console_lines().await, Vec::<String>::new());
    }
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}
