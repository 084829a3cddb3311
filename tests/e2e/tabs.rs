//! Several tabs of one page are one peer: the tab that is looked at writes, and
//! what one wrote the others show as soon as they are looked at.

use std::time::Duration;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{look_at_programme, publish, start_festival};

const SOON: Duration = Duration::from_secs(15);

in_each_browser!(
    the_tab_that_is_looked_at_writes_and_none_forks_the_log,
    a_tab_takes_over_when_the_writing_one_is_closed,
);

/// Opens another tab of the page and looks at it.
async fn another_tab(browser: &Browser, site: &Site, route: &str) {
    let driver = browser.driver().await;
    let tab = driver.new_tab().await.expect("the browser opens tabs");
    driver
        .switch_to_window(tab)
        .await
        .expect("the tab is there");
    browser.visit(&site.url(route)).await;
}

/// Looks at the tab of this number, in the order of opening.
async fn look_at(browser: &Browser, number: usize) {
    let driver = browser.driver().await;
    let tabs = driver.windows().await.expect("the browser lists its tabs");
    driver
        .switch_to_window(tabs[number].clone())
        .await
        .expect("the tab is there");
    // A headless window tells nobody that it has come to the front.
    browser
        .run("window.dispatchEvent(new Event('focus'))", vec![])
        .await;
}

async fn festival(browser: &Browser) -> String {
    start_festival(browser, "Summer").await;
    let fragment = browser.run("return location.hash", vec![]).await;
    fragment.as_str().unwrap_or_default().to_owned()
}

async fn the_tab_that_is_looked_at_writes_and_none_forks_the_log(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    let route = festival(&browser).await;
    publish(&browser, "First").await;
    another_tab(&browser, site, &route).await;
    browser.by_role("heading", "First").await;
    publish(&browser, "Second").await;
    for (tab, title) in [(0, "Third"), (1, "Fourth"), (0, "Fifth")] {
        look_at(&browser, tab).await;
        look_at_programme(&browser).await;
        browser.by_role("heading", "Second").await;
        publish(&browser, title).await;
    }
    look_at(&browser, 1).await;
    browser.reload().await;
    look_at_programme(&browser).await;
    for title in ["First", "Second", "Third", "Fourth", "Fifth"] {
        browser.by_role("heading", title).await;
    }
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
}

async fn a_tab_takes_over_when_the_writing_one_is_closed(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    let route = festival(&browser).await;
    another_tab(&browser, site, &route).await;
    publish(&browser, "From the second tab").await;
    let driver = browser.driver().await;
    driver.close_window().await.expect("the tab closes");
    let tabs = driver.windows().await.expect("the browser lists its tabs");
    driver
        .switch_to_window(tabs[0].clone())
        .await
        .expect("the first tab is still there");
    browser.wait_for_text("From the second tab", SOON).await;
    publish(&browser, "From the first tab").await;
}
