//! Whatever somebody writes is shown as what it is, on every screen: markup as text,
//! bidi controls within their line, words as long as a book broken, links that run
//! something as words; and nobody passes for somebody else.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{connect, look, make, start_festival};

const SOON: Duration = Duration::from_secs(15);

in_each_browser!(hostile_content_is_shown_harmlessly_on_every_screen,);

/// Markup that would run, a line turned around and never turned back, letters of no
/// width, marks heaped on a letter, and a word without end.
fn hostile(length: usize) -> String {
    let marks = "\u{0300}\u{0316}\u{0301}".repeat(6);
    format!(
        "<img src=x onerror=\"window.hacked=1\">\u{202e}txet\u{2066} A\u{200b}na\u{200d} Z{marks} {}",
        "W".repeat(length)
    )
}

const DESCRIPTION: &str = "<script>window.hacked=1</script>\n\n\
    [a link](javascript:window.hacked=1) [another](data:text/html,<script>window.hacked=1</script>)\n\n\
    <iframe src=\"https://hostile.example\"></iframe> ![a picture](https://hostile.example/x.png)\n\n\
    \u{202e}turned around \u{0007}\n\n";

/// Puts a text into a field as a paste does: keys cannot type all of it.
const PASTE: &str = "
    const [label, text] = arguments;
    const found = [...document.querySelectorAll('label')].find(found => found.textContent === label);
    const field = document.getElementById(found.htmlFor);
    const kind = field.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, text);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));";

async fn paste(browser: &Browser, label: &str, text: &str) {
    browser.by_role("textbox", label).await;
    browser.run(PASTE, vec![json!(label), json!(text)]).await;
}

/// What ran, or was let into the page, that should not have been.
const HARM: &str = "
    const page = window.wrappedJSObject ?? window;
    const odd = [...document.querySelectorAll('main script, main iframe, main object, main style')].map(found => found.outerHTML);
    const pictures = [...document.querySelectorAll('main img')].filter(found => !found.src.startsWith('data:image/webp'));
    const links = [...document.querySelectorAll('main a')].filter(found => /^(javascript|data|vbscript):/i.test(found.href));
    return [...(page.hacked ? ['a script ran'] : []), ...odd, ...pictures.map(found => found.outerHTML), ...links.map(found => found.href)];";

async fn is_harmless(browser: &Browser, name: &str, route: &str, shown: &str) {
    look(browser, name, route, shown).await;
    assert_eq!(browser.run(HARM, vec![]).await, json!([]), "{name}");
}

async fn hash(browser: &Browser) -> String {
    let route = browser.run("return location.hash", vec![]).await;
    route.as_str().unwrap_or_default().to_owned()
}

async fn hostile_content_is_shown_harmlessly_on_every_screen(site: &Site, kind: Kind) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    start_festival(&ana, "Summer").await;
    let programme = hash(&ana).await;

    ana.goto("#/me").await;
    paste(&ana, "Name", &hostile(40)).await;
    paste(&ana, "About you", &hostile(900)).await;
    ana.click("button", "Save").await;
    ana.goto(&format!("{programme}/settings")).await;
    paste(&ana, "Name of the festival", &hostile(90)).await;
    paste(&ana, "In one paragraph", &hostile(1_500)).await;
    paste(&ana, "Notice on every page", &hostile(1_500)).await;
    ana.click("button", "Save").await;

    make(&ana, "Offer a place or a thing").await;
    paste(&ana, "Name", &hostile(90)).await;
    paste(&ana, "Where is it?", &hostile(90)).await;
    paste(
        &ana,
        "Description",
        &format!("{DESCRIPTION}{}", "x".repeat(10_000)),
    )
    .await;
    ana.click("radio", "The owner answers by hand").await;
    paste(&ana, "Words about it", &hostile(1_500)).await;
    ana.click("button", "Offer it").await;
    // The form has a heading «Where» as well.
    ana.by_role("link", "Change what you offer").await;
    let place = hash(&ana).await;

    connect(&ana, &ben, "Invite somebody").await;
    ben.goto("#/").await;
    ben.wait_for_text("Ana", SOON).await;
    ben.goto(&programme).await;
    make(&ben, "Announce an event").await;
    paste(&ben, "Title", &hostile(90)).await;
    paste(&ben, "In one sentence", &hostile(1_500)).await;
    paste(
        &ben,
        "What is it about?",
        &format!("{DESCRIPTION}{}", "x".repeat(10_000)),
    )
    .await;
    ben.click("radio", "No time yet").await;
    ben.click("button", "Publish").await;
    ben.by_role("heading", "About").await;
    let event = hash(&ben).await;

    for (name, route, shown) in [
        ("hostile-home", "#/".to_owned(), "onerror"),
        ("hostile-programme", programme.clone(), "onerror"),
        ("hostile-event", event.clone(), "turned around"),
        ("hostile-market", format!("{programme}/market"), "onerror"),
        ("hostile-resource", place.clone(), "turned around"),
        ("hostile-people", format!("{programme}/people"), "onerror"),
        (
            "hostile-settings",
            format!("{programme}/settings"),
            "onerror",
        ),
        ("hostile-inbox", "#/inbox".to_owned(), "For you to answer"),
        ("hostile-mine", format!("{programme}/mine"), "onerror"),
        ("hostile-connections", "#/connections".to_owned(), "onerror"),
        (
            "hostile-event-form",
            format!("{programme}/event/new"),
            "Review",
        ),
    ] {
        is_harmless(&ben, name, &route, shown).await;
    }
    for browser in [&ana, &ben] {
        assert_eq!(browser.console_lines().await, Vec::<String>::new());
    }
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}
