//! The day itself: every screen of it in both languages, by keyboard, with texts
//! that mean harm; and a room's owner who moves something at the last minute.

use std::time::Duration;

use serde_json::json;
use thirtyfour::By;
use tokio::time::Instant;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{connect, fits, look, start_festival};

in_each_browser!(
    every_screen_of_the_day_fits_and_has_no_barriers,
    every_screen_of_the_day_speaks_german,
    keys_lead_to_places_and_can_be_switched_off,
    two_people_compare_the_same_words,
    a_child_is_entered_from_the_tree_and_asks_for_what_its_parent_has,
    an_archived_festival_says_so_and_takes_nothing_new,
);

mod alerts;
mod last_minute;
mod paper;
mod plan;

const SOON: Duration = Duration::from_secs(15);

/// What somebody might write who means harm.
const HARMFUL: &str = "<img src=x onerror=alert(1)> «\u{202e}Talk»";

/// Types into a native field for dates, as its own picker does: the time is so many
/// minutes from now.
const PICK: &str = "
    const [id, minutes] = arguments;
    const field = document.getElementById(id);
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const local = new Date(Date.now() - new Date().getTimezoneOffset() * 60e3 + minutes * 60e3);
    setter.call(field, local.toISOString().slice(0, 16));
    field.dispatchEvent(new Event('input', { bubbles: true }));";

async fn here(browser: &Browser) -> String {
    let route = browser.run("return location.hash", vec![]).await;
    route.as_str().unwrap_or_default().to_owned()
}

/// Starts a festival; gives the address of its programme.
async fn found(browser: &Browser) -> String {
    start_festival(browser, "Summer").await;
    here(browser).await
}

/// Offers a place; gives its address.
async fn offer(browser: &Browser, programme: &str, name: &str) -> String {
    browser.goto(&format!("{programme}/resource/new")).await;
    browser.type_into("Name", name).await;
    browser.click("button", "Offer it").await;
    browser.by_role("heading", name).await;
    here(browser).await
}

/// Announces an event for the hour that begins in half an hour, at a place that is
/// given to who comes first; gives its address once it is confirmed.
async fn announce(browser: &Browser, programme: &str, title: &str, place: &str) -> String {
    browser.goto(&format!("{programme}/event/new")).await;
    browser.type_into("Title", title).await;
    browser.by_role("textbox", "Title").await;
    for (id, minutes) in [("event-start", 30), ("event-end", 90)] {
        browser.run(PICK, vec![json!(id), json!(minutes)]).await;
    }
    browser.click("button", "Add a place").await;
    browser.choose("Which one?", place).await;
    browser.click("button", "Publish").await;
    browser.wait_for_text("1 of 1 confirmed", SOON).await;
    here(browser).await
}

/// A festival with two places and an event of each; gives the addresses of its
/// programme and of the first place.
async fn filled(browser: &Browser) -> (String, String) {
    let programme = found(browser).await;
    let hall = offer(browser, &programme, "Main Hall").await;
    offer(browser, &programme, "Garden").await;
    announce(browser, &programme, "Opening", "Main Hall").await;
    announce(browser, &programme, HARMFUL, "Garden").await;
    (programme, hall)
}

