//! The app on a device: it is offered to be installed once somebody has written, files
//! reach it from other apps, and it forgets what it is told to.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, Kind, Site, in_each_browser, scene};
use crate::steps::{enter, fits, join, join_link, publish, start_festival};

const SOON: Duration = Duration::from_secs(15);

in_each_browser!(
    what_a_device_knows_is_forgotten_and_it_stays,
    who_leaves_or_wipes_is_told_what_stays_with_others,
    a_backup_is_asked_for_after_the_first_publish_and_before_an_import,
);

async fn silent(browser: &Browser, site: &Site) {
    assert_eq!(browser.console_lines().await, Vec::<String>::new());
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

/// A file of Ana's festival, as text, and the link into it.
async fn a_file(site: &Site) -> (String, String) {
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    let link = join_link(&ana).await;
    ana.goto("#/connections").await;
    ana.click("button", "Give what I have by file").await;
    ana.click("button", "Save the file").await;
    let file = ana.saved_file("summer.p2panda.txt", "file.txt").await;
    let text = std::fs::read_to_string(file).expect("a saved file");
    ana.kill().await;
    (text, link)
}

/// What the share sheet of a phone does with the manifest's `share_target`: it posts
/// the file to the address there, which only the service worker knows, and follows the
/// answer to `#/file`.
const SHARE: &str = "
    const [text, done] = arguments;
    const form = new FormData();
    form.append('file', new File([text], 'summer.p2panda.txt', { type: 'text/plain' }));
    navigator.serviceWorker.ready
        .then(() => fetch('./share', { method: 'POST', body: form }))
        .then(answer => done(answer.ok), error => done(String(error)));";

/// Firefox has no such share sheet, and its driver's scripts pass by the worker.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_another_app_shares_is_taken_in() {
    let name = "a_file_that_another_app_shares_is_taken_in";
    scene(name, Kind::Chromium, async |site: &Site, kind| {
        let (text, link) = a_file(site).await;
        let ben = Browser::open(kind, site, "ben").await;
        join(&ben, &link).await;
        ben.by_role("link", "Schedule").await;
        // The worker answers for pages that were loaded after it.
        ben.run_async("navigator.serviceWorker.ready.then(() => arguments[0]())")
            .await;
        ben.reload().await;
        ben.by_role("link", "Schedule").await;
        assert_eq!(ben.ask(SHARE, vec![json!(text)]).await, true);
        ben.goto("#/file").await;
        ben.wait_for_text("New in “Summer”", SOON).await;
        ben.click("link", "To the programme").await;
        ben.by_role("heading", "Opening").await;
        // It was there once.
        ben.goto("#/connections").await;
        ben.click("button", "All right").await;
        ben.goto("#/file").await;
        ben.by_role("heading", "By file").await;
        assert!(!ben.text().await.contains("this file"));
        silent(&ben, site).await;
    })
    .await;
}

async fn what_a_device_knows_is_forgotten_and_it_stays(site: &Site, kind: Kind) {
    let (text, link) = a_file(site).await;
    let file = site.file("again.p2panda.txt", &text);
    let ben = Browser::open(kind, site, "ben").await;
    join(&ben, &link).await;
    ben.by_role("link", "Schedule").await;
    ben.goto("#/connections").await;
    ben.by_role("heading", "By file").await;
    ben.give_file("carried-file", &file).await;
    ben.click("link", "To the programme").await;
    ben.by_role("heading", "Opening").await;
    publish(&ben, "Breakfast").await;
    ben.goto(&settings(&ben).await).await;
    ben.click("button", "Forget what is here, and stay").await;
    ben.wait_for_text("What others have comes back when you meet them", SOON)
        .await;
    confirm(&ben).await;
    const WAITS: &str = "You will be let in as soon as somebody opens it";
    ben.wait_for_text(WAITS, SOON).await;
    assert!(!ben.text().await.contains("Breakfast"));
    ben.reload().await;
    ben.wait_for_text(WAITS, SOON).await;
    // It is still in: the same file fills it again, without a new invitation.
    ben.goto("#/connections").await;
    ben.by_role("heading", "By file").await;
    ben.give_file("carried-file", &file).await;
    ben.click("link", "To the programme").await;
    ben.by_role("heading", "Opening").await;
    publish(&ben, "Second breakfast").await;
    ben.reload().await;
    ben.by_role("heading", "Second breakfast").await;
    silent(&ben, site).await;
}

