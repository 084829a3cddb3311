//! Who one says one is: what was typed and not sent is there after a reload, and two
//! people who call themselves the same are told apart wherever they are named.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{connect, enter, publish, start_festival};

in_each_browser!(
    what_was_typed_about_a_festival_and_oneself_survives_a_reload,
    two_people_of_one_name_are_told_apart,
);

const SOON: Duration = Duration::from_secs(15);
/// Longer than typing must pause until a draft is kept.
const PAUSE: Duration = Duration::from_millis(2_000);

async fn here(browser: &Browser) -> String {
    let route = browser.run("return location.hash", vec![]).await;
    route.as_str().unwrap_or_default().to_owned()
}

async fn typed(browser: &Browser, label: &str) -> String {
    let field = browser.by_role("textbox", label).await;
    let value = field.prop("value").await.expect("the field can be read");
    value.unwrap_or_default()
}

async fn what_was_typed_about_a_festival_and_oneself_survives_a_reload(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    // Also where there is no festival yet; what was sent does not come back.
    ana.type_into("Name of the festival", "Summ").await;
    ana.reload().await;
    assert_eq!(typed(&ana, "Name of the festival").await, "Summ");
    start_festival(&ana, "Summer").await;
    let programme = here(&ana).await;
    ana.goto("#/").await;
    ana.reload().await;
    assert_eq!(typed(&ana, "Name of the festival").await, "");
    let settings = format!("{programme}/settings");
    for (route, label) in [(&*settings, "In one paragraph"), ("#/me", "About you")] {
        ana.goto(route).await;
        ana.type_into(label, "Half a sentence").await;
        tokio::time::sleep(PAUSE).await;
        ana.reload().await;
        assert_eq!(typed(&ana, label).await, "Half a sentence", "{label}");
        ana.type_into(label, "A whole one").await;
        ana.click("button", "Save").await;
        ana.wait_for_text("Saved on this device", SOON).await;
        tokio::time::sleep(PAUSE).await;
        ana.reload().await;
        assert_eq!(typed(&ana, label).await, "A whole one", "{label}");
    }
    assert_eq!(ana.console_lines().await, Vec::<String>::new());
}

/// What names somebody on this page, links to persons, each text once.
const NAMED: &str = "
    const links = [...document.querySelectorAll('main a.someone, main .someone')];
    return [...new Set(links.map(found => found.textContent.trim().replace(/\\s+/g, ' ')).filter(text => text.includes('Alex')))].sort();";

async fn two_people_of_one_name_are_told_apart(site: &Site, kind: Kind) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    start_festival(&ana, "Summer").await;
    let programme = here(&ana).await;
    publish(&ana, "Opening").await;
    let opening = here(&ana).await;
    connect(&ana, &ben, "Invite somebody").await;
    enter(&ben, "Summer").await;
    publish(&ben, "Breakfast").await;
    let breakfast = here(&ben).await;
    for browser in [&ana, &ben] {
        browser.goto("#/me").await;
        browser.type_into("Name", "Alex").await;
        browser.click("button", "Save").await;
    }
    ana.goto(&format!("{programme}/people")).await;
    ana.wait_for_text("Alex", SOON).await;
    let mut names = json!([]);
    for _ in 0..100 {
        names = ana.run(NAMED, vec![]).await;
        if names.as_array().is_some_and(|names| names.len() == 2) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let said = names.as_array().expect("a list of names");
    assert_eq!(said.len(), 2, "both read differently: {names}");
    // The same two names stand on the cards of their events.
    for (event, route) in [("Opening", opening), ("Breakfast", breakfast)] {
        ana.goto(&route).await;
        ana.by_role("heading", event).await;
        let by = ana.run(NAMED, vec![]).await;
        let by = by.as_array().cloned().unwrap_or_default();
        assert_eq!(by.len(), 1, "{event} names its maker: {by:?}");
        assert!(said.contains(&by[0]), "{by:?} is one of {names}");
    }
    for browser in [&ana, &ben] {
        assert_eq!(browser.console_lines().await, Vec::<String>::new());
    }
}
