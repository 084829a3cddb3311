//! A maker's way: they offer a place, plan an event that asks for it, and move it.
//! On the way every screen of the programme is looked at, narrow and wide, light
//! and dark; the pictures are kept below `target/e2e-pictures/`.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{look, pick, publish, start_festival};

in_each_browser!(
    a_place_given_to_who_comes_first_is_confirmed_at_once_and_follows_the_event,
    half_a_date_is_said_beside_its_field_and_a_draft_survives_a_reload,
    what_comes_back_in_a_form_says_so_and_what_was_copied_can_be_changed,
    what_was_typed_last_is_there_when_one_comes_back,
    what_one_says_about_oneself_is_meant_for_the_festival_one_is_in,
);

const SOON: Duration = Duration::from_secs(15);

/// Starts a festival and gives the address of its programme.
async fn found(browser: &Browser) -> String {
    start_festival(browser, "Summer").await;
    let route = browser.run("return location.hash", vec![]).await;
    route.as_str().unwrap_or_default().to_owned()
}

async fn offer_a_place(browser: &Browser, programme: &str) -> String {
    browser.goto(&format!("{programme}/resource/new")).await;
    browser.type_into("Name", "Main Hall").await;
    browser
        .type_into("Where is it?", "Behind the old oak")
        .await;
    browser.click("button", "Offer it").await;
    browser.by_role("heading", "Main Hall").await;
    let route = browser.run("return location.hash", vec![]).await;
    route.as_str().unwrap_or_default().to_owned()
}

