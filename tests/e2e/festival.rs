//! The whole story of a festival, with fresh profiles in real browsers: an organiser
//! takes in a programme that real people ran, an owner joins by a link, a maker by
//! codes, owners answer, an event moves, a visitor reads, everybody is cut off and
//! comes back, the organiser's page dies, and a festival within it borrows its room.
//!
//! The programme is that of 38C3 (1,007 events) where it lies beside the project, else
//! one of [`congress`](crate::congress).

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use crate::congress::real_programme;
use crate::harness::{Browser, Kind, Site, scene};
use crate::links::{digest, same_digest, same_digest_within};
use crate::steps::{connect, join_link, pick, publish, start_festival};

const SOON: Duration = Duration::from_secs(30);
/// A thousand events are taken in and shown.
const LONG: Duration = Duration::from_secs(120);
/// Everybody was away; meeting points are asked again after a while.
const BACK: Duration = Duration::from_secs(150);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_festival_from_the_first_page_to_the_last() {
    let name = "a_whole_festival_from_the_first_page_to_the_last";
    scene(name, Kind::Chromium, async |site: &Site, _| {
        festival(site).await
    })
    .await;
}

async fn festival(site: &Site) {
    let mut relay = site.relay().await;
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let programme = take_in(&ana).await;
    let link = join_link(&ana).await;
    ana.goto("#/connections").await;

    let ben = Browser::open(Kind::Firefox, site, "ben").await;
    join_whole(&ben, &ana, &link).await;
    let hall = offer(&ben, &programme, "Place", "Little Hall", true).await;
    offer(&ben, &programme, "Thing", "Projector", false).await;

    relay.stop();
    let cleo = Browser::open(Kind::Chromium, site, "cleo").await;
    connect(&ana, &cleo, "Invite somebody").await;
    same_digest(&[&ana, &ben, &cleo]).await;
    let reading = announce(&cleo, &programme, "Reading", true).await;
    cleo.wait_for_text("1 of 2 confirmed", SOON).await;
    ben.goto("#/inbox").await;
    ben.by_role("link", "Inbox 1 waits for your answer").await;
    let talk = announce(&ana, &programme, "Rival talk", false).await;
    ben.wait_for_text("2 requests want the same time.", SOON)
        .await;
    answer_rivals(&ben).await;
    cleo.wait_for_text("2 of 2 confirmed", SOON).await;
    ana.goto(&talk).await;
    for said in ["Declined", "It is against the house rules"] {
        ana.wait_for_text(said, SOON).await;
    }
    moved_and_asked_again(&cleo, &ben).await;

    relay.start_again().await;
    let dora = Browser::open(Kind::Chromium, site, "dora").await;
    join_whole(&dora, &ana, &link).await;
    dora.goto(&reading).await;
    dora.wait_for_text("2 of 2 confirmed", SOON).await;
    dora.click("button", "Star: Reading").await;

    let all = [&ana, &ben, &cleo, &dora];
    relay.stop();
    write_cut_off(&all, &programme).await;
    relay.start_again().await;
    for browser in all {
        browser.set_offline(false).await;
    }
    same_digest_within(&all, BACK).await;

    ana.kill().await;
    let left = [&ben, &cleo, &dora];
    ben.goto(&programme).await;
    publish(&ben, "Goodbye").await;
    same_digest_within(&left, BACK).await;

    borrow_from_the_parent(&ben, &cleo, &programme, &hall).await;
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

async fn here(browser: &Browser) -> String {
    let route = browser.run("return location.hash", vec![]).await;
    route.as_str().unwrap_or_default().to_owned()
}

/// A festival whose programme comes from a file; gives the address of its programme.
async fn take_in(browser: &Browser) -> String {
    let (file, title) = real_programme(300);
    start_festival(browser, "Winter").await;
    let programme = here(browser).await;
    browser.goto(&format!("{programme}/settings")).await;
    let begun = Instant::now();
    browser.choose_file("Choose a file", &file).await;
    browser.wait_for_text("entries were written", LONG).await;
    eprintln!("{title} taken in after {} ms", begun.elapsed().as_millis());
    programme
}

/// Joins by a link, and waits until all that `other` knows is here.
async fn join_whole(browser: &Browser, other: &Browser, link: &str) {
    other.goto("#/connections").await;
    browser.visit(link).await;
    browser.by_role("heading", "You are invited").await;
    let begun = Instant::now();
    browser.click("button", "Join the festival").await;
    browser.by_role("link", "Schedule").await;
    browser.goto("#/connections").await;
    let until = Instant::now() + LONG;
    loop {
        let (here, there) = (digest(browser).await, digest(other).await);
        if !here.is_empty() && here == there {
            break;
        }
        assert!(Instant::now() < until, "not everything arrived");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    eprintln!(
        "everything arrived {} ms after «join»",
        begun.elapsed().as_millis()
    );
}

/// Offers something; gives its address.
async fn offer(
    browser: &Browser,
    programme: &str,
    kind: &str,
    name: &str,
    by_hand: bool,
) -> String {
    browser.goto(&format!("{programme}/resource/new")).await;
    browser.click("radio", kind).await;
    browser.type_into("Name", name).await;
    if by_hand {
        browser.click("radio", "The owner answers by hand").await;
    }
    browser.click("button", "Offer it").await;
    browser.by_role("heading", name).await;
    here(browser).await
}

/// Announces an event that wants the hall, and the projector too; gives its address.
async fn announce(browser: &Browser, programme: &str, title: &str, projector: bool) -> String {
    browser.goto(&format!("{programme}/event/new")).await;
    browser.type_into("Title", title).await;
    pick(browser, "event-start", "2031-06-14T12:00").await;
    pick(browser, "event-end", "2031-06-14T13:00").await;
    browser.click("button", "Add a place").await;
    choose_in(browser, 0, "Little Hall").await;
    if projector {
        browser.click("button", "Add a thing or a skill").await;
        choose_in(browser, 1, "Projector").await;
    }
    browser.click("button", "Publish").await;
    browser.by_role("heading", title).await;
    here(browser).await
}

/// Chooses what the n-th need asks for.
async fn choose_in(browser: &Browser, need: usize, wanted: &str) {
    const CHOOSE: &str = "
        const named = label => label.textContent === 'Which one?';
        const label = [...document.querySelectorAll('label')].filter(named)[arguments[0]];
        const field = label && document.getElementById(label.htmlFor);
        const option = field && [...field.options].find(option => option.textContent.trim().startsWith(arguments[1]));
        if (!option) return false;
        field.value = option.value;
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return true;";
    let until = Instant::now() + SOON;
    while browser.run(CHOOSE, vec![json!(need), json!(wanted)]).await != json!(true) {
        assert!(Instant::now() < until, "«{wanted}» cannot be chosen");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The first of two rivals gets it; the other reads why not.
async fn answer_rivals(owner: &Browser) {
    owner.choose("If you accept", "1 other keeps waiting").await;
    owner.click("button", "Accept").await;
    owner.by_role("link", "Inbox 1 waits for your answer").await;
    owner.click("button", "Decline").await;
    owner.choose("Why", "It is against the house rules").await;
    owner.click("button", "Decline").await;
    owner.by_role("link", "Inbox").await;
}

/// The maker moves the event: its hall must be asked for again, and is.
async fn moved_and_asked_again(maker: &Browser, owner: &Browser) {
    maker.click("link", "Change the event").await;
    maker.by_role("textbox", "Title").await;
    pick(maker, "event-start", "2031-06-14T15:00").await;
    pick(maker, "event-end", "2031-06-14T16:00").await;
    maker.click("button", "Save changes").await;
    maker.wait_for_text("15:00", SOON).await;
    maker.wait_for_text("1 of 2 confirmed", SOON).await;
    owner.by_role("link", "Inbox 1 waits for your answer").await;
    owner.click("button", "Accept").await;
    maker.wait_for_text("2 of 2 confirmed", SOON).await;
}

/// Everybody loses the network, loads the page again, and writes.
async fn write_cut_off(browsers: &[&Browser], programme: &str) {
    for browser in browsers {
        let kept = "return navigator.serviceWorker.ready.then(() => true)";
        browser.run(kept, vec![]).await;
        browser.set_offline(true).await;
    }
    for (number, browser) in browsers.iter().enumerate() {
        browser.goto(programme).await;
        browser.reload().await;
        browser.by_role("heading", "Winter").await;
        publish(browser, &format!("Written alone {number}")).await;
    }
}

/// A festival within this one is entered without an invitation, and its event gets
/// the parent's hall.
async fn borrow_from_the_parent(owner: &Browser, maker: &Browser, programme: &str, hall: &str) {
    owner.goto(&format!("{programme}/tree")).await;
    owner
        .click("link", "Start a festival within this one")
        .await;
    owner
        .click("button", "Start a festival within this one")
        .await;
    owner
        .type_into("Name of the new festival", "Bike Camp")
        .await;
    owner.click("button", "Start the festival").await;
    owner.by_role("heading", "Bike Camp").await;
    maker.goto(&format!("{programme}/tree")).await;
    maker.click("button", "Enter Bike Camp").await;
    maker.click("link", "Bike Camp").await;
    maker.by_role("heading", "Bike Camp").await;
    let camp = here(maker).await;
    let ride = announce(maker, &camp, "Night ride", false).await;
    owner.goto("#/inbox").await;
    owner.click("button", "Accept").await;
    maker.wait_for_text("1 of 1 confirmed", SOON).await;
    owner.goto(&ride).await;
    owner.wait_for_text("1 of 1 confirmed", SOON).await;
    owner.goto(hall).await;
    owner.by_role("heading", "Little Hall").await;
}