/// The page with what is said about the festival that is looked at.
async fn settings(browser: &Browser) -> String {
    let here = browser.run("return location.hash", vec![]).await;
    let here = here.as_str().expect("an address");
    let festival: Vec<&str> = here.split('/').take(3).collect();
    format!("{}/settings", festival.join("/"))
}

/// Says yes to the question that is asked.
async fn confirm(browser: &Browser) {
    let script = "document.querySelector('dialog[open] button').click(); return true";
    browser.run(script, vec![]).await;
}

async fn who_leaves_or_wipes_is_told_what_stays_with_others(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    ana.goto(&settings(&ana).await).await;
    ana.click("button", "Leave this festival").await;
    ana.wait_for_text("What you wrote stays with everyone who has it", SOON)
        .await;
    fits(&ana, "leave").await;
    confirm(&ana).await;
    ana.by_role("heading", "A festival without a server").await;
    start_festival(&ana, "Winter").await;
    ana.goto("#/me").await;
    ana.type_into("Name", "Anastasia").await;
    // As if the page went in the middle of typing.
    ana.run("dispatchEvent(new Event('pagehide'))", vec![])
        .await;
    let typed = "return Object.values(sessionStorage).join().includes('Anastasia')";
    assert_eq!(ana.run(typed, vec![]).await, true);
    ana.click("button", "Delete everything on this device")
        .await;
    ana.wait_for_text("What you wrote stays with everyone who has it", SOON)
        .await;
    confirm(&ana).await;
    ana.wait_for_text("Everything of yours on this device is gone", SOON)
        .await;
    ana.goto("#/").await;
    ana.reload().await;
    ana.by_role("heading", "A festival without a server").await;
    assert!(!ana.text().await.contains("Winter"));
    // What a page left behind that went in the middle of typing, and no form has taken yet.
    let leave = "sessionStorage.setItem('p2panda.typed:/', '[\"elsewhere\", []]')";
    ana.run(leave, vec![]).await;
    ana.goto("#/me").await;
    ana.click("button", "Delete everything on this device")
        .await;
    confirm(&ana).await;
    ana.wait_for_text("Everything of yours on this device is gone", SOON)
        .await;
    let left = "return sessionStorage.getItem('p2panda.typed:/')";
    assert_eq!(ana.run(left, vec![]).await, json!(null));
    silent(&ana, site).await;
}

async fn a_backup_is_asked_for_after_the_first_publish_and_before_an_import(
    site: &Site,
    kind: Kind,
) {
    const DUE: &str = "There is no backup of you yet";
    let ana = Browser::open(kind, site, "ana").await;
    assert!(!ana.text().await.contains(DUE), "there is nothing to lose");
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    ana.wait_for_text(DUE, SOON).await;
    ana.goto(&settings(&ana).await).await;
    ana.by_role("heading", "Take a programme in").await;
    ana.wait_for_text("only your key can change it later", SOON)
        .await;
    fits(&ana, "import-without-backup").await;
    ana.click("link", "Make one").await;
    ana.by_role("heading", "Keep yourself safe").await;
    silent(&ana, site).await;
}

/// Chromium does offer to install the page, but without a screen nobody can answer what
/// it then asks: its own offer is kept from the page.
const OFFERS_NOTHING: &str = "
    addEventListener('beforeinstallprompt', event => event.isTrusted && event.stopImmediatePropagation());";
/// Stands in for it.
const OFFERS: &str = "
    addEventListener('load', () => {
        const offer = new Event('beforeinstallprompt', { cancelable: true });
        offer.prompt = () => { self.prompted = (self.prompted ?? 0) + 1; return Promise.resolve({ outcome: 'accepted' }); };
        dispatchEvent(offer);
    });";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn installing_is_offered_once_something_was_written() {
    let name = "installing_is_offered_once_something_was_written";
    scene(name, Kind::Chromium, async |site: &Site, kind| {
        let ana = Browser::open_elsewhere(kind, site, "ana").await;
        ana.before_pages(OFFERS_NOTHING).await;
        ana.before_pages(OFFERS).await;
        ana.goto("#/").await;
        ana.by_role("heading", "A festival without a server").await;
        assert!(!ana.has_role("button", "Install p2panda").await, "not yet");
        start_festival(&ana, "Summer").await;
        ana.goto("#/").await;
        ana.by_role("heading", "Keep p2panda as an app").await;
        fits(&ana, "install").await;
        ana.click("button", "Install p2panda").await;
        assert_eq!(ana.run("return self.prompted", vec![]).await, 1);
        ana.goto("#/me").await;
        ana.by_role("heading", "Who you are").await;
        assert!(!ana.has_role("button", "Install p2panda").await, "once");
        silent(&ana, site).await;
    })
    .await;
}

