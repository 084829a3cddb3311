//! The thin path: what one person writes in one browser is signed, stored,
//! carried over a real link and shown in another. Chromium meets Chromium and
//! Chromium meets Firefox; no server takes part but the one for the page.

use std::time::Duration;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::links::same_digest;
use crate::steps::{
    code, connect, enter, look_at_programme, offer, paste, publish, start_festival,
};

const SOON: Duration = Duration::from_secs(15);
/// From the pasted answer to the other's event on the screen.
const PROMPT: Duration = Duration::from_secs(5);

in_each_browser!(
    two_people_exchange_events_by_codes_and_keep_them_without_a_network,
    a_wrong_festival_key_ends_with_a_sentence_and_stores_nothing,
    an_entry_altered_on_the_wire_ends_with_a_sentence_and_stores_nothing,
    unusable_codes_each_end_with_their_sentence,
);

/// Starts a festival with one event.
async fn found(browser: &Browser, festival: &str, event: &str) {
    start_festival(browser, festival).await;
    publish(browser, event).await;
}

/// Waits until the app is kept on this device.
async fn kept_offline(browser: &Browser) {
    let script = "return navigator.serviceWorker.ready.then(() => true)";
    assert_eq!(browser.run(script, vec![]).await, true);
}

async fn silent(browser: &Browser, site: &Site) {
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

async fn two_people_exchange_events_by_codes_and_keep_them_without_a_network(
    site: &Site,
    kind: Kind,
) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    found(&ana, "Summer", "Opening").await;

    let pasted = connect(&ana, &ben, "Invite somebody").await;
    // Where the code was entered it is said that one is in.
    ben.by_role("heading", "You are in Summer").await;
    ben.click("link", "See the programme").await;
    ben.by_role("heading", "Opening").await;
    let elapsed = pasted.elapsed();
    eprintln!(
        "{kind:?}: shown {} ms after the answer was pasted",
        elapsed.as_millis()
    );
    assert!(elapsed <= PROMPT, "it took {elapsed:?}");
    // Where the code was made it is said that somebody is here.
    ana.wait_for_text("is here now.", SOON).await;

    publish(&ben, "Breakfast").await;
    ben.wait_for_text("Shared with 1 device", SOON).await;
    look_at_programme(&ana).await;
    ana.wait_for_text("Proposals (1)", SOON).await;

    kept_offline(&ana).await;
    kept_offline(&ben).await;
    site.stop();
    for browser in [&ana, &ben] {
        browser.set_offline(true).await;
        browser.reload().await;
        browser.goto("#/connections").await;
        browser.wait_for_text("Last connected", SOON).await;
        look_at_programme(browser).await;
        browser.by_role("heading", "Opening").await;
    }
    ben.by_role("heading", "Breakfast").await;
    ana.click("button", "Proposals (1)").await;
    ana.by_role("heading", "Breakfast").await;
    publish(&ana, "Lunch").await;
    publish(&ben, "Dinner").await;
    for browser in [&ana, &ben] {
        browser.set_offline(false).await;
    }

    connect(&ben, &ana, "Connect to a member again").await;
    for browser in [&ana, &ben] {
        enter(browser, "Summer").await;
    }
    ana.click("button", "Proposals (2)").await;
    for browser in [&ana, &ben] {
        for event in ["Opening", "Breakfast", "Lunch", "Dinner"] {
            browser.by_role("heading", event).await;
        }
    }
    same_digest(&[&ana, &ben]).await;
    for browser in [&ana, &ben] {
        silent(browser, site).await;
    }
}

/// Changes one bit of the festival key in an offer and mends the checksum, as
/// only somebody can who knows the format.
fn with_another_key(code: &str, now: u64) -> String {
    use data_encoding::BASE64URL_NOPAD;
    use p2panda::gossip::signal::{Code, OfferFor};
    use p2panda::protocol::festival::FestivalKey;

    let Ok(Code::Offer(mut offer)) = Code::from_text(code, now) else {
        panic!("«{code}» is no offer")
    };
    let OfferFor::Newcomer(invitation) = &mut offer.to else {
        panic!("«{code}» invites nobody")
    };
    let mut key = *invitation.key.expose();
    key[0] ^= 1;
    invitation.key = FestivalKey::from_bytes(key);
    BASE64URL_NOPAD.encode(&offer.encode())
}

/// The same with an answer: names the original offer, so that it is taken.
fn answering(answer: &str, offer: &str, now: u64) -> String {
    use p2panda::gossip::signal::Code;
    let (Ok(Code::Answer(mut answer)), Ok(Code::Offer(offer))) =
        (Code::from_text(answer, now), Code::from_text(offer, now))
    else {
        panic!("these are no answer and offer")
    };
    answer.offer = offer.hash();
    Code::to_text(&answer.encode())
}

