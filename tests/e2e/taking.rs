//! Taking a thing for oneself: the form says what is wrong beside its field, keeps what was
//! typed, and what was taken back is gone.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{pick, start_festival};

in_each_browser!(a_thing_is_taken_for_oneself_and_taken_back);

const SOON: Duration = Duration::from_secs(15);

async fn a_thing_is_taken_for_oneself_and_taken_back(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    start_festival(&ana, "Summer").await;
    let programme = ana.run("return location.hash", vec![]).await;
    let programme = programme.as_str().unwrap_or_default().to_owned();
    ana.goto(&format!("{programme}/resource/new")).await;
    ana.type_into("Name", "Chairs").await;
    ana.type_into("How many are there?", "20").await;
    ana.click("button", "Offer it").await;
    ana.by_role("heading", "Chairs").await;

    let unfold = "document.querySelector('[aria-labelledby=use-title] details').open = true";
    ana.run(unfold, vec![]).await;
    ana.type_into("How many?", "25").await;
    ana.type_into("Words to the owner", "For the picnic").await;
    ana.click("button", "Ask for it").await;
    ana.wait_for_text("Please say when it starts.", SOON).await;
    pick(&ana, "use-start", "2030-08-14T15:00").await;
    ana.click("button", "Ask for it").await;
    ana.wait_for_text("There are 20.", SOON).await;
    // What was typed is kept once the typing has paused for a moment.
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
