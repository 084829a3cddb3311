//! The pages fit small and large windows. Pictures of them are kept below
//! `target/e2e-pictures/`, for those who want to see what they look like.

use std::time::Duration;

use crate::harness::{Browser, Kind, Site, in_each_browser, target};
use crate::steps::{publish, start_festival};

const SOON: Duration = Duration::from_secs(15);

in_each_browser!(
    every_page_fits_a_phone_and_a_desktop_in_light_and_dark,
    every_page_of_a_festival_fits_a_phone_and_a_desktop,
);

/// How far the page is wider than the window, and every control that is smaller
/// than a fingertip: 44 CSS pixels in both directions. A box within its label is
/// pressed by the label; links inside a sentence are as high as their line.
const MISFITS: &str = "
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    const small = [...document.querySelectorAll('a, button, select, summary, input')]
        .filter(control => control.checkVisibility() && !control.classList.contains('skip'))
        .map(control => control.closest('label') ?? control)
        .filter(control => !control.closest('p, .markdown'))
        .map(control => [control.textContent, control.getBoundingClientRect()])
        .filter(([, box]) => box.width < 43.9 || box.height < 43.9)
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`);
    return wide > 0 ? [`${wide} pixels too wide`, ...small] : small;";

/// Checks what is shown in all sizes, and keeps pictures of it.
async fn fits(browser: &Browser, name: &str, schemes: &[(bool, &str)]) {
    let folder = target().join("e2e-pictures");
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    for (width, height) in [(320, 640), (360, 740), (1280, 800)] {
        for (dark, scheme) in schemes {
            browser.show_at(width, height, *dark).await;
            let misfits = browser.run(MISFITS, vec![]).await;
            assert_eq!(misfits, serde_json::json!([]), "{name} at {width} pixels");
            let kind = browser.kind;
            let file = format!("{name}-{width}-{scheme}-{kind:?}.png").to_lowercase();
            browser.screenshot(&folder.join(file)).await;
        }
    }
}

async fn every_page_fits_a_phone_and_a_desktop_in_light_and_dark(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    for (name, route, shown) in [
        ("start", "#/", "Here you are"),
        ("who-you-are", "#/me", "Your name here"),
        ("not-found", "#/nowhere", "This address leads nowhere"),
    ] {
        browser.goto(route).await;
        browser.wait_for_text(shown, SOON).await;
        fits(&browser, name, &[(false, "light"), (true, "dark")]).await;
    }
}

async fn every_page_of_a_festival_fits_a_phone_and_a_desktop(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    start_festival(&browser, "Summer").await;
    let festival = browser.run("return location.hash", vec![]).await;
    let festival = festival.as_str().unwrap_or_default().to_owned();
    publish(&browser, "Opening").await;
    for (name, page, shown) in [
        ("schedule", "", "Opening"),
        ("mine", "/mine", "Opening"),
        ("people", "/people", "started the festival"),
        ("settings", "/settings", "Change the description"),
        ("market", "/market", "Market"),
        ("event-form", "/event/new", "Announce an event"),
        ("resource-form", "/resource/new", "Offer"),
    ] {
        browser.goto(&format!("{festival}{page}")).await;
        browser.wait_for_text(shown, SOON).await;
        fits(&browser, name, &[(false, "light"), (true, "dark")]).await;
    }
    for (name, route, shown) in [
        ("festivals", "#/", "Your festivals"),
        ("inbox", "#/inbox", "For you to answer"),
        ("connections", "#/connections", "Connected now"),
        ("me", "#/me", "This device"),
    ] {
        browser.goto(route).await;
        browser.wait_for_text(shown, SOON).await;
        fits(&browser, name, &[(false, "light"), (true, "dark")]).await;
    }
}
