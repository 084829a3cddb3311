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
    for (name, route, shown) in [
        ("start", "#/", "Here you are"),
        ("who-you-are", "#/me", "Your name here"),
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
