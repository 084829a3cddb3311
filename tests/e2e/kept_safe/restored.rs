//! Somebody is brought back in another browser: by a file, by words on paper, and by a
//! code, also while the old one still writes.

use std::time::Duration;

use super::{SOON, move_code, name, silent};
use crate::carried::{give_all, take};
use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::links::same_digest;
use crate::steps::{enter, fits, join, join_link, publish, start_festival};

in_each_browser!(
    a_backup_file_brings_somebody_back_in_another_browser,
    words_on_paper_bring_somebody_back,
    restored_twice_while_the_old_one_writes_there_is_one_person_and_no_fork,
    somebody_restored_finds_their_neighbours_and_their_own_old_entries,
);

/// A passphrase is hard to guess on purpose.
const SLOWLY: Duration = Duration::from_secs(60);
const PASSPHRASE: &str = "four badgers on a tandem";

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
