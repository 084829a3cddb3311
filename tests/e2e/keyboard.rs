//! The keyboard alone suffices: an organiser starts a festival, offers a place and
//! plans an event in it without ever touching anything else.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::harness::{Browser, Kind, Site, in_each_browser};

const SOON: Duration = Duration::from_secs(15);

/// Most presses of the tab key until what is wanted must have the focus.
const PRESSES: usize = 90;

in_each_browser!(a_keyboard_alone_plans_an_event,);

/// What has the focus, as it is called.
const FOCUSED: &str = "
    const found = document.activeElement;
    const name = found.getAttribute('aria-label') ?? found.labels?.[0]?.textContent ?? found.textContent;
    const box = found.getBoundingClientRect();
    return [name.trim(), found.tagName, box.top >= 0 && box.bottom <= window.innerHeight + 1];";

async fn press(browser: &Browser, keys: impl AsRef<str>) {
    let driver = browser.driver().await;
    let pressed = driver
        .action_chain()
        .send_keys(keys.as_ref())
        .perform()
        .await;
    pressed.unwrap_or_else(|error| panic!("a key cannot be pressed: {error}"));
}

/// Presses tab until what is called `name` has the focus.
async fn reach(browser: &Browser, name: &str) {
    let mut seen = Vec::new();
    for _ in 0..PRESSES {
        press(browser, char::from(Key::Tab).to_string()).await;
        let focused = browser.run(FOCUSED, vec![]).await;
        if focused[0] == json!(name) {
            return;
        }
        seen.push(focused[0].clone());
    }
    panic!(
        "the keyboard does not reach «{name}» but {}",
        Value::from(seen)
    );
}

async fn write(browser: &Browser, field: &str, text: &str) {
    reach(browser, field).await;
    press(browser, text).await;
}

async fn enter(browser: &Browser, name: &str) {
    reach(browser, name).await;
    press(browser, char::from(Key::Enter).to_string()).await;
}

async fn a_keyboard_alone_plans_an_event(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    ana.by_role("button", "Start the festival").await;
    write(&ana, "Name of the festival", "Summer").await;
    press(&ana, char::from(Key::Enter).to_string()).await;
    ana.by_role("heading", "Summer").await;

    enter(&ana, "New").await;
    enter(&ana, "Offer a place or a thing").await;
    ana.by_role("textbox", "Where is it?").await;
    write(&ana, "Name", "Main Hall").await;
    enter(&ana, "Offer it").await;
    ana.by_role("heading", "Main Hall").await;

    enter(&ana, "New").await;
    enter(&ana, "Announce an event").await;
    ana.by_role("textbox", "Title").await;
    write(&ana, "Title", "Opening").await;
    // The arrows choose among the ways to say when.
    reach(&ana, "At a time").await;
    press(&ana, char::from(Key::Down).to_string()).await;
    press(&ana, char::from(Key::Down).to_string()).await;
    enter(&ana, "Publish").await;
    ana.by_role("heading", "Opening").await;
    ana.wait_for_text("Nothing to confirm", SOON).await;
}
