//! What the page tells is looked at in one browser, whose notifications are replaced by a
//! list.

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use super::{PICK, SOON, found};
use crate::harness::{Browser, Kind, Site, scene};
use crate::steps::connect;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_told_anything_before_they_asked_for_it() {
    let name = "nobody_is_told_anything_before_they_asked_for_it";
    scene(name, Kind::Chromium, told_only_when_asked).await;
}

/// Replaces what the browser tells by, and makes the page look unseen.
const LISTEN: &str = "
    window.told = []; window.badges = []; window.asked = 0;
    window.Notification = class {
        static permission = 'default';
        static requestPermission() { window.asked++; this.permission = 'granted'; return Promise.resolve('granted'); }
        constructor(title, options) { window.told.push(options.body); }
    };
    navigator.serviceWorker.getRegistration = async () => ({ active: null });
    navigator.setAppBadge = count => { window.badges.push(count); return Promise.resolve(); };
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });";

async fn told_only_when_asked(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    let programme = found(&ana).await;
    ana.goto(&format!("{programme}/resource/new")).await;
    ana.type_into("Name", "Main Hall").await;
    ana.click("radio", "The owner answers by hand").await;
    ana.click("button", "Offer it").await;
    ana.by_role("heading", "Main Hall").await;
    connect(&ana, &ben, "Invite somebody").await;
    ana.goto("#/me").await;
    ana.by_role("heading", "Tell me").await;
    ana.run(LISTEN, vec![]).await;
    ask_for_the_hall(&ben, &programme, "First").await;
    ana.wait_for_text("1", SOON).await;
    let told = "return [window.told, window.badges, window.asked]";
    assert_eq!(ana.run(told, vec![]).await, json!([[], [], 0]));
    ana.click("checkbox", "Tell me on this device").await;
    ask_for_the_hall(&ben, &programme, "Second").await;
    let until = Instant::now() + SOON;
    while ana.run("return window.told.length", vec![]).await != json!(1) {
        assert!(Instant::now() < until, "nothing was told");
        // A pause between two looks; `until` bounds them.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let expected = json!([["2 requests wait for your answer."], [2], 1]);
    assert_eq!(ana.run(told, vec![]).await, expected);
}

/// Announces an event that asks for the Main Hall.
async fn ask_for_the_hall(browser: &Browser, programme: &str, title: &str) {
    browser.goto(&format!("{programme}/event/new")).await;
    browser.type_into("Title", title).await;
    for (id, minutes) in [("event-start", 30), ("event-end", 90)] {
        browser.run(PICK, vec![json!(id), json!(minutes)]).await;
    }
    browser.click("button", "Add a place").await;
    browser.choose("Which one?", "Main Hall").await;
    browser.click("button", "Publish").await;
    browser.by_role("heading", title).await;
}