/// The browser's clock, unix milliseconds.
async fn now(browser: &Browser) -> u64 {
    let now = browser.run("return Date.now()", vec![]).await;
    now.as_u64().expect("a date is a whole number")
}

async fn a_wrong_festival_key_ends_with_a_sentence_and_stores_nothing(site: &Site, kind: Kind) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    found(&ana, "Summer", "Opening").await;
    let offer = offer(&ana, "Invite somebody").await;
    paste(&ben, &with_another_key(&offer, now(&ana).await)).await;
    let answer = code(&ben, "Give this answer back to the first device").await;
    ana.type_into(
        "Answer from the other device",
        &answering(&answer, &offer, now(&ana).await),
    )
    .await;
    ana.click("button", "Connect").await;
    for browser in [&ana, &ben] {
        browser
            .wait_for_text("The other device has another key for this festival", SOON)
            .await;
        silent(browser, site).await;
    }
    ben.reload().await;
    ben.wait_for_text("Here you are", SOON).await;
    assert!(!ben.text().await.contains("Your festivals"));
}

/// Flips the last bit of every frame that carries entries.
const ALTER_ENTRIES: &str = "
    const page = window.wrappedJSObject ?? window;
    const send = page.RTCDataChannel.prototype.send;
    page.RTCDataChannel.prototype.send = function (data) {
        const bytes = new page.Uint8Array(data.length);
        bytes.set(data);
        if (bytes[0] === 0 && bytes[1] === 3) bytes[bytes.length - 1] ^= 1;
        return send.call(this, bytes);
    };
";

async fn an_entry_altered_on_the_wire_ends_with_a_sentence_and_stores_nothing(
    site: &Site,
    kind: Kind,
) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    found(&ana, "Summer", "Opening").await;
    ana.run(ALTER_ENTRIES, vec![]).await;
    connect(&ana, &ben, "Invite somebody").await;
    ben.wait_for_text("sent something that was altered", SOON)
        .await;
    ana.wait_for_text("something that reached it was altered on the way", SOON)
        .await;
    for browser in [&ana, &ben] {
        silent(browser, site).await;
    }
    ben.reload().await;
    ben.wait_for_text("Here you are", SOON).await;
    assert!(!ben.text().await.contains("Opening"));
}

/// The same code, as a version to come would begin it.
fn newer(code: &str) -> String {
    use data_encoding::BASE64URL_NOPAD;
    let mut bytes = BASE64URL_NOPAD
        .decode(code.as_bytes())
        .expect("a code is base64url");
    bytes[0] += 1;
    BASE64URL_NOPAD.encode(&bytes)
}

/// Pastes a megabyte of nothing, past what the field takes by itself.
async fn noise(browser: &Browser) {
    const NOISE: &str = "
        const field = document.querySelector('#code');
        const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_';
        let noise = '';
        for (let i = 0; i < 1_000_000; i++) noise += letters[i * i % 64];
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, noise);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        return field.value.length;";
    browser.goto("#/").await;
    // Whatever was said of the code before is gone.
    browser.reload().await;
    browser
        .by_role("textbox", "Code from the other device")
        .await;
    assert_eq!(browser.run(NOISE, vec![]).await, 1_000_000);
    browser.click("button", "Use the code").await;
    browser
        .wait_for_text("This is not a code of p2panda", SOON)
        .await;
}

async fn unusable_codes_each_end_with_their_sentence(site: &Site, kind: Kind) {
    use p2panda::gossip::signal::Code;
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    found(&ana, "Summer", "Opening").await;
    let offer = offer(&ana, "Invite somebody").await;
    let Ok(Code::Offer(mut late)) = Code::from_text(&offer, now(&ana).await) else {
        panic!("«{offer}» is no offer")
    };
    late.expiry = (now(&ana).await / 1000) as u32 - 1;
    let cases = [
        (Code::to_text(&late.encode()), "The code has expired"),
        (
            offer[..offer.len() - 7].to_owned(),
            "The code is incomplete",
        ),
        (newer(&offer), "a newer version of the app"),
        ("good morning".to_owned(), "This is not a code of p2panda"),
    ];
    for (text, sentence) in cases {
        paste(&ben, &text).await;
        ben.wait_for_text(sentence, SOON).await;
    }
    noise(&ben).await;
    silent(&ben, site).await;
    ben.reload().await;
    ben.wait_for_text("Here you are", SOON).await;
    assert!(!ben.text().await.contains("Your festivals"));
}
