//! Taking a thing for oneself: the form says what is wrong beside its field, keeps what was
//! typed, and what was taken back is gone.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{pick, start_festival};

in_each_browser!(
    a_thing_is_taken_for_oneself_and_taken_back,
    a_grant_in_part_is_called_the_same_everywhere,
    a_time_that_is_over_is_not_offered,
);

const SOON: Duration = Duration::from_secs(15);

/// Shows the form that asks for a thing.
const UNFOLD: &str = "document.querySelector('[aria-labelledby=use-title] details').open = true";

/// Offers twenty chairs in a new festival; gives the addresses of the programme and of these.
async fn chairs(browser: &Browser, policy: &str) -> (String, String) {
    start_festival(browser, "Summer").await;
    let programme = here(browser).await;
    browser.goto(&format!("{programme}/resource/new")).await;
    browser.type_into("Name", "Chairs").await;
    browser.type_into("How many are there?", "20").await;
    browser.click("radio", policy).await;
    browser.click("button", "Offer it").await;
    browser.by_role("heading", "Chairs").await;
    (programme, here(browser).await)
}

async fn here(browser: &Browser) -> String {
    let route = browser.run("return location.hash", vec![]).await;
    route.as_str().unwrap_or_default().to_owned()
}

async fn a_thing_is_taken_for_oneself_and_taken_back(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let (programme, _) = chairs(&ana, "First come, first served").await;
    ana.run(UNFOLD, vec![]).await;
    ana.type_into("How many?", "25").await;
    ana.type_into("Words to the owner", "For the picnic").await;
    ana.click("button", "Ask for it").await;
    ana.wait_for_text("Please say when it starts.", SOON).await;
    pick(&ana, "use-start", "2030-08-14T15:00").await;
    ana.click("button", "Ask for it").await;
    ana.wait_for_text("There are 20.", SOON).await;
    // What was typed is kept after 800 ms; nothing on the page says so.
    tokio::time::sleep(Duration::from_secs(2)).await;
    ana.reload().await;
    ana.by_role("button", "Ask for it").await;
    let typed = ana
        .run(
            "return ['use-start', 'use-end', 'use-quantity', 'use-note'].map(id => document.getElementById(id).value)",
            vec![],
        )
        .await;
    assert_eq!(
        typed,
        json!([
            "2030-08-14T15:00",
            "2030-08-14T16:00",
            "25",
            "For the picnic"
        ])
    );
    ana.type_into("How many?", "5").await;
    ana.click("button", "Ask for it").await;
    ana.wait_for_text("You ask for this for yourself.", SOON)
        .await;
    ana.wait_for_text("Confirmed", SOON).await;
    ana.click("button", "Take back").await;
    ana.wait_for_text("Its maker deleted this event.", SOON)
        .await;
    ana.goto(&format!("{programme}/mine")).await;
    ana.wait_for_text("You have asked for nothing yet", SOON)
        .await;
    let text = ana.text().await;
    assert!(!text.contains("2030"), "nothing of it is left: {text}");
    assert_eq!(ana.console_lines().await, Vec::<String>::new());
}

async fn a_grant_in_part_is_called_the_same_everywhere(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let (programme, chairs) = chairs(&ana, "The owner answers by hand").await;
    for many in ["15", "10"] {
        ana.goto(&chairs).await;
        ana.by_role("heading", "Chairs").await;
        ana.run(UNFOLD, vec![]).await;
        pick(&ana, "use-start", "2030-08-14T15:00").await;
        ana.type_into("How many?", many).await;
        ana.click("button", "Ask for it").await;
        ana.wait_for_text("You ask for this for yourself.", SOON)
            .await;
        if many == "15" {
            ana.goto("#/inbox").await;
            ana.type_into("How many do you give?", "16").await;
            ana.wait_for_text("Please give a number from 1 to 15.", SOON)
                .await;
            ana.type_into("How many do you give?", "12").await;
            ana.click("button", "Accept 12").await;
            ana.wait_for_text("Nobody waits for you", SOON).await;
        }
    }
    let event = here(&ana).await;
    ana.goto("#/inbox").await;
    ana.click("button", "Accept 8").await;
    ana.wait_for_text("Nobody waits for you", SOON).await;
    for page in ["#/inbox", &format!("{programme}/mine"), &event] {
        ana.goto(page).await;
        ana.wait_for_text("8 of 10 confirmed", SOON).await;
    }
    // Declined, a thing can be taken off the list.
    ana.goto(&chairs).await;
    ana.by_role("heading", "Chairs").await;
    ana.run(UNFOLD, vec![]).await;
    pick(&ana, "use-start", "2030-08-14T15:00").await;
    ana.type_into("How many?", "1").await;
    ana.click("button", "Ask for it").await;
    ana.wait_for_text("You ask for this for yourself.", SOON)
        .await;
    let event = here(&ana).await;
    ana.goto("#/inbox").await;
    ana.click("button", "Decline").await;
    ana.click("button", "Decline").await;
    ana.wait_for_text("Nobody waits for you", SOON).await;
    ana.goto(&event).await;
    ana.click("button", "Delete the event").await;
    ana.click("button", "Delete the event").await;
    ana.wait_for_text("Its maker deleted this event.", SOON)
        .await;
    assert_eq!(ana.console_lines().await, Vec::<String>::new());
}

async fn a_time_that_is_over_is_not_offered(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let (_, chairs) = chairs(&ana, "First come, first served").await;
    ana.goto(&format!("{chairs}/edit")).await;
    ana.click("button", "Add an opening time").await;
    pick(&ana, "window-0-start", "2020-08-14T15:00").await;
    ana.click("button", "Save changes").await;
    ana.by_role("heading", "Chairs").await;
    ana.run(UNFOLD, vec![]).await;
    ana.wait_for_text("All times when it could be had are over.", SOON)
        .await;
    assert!(!ana.text().await.contains("Ask for it"));
    assert_eq!(ana.console_lines().await, Vec::<String>::new());
}
