//! What a browser keeps when its device does its worst: no room left, and the process
//! killed while it writes. In Chromium, whose debugging protocol can do both.

use std::time::Duration;

use crate::congress::{congress, programme_file};
use crate::harness::{Browser, Kind, Site, scene};
use crate::links::same_digest_within;
use crate::steps::{enter, join, join_link, look_at_programme, make, publish, start_festival};
use crate::stored::{Stored, began, stored};

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

/// Messages of somebody else's programme that make a snapshot worth while.
const PROGRAMME: usize = 300;
/// Events that arrive from somebody else in each round.
const ARRIVING: usize = 40;
/// A page that comes back is found through the meeting point.
const FOUND: Duration = Duration::from_secs(60);

/// In each round somebody else takes a larger programme in, which arrives here, one
/// event is published here until it shows, and the browser is killed while the next is
/// being stored: that one may be there or not, but whole.
async fn killed_while_writing(site: &Site, kind: Kind) {
    let kills = match std::env::var("P2PANDA_FULL").as_deref() {
        Ok("1") => KILLS_IN_FULL,
        _ => KILLS,
    };
    let _relay = site.relay().await;
    let ben = Browser::open(kind, site, "ben").await;
    let programme = congress(&ben, PROGRAMME).await;
    let link = join_link(&ben).await;
    let ana = Browser::open(kind, site, "ana").await;
    join(&ana, &link).await;
    ana.by_role("link", "Schedule").await;
    same_digest_within(&[&ana, &ben], FOUND).await;
    keeps_a_snapshot(&ana).await;

    let (mut cut_off, mut arriving) = (0, 0);
    for round in 0..kills as usize {
        let title = format!("Shown by Ana {round:03}");
        fill_in(&ana, &programme, &title).await;
        ana.click("button", "Publish").await;
        ana.by_role("heading", &title).await;
        let before = stored(&ana).await;
        let cut = format!("Cut by Ana {round:03}");
        fill_in(&ana, &programme, &cut).await;
        ben.goto(&format!("{programme}/settings")).await;
        let larger = programme_file(PROGRAMME + ARRIVING * (round + 1));
        ben.choose_file("Choose a file", &larger).await;
        ana.click("button", "Publish").await;
        // From at once to some milliseconds later, when it is just being stored.
        tokio::time::sleep(Duration::from_millis(round as u64 % 10 * 10)).await;
        ana.crash_and_restart().await;
        enter(&ana, "Winter Congress").await;

        let (kept, of) = began(&ana).await;
        assert!(
            kept > 0 && kept <= of,
            "{kept} of {of} messages from the snapshot"
        );
        let now = stored(&ana).await;
        for (log, height) in &before.heights {
            assert!(now.heights.get(log) >= Some(height), "a log goes back");
        }
        arriving += u32::from(longest(&now) > longest(&before));
        search(&ana, &programme, &format!("by Ana {round:03}")).await;
        ana.wait_for_text(&title, SOON).await;
        cut_off += u32::from(!ana.text().await.contains(&cut));
        assert_eq!(ana.console_lines().await, Vec::<String>::new());
        // Found again through the meeting point, and whole.
        same_digest_within(&[&ana, &ben], FOUND).await;
    }
    println!(
        "{kills} kills: nothing shown was lost, {cut_off} cut off before they were stored; \
         in {arriving} of the rounds somebody else's entries came in"
    );
}

/// Waits until the view is kept.
async fn keeps_a_snapshot(browser: &Browser) {
    let until = tokio::time::Instant::now() + FOUND;
    while stored(browser).await.snapshot == 0 {
        assert!(tokio::time::Instant::now() < until, "no snapshot is kept");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// Fills in the form of an event without a time.
async fn fill_in(browser: &Browser, programme: &str, title: &str) {
    browser.goto(&format!("{programme}/event/new")).await;
    browser.type_into("Title", title).await;
    browser.click("radio", "No time yet").await;
}

/// Searches the programme.
async fn search(browser: &Browser, programme: &str, words: &str) {
    browser.goto(&format!("{programme}/search")).await;
    let field = browser.by_role("searchbox", "Search this festival").await;
    field.send_keys(words).await.expect("a field for text");
}

/// Entries of the longest log: the one by which the programme arrives.
fn longest(stored: &Stored) -> u64 {
    stored.heights.values().copied().max().unwrap_or(0)
}
