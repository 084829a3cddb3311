//! A room's owner moves something at the last minute. Three browsers beside the owner's:
//! once is enough, in the lighter of the two.

use std::time::Duration;

use tokio::time::Instant;

use super::{SOON, announce, found, offer};
use crate::harness::{Browser, Kind, Site, scene};
use crate::steps::connect;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_is_read_in_three_other_browsers_within_ten_seconds() {
    let name = "a_move_is_read_in_three_other_browsers_within_ten_seconds";
    scene(name, Kind::Chromium, a_move_is_read_by_three_others).await;
}

async fn a_move_is_read_by_three_others(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let (ben, cleo, dora) = (
        Browser::open(kind, site, "ben").await,
        Browser::open(kind, site, "cleo").await,
        Browser::open(kind, site, "dora").await,
    );
    let programme = found(&ana).await;
    let hall = offer(&ana, &programme, "Main Hall").await;
    offer(&ana, &programme, "Garden").await;
    for other in [&ben, &cleo, &dora] {
        connect(&ana, other, "Invite somebody").await;
        other.goto(&programme).await;
        other.by_role("heading", "Summer").await;
    }
    let event = announce(&ben, &programme, "Reading", "Main Hall").await;
    for other in [&cleo, &dora] {
        other.goto(&programme).await;
        other.wait_for_text("1 of 1 confirmed", SOON).await;
        // From here on changes are counted.
        other.goto(&format!("{programme}/changed")).await;
        other.by_role("heading", "Changed since you looked").await;
    }
    ben.goto(&event).await;
    cleo.goto(&format!("{programme}/board")).await;
    cleo.wait_for_text("Reading", SOON).await;
    dora.goto(&format!("{programme}/changed")).await;

    ana.goto(&format!("{hall}/days")).await;
    ana.click("button", "It moved: Reading").await;
    ana.choose("Where is it now?", "Garden").await;
    ana.type_into("More words for everyone", "Bring a blanket.")
        .await;
    ana.click("button", "Tell everyone").await;
    let told = Instant::now();
    let moved = "Moved to Garden. Bring a blanket.";
    let within = Duration::from_secs(10);
    for other in [&ben, &cleo, &dora] {
        other
            .wait_for_text(moved, within.saturating_sub(told.elapsed()))
            .await;
    }
    eprintln!("read in three browsers after {:?}", told.elapsed());
    // Each of them sees it everywhere: on the card, on the board, among the changes.
    for other in [&ben, &cleo, &dora] {
        for page in ["", "/board", "/changed"] {
            other.goto(&format!("{programme}{page}")).await;
            other.wait_for_text(moved, SOON).await;
        }
    }
    for (name, browser) in [
        ("ana", &ana),
        ("ben", &ben),
        ("cleo", &cleo),
        ("dora", &dora),
    ] {
        assert_eq!(
            browser.console_lines().await,
            Vec::<String>::new(),
            "{name}"
        );
    }
}
