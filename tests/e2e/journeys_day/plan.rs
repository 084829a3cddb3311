//! A place of one's own is put on the plan of the site.

use std::path::Path;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::{SOON, found, nothing_ran, offer};
use crate::harness::{Browser, Kind, Site, in_each_browser};

in_each_browser!(a_point_on_the_plan_is_seen_before_a_place_is_put_there);

/// What the picture of the plan is called.
const PICTURE: &str = "Picture of the site. The places are listed below with their numbers.";

/// Where the point stands that is not stored yet, in hundredths, and how many pins there are.
const STANDS: &str = "
    const point = document.querySelector('.wanted-pin');
    const stands = point && [parseFloat(point.style.left), parseFloat(point.style.top)];
    return [stands, document.querySelectorAll('.plan a').length];";

async fn a_point_on_the_plan_is_seen_before_a_place_is_put_there(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let programme = found(&ana).await;
    let barn = offer(&ana, &programme, "Barn").await;
    let plan = format!("{programme}/plan");
    ana.goto(&plan).await;
    ana.click("button", "Put my places on the plan").await;
    ana.wait_for_text("There is no picture to put them on yet", SOON)
        .await;
    assert!(!ana.text().await.contains("Press the picture"));

    give_a_picture(&ana, &barn).await;
    ana.goto(&plan).await;
    // Pressing it unfolds the form, and shows where it was pressed.
    ana.click("img", PICTURE).await;
    ana.wait_for_text("Press the picture", SOON).await;
    let stands = |seen: &Value| {
        let hundredths = [&seen[0][0], &seen[0][1]].map(Value::as_f64);
        hundredths.map(|part| part.is_some_and(|part| (part - 50.0).abs() <= 1.0)) == [true; 2]
    };
    until(&ana, "the middle", stands).await;
    ana.type_into("From the left (0 to 100)", "25").await;
    ana.type_into("From the top (0 to 100)", "75").await;
    until(&ana, "what was typed", |seen| *seen == json!([[25, 75], 0])).await;
    ana.click("button", "Put it there").await;
    until(&ana, "a pin alone", |seen| *seen == json!([null, 1])).await;
    nothing_ran(&ana, site).await;
}

/// Gives a place a picture; any will do.
async fn give_a_picture(browser: &Browser, place: &str) {
    browser.goto(&format!("{place}/edit")).await;
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/icon-512.png");
    browser.choose_file("Choose a picture", &picture).await;
    browser.by_role("button", "Remove the picture").await;
    browser.click("button", "Save changes").await;
    browser.by_role("heading", "Barn").await;
}

/// Waits until what stands on the plan is as wanted.
async fn until(browser: &Browser, wanted: &str, is_so: impl Fn(&Value) -> bool) {
    let patience = Instant::now() + SOON;
    loop {
        let seen = browser.run(STANDS, vec![]).await;
        if is_so(&seen) {
            return;
        }
        assert!(Instant::now() < patience, "not {wanted} but {seen}");
        // A pause between two looks; `patience` bounds them.
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}
