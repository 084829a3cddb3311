//! What keeps a person and their festivals: the app without its server, a newer
//! version that waits, words and files that bring somebody back.

use std::time::Duration;

use crate::carried::give_all;
use crate::congress::programme_file;
use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{code, enter, fits, look_at_programme, make, publish, start_festival};

in_each_browser!(
    with_the_server_gone_for_good_a_restarted_browser_shows_and_keeps_everything,
    a_newer_version_waits_for_the_user_and_loses_no_draft,
    every_journey_works_offline_after_a_restart,
);

mod restored;

pub use restored::type_passphrase;

const SOON: Duration = Duration::from_secs(15);

async fn kept_offline(browser: &Browser) {
    let script = "return navigator.serviceWorker.ready.then(() => true)";
    assert_eq!(browser.run(script, vec![]).await, true);
}

async fn silent(browser: &Browser, site: &Site) {
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

/// The name on the page «Who you are».
async fn name(browser: &Browser) -> String {
    browser.goto("#/me").await;
    browser.wait_for_text("Your made-up name", SOON).await;
    let text = browser.text().await;
    let mut lines = text.lines().skip_while(|line| *line != "Your made-up name");
    lines.nth(1).unwrap_or_default().to_owned()
}

async fn with_the_server_gone_for_good_a_restarted_browser_shows_and_keeps_everything(
    site: &Site,
    kind: Kind,
) {
    let ana = Browser::open(kind, site, "ana").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    let before = name(&ana).await;
    kept_offline(&ana).await;
    site.stop();
    ana.restart().await;
    assert_eq!(name(&ana).await, before);
    enter(&ana, "Summer").await;
    publish(&ana, "Breakfast").await;
    ana.restart().await;
    enter(&ana, "Summer").await;
    look_at_programme(&ana).await;
    for event in ["Opening", "Breakfast"] {
        ana.by_role("heading", event).await;
    }
}

async fn a_newer_version_waits_for_the_user_and_loses_no_draft(_: &Site, kind: Kind) {
    let site = Site::start_copied(&format!("newer-{kind:?}").to_lowercase()).await;
    let ana = Browser::open(kind, &site, "ana").await;
    start_festival(&ana, "Summer").await;
    kept_offline(&ana).await;
    ana.reload().await;
    ana.by_role("heading", "Summer").await;
    make(&ana, "Announce an event").await;
    ana.type_into("Title", "Half an idea").await;

    // The host puts another version there.
    site.change("boot.js", |text| {
        format!("document.documentElement.dataset.version = '2';\n{text}")
    });
    site.change("sw.js", |text| {
        text.replace("const SET = \"", "const SET = \"2")
    });
    let look_again =
        "return navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)";
    assert_eq!(ana.run(look_again, vec![]).await, true);
    ana.wait_for_text("A newer version of p2panda is here", SOON)
        .await;
    fits(&ana, "newer-version").await;
    let version = "return document.documentElement.dataset.version ?? '1'";
    assert_eq!(
        ana.run(version, vec![]).await,
        "1",
        "nothing happens by itself"
    );
    ana.click("button", "Update now").await;
    let until = tokio::time::Instant::now() + SOON;
    while ana.run(version, vec![]).await != "2" {
        assert!(
            tokio::time::Instant::now() < until,
            "the page is still the old one"
        );
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let title = ana.by_role("textbox", "Title").await;
    let typed = title.prop("value").await.expect("the field can be read");
    assert_eq!(typed.as_deref(), Some("Half an idea"));
    silent(&ana, &site).await;
    // The set that is not used any more is gone; what the host said is no set.
    let sets = "
        const isSet = name => name.startsWith('p2panda-app') && !name.endsWith(':host');
        return caches.keys().then(names => names.filter(isSet).length)";
    assert_eq!(ana.run(sets, vec![]).await, 1);
}

/// The code that brings this person to another device.
async fn move_code(browser: &Browser) -> String {
    browser.goto("#/backup").await;
    browser.click("button", "Show my move code").await;
    code(browser, "Your move code").await
}

async fn every_journey_works_offline_after_a_restart(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    start_festival(&ana, "Summer").await;
    kept_offline(&ana).await;
    site.stop();
    ana.restart().await;
    enter(&ana, "Summer").await;
    let programme = ana.run("return location.hash", vec![]).await;
    let programme = programme.as_str().expect("an address").to_owned();
    // Something is offered, something is announced.
    make(&ana, "Offer a place or a thing").await;
    ana.click("radio", "Place").await;
    ana.type_into("Name", "Main Hall").await;
    ana.click("button", "Offer it").await;
    ana.by_role("heading", "Main Hall").await;
    ana.goto(&programme).await;
    publish(&ana, "Breakfast").await;
    ana.restart().await;
    ana.goto(&programme).await;
    ana.by_role("heading", "Breakfast").await;
    ana.goto(&format!("{programme}/market")).await;
    ana.by_role("heading", "Main Hall").await;
    for (route, shown) in [
        ("#/inbox", "Inbox"),
        ("#/me", "Who you are"),
        ("#/connections", "By file"),
        ("#/backup", "Keep yourself safe"),
    ] {
        ana.goto(route).await;
        ana.by_role("heading", shown).await;
    }
    for (page, shown) in [
        ("/people", "People"),
        ("/mine", "Mine"),
        ("/settings", "Take a programme in"),
        ("/invite", "Bring somebody into Summer"),
    ] {
        ana.goto(&format!("{programme}{page}")).await;
        ana.by_role("heading", shown).await;
    }
    // A programme is taken in, a file is given, both without a network.
    ana.goto(&format!("{programme}/settings")).await;
    ana.choose_file("Choose a file", &programme_file(20)).await;
    ana.wait_for_text("is here", SOON).await;
    give_all(&ana, "offline").await;
    let backup = move_code(&ana).await;
    assert!(backup.starts_with("p2panda-move-1."));
    ana.restart().await;
    ana.goto(&programme).await;
    ana.wait_for_text("Garden radio", SOON).await;
}