/// Stands in for Safari on iOS, in a tab or on the home screen.
fn ios(on_home_screen: bool) -> String {
    format!(
        "Object.defineProperty(Navigator.prototype, 'standalone', {{ value: {on_home_screen} }});"
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_ios_the_move_code_comes_before_the_home_screen() {
    let name = "on_ios_the_move_code_comes_before_the_home_screen";
    scene(name, Kind::Chromium, async |site: &Site, kind| {
        let tab = Browser::open_elsewhere(kind, site, "tab").await;
        tab.before_pages(OFFERS_NOTHING).await;
        tab.before_pages(&ios(false)).await;
        tab.goto("#/").await;
        start_festival(&tab, "Summer").await;
        tab.goto("#/").await;
        tab.by_role("heading", "Keep p2panda as an app").await;
        tab.wait_for_text("Add to Home Screen", SOON).await;
        fits(&tab, "install-ios").await;
        tab.click("link", "Show my move code").await;
        tab.click("button", "Show my move code").await;
        let code = "return document.getElementById('move-code')?.value ?? ''";
        tab.by_role("textbox", "Your move code").await;
        let code = tab.run(code, vec![]).await;
        let code = code.as_str().expect("a code").to_owned();
        tab.goto("#/me").await;
        let name = "return document.querySelector('[data-test=name]')?.textContent ?? ''";
        tab.by_role("heading", "Who you are").await;
        let me = tab.run(name, vec![]).await;

        let app = Browser::open_elsewhere(kind, site, "app").await;
        app.before_pages(OFFERS_NOTHING).await;
        app.before_pages(&ios(true)).await;
        app.goto("#/").await;
        app.by_role("heading", "Were you here in Safari before?")
            .await;
        fits(&app, "installed-ios").await;
        app.click("link", "Paste my move code").await;
        app.type_into("Your 24 words, or a move code", &code).await;
        app.click("button", "Open").await;
        app.click("button", "Go on as this person").await;
        confirm(&app).await;
        app.by_role("heading", "Who you are").await;
        assert_eq!(app.run(name, vec![]).await, me);
        app.goto("#/").await;
        app.by_role("heading", "Your festivals").await;
        for browser in [&tab, &app] {
            silent(browser, site).await;
        }
    })
    .await;
}

/// Stands in for a system that opens a file with the installed app.
const LAUNCHES: &str = "
    Object.defineProperty(self, 'launchQueue', { value: { setConsumer: take => { self.launch = take; } } });";
const LAUNCH: &str = "
    const file = new File([arguments[0]], 'summer.p2panda.txt', { type: 'text/plain' });
    self.launch({ files: [{ getFile: () => Promise.resolve(file) }] });
    self.launch({ files: [] });
    self.launch({});
    return true;";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_the_system_opens_with_the_app_is_taken_in() {
    let name = "a_file_that_the_system_opens_with_the_app_is_taken_in";
    scene(name, Kind::Chromium, async |site: &Site, kind| {
        let (text, link) = a_file(site).await;
        let ben = Browser::open_elsewhere(kind, site, "ben").await;
        ben.before_pages(LAUNCHES).await;
        ben.goto("#/").await;
        ben.by_role("heading", "A festival without a server").await;
        // Before there is an invitation it is said that one is needed.
        ben.run(LAUNCH, vec![json!(text)]).await;
        ben.wait_for_text("Ask for an invitation first", SOON).await;
        join(&ben, &link).await;
        ben.by_role("link", "Schedule").await;
        ben.run(LAUNCH, vec![json!(text)]).await;
        ben.wait_for_text("New in “Summer”", SOON).await;
        ben.click("link", "To the programme").await;
        ben.by_role("heading", "Opening").await;
        enter(&ben, "Summer").await;
        silent(&ben, site).await;
    })
    .await;
}
