//! What a browser keeps when its device does its worst: no room left, and the process
//! killed while it writes. In Chromium, whose debugging protocol can do both.

use std::time::Duration;

use crate::harness::{Browser, Kind, Site, scene};
use crate::steps::{enter, look_at_programme, make, publish, start_festival};

const SOON: Duration = Duration::from_secs(15);

/// Chromium 148 goes on writing for a while into the room that it found before the limit
/// was set: a wish right after it is still stored, one after this pause is refused.
const REMEMBERED: Duration = Duration::from_secs(32);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_room_a_wish_is_refused_with_words_and_with_room_it_goes_on() {
    let test = "without_room_a_wish_is_refused_with_words_and_with_room_it_goes_on";
    scene(test, Kind::Chromium, without_room).await;
}

async fn without_room(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    start_festival(&browser, "Summer").await;
    publish(&browser, "Durable").await;
    browser.limit_storage(Some(1)).await;
    tokio::time::sleep(REMEMBERED).await;
    make(&browser, "Announce an event").await;
    browser.type_into("Title", "No room").await;
    browser.click("radio", "No time yet").await;
    browser.click("button", "Publish").await;
    let words = "There is no room left on this device.";
    browser.wait_for_text(words, SOON).await;
    look_at_programme(&browser).await;
    browser.by_role("heading", "Durable").await;
    assert!(!browser.text().await.contains("No room"), "it is not shown");

    browser.limit_storage(None).await;
    publish(&browser, "Room again").await;
    browser.reload().await;
    look_at_programme(&browser).await;
    browser.by_role("heading", "Room again").await;
    browser.by_role("heading", "Durable").await;
    assert!(!browser.text().await.contains("No room"), "nor was it kept");
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
}

/// How often the browser is killed in the ordinary run.
const KILLS: u32 = 10;
/// How often in the full one (`P2PANDA_FULL=1`).
const KILLS_IN_FULL: u32 = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_killed_while_it_writes_loses_nothing_that_it_showed() {
    let test = "a_browser_killed_while_it_writes_loses_nothing_that_it_showed";
    scene(test, Kind::Chromium, killed_while_writing).await;
}

/// Each round publishes one event until it shows, then kills the browser while the
/// next is being stored: that one may be there or not, but whole.
async fn killed_while_writing(site: &Site, kind: Kind) {
    let kills = match std::env::var("P2PANDA_FULL").as_deref() {
        Ok("1") => KILLS_IN_FULL,
        _ => KILLS,
    };
    let browser = Browser::open(kind, site, "ana").await;
    start_festival(&browser, "Summer").await;
    let (mut shown, mut cut_off) = (Vec::new(), 0);
    for round in 0..kills {
        let title = format!("Shown {round}");
        publish(&browser, &title).await;
        shown.push(title);
        make(&browser, "Announce an event").await;
        let cut = format!("Cut {round}");
        browser.type_into("Title", &cut).await;
        browser.click("radio", "No time yet").await;
        browser.click("button", "Publish").await;
        // From at once to some milliseconds later, when it is just being stored.
        tokio::time::sleep(Duration::from_millis(u64::from(round % 10))).await;
        browser.crash_and_restart().await;
        enter(&browser, "Summer").await;
        look_at_programme(&browser).await;
        for title in &shown {
            browser.by_role("heading", title).await;
        }
        cut_off += u32::from(!browser.has_role("heading", &cut).await);
        assert_eq!(browser.console_lines().await, Vec::<String>::new());
    }
    println!(
        "{kills} kills: none of {} lost, {cut_off} cut off before they were stored",
        shown.len()
    );
}
