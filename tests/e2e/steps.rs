//! What several journeys do, step by step, as people would.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::harness::{Browser, Kind, target};

const SOON: Duration = Duration::from_secs(15);

/// How far the page is wider than the window, and every control that is smaller
/// than a fingertip: 44 CSS pixels in both directions. A box within its label is
/// pressed by the label; links inside a sentence are as high as their line.
const MISFITS: &str = "
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    const small = [...document.querySelectorAll('a, button, select, summary, input')]
        .filter(control => control.checkVisibility() && !control.classList.contains('skip'))
        .map(control => control.closest('label') ?? control)
        .filter(control => !control.closest('p, .markdown'))
        .map(control => [control.textContent, control.getBoundingClientRect()])
        .filter(([, box]) => box.width < 43.9 || box.height < 43.9)
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`);
    if (wide <= 0) return small;
    const outside = [...document.querySelectorAll('body *')]
        .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > window.innerWidth)
        .map(element => `${element.tagName} ${element.className}`);
    return [`${wide} pixels too wide`, ...outside, ...small];";

/// Rules of WCAG 2.2 AA that axe finds broken, with the elements that break them.
const BARRIERS: &str = "
    const done = arguments[arguments.length - 1];
    // Colours are judged once they have come to rest.
    const rest = document.getAnimations().map(animation => animation.finished);
    Promise.allSettled(rest).then(() => axe.run({ resultTypes: ['violations'] })).then(
        found => done(found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html)])),
        error => done([String(error)]));";

/// Types into a native field for dates, as its own picker does.
const PICK: &str = "
    const [id, value] = arguments;
    const field = document.getElementById(id);
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    setter.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));";

/// Picks a date or a time in the native field of this id.
pub async fn pick(browser: &Browser, id: &str, value: &str) {
    browser.run(PICK, vec![json!(id), json!(value)]).await;
}

/// What somebody could not use, or read, of what is shown now.
async fn barriers(browser: &Browser) -> Value {
    if browser.run("return typeof axe", vec![]).await == json!("undefined") {
        let file = std::env::var("P2PANDA_AXE").expect("scripts/setup says where axe is");
        let axe = std::fs::read_to_string(file).expect("scripts/setup has fetched axe");
        browser.run(&axe, vec![]).await;
    }
    browser.run_async(BARRIERS).await
}

/// What stands behind the address of a festival's programme on each of its pages.
pub const PAGES: [&str; 16] = [
    "",
    "/market",
    "/mine",
    "/people",
    "/settings",
    "/changed",
    "/search",
    "/grid",
    "/inventory",
    "/plan",
    "/board",
    "/tree",
    "/print",
    "/invite",
    "/event/new",
    "/resource/new",
];

/// Checks what is shown in all sizes, and keeps pictures of it. 320 by 256 pixels
/// are a desktop's window at a zoom of 400 %.
pub async fn fits(browser: &Browser, name: &str) {
    let folder = target().join("e2e-pictures");
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    for (width, height) in [(320, 256), (360, 740), (1280, 800)] {
        for (dark, scheme) in [(false, "light"), (true, "dark")] {
            browser.show_at(width, height, dark).await;
            let misfits = browser.run(MISFITS, vec![]).await;
            assert_eq!(misfits, json!([]), "{name} at {width} pixels");
            if browser.kind == Kind::Chromium && width != 320 {
                let barriers = barriers(browser).await;
                assert_eq!(barriers, json!([]), "{name} at {width} pixels, {scheme}");
            }
            let kind = browser.kind;
            let file = format!("{name}-{width}-{scheme}-{kind:?}.png").to_lowercase();
            browser.screenshot(&folder.join(file)).await;
        }
    }
}

/// Goes to a screen and checks it as [`fits`] does.
pub async fn look(browser: &Browser, name: &str, route: &str, shown: &str) {
    browser.goto(route).await;
    browser.wait_for_text(shown, SOON).await;
    fits(browser, name).await;
}

/// Starts a festival on the start page, which leads to its programme.
pub async fn start_festival(browser: &Browser, name: &str) {
    browser.type_into("Name of the festival", name).await;
    browser.click("button", "Start the festival").await;
    browser.by_role("heading", name).await;
}

/// Opens the programme of a festival that is listed on the start.
pub async fn enter(browser: &Browser, festival: &str) {
    browser.goto("#/").await;
    browser.click("link", festival).await;
    browser.by_role("heading", festival).await;
}

/// Goes to one of the places that `+` leads to.
pub async fn make(browser: &Browser, what: &str) {
    browser.click("button", "New").await;
    browser.click("link", what).await;
}

/// Publishes an event without a time, and looks at the programme again.
pub async fn publish(browser: &Browser, event: &str) {
    make(browser, "Announce an event").await;
    browser.type_into("Title", event).await;
    browser.click("radio", "No time yet").await;
    browser.click("button", "Publish").await;
    browser.by_role("heading", event).await;
}

/// Looks at the programme, proposals included.
pub async fn look_at_programme(browser: &Browser) {
    browser.click("link", "Schedule").await;
}

/// The code in the field with this name.
pub async fn code(browser: &Browser, label: &str) -> String {
    let field = browser.by_role("textbox", label).await;
    let value = field.prop("value").await.expect("the field can be read");
    value.expect("the field has a value")
}

/// The offer that the connections show after this button.
pub async fn offer(browser: &Browser, button: &str) -> String {
    browser.goto("#/connections").await;
    if button == "Invite somebody" {
        browser.click("link", button).await;
        browser.click("button", "Make a code").await;
    } else {
        browser.click("button", button).await;
    }
    code(browser, "Give this code to the other device").await
}

/// The join link of a festival that this browser is in.
pub async fn join_link(browser: &Browser) -> String {
    browser.goto("#/connections").await;
    browser.click("link", "Invite somebody").await;
    code(browser, "Link into the festival").await
}

/// Opens a join link and joins.
pub async fn join(browser: &Browser, link: &str) {
    browser.visit(link).await;
    browser.by_role("heading", "You are invited").await;
    browser.click("button", "Join the festival").await;
}

/// Pastes a code on the start page.
pub async fn paste(browser: &Browser, text: &str) {
    browser.goto("#/").await;
    browser.type_into("Code from the other device", text).await;
    browser.click("button", "Use the code").await;
}

/// Connects two browsers by codes, the first of which is in a festival.
pub async fn connect(from: &Browser, to: &Browser, button: &str) -> Instant {
    let offer = offer(from, button).await;
    paste(to, &offer).await;
    let answer = code(to, "Give this answer back to the first device").await;
    from.type_into("Answer from the other device", &answer)
        .await;
    from.click("button", "Connect").await;
    Instant::now()
}
