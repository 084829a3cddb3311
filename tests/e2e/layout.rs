//! The pages fit small and large windows. Pictures of them are kept below
//! `target/e2e-pictures/`, for those who want to see what they look like.

use std::time::Duration;

use crate::harness::{Browser, Kind, Site, in_each_browser, target};

in_each_browser!(every_page_fits_a_phone_and_a_desktop_in_light_and_dark);

/// How far the page is wider than the window, and every control that is smaller
/// than a fingertip: 44 CSS pixels in both directions.
const MISFITS: &str = "
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    const small = [...document.querySelectorAll('a, button, select, summary, input')]
        .filter(control => !control.classList.contains('skip'))
        .map(control => [control.textContent, control.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44)
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`);
    return wide > 0 ? [`${wide} pixels too wide`, ...small] : small;";

async fn every_page_fits_a_phone_and_a_desktop_in_light_and_dark(site: &Site, kind: Kind) {
    let folder = target().join("e2e-pictures");
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    let browser = Browser::open(kind, site, "ana").await;
    let festival = festival_with_an_event(&browser).await;
    for (name, route, shown) in [
        ("start", "#/", "Here you are"),
        ("who-you-are", "#/me", "Your name here"),
        ("festival", &festival, "Give this code to the other device"),
        ("not-found", "#/nowhere", "This address leads nowhere"),
    ] {
        browser.goto(route).await;
        browser.wait_for_text(shown, Duration::from_secs(15)).await;
        for (width, height) in [(360, 740), (1280, 800)] {
            for (dark, scheme) in [(false, "light"), (true, "dark")] {
                browser.show_at(width, height, dark).await;
                let misfits = browser.run(MISFITS, vec![]).await;
                assert_eq!(misfits, serde_json::json!([]), "{name} at {width} pixels");
                let file = format!("{name}-{width}-{scheme}-{kind:?}.png").to_lowercase();
                browser.screenshot(&folder.join(file)).await;
            }
        }
    }
}

/// Starts a festival with an event and an open invitation; gives its route.
async fn festival_with_an_event(browser: &Browser) -> String {
    browser
        .type_into("Name of the festival", "Summer by the lake")
        .await;
    browser.click("button", "Start the festival").await;
    browser.click("link", "Summer by the lake").await;
    browser.type_into("Title", "Opening with soup").await;
    browser
        .type_into(
            "What is it about?",
            "Everybody brings a bowl and one vegetable.",
        )
        .await;
    browser.click("button", "Publish").await;
    browser.by_role("heading", "Opening with soup").await;
    browser.click("button", "Invite somebody").await;
    browser
        .by_role("textbox", "Give this code to the other device")
        .await;
    let fragment = browser.run("return location.hash", vec![]).await;
    fragment.as_str().unwrap_or_default().to_owned()
}
