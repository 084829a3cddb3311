//! The shell: it mounts under its Content-Security-Policy, knows who you are,
//! speaks two languages, and says so when it breaks.

use std::time::Duration;

use crate::harness::{Browser, Kind, Site, in_each_browser};

const SOON: Duration = Duration::from_secs(15);

in_each_browser!(
    the_page_mounts_with_no_violation_and_an_empty_console,
    the_page_works_below_any_path,
    the_same_person_is_here_after_a_reload_and_a_restart,
    two_profiles_are_two_people,
    the_language_is_chosen_and_remembered,
    an_unknown_address_leads_back_to_the_start,
    the_sample_festival_has_a_programme_to_look_around_in,
    the_loaded_page_works_without_a_network,
    a_panic_stops_the_page_and_offers_to_reload,
    a_festival_is_not_started_in_a_time_zone_that_nobody_knows,
);

/// The name on the page «Who you are».
async fn name(browser: &Browser) -> String {
    browser.goto("#/me").await;
    browser.by_role("heading", "Who you are").await;
    browser.wait_for_text("Your made-up name", SOON).await;
    let text = browser.text().await;
    let mut lines = text.lines().skip_while(|line| *line != "Your made-up name");
    lines.nth(1).unwrap_or_default().to_owned()
}

async fn the_page_mounts_with_no_violation_and_an_empty_console(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    browser
        .by_role("heading", "A festival without a server")
        .await;
    browser.by_role("main", "").await;
    browser.click("link", "See who you are").await;
    browser.by_role("heading", "Who you are").await;
    browser.click("button", "Your public key").await;
    browser.click("link", "p2panda, start").await;
    browser.wait_for_text("Here you are", SOON).await;
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

async fn the_sample_festival_has_a_programme_to_look_around_in(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    browser.click("button", "Open the sample festival").await;
    browser
        .by_role("heading", "Sample festival (only on this device)")
        .await;
    browser.by_role("heading", "Opening circle").await;
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
}

async fn the_page_works_below_any_path(_: &Site, kind: Kind) {
    let name = format!("below-{kind:?}").to_lowercase();
    let site = Site::start_below(&name, "/some/festival/").await;
    let browser = Browser::open(kind, &site, "ana").await;
    browser.wait_for_text("Here you are", SOON).await;
    // There as well it is kept, and starts without its host.
    browser
        .run_async("navigator.serviceWorker.ready.then(() => arguments[0]())")
        .await;
    site.stop();
    browser.restart().await;
    browser.wait_for_text("Here you are", SOON).await;
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

async fn the_same_person_is_here_after_a_reload_and_a_restart(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    let before = name(&browser).await;
    assert!(
        before.contains(' '),
        "«{before}» is no name of a colour and an animal"
    );
    browser.reload().await;
    assert_eq!(name(&browser).await, before);
    browser.restart().await;
    assert_eq!(name(&browser).await, before);
}

async fn two_profiles_are_two_people(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    for browser in [&ana, &ben] {
        browser.goto("#/me").await;
        browser.click("button", "Your public key").await;
    }
    assert_ne!(ana.text().await, ben.text().await);
}

async fn the_language_is_chosen_and_remembered(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    browser.choose("Language", "Deutsch").await;
    browser.by_role("heading", "Ein Festival ohne Server").await;
    let language = browser
        .run("return document.documentElement.lang", vec![])
        .await;
    assert_eq!(language, "de");
    browser.reload().await;
    browser.by_role("heading", "Ein Festival ohne Server").await;
    browser.choose("Sprache", "English").await;
    browser
        .by_role("heading", "A festival without a server")
        .await;
}

async fn an_unknown_address_leads_back_to_the_start(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    browser.goto("#/no/such/place").await;
    browser.by_role("heading", "There is nothing here").await;
    browser.click("link", "Back to the start").await;
    browser
        .by_role("heading", "A festival without a server")
        .await;
}

async fn the_loaded_page_works_without_a_network(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    browser.wait_for_text("Here you are", SOON).await;
    browser.set_offline(true).await;
    assert_eq!(browser.run("return navigator.onLine", vec![]).await, false);
    let name = name(&browser).await;
    browser.set_offline(false).await;
    browser.reload().await;
    browser.wait_for_text(&name, SOON).await;
    site.stop();
    browser.click("link", "p2panda, start").await;
    browser.wait_for_text("Here you are", SOON).await;
    site.start_again().await;
    browser.reload().await;
    browser.wait_for_text("Here you are", SOON).await;
}

/// The app has no way to break it on purpose. So the browser is made to refuse
/// what it never refuses: Yew copies elements to draw a page, and panics when it
/// cannot.
const REFUSE_TO_COPY_ELEMENTS: &str = "
    const page = window.wrappedJSObject ?? window;
    const refuse = () => { throw new page.Error('planted by the test'); };
    page.Node.prototype.cloneNode = typeof exportFunction === 'function' ? exportFunction(refuse, page) : refuse;
";

async fn a_panic_stops_the_page_and_offers_to_reload(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    browser.wait_for_text("Here you are", SOON).await;
    browser.run(REFUSE_TO_COPY_ELEMENTS, vec![]).await;
    browser.click("link", "See who you are").await;
    browser
        .by_role("heading", "Something went wrong in this page")
        .await;
    browser.wait_for_text("panicked at", SOON).await;
    assert!(
        !browser.has_role("link", "p2panda, start").await,
        "nothing of the app is left to press"
    );
    browser.click("button", "Reload").await;
    browser.by_role("heading", "Who you are").await;
}

async fn a_festival_is_not_started_in_a_time_zone_that_nobody_knows(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    ana.type_into("Name of the festival", "Summer").await;
    ana.type_into("Time zone", "Berlin").await;
    ana.click("button", "Start the festival").await;
    ana.wait_for_text("This time zone is not known.", SOON)
        .await;
    ana.type_into("Time zone", "Europe/Berlin").await;
    ana.click("button", "Start the festival").await;
    ana.by_role("heading", "Summer").await;
    assert_eq!(ana.console_lines().await, Vec::<String>::new());
}
