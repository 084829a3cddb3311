//! What keeps a person and their festivals: the app without its server, a newer
//! version that waits, words and files that bring somebody back.

use std::time::Duration;

use crate::carried::{give_all, take};
use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::links::same_digest;
use crate::responsiveness::programme_file;
use crate::steps::{
    code, enter, fits, join, join_link, look_at_programme, make, publish, start_festival,
};

const SOON: Duration = Duration::from_secs(15);
/// A passphrase is hard to guess on purpose.
const SLOWLY: Duration = Duration::from_secs(60);
const PASSPHRASE: &str = "four badgers on a tandem";

in_each_browser!(
    with_the_server_gone_for_good_a_restarted_browser_shows_and_keeps_everything,
    a_newer_version_waits_for_the_user_and_loses_no_draft,
    a_backup_file_brings_somebody_back_in_another_browser,
    words_on_paper_bring_somebody_back,
    restored_twice_while_the_old_one_writes_there_is_one_person_and_no_fork,
    somebody_restored_finds_their_neighbours_and_their_own_old_entries,
    every_journey_works_offline_after_a_restart,
);

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
    browser.wait_for_text("Your name here", SOON).await;
    let text = browser.text().await;
    let mut lines = text.lines().skip_while(|line| *line != "Your name here");
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

async fn a_backup_file_brings_somebody_back_in_another_browser(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    assert!(!ana.text().await.contains("There is no backup of you yet"));
    start_festival(&ana, "Summer").await;
    let before = name(&ana).await;
    ana.wait_for_text("There is no backup of you yet", SOON)
        .await;
    ana.goto("#/backup").await;
    type_passphrase(&ana, "new-passphrase", PASSPHRASE).await;
    type_passphrase(&ana, "same-passphrase", PASSPHRASE).await;
    fits(&ana, "backup").await;
    ana.click("button", "Seal a file").await;
    ana.wait_for_text("The file is ready", SLOWLY).await;
    ana.click("button", "Save the file").await;
    let file = ana
        .saved_file("p2panda-backup.txt", "backup-of-ana.txt")
        .await;
    // The practice: the saved file, opened once more.
    ana.click("button", "Try a saved file").await;
    let field =
        "const field = document.getElementById('try-passphrase'); field.focus(); return true";
    ana.run(field, vec![]).await;
    type_passphrase(&ana, "try-passphrase", PASSPHRASE).await;
    ana.give_file("try-file", &file).await;
    ana.wait_for_text("Well done: this backup works", SLOWLY)
        .await;
    ana.goto("#/me").await;
    ana.by_role("heading", "Who you are").await;
    assert!(!ana.text().await.contains("There is no backup of you yet"));
    silent(&ana, site).await;

    let again = Browser::open(kind, site, "again").await;
    again.click("link", "Bring me back").await;
    type_passphrase(&again, "restore-passphrase", "four badgers on a tandom").await;
    again.give_file("restore-file", &file).await;
    again
        .wait_for_text("the passphrase is another one", SLOWLY)
        .await;
    type_passphrase(&again, "restore-passphrase", PASSPHRASE).await;
    again.give_file("restore-file", &file).await;
    again.wait_for_text("This brings back:", SLOWLY).await;
    again.wait_for_text(&before, SOON).await;
    fits(&again, "restore").await;
    go_on(&again).await;
    assert_eq!(name(&again).await, before);
    enter_unnamed(&again).await;
    again.reload().await;
    assert_eq!(name(&again).await, before);
    silent(&again, site).await;
}

/// Says yes, twice.
async fn go_on(browser: &Browser) {
    browser.click("button", "Go on as this person").await;
    let script = "document.querySelector('dialog[open] button').click(); return true";
    browser.run(script, vec![]).await;
    browser.by_role("heading", "Who you are").await;
}

/// The restored festival is there; its name comes with its entries.
async fn enter_unnamed(browser: &Browser) {
    browser.goto("#/").await;
    browser.by_role("heading", "Your festivals").await;
}

pub async fn type_passphrase(browser: &Browser, id: &str, text: &str) {
    use thirtyfour::By;
    let typed = async {
        let field = browser.driver().await.find(By::Id(id)).await?;
        field.clear().await?;
        field.send_keys(text).await
    };
    let typed = typed.await;
    typed.unwrap_or_else(|error| panic!("«{id}» cannot be typed into: {error}"));
}

