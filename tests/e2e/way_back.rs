//! Whoever goes back finds what they left.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::congress::congress;
use crate::harness::{Browser, Kind, Site, in_each_browser};

in_each_browser!(
    back_from_an_event_leads_to_where_one_was,
    words_in_a_filter_are_there_when_one_comes_back_and_gone_by_a_link,
);

const SOON: Duration = Duration::from_secs(15);

/// Scrolls until the 30th event of the programme is in the middle of the window, and gives
/// the address of that event.
const TO_THE_THIRTIETH: &str = "
    const done = arguments[arguments.length - 1];
    const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
    const seen = new Set();
    const end = performance.now() + 20000;
    (async () => {
        while (performance.now() < end) {
            for (const link of document.querySelectorAll('article.event h3 a')) {
                seen.add(link.hash);
                if (seen.size === 30) {
                    link.scrollIntoView({ block: 'center' });
                    await sleep(500);
                    link.scrollIntoView({ block: 'center' });
                    return link.hash;
                }
            }
            const cards = document.querySelectorAll('article.event');
            cards[cards.length - 1]?.scrollIntoView({ block: 'end' });
            await sleep(50);
        }
        return 'it was not reached';
    })().then(done, error => done(String(error)));";

/// How far from the middle of the window the link to an event is, and whether it has the
/// focus.
const PLACE_OF: &str = "
    const link = document.querySelector(`article.event a[href='${arguments[0]}']`);
    if (!link) return null;
    const { top, height } = link.getBoundingClientRect();
    const from = Math.abs(top + height / 2 - innerHeight / 2);
    return from < innerHeight / 2 && document.activeElement === link ? [scrollY > 1000] : null;";

/// How far down the page is, how high, where the link is in it, and what has the focus.
const THERE: &str = "
    const link = document.querySelector(`article.event a[href='${arguments[0]}']`);
    const focused = document.activeElement;
    return [scrollY, document.documentElement.scrollHeight, link?.getBoundingClientRect().top ?? null,
        focused.tagName, focused.hash ?? null, document.querySelectorAll('article.event').length];";

async fn back_from_an_event_leads_to_where_one_was(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let programme = congress(&ana, 60).await;
    ana.goto(&programme).await;
    ana.by_role("searchbox", "Search the programme").await;
    let event = ana.run_async(TO_THE_THIRTIETH).await;
    for _ in 0..2 {
        let link = "document.querySelector(`article.event a[href='${arguments[0]}']`).click()";
        ana.run(link, vec![event.clone()]).await;
        ana.wait_for_text("What you can do", SOON).await;
        assert_eq!(ana.run("return scrollY", vec![]).await, json!(0));
        ana.run("history.back()", vec![]).await;
        let end = Instant::now() + SOON;
        let mut place = Value::Null;
        while place.is_null() && Instant::now() < end {
            // A pause between two looks; `end` bounds them.
            tokio::time::sleep(Duration::from_millis(50)).await;
            place = ana.run(PLACE_OF, vec![event.clone()]).await;
        }
        let there = ana.run(THERE, vec![event.clone()]).await;
        assert_eq!(
            place,
            json!([true]),
            "the event is in sight, and focused: {there}"
        );
    }
    assert_eq!(ana.console_lines().await, Vec::<String>::new());
}

async fn words_in_a_filter_are_there_when_one_comes_back_and_gone_by_a_link(
    site: &Site,
    kind: Kind,
) {
    let ana = Browser::open(kind, site, "ana").await;
    let programme = congress(&ana, 20).await;
    ana.goto(&programme).await;
    let title = ana
        .run(
            "return document.querySelector('article.event h3').textContent",
            vec![],
        )
        .await;
    let title = title.as_str().unwrap_or_default().to_owned();
    let field = ana.by_role("searchbox", "Search the programme").await;
    field.send_keys(&title).await.expect("the field takes keys");
    ana.click("link", &title).await;
    ana.by_role("heading", &title).await;
    let event = ana.run("return location.hash", vec![]).await;
    ana.run("history.back()", vec![]).await;
    assert_eq!(searched(&ana).await, title);
    // Also where the list was at its top.
    let end = Instant::now() + SOON;
    while ana
        .run("return document.activeElement.hash ?? null", vec![])
        .await
        != event
    {
        assert!(Instant::now() < end, "the link has not got the focus");
        // A pause between two looks; `end` bounds them.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    ana.goto("#/inbox").await;
    ana.wait_for_text("For you to answer", SOON).await;
    ana.goto(&programme).await;
    assert_eq!(searched(&ana).await, "");
}

/// What the programme is searched for.
async fn searched(browser: &Browser) -> String {
    let field = browser.by_role("searchbox", "Search the programme").await;
    let value = field.prop("value").await.expect("the field can be read");
    value.unwrap_or_default()
}
