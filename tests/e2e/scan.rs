//! Face to face: one screen shows a code, another browser's camera sees it. The
//! camera is Chromium's, fed from a file with what the first screen really shows;
//! only Chromium has such a camera, so one side of each test is always one.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::links::same_digest;
use crate::steps::{enter, fits, join, join_link, publish, start_festival};

const SOON: Duration = Duration::from_secs(20);

in_each_browser!(
    two_people_connect_by_scanning_each_others_screens,
    a_small_file_goes_from_screen_to_camera,
);

/// The drawing of a code on the page, which may hold a folded one of the join link
/// as well: its size in modules with the light border, and its path.
async fn shown(browser: &Browser, label: &str) -> (usize, String) {
    browser.by_role("img", label).await;
    const CODE: &str = "
        const code = document.querySelector(`svg.qr[aria-label='${arguments[0]}']`);
        return [code.viewBox.baseVal.width, code.querySelector('.dark').getAttribute('d')];";
    match browser.run(CODE, vec![label.into()]).await {
        Value::Array(parts) => {
            let size = parts[0].as_f64().expect("a width") as usize;
            (size, parts[1].as_str().expect("a path").to_owned())
        }
        other => panic!("no code is shown but {other}"),
    }
}

const CODE: &str = "The code as a QR code";

const WIDTH: usize = 640;
const HEIGHT: usize = 480;

/// Pictures a second of the camera.
const RATE: usize = 10;

/// What a camera sees that is held before the screen: each code for so many pictures,
/// round and round.
fn film(codes: &[(usize, String)], each: usize, file: &Path) {
    let mut bytes =
        format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420jpeg\n").into_bytes();
    for (size, path) in codes {
        let light = picture(*size, path);
        for _ in 0..each {
            bytes.extend_from_slice(b"FRAME\n");
            bytes.extend_from_slice(&light);
            bytes.resize(bytes.len() + WIDTH * HEIGHT / 2, 128);
        }
    }
    std::fs::write(file, bytes).expect("the profile's folder can be written to");
}

/// The brightness of each point of a code that fills the picture.
fn picture(size: usize, path: &str) -> Vec<u8> {
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
    light
}

async fn two_people_connect_by_scanning_each_others_screens(site: &Site, kind: Kind) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    ana.goto("#/connections").await;
    ana.click("link", "Invite somebody").await;
    ana.click("button", "Make a code").await;
    let (size, path) = shown(&ana, CODE).await;
    assert!(
        size <= 8 + 17 + 4 * 15,
        "the code is too fine for cheap cameras: {size} modules"
    );
    fits(&ana, "scan-offer").await;
    // Step 1: they scan us, with the app's scanner or with the phone's own camera.
    if kind == Kind::Chromium {
        film(&[(size, path)], RATE, &ben.camera());
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
    let (size, path) = shown(&ben, CODE).await;
    film(&[(size, path)], RATE, &ana.camera());
    ana.click("button", "Scan with the camera").await;
    ben.click("button", "They have my code").await;
    enter(&ben, "Summer").await;
    ben.by_role("heading", "Opening").await;
    same_digest(&[&ana, &ben]).await;
    for browser in [&ana, &ben] {
        browser.wait_for_text("by codes", SOON).await;
        assert_eq!(browser.console_lines().await, Vec::<String>::new());
    }
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

/// The codes that a film shows, in order, until one comes again.
async fn watched(browser: &Browser) -> Vec<(usize, String)> {
    let mut codes: Vec<(usize, String)> = Vec::new();
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let code = shown(browser, "A piece of the file as a QR code").await;
        if codes.last() != Some(&code) {
            if codes.len() > 1 && codes[0] == code {
                return codes;
            }
            codes.push(code);
        }
        assert!(Instant::now() < until, "{} codes and no end", codes.len());
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

/// Notes how far the page says that it is: it may be whole before anybody asks.
const NOTE_PROGRESS: &str = "
    const seen = self.progress = [];
    new MutationObserver(() => {
        const bar = document.querySelector('.scanner progress');
        if (bar && seen.at(-1) !== bar.value) seen.push(bar.value);
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
    return true";

async fn a_small_file_goes_from_screen_to_camera(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    start_festival(&ana, "Summer").await;
    for event in ["Opening", "Breakfast", "Lunch"] {
        publish(&ana, event).await;
    }
    let link = join_link(&ana).await;
    ana.goto("#/connections").await;
    ana.click("button", "Give what I have by file").await;
    ana.click("link", "Show it to a camera").await;
    let codes = watched(&ana).await;
    let modules = codes.iter().map(|(size, _)| *size).max();
    assert!(modules <= Some(8 + 17 + 4 * 15), "too fine: {modules:?}");
    ana.click("button", "Hold still").await;
    fits(&ana, "film").await;

    let ben = Browser::open(Kind::Chromium, site, "ben").await;
    join(&ben, &link).await;
    ben.by_role("link", "Schedule").await;
    // The camera misses every third code, and comes in the middle.
    let seen = codes.iter().enumerate().filter(|(at, _)| at % 3 > 0);
    let mut seen: Vec<_> = seen.map(|(_, code)| code.clone()).collect();
    let middle = seen.len() / 2;
    seen.rotate_left(middle);
    film(&seen, 3, &ben.camera());
    ben.goto("#/connections").await;
    ben.by_role("heading", "By file").await;
    ben.run(NOTE_PROGRESS, vec![]).await;
    let begun = Instant::now();
    ben.click("button", "Scan with the camera").await;
    ben.wait_for_text("New in “Summer”", Duration::from_secs(60))
        .await;
    eprintln!(
        "{} codes shown, {} of them to the camera: whole after {} ms",
        codes.len(),
        seen.len(),
        begun.elapsed().as_millis()
    );
    let progress = ben.run("return self.progress", vec![]).await;
    let progress = progress.as_array().map_or(0, Vec::len);
    assert!(progress > 1, "it is told how far it is");
    ben.click("link", "To the programme").await;
    for event in ["Opening", "Breakfast", "Lunch"] {
        ben.by_role("heading", event).await;
    }
    for browser in [&ana, &ben] {
        assert_eq!(browser.console_lines().await, Vec::<String>::new());
    }
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}
