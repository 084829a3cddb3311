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

async fn tab(browser: &Browser, backwards: bool) {
    let mut keys = browser.driver().await.action_chain();
    if backwards {
        keys = keys.key_down(Key::Shift);
    }
    keys = keys.send_keys(Key::Tab + "");
    if backwards {
        keys = keys.key_up(Key::Shift);
    }
    let pressed = keys.perform().await;
    pressed.unwrap_or_else(|error| panic!("a key cannot be pressed: {error}"));
}

/// Presses tab until what is called `name` has the focus; at the end of the page it
/// turns round, as somebody would who looks for what stands above.
async fn reach(browser: &Browser, name: &str) {
    let mut backwards = false;
    let mut seen = Vec::new();
    for _ in 0..PRESSES {
        tab(browser, backwards).await;
        let focused = browser.run(FOCUSED, vec![]).await;
        if focused[0] == json!(name) {
            return;
        }
        backwards ^= focused[1] == json!("BODY");
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

/// Presses what is called `name` by the enter key. Firefox 140, driven, gives a button
/// the key but no click, on an empty page too; there the button that has the focus is
/// pressed as the key would.
async fn enter(browser: &Browser, name: &str) {
    reach(browser, name).await;
    let is_button = "return document.activeElement.tagName === 'BUTTON'";
    if browser.kind == Kind::Firefox && browser.run(is_button, vec![]).await == json!(true) {
        browser.run("document.activeElement.click()", vec![]).await;
        return;
    }
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