async fn words_on_paper_bring_somebody_back(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    start_festival(&ana, "Summer").await;
    let before = name(&ana).await;
    ana.goto("#/backup").await;
    ana.click("button", "Show my words").await;
    ana.wait_for_text("Did you write them down?", SOON).await;
    fits(&ana, "words").await;
    let read = "return [...document.querySelectorAll('.words li')].map(li => li.textContent)";
    let words = ana.run(read, vec![]).await;
    let words: Vec<String> = serde_json::from_value(words).expect("24 words");
    assert_eq!(words.len(), 24);
    let asked = "return [...document.querySelectorAll('label[for^=practice-]')].map(l => parseInt(l.textContent.match(/[0-9]+/)[0]))";
    let asked: Vec<usize> =
        serde_json::from_value(ana.run(asked, vec![]).await).expect("three places");
    for (index, place) in asked.iter().enumerate() {
        let typed = if index == 2 {
            "wrong"
        } else {
            &*words[place - 1]
        };
        ana.type_into(&format!("Word {place}"), typed).await;
    }
    ana.click("button", "Check").await;
    ana.wait_for_text("another word", SOON).await;
    for place in &asked {
        ana.type_into(&format!("Word {place}"), &words[place - 1])
            .await;
    }
    ana.click("button", "Check").await;
    ana.wait_for_text("Well done: this backup works", SOON)
        .await;

    let again = Browser::open(kind, site, "again").await;
    again.goto("#/backup").await;
    let field = "Your 24 words, or a move code";
    let mut wrong = words.clone();
    wrong[3] = "festivall".to_owned();
    again.type_into(field, &wrong.join(" ")).await;
    again.click("button", "Open").await;
    again.wait_for_text("is not in the list", SOON).await;
    again.type_into(field, &words.join(" ")).await;
    again.click("button", "Open").await;
    again.wait_for_text(&before, SOON).await;
    go_on(&again).await;
    assert_eq!(name(&again).await, before);
    silent(&again, site).await;
}

/// The code that brings this person to another device.
async fn move_code(browser: &Browser) -> String {
    browser.goto("#/backup").await;
    browser.click("button", "Show my move code").await;
    code(browser, "Your move code").await
}

async fn restore_by_code(browser: &Browser, code: &str) {
    browser.goto("#/backup").await;
    browser
        .type_into("Your 24 words, or a move code", code)
        .await;
    browser.click("button", "Open").await;
    go_on(browser).await;
}

async fn restored_twice_while_the_old_one_writes_there_is_one_person_and_no_fork(
    site: &Site,
    kind: Kind,
) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    let before = name(&ana).await;
    let backup = move_code(&ana).await;
    let first = give_all(&ana, "first").await;
    let second = Browser::open(kind, site, "second").await;
    let third = Browser::open(Kind::Chromium, site, "third").await;
    for browser in [&second, &third] {
        restore_by_code(browser, &backup).await;
        assert_eq!(name(browser).await, before);
        take(browser, &first).await;
    }
    // All three write before any has heard of the others.
    let all = [&ana, &second, &third];
    for (browser, event) in all
        .iter()
        .zip(["By the first", "By the second", "By the third"])
    {
        enter(browser, "Summer").await;
        browser.by_role("heading", "Opening").await;
        publish(browser, event).await;
    }
    let mut files = Vec::new();
    for (browser, file) in all.iter().zip(["of-first", "of-second", "of-third"]) {
        files.push(give_all(browser, file).await);
    }
    for browser in all {
        for file in &files {
            let said = take(browser, file).await;
            assert!(!said.contains("left out"), "{said}");
        }
    }
    same_digest(&all).await;
    for browser in all {
        enter(browser, "Summer").await;
        for event in ["Opening", "By the first", "By the second", "By the third"] {
            browser.by_role("heading", event).await;
        }
        let people = browser.run("return location.hash", vec![]).await;
        let people = format!("{}/people", people.as_str().expect("an address"));
        browser.goto(&people).await;
        browser.by_role("heading", "People").await;
        let rows = "return document.querySelectorAll('main ul.festivals > li').length";
        assert_eq!(browser.run(rows, vec![]).await, 1, "one person");
        let text = browser.text().await;
        assert!(!text.contains("Two histories"), "{text}");
        silent(browser, site).await;
    }
}

async fn somebody_restored_finds_their_neighbours_and_their_own_old_entries(
    site: &Site,
    kind: Kind,
) {
    let _relay = site.relay().await;
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    let before = name(&ana).await;
    let link = join_link(&ana).await;
    let ben = Browser::open(Kind::Chromium, site, "ben").await;
    join(&ben, &link).await;
    ben.by_role("heading", "Opening").await;
    let backup = move_code(&ana).await;
    ana.kill().await;

    let again = Browser::open(kind, site, "again").await;
    restore_by_code(&again, &backup).await;
    assert_eq!(name(&again).await, before);
    enter_unnamed(&again).await;
    let festival = "document.querySelector('ul.festivals a').click(); return true";
    again.run(festival, vec![]).await;
    let met = tokio::time::Instant::now();
    let until = met + SLOWLY;
    while !again.has_role("heading", "Opening").await {
        assert!(
            tokio::time::Instant::now() < until,
            "{}",
            again.text().await
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    eprintln!(
        "own old entries came back after {} ms",
        met.elapsed().as_millis()
    );
    publish(&again, "After the restore").await;
    enter(&ben, "Summer").await;
    ben.by_role("heading", "After the restore").await;
    same_digest(&[&ben, &again]).await;
    silent(&again, site).await;
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
