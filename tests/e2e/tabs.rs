//! Several tabs of one page are one peer: the tab that is looked at writes, and
//! what one wrote the others show as soon as they are looked at.

use std::time::Duration;

use serde_json::json;
use thirtyfour::WindowHandle;
use tokio::time::Instant;

use crate::harness::{Browser, Kind, Site, in_each_browser, scene};
use crate::steps::{look_at_programme, publish, start_festival};
use crate::stored::stored;

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

/// Hand-overs between three tabs, a fifth of them of each kind.
const HAND_OVERS: usize = 100;

/// How the tab that writes stops to be the one.
#[derive(Clone, Copy, Debug)]
enum End {
    /// Another tab is used.
    Steal,
    /// It is closed.
    Close,
    /// Its process dies.
    Kill,
    /// Another tab comes to the front.
    Hide,
    /// The browser stops it, and lets it go on later.
    Freeze,
}

const ENDS: [End; 5] = [End::Steal, End::Close, End::Kill, End::Hide, End::Freeze];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_hand_overs_between_three_tabs_leave_one_log() {
    let name = "a_hundred_hand_overs_between_three_tabs_leave_one_log";
    scene(name, Kind::Chromium, hand_overs).await;
}

/// The own event's page, where one press writes an entry.
const PRESS: &str = "
    const buttons = [...document.querySelectorAll('button')];
    const button = buttons.find(button => ['Hide', 'Hide it no longer'].includes(button.textContent.trim()));
    button?.click();
    return button ? button.textContent.trim() : '';";

/// What the button says.
const SAYS: &str = "
    const buttons = [...document.querySelectorAll('button')].map(button => button.textContent.trim());
    return buttons.find(text => ['Hide', 'Hide it no longer'].includes(text)) ?? '';";

/// Three tabs at one page.
struct Tabs<'a> {
    browser: &'a Browser,
    site: &'a Site,
    route: String,
    tabs: Vec<WindowHandle>,
    /// What the button says once everything was written.
    says: String,
    written: u64,
}

impl Tabs<'_> {
    async fn open(&mut self) {
        another_tab(self.browser, self.site, &self.route).await;
        let driver = self.browser.driver().await;
        self.tabs.push(driver.window().await.expect("a tab"));
        self.shows().await;
    }

    async fn switch(&self, tab: usize) {
        let driver = self.browser.driver().await;
        let tab = self.tabs[tab].clone();
        driver
            .switch_to_window(tab)
            .await
            .expect("the tab is there");
    }

    /// Waits until the tab shows what was written last.
    async fn shows(&self) {
        let until = Instant::now() + SOON;
        while self.browser.run(SAYS, vec![]).await != json!(self.says) {
            assert!(Instant::now() < until, "it does not show «{}»", self.says);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Writes one entry in the tab that is switched to, until it shows.
    async fn write(&mut self) {
        let pressed = self.browser.run(PRESS, vec![]).await;
        assert_ne!(pressed, json!(""), "the event's page has its button");
        self.says = if pressed == json!("Hide") {
            "Hide it no longer"
        } else {
            "Hide"
        }
        .to_owned();
        self.shows().await;
        self.written += 1;
    }

    /// Ends the turn of the first tab in favour of the second; gives the time that
    /// passes until that one has written.
    async fn hand_over(&mut self, end: End) -> Duration {
        let first = self.tabs[0].clone();
        let begun = Instant::now();
        match end {
            End::Steal => {
                self.switch(1).await;
                self.browser
                    .run("window.dispatchEvent(new Event('focus'))", vec![])
                    .await;
            }
            End::Hide => {
                self.switch(1).await;
                self.browser.debug("Page.bringToFront", json!({})).await;
            }
            End::Close => {
                let driver = self.browser.driver().await;
                driver.close_window().await.expect("the tab closes");
                self.switch(1).await;
            }
            End::Kill => {
                // Nobody is left to answer this.
                let _ = self.browser.try_debug("Page.crash", json!({})).await;
                self.switch(1).await;
            }
            End::Freeze => {
                self.browser
                    .debug("Page.setWebLifecycleState", json!({ "state": "frozen" }))
                    .await;
                self.switch(1).await;
                self.browser
                    .run("window.dispatchEvent(new Event('focus'))", vec![])
                    .await;
            }
        }
        self.shows().await;
        self.write().await;
        let took = begun.elapsed();
        match end {
            End::Close | End::Kill => {
                if matches!(end, End::Kill) {
                    let gone = json!({ "targetId": first.to_string() });
                    self.browser.debug("Target.closeTarget", gone).await;
                }
                self.tabs.remove(0);
                self.open().await;
                // The new tab is the one that is looked at, and so writes next.
                self.tabs.rotate_right(1);
            }
            End::Freeze => {
                self.switch(0).await;
                self.browser
                    .debug("Page.setWebLifecycleState", json!({ "state": "active" }))
                    .await;
                self.tabs.rotate_left(1);
            }
            End::Steal | End::Hide => self.tabs.rotate_left(1),
        }
        took
    }
}

async fn hand_overs(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    festival(&browser).await;
    publish(&browser, "Seen in three tabs").await;
    browser.by_role("link", "Change the event").await;
    let route = browser.run("return location.hash", vec![]).await;
    let mut tabs = Tabs {
        browser: &browser,
        site,
        route: route.as_str().unwrap_or_default().to_owned(),
        tabs: browser.driver().await.windows().await.expect("its tabs"),
        says: "Hide".to_owned(),
        written: 0,
    };
    tabs.open().await;
    tabs.open().await;
    tabs.tabs.reverse();
    tabs.write().await;
    tabs.written = 0;
    let before = stored(&browser).await;
    let mut times: Vec<(Duration, End)> = Vec::new();
    for number in 0..HAND_OVERS {
        let end = ENDS[number % ENDS.len()];
        times.push((tabs.hand_over(end).await, end));
    }
    let after = stored(&browser).await;
    assert_eq!(before.heights.len(), 1);
    assert_eq!(after.heights.len(), 1, "there is one log");
    let written = after.heights.values().sum::<u64>() - before.heights.values().sum::<u64>();
    assert_eq!(written, tabs.written, "each wish was written once");
    for end in ENDS {
        let of = times.iter().filter(|(_, by)| *by as u8 == end as u8);
        println!(
            "{end:?}: {} ms",
            median(of.map(|(time, _)| *time)).as_millis()
        );
    }
    let all = median(times.iter().map(|(time, _)| *time));
    println!(
        "{HAND_OVERS} hand-overs, until the next tab has written: median {} ms",
        all.as_millis()
    );
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times[times.len() / 2]
}