/// Nothing of what was written ran, and nothing was asked of anybody but the host.
async fn nothing_ran(browser: &Browser, site: &Site) {
    let elsewhere = "
        return performance.getEntriesByType('resource').map(entry => entry.name)
            .filter(name => !name.startsWith(location.origin) && !name.startsWith('data:'))";
    assert_eq!(browser.run(elsewhere, vec![]).await, json!([]));
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

async fn every_screen_of_the_day_fits_and_has_no_barriers(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let (programme, hall) = filled(&ana).await;
    let hall_id = hall.rsplit('/').next().unwrap_or_default().to_owned();
    for (name, page, shown) in [
        ("day-changed", "/changed".to_owned(), "Nothing has changed"),
        ("day-grid", "/grid".to_owned(), "Opening"),
        ("day-inventory", "/inventory".to_owned(), "Choose something"),
        (
            "day-inventory-one",
            format!("/inventory/{hall_id}"),
            "Open its page",
        ),
        ("day-plan", "/plan".to_owned(), "There is no picture"),
        ("day-tree", "/tree".to_owned(), "Start a festival within"),
        ("day-board", "/board".to_owned(), "Opening"),
        ("day-days", format!("/resource/{hall_id}/days"), "Opening"),
        ("day-print", "/print".to_owned(), "On paper"),
        ("day-poster", "/print/poster".to_owned(), "Scan with"),
        ("day-door", format!("/print/door/{hall_id}"), "Opening"),
        (
            "day-slips",
            format!("/print/slips/{hall_id}"),
            "Sign up here",
        ),
        ("day-mine", "/mine".to_owned(), "Opening"),
    ] {
        look(&ana, name, &format!("{programme}{page}"), shown).await;
    }
    everything_is_in_its_place(&ana, &programme).await;
    ana.goto(&format!("{programme}/search")).await;
    let field = ana.by_role("searchbox", "Search this festival").await;
    field
        .send_keys("onerror")
        .await
        .expect("it can be typed into");
    ana.wait_for_text("1 found.", SOON).await;
    fits(&ana, "day-search").await;
    look(&ana, "keys", "#/keys", "Use single keys").await;
    nothing_ran(&ana, site).await;
}

/// What says where it stands in the grid stands there.
async fn everything_is_in_its_place(browser: &Browser, programme: &str) {
    browser.goto(&format!("{programme}/grid")).await;
    browser.wait_for_text("Opening", SOON).await;
    let placed = "
        const placed = [...document.querySelectorAll('[data-area]')];
        const rows = element => element.getAttribute('data-area').split(' / ')[0];
        return [placed.length > 2, placed.filter(element => element.style.gridRowStart !== rows(element)).length]";
    assert_eq!(browser.run(placed, vec![]).await, json!([true, 0]));
}

async fn every_screen_of_the_day_speaks_german(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let (programme, hall) = filled(&ana).await;
    let hall_id = hall.rsplit('/').next().unwrap_or_default().to_owned();
    ana.goto("#/me").await;
    ana.choose("Language", "Deutsch").await;
    for (name, page, shown) in [
        ("day-changed-de", "/changed".to_owned(), "Nichts hat sich"),
        ("day-grid-de", "/grid".to_owned(), "Orte nebeneinander"),
        (
            "day-inventory-de",
            "/inventory".to_owned(),
            "Wähle etwas aus",
        ),
        ("day-plan-de", "/plan".to_owned(), "Lageplan"),
        ("day-tree-de", "/tree".to_owned(), "Festivals in Festivals"),
        ("day-board-de", "/board".to_owned(), "Nicht wie geplant"),
        (
            "day-days-de",
            format!("/resource/{hall_id}/days"),
            "Tag für Tag",
        ),
        ("day-print-de", "/print".to_owned(), "Auf Papier"),
        (
            "day-slips-de",
            format!("/print/slips/{hall_id}"),
            "Trag dich hier ein",
        ),
        (
            "day-search-de",
            "/search".to_owned(),
            "In diesem Festival suchen",
        ),
    ] {
        look(&ana, name, &format!("{programme}{page}"), shown).await;
    }
    nothing_ran(&ana, site).await;
}

/// Presses a key where nothing is typed.
async fn press(browser: &Browser, key: &str) {
    browser.run("document.activeElement.blur()", vec![]).await;
    let body = browser.driver().await.find(By::Tag("body")).await;
    let pressed = body.expect("a page has a body").send_keys(key).await;
    pressed.expect("a key can be pressed");
}

async fn wait_for_route(browser: &Browser, ending: &str) {
    let until = Instant::now() + SOON;
    while !here(browser).await.ends_with(ending) {
        assert!(
            Instant::now() < until,
            "the page stays at {}",
            here(browser).await
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn keys_lead_to_places_and_can_be_switched_off(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let programme = found(&ana).await;
    for (key, ending) in [
        ("g", "/grid"),
        ("m", "/market"),
        ("c", "/changed"),
        ("/", "/search"),
    ] {
        press(&ana, key).await;
        wait_for_route(&ana, ending).await;
    }
    // What is typed into a field is text, not a wish.
    let field = ana.by_role("searchbox", "Search this festival").await;
    field.send_keys("gm?").await.expect("it can be typed into");
    assert!(here(&ana).await.ends_with("/search"));
    press(&ana, "?").await;
    wait_for_route(&ana, "#/keys").await;
    ana.click("checkbox", "Use single keys").await;
    press(&ana, "g").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(here(&ana).await.ends_with("#/keys"), "switched off");
    ana.reload().await;
    ana.by_role("heading", "Keys").await;
    press(&ana, "g").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(here(&ana).await.ends_with("#/keys"), "and remembered");
    ana.goto(&programme).await;
    nothing_ran(&ana, site).await;
}

/// The words of the list that two people compare.
const COMPARED: &str =
    "return [...document.querySelectorAll('.compare li')].map(line => line.textContent.trim())";

async fn two_people_compare_the_same_words(site: &Site, kind: Kind) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    let programme = found(&ana).await;
    connect(&ana, &ben, "Invite somebody").await;
    ben.goto(&programme).await;
    ben.by_role("heading", "Summer").await;
    ben.goto(&format!("{programme}/event/new")).await;
    ben.type_into("Title", "Hello").await;
    ben.click("radio", "No time yet").await;
    ben.click("button", "Publish").await;
    ben.by_role("heading", "Hello").await;
    let mut words = Vec::new();
    for browser in [&ana, &ben] {
        browser.goto(&format!("{programme}/people")).await;
        // The other one: of both, the one that is not «you».
        let script = "
            const other = [...document.querySelectorAll('.someone-row')].find(row => !row.textContent.includes('(you)'));
            const link = other?.querySelector('a.someone');
            link?.click();
            return Boolean(link);";
        let until = Instant::now() + SOON;
        while browser.run(script, vec![]).await != json!(true) {
            assert!(Instant::now() < until, "the other person is not listed");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        browser.by_role("heading", "Words to compare").await;
        words.push(browser.run(COMPARED, vec![]).await);
    }
    assert_eq!(words[0].as_array().map(Vec::len), Some(6));
    assert_eq!(words[0], words[1]);
}

async fn a_child_is_entered_from_the_tree_and_asks_for_what_its_parent_has(
    site: &Site,
    kind: Kind,
) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    let programme = found(&ana).await;
    offer(&ana, &programme, "Main Hall").await;
    ana.goto(&format!("{programme}/tree")).await;
    ana.click("link", "Start a festival within this one").await;
    ana.click("button", "Start a festival within this one")
        .await;
    ana.type_into("Name of the new festival", "Bike Camp").await;
    ana.click("button", "Start the festival").await;
    ana.by_role("heading", "Bike Camp").await;
    connect(&ana, &ben, "Invite somebody").await;
    ben.goto(&format!("{programme}/tree")).await;
    ben.click("button", "Enter Bike Camp").await;
    ben.click("link", "Bike Camp").await;
    ben.by_role("heading", "Bike Camp").await;
    let camp = here(&ben).await;
    ben.goto(&format!("{camp}/event/new")).await;
    ben.click("button", "Add a place").await;
    ben.choose("Which one?", "Main Hall").await;
    look(&ben, "day-tree-child", &format!("{camp}/tree"), "Summer").await;
}

async fn an_archived_festival_says_so_and_takes_nothing_new(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let programme = found(&ana).await;
    ana.goto(&format!("{programme}/settings")).await;
    let over = "The festival is over: nothing new is expected";
    ana.click("checkbox", over).await;
    ana.click("button", "Save").await;
    ana.wait_for_text("Saved", SOON).await;
    ana.goto(&format!("{programme}/event/new")).await;
    ana.type_into("Title", "Late").await;
    ana.click("radio", "No time yet").await;
    ana.click("button", "Publish").await;
    ana.wait_for_text("This festival is archived.", SOON).await;
}
