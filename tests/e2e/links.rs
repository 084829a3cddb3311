//! Strangers' browsers meet: by a link through a real relay, and from then on
//! through each other. Every server runs on this machine; the page lists no other.

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use crate::harness::{Browser, Kind, Site, in_each_browser, scene};
use crate::steps::{connect, enter, fits, join, join_link, offer, publish, start_festival};

/// From «join» to the programme: an announcement, an answer within two seconds, and
/// the browsers finding each other.
const MET: Duration = Duration::from_secs(15);
const SOON: Duration = Duration::from_secs(20);

in_each_browser!(
    people_meet_by_a_link_through_a_meeting_point,
    members_introduce_each_other_without_any_server,
    a_link_that_cannot_be_used_ends_with_its_sentence,
    a_wrong_clock_is_told,
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_firefoxes_meet_by_a_link_through_a_meeting_point() {
    let name = "two_firefoxes_meet_by_a_link_through_a_meeting_point";
    scene(name, Kind::Firefox, async |site: &Site, kind| {
        meet_by_link(site, kind, kind).await;
    })
    .await;
}

async fn people_meet_by_a_link_through_a_meeting_point(site: &Site, kind: Kind) {
    meet_by_link(site, Kind::Chromium, kind).await;
}

async fn meet_by_link(site: &Site, founder: Kind, newcomer: Kind) {
    let relay = site.relay().await;
    let ana = Browser::open(founder, site, "ana").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    let link = join_link(&ana).await;
    let ben = Browser::open(newcomer, site, "ben").await;
    ben.visit(&link).await;
    ben.by_role("heading", "You are invited").await;
    for claim in ["Summer", "Founded by", "Not checked yet."] {
        ben.wait_for_text(claim, SOON).await;
    }
    if founder == Kind::Chromium {
        fits(&ben, "join").await;
    }
    ben.click("button", "Join the festival").await;
    let begun = Instant::now();
    ben.by_role("heading", "Opening").await;
    let elapsed = begun.elapsed();
    eprintln!(
        "{founder:?} and {newcomer:?} met in {} ms",
        elapsed.as_millis()
    );
    assert!(elapsed <= MET, "it took {elapsed:?}");
    publish(&ben, "Breakfast").await;
    same_digest(&[&ana, &ben]).await;
    ben.wait_for_text("through a meeting point", SOON).await;
    ben.wait_for_text("listens", SOON).await;
    if founder == Kind::Chromium {
        fits(&ben, "connections-met").await;
    }
    tells_nothing(&relay.saw(), &[&ana, &ben], &link).await;
    for browser in [&ana, &ben] {
        silent(browser, site).await;
    }
}

/// The digest of the only festival, as the page of the connections says it.
pub async fn digest(browser: &Browser) -> String {
    const DIGEST: &str =
        "return document.body.textContent.match(/know the same: ([0-9a-f]+)/)?.[1] ?? ''";
    match browser.run(DIGEST, vec![]).await {
        Value::String(digest) => digest,
        _ => String::new(),
    }
}

/// Waits until all know the same.
pub async fn same_digest(browsers: &[&Browser]) {
    same_digest_within(browsers, SOON).await;
}

/// As [`same_digest`], with another patience.
pub async fn same_digest_within(browsers: &[&Browser], patience: Duration) {
    for browser in browsers {
        browser.goto("#/connections").await;
    }
    let begun = Instant::now();
    loop {
        let mut digests = std::collections::BTreeSet::new();
        for browser in browsers {
            digests.insert(digest(browser).await);
        }
        if digests.len() == 1 && !digests.contains("") {
            break;
        }
        assert!(
            begun.elapsed() < patience,
            "they know different things: {digests:?}"
        );
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    eprintln!("one digest after {} ms", begun.elapsed().as_millis());
}

/// Nothing that a relay was sent names anybody or anything.
async fn tells_nothing(saw: &[String], browsers: &[&Browser], link: &str) {
    use p2panda::gossip::signal::Code;
    assert!(
        saw.iter().any(|message| message.starts_with("[\"EVENT\"")),
        "it was used"
    );
    let Ok(Code::Join(link)) = Code::from_text(link, 0) else {
        panic!("«{link}» is no join link")
    };
    let card = &link.festivals[0];
    let mut secrets = vec![
        card.founder.as_bytes().to_vec(),
        card.nonce.to_vec(),
        card.key.expose().to_vec(),
        card.festival().as_bytes().to_vec(),
    ];
    for browser in browsers {
        browser.goto("#/me").await;
        let key = "return document.body.textContent.match(/[0-9a-f]{64}/)?.[0]";
        if let Value::String(key) = browser.run(key, vec![]).await {
            secrets.push(
                data_encoding::HEXLOWER
                    .decode(key.as_bytes())
                    .expect("digits"),
            );
        }
    }
    assert_eq!(secrets.len(), 4 + browsers.len(), "both keys were found");
    let mut keys = std::collections::BTreeSet::new();
    for message in saw {
        for secret in &secrets {
            let forms = [
                data_encoding::HEXLOWER.encode(secret),
                data_encoding::BASE64.encode(secret),
                data_encoding::BASE64URL_NOPAD.encode(secret),
            ];
            assert!(
                !forms.iter().any(|form| message.contains(form)),
                "{message}"
            );
        }
        for word in [
            "candidate",
            "192.168.",
            "10.",
            "127.0.0.1",
            "Summer",
            "ufrag",
        ] {
            assert!(!message.contains(word), "{word} in {message}");
        }
        let message: Value = serde_json::from_str(message).expect("browsers speak JSON");
        if let Some(key) = message[1]["pubkey"].as_str() {
            assert!(keys.insert(key.to_owned()), "a key signs twice");
        }
    }
}

async fn silent(browser: &Browser, site: &Site) {
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

async fn members_introduce_each_other_without_any_server(site: &Site, kind: Kind) {
    introduce(site, [Kind::Chromium, kind, Kind::Chromium]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_firefoxes_connect_by_codes_and_introductions() {
    let name = "three_firefoxes_connect_by_codes_and_introductions";
    scene(name, Kind::Firefox, async |site: &Site, kind| {
        introduce(site, [kind; 3]).await;
    })
    .await;
}

/// The first connects with both others by codes; these two find each other by it.
async fn introduce(site: &Site, kinds: [Kind; 3]) {
    let ana = Browser::open(kinds[0], site, "ana").await;
    let ben = Browser::open(kinds[1], site, "ben").await;
    let cleo = Browser::open(kinds[2], site, "cleo").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    connect(&ana, &ben, "Invite somebody").await;
    enter(&ben, "Summer").await;
    ben.by_role("heading", "Opening").await;
    same_digest(&[&ana, &ben]).await;
    connect(&ana, &cleo, "Invite somebody").await;
    enter(&cleo, "Summer").await;
    for browser in [&ben, &cleo] {
        browser.goto("#/connections").await;
        browser.wait_for_text("introduced by", SOON).await;
    }
    publish(&cleo, "Breakfast").await;
    same_digest(&[&ana, &ben, &cleo]).await;
    for browser in [&ana, &ben, &cleo] {
        silent(browser, site).await;
    }
}

async fn a_link_that_cannot_be_used_ends_with_its_sentence(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    start_festival(&ana, "Summer").await;
    let link = join_link(&ana).await;
    let (page, code) = link.split_once("#/join/").expect("a join link");
    let offer = offer(&ana, "Invite somebody").await;
    let ben = Browser::open(Kind::Chromium, site, "ben").await;
    let cases = [
        (code[..code.len() - 7].to_owned(), "The code is incomplete"),
        (format!("Ag{}", &code[2..]), "a newer version of the app"),
        ("x".repeat(100_000), "This is not a code of p2panda"),
        (offer, "This is not a code of p2panda"),
        ("%00%ff".to_owned(), "This is not a code of p2panda"),
    ];
    for (code, sentence) in cases {
        ben.goto("#/").await;
        ben.visit(&format!("{page}#/join/{code}")).await;
        ben.wait_for_text(sentence, SOON).await;
    }
    silent(&ben, site).await;
    ben.goto("#/").await;
    ben.wait_for_text("Here you are", SOON).await;
    assert!(!ben.text().await.contains("Your festivals"));
}

async fn a_wrong_clock_is_told(site: &Site, kind: Kind) {
    let _relay = site.relay().await;
    let ana = Browser::open(kind, site, "ana").await;
    let ahead = "
        const page = window.wrappedJSObject ?? window;
        const real = page.Date.now.bind(page.Date);
        const ahead = () => real() + 3_600_000;
        page.Date.now = typeof exportFunction === 'function' ? exportFunction(ahead, page) : ahead;";
    ana.run(ahead, vec![]).await;
    start_festival(&ana, "Summer").await;
    ana.goto("#/connections").await;
    ana.wait_for_text("Your clock looks wrong", SOON).await;
    ana.wait_for_text("refuses the time of this device", SOON)
        .await;
    silent(&ana, site).await;
}

/// The page of a browser whose relay is gone hears of it by the browser itself.
async fn silent_but_for_sockets(browser: &Browser, site: &Site) {
    let lines = browser.console_lines().await;
    let of_the_page = lines.iter().filter(|line| !line.contains("ws://127.0.0.1"));
    assert_eq!(of_the_page.collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_festival_outlives_its_founders_page_and_its_meeting_point() {
    let name = "a_festival_outlives_its_founders_page_and_its_meeting_point";
    scene(name, Kind::Chromium, async |site: &Site, _| {
        outlive(site).await
    })
    .await;
}

/// Within this an entry of one is shown by all others.
const SPREAD: Duration = Duration::from_secs(10);

async fn sees(browsers: &[&Browser], event: &str) {
    let begun = Instant::now();
    for browser in browsers {
        browser
            .wait_for_text(event, SPREAD.saturating_sub(begun.elapsed()))
            .await;
    }
}

async fn outlive(site: &Site) {
    let mut relay = site.relay().await;
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    let link = join_link(&ana).await;
    let mut others = Vec::new();
    for (name, kind) in [
        ("ben", Kind::Chromium),
        ("cleo", Kind::Firefox),
        ("dora", Kind::Chromium),
        ("emil", Kind::Chromium),
    ] {
        let browser = Browser::open(kind, site, name).await;
        join(&browser, &link).await;
        browser.by_role("heading", "Opening").await;
        others.push(browser);
    }
    let all: Vec<&Browser> = others.iter().collect();
    for browser in &all {
        browser.goto("#/connections").await;
        browser.wait_for_text("up to date", SOON).await;
    }
    // Time for introductions: nobody hangs on the founder alone any more.
    let until = Instant::now() + Duration::from_secs(30);
    for browser in &all {
        while count(browser, "[aria-labelledby=links-title] li").await < 2 && Instant::now() < until
        {
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    }
    ana.kill().await;
    for browser in &all {
        browser.goto("#/").await;
        browser.click("link", "Summer").await;
    }
    publish(all[0], "Breakfast").await;
    for browser in &all[1..] {
        open_proposals(browser).await;
    }
    sees(&all[1..], "Breakfast").await;

    let fay = Browser::open(Kind::Chromium, site, "fay").await;
    join(&fay, &link).await;
    let begun = Instant::now();
    fay.by_role("heading", "Opening").await;
    let elapsed = begun.elapsed();
    eprintln!("the sixth was let in after {} ms", elapsed.as_millis());
    assert!(elapsed <= MET, "it took {elapsed:?}");

    // Nobody gets in by the link while no meeting point is reached, and its page says so.
    let warning = "No meeting point is reached";
    join_link(all[0]).await;
    // Asked again and again, for as long as SOON: nothing tells that a text is gone.
    let until = Instant::now() + SOON;
    while all[0].text().await.contains(warning) {
        assert!(Instant::now() < until, "one is reached");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    relay.stop();
    all[0].wait_for_text(warning, SOON).await;
    publish(&fay, "Lunch").await;
    sees(&all[1..], "Lunch").await;
    let mut six = all.clone();
    six.push(&fay);
    same_digest(&six).await;
    for browser in &six {
        silent_but_for_sockets(browser, site).await;
    }
}

async fn count(browser: &Browser, selector: &str) -> u64 {
    let script = format!("return document.querySelectorAll('{selector}').length");
    browser.run(&script, vec![]).await.as_u64().unwrap_or(0)
}

/// Unfolds the proposals, once there are any.
async fn open_proposals(browser: &Browser) {
    const OPEN: &str =
        "for (const folded of document.querySelectorAll('details.proposals')) folded.open = true;";
    let until = Instant::now() + SPREAD;
    while count(browser, "details.proposals").await == 0 && Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    browser.run(OPEN, vec![]).await;
}
