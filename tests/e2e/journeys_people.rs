//! An organiser who owns a hall, and a maker who wants it twice for the same time:
//! from the first page to the answers, each side in a browser of its own.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{connect, enter, fits, make, start_festival};

const SOON: Duration = Duration::from_secs(15);

in_each_browser!(an_owner_answers_rivals_and_the_asker_reads_why);

/// Offers a place whose requests are answered by hand.
async fn offer_place(browser: &Browser, name: &str) {
    make(browser, "Offer a place or a thing").await;
    browser.click("radio", "Place").await;
    browser.type_into("Name", name).await;
    browser.click("radio", "The owner answers by hand").await;
    browser.click("button", "Offer it").await;
    browser.by_role("heading", name).await;
}

/// Fills in a field for a date and a time, whose parts each browser lays out in
/// its own way.
async fn set_time(browser: &Browser, label: &str, value: &str) {
    let script = "
        const label = [...document.querySelectorAll('label')].find(label => label.textContent === arguments[0]);
        const field = document.getElementById(label.htmlFor);
        field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.by_role("radio", "At a time").await;
    browser.run(script, vec![json!(label), json!(value)]).await;
}

/// Announces an event for one hour, and asks for a place for it.
async fn announce(browser: &Browser, title: &str, place: &str) {
    make(browser, "Announce an event").await;
    browser.type_into("Title", title).await;
    browser.click("radio", "At a time").await;
    set_time(browser, "Start", "2031-06-14T12:00").await;
    set_time(browser, "End", "2031-06-14T13:00").await;
    browser.click("button", "Add a place").await;
    browser.choose("Which one?", place).await;
    browser.click("button", "Publish").await;
    browser.by_role("heading", title).await;
}

async fn an_owner_answers_rivals_and_the_asker_reads_why(site: &Site, kind: Kind) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    start_festival(&ana, "Summer").await;
    ana.by_role("heading", "Four steps to begin with").await;
    offer_place(&ana, "Main Hall").await;
    connect(&ana, &ben, "Invite somebody").await;

    enter(&ben, "Summer").await;
    announce(&ben, "Reading", "Main Hall").await;
    announce(&ben, "Concert", "Main Hall").await;
    ben.goto("#/inbox").await;
    ben.wait_for_text("2 wait for this time", SOON).await;

    ana.by_role("link", "Inbox 2 wait for your answer").await;
    ana.goto("#/inbox").await;
    ana.wait_for_text("2 requests want the same time.", SOON)
        .await;
    fits(&ana, "inbox-rivals").await;
    ana.choose("If you accept", "1 other keeps waiting").await;
    ana.click("button", "Accept").await;
    ana.by_role("link", "Inbox 1 waits for your answer").await;

    ana.click("button", "Decline").await;
    ana.choose("Why", "It is against the house rules").await;
    ana.type_into("In your words", "Quiet hours, try the garden.")
        .await;
    ana.click("button", "Decline").await;
    ana.by_role("link", "Inbox").await;

    for said in [
        "Confirmed",
        "Declined",
        "It is against the house rules",
        "They say: Quiet hours, try the garden.",
    ] {
        ben.wait_for_text(said, SOON).await;
    }
    fits(&ben, "inbox-answers").await;
    for browser in [&ana, &ben] {
        assert_eq!(browser.console_lines().await, Vec::<String>::new());
    }
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}