async fn a_place_given_to_who_comes_first_is_confirmed_at_once_and_follows_the_event(
    site: &Site,
    kind: Kind,
) {
    let ana = Browser::open(kind, site, "ana").await;
    let programme = found(&ana).await;
    look(
        &ana,
        "programme-empty",
        &programme,
        "Nothing is planned yet",
    )
    .await;
    let place = offer_a_place(&ana, &programme).await;

    let form = format!("{programme}/event/new");
    ana.goto(&form).await;
    ana.type_into("Title", "Opening").await;
    ana.type_into(
        "What is it about?",
        "With **cake** and [a map](https://map.example).",
    )
    .await;
    pick(&ana, "event-start", "2030-08-14T15:00").await;
    pick(&ana, "event-end", "2030-08-14T16:30").await;
    ana.click("button", "Add a place").await;
    ana.choose("Which one?", "Main Hall (Behind the old oak)")
        .await;
    ana.wait_for_text("First come, first served", SOON).await;
    ana.click("button", "Publish").await;
    ana.wait_for_text("1 of 1 confirmed", SOON).await;
    ana.wait_for_text("Will happen", SOON).await;
    let event = ana.run("return location.hash", vec![]).await;
    let event = event.as_str().unwrap_or_default().to_owned();

    ana.click("link", "Change the event").await;
    ana.by_role("textbox", "Title").await;
    pick(&ana, "event-start", "2030-08-15T10:00").await;
    pick(&ana, "event-end", "2030-08-15T11:00").await;
    ana.click("button", "Save changes").await;
    ana.wait_for_text("15 Aug", SOON).await;
    ana.wait_for_text("1 of 1 confirmed", SOON).await;

    look(&ana, "programme", &programme, "1 of 1 confirmed").await;
    look(&ana, "event", &event, "With cake").await;
    look(&ana, "event-form", &form, "Review").await;
    look(&ana, "market", &format!("{programme}/market"), "Main Hall").await;
    look(&ana, "resource", &place, "Opening").await;
    look(
        &ana,
        "resource-form",
        &format!("{place}/edit"),
        "How do you decide?",
    )
    .await;
    assert_eq!(ana.console_lines().await, Vec::<String>::new());
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

async fn half_a_date_is_said_beside_its_field_and_a_draft_survives_a_reload(
    site: &Site,
    kind: Kind,
) {
    let ana = Browser::open(kind, site, "ana").await;
    let programme = found(&ana).await;
    ana.goto(&format!("{programme}/event/new")).await;
    ana.type_into("Title", "Breakfast").await;
    ana.click("button", "Publish").await;
    ana.wait_for_text("Please say when it starts.", SOON).await;
    // A draft is kept once the typing has paused for a moment.
    tokio::time::sleep(Duration::from_secs(3)).await;
    ana.reload().await;
    let title = ana.by_role("textbox", "Title").await;
    let value = title.prop("value").await.expect("the field can be read");
    assert_eq!(value.as_deref(), Some("Breakfast"));
    ana.click("radio", "No time yet").await;
    ana.click("button", "Publish").await;
    ana.by_role("heading", "Breakfast").await;
    ana.wait_for_text("Nothing to confirm", SOON).await;
}

async fn what_comes_back_in_a_form_says_so_and_what_was_copied_can_be_changed(
    site: &Site,
    kind: Kind,
) {
    const BACK: &str = "What you had typed here and not sent is back.";
    let ana = Browser::open(kind, site, "ana").await;
    let programme = found(&ana).await;
    let form = format!("{programme}/event/new");
    publish(&ana, "Breakfast").await;
    ana.click("button", "Copy to mine").await;
    ana.by_role("heading", "What").await;
    assert_eq!(typed(&ana, "Title").await, "Breakfast");
    assert!(!ana.text().await.contains(BACK), "nobody typed it");
    ana.type_into("Title", "Second breakfast").await;
    ana.click("button", "Publish").await;
    ana.by_role("heading", "Second breakfast").await;
    // Also from a page with a form of its own.
    offer_a_place(&ana, &programme).await;
    ana.click("button", "Copy to mine").await;
    ana.by_role("button", "Offer it").await;
    assert_eq!(typed(&ana, "Name").await, "Main Hall");
    assert_eq!(typed(&ana, "Where is it?").await, "Behind the old oak");
    ana.goto(&form).await;
    assert_eq!(typed(&ana, "Title").await, "", "it was sent");
    ana.type_into("Title", "Supper").await;
    ana.goto("#/inbox").await;
    ana.wait_for_text("For you to answer", SOON).await;
    ana.goto(&form).await;
    ana.wait_for_text(BACK, SOON).await;
    assert_eq!(typed(&ana, "Title").await, "Supper");
    ana.click("button", "Begin anew").await;
    assert_eq!(typed(&ana, "Title").await, "");
    ana.reload().await;
    assert_eq!(typed(&ana, "Title").await, "");
    assert!(!ana.text().await.contains(BACK));
    assert_eq!(ana.console_lines().await, Vec::<String>::new());
}

async fn typed(browser: &Browser, label: &str) -> String {
    let field = browser.by_role("textbox", label).await;
    let value = field.prop("value").await.expect("the field can be read");
    value.unwrap_or_default()
}

async fn what_was_typed_last_is_there_when_one_comes_back(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let programme = found(&ana).await;
    let form = format!("{programme}/resource/new");
    ana.goto(&form).await;
    ana.type_into("Tags", "kayak").await;
    ana.goto("#/inbox").await;
    ana.wait_for_text("For you to answer", SOON).await;
    ana.goto(&form).await;
    assert_eq!(typed(&ana, "Tags").await, "kayak");
    // The page goes in the same moment.
    ana.type_into("Tags", "kayak, tent").await;
    ana.reload().await;
    assert_eq!(typed(&ana, "Tags").await, "kayak, tent");
    // What is hidden may be gone without a word; what is seen again is not. First what was
    // left behind is kept, which comes 800 ms after the form has begun with it.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let left = ana.run_async(HIDE_AND_SHOW).await;
    assert_eq!(left, json!([0, 1, 0]));
}

/// Types, hides the page as a phone does, and shows it again; tells how much is left behind
/// in the tab before, meanwhile and after.
const HIDE_AND_SHOW: &str = "
    const done = arguments[arguments.length - 1];
    const field = document.getElementById('resource-tags');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, 'paddle');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    let state = 'visible';
    Object.defineProperty(document, 'visibilityState', { get: () => state });
    const left = [sessionStorage.length];
    setTimeout(() => {
        for (state of ['hidden', 'visible']) {
            document.dispatchEvent(new Event('visibilitychange'));
            left.push(sessionStorage.length);
        }
        done(left);
    }, 200);";

async fn what_one_says_about_oneself_is_meant_for_the_festival_one_is_in(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    found(&ana).await;
    ana.goto("#/").await;
    start_festival(&ana, "Winter").await;
    let winter = ana.run("return location.hash", vec![]).await;
    ana.goto("#/me").await;
    let field = ana.by_role("combobox", "In which festival").await;
    let chosen = field.prop("value").await.expect("the field can be read");
    let winter = winter.as_str().and_then(|route| route.rsplit('/').next());
    assert_eq!(chosen.as_deref(), winter);
}
