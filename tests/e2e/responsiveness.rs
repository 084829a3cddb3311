//! How quickly the app answers with a congress of a thousand events on a slow
//! device: Chromium with its processor throttled to a quarter. Not a test of every
//! run but a measurement: `./scripts/bench app` runs it and prints the figures.

use std::time::Duration;

use serde_json::{Value, json};

use crate::congress;
use crate::harness::{Browser, Kind, scene, target};
use crate::steps::start_festival;

/// How much slower than this machine.
const THROTTLE: u32 = 4;
/// Times each thing is done; the median counts.
const ROUNDS: usize = 5;

/// Goes to a route, and tells how long it took until `selector` was there and painted.
const OPEN: &str = "
    const [route, selector, done] = arguments;
    const since = performance.now();
    const painted = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)));
    const here = () => location.hash === route && document.querySelector(selector);
    const watch = new MutationObserver(() => { if (here()) { watch.disconnect(); painted(); } });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    location.hash = route;
    setTimeout(() => done(-1), 20000);";

/// Types one more letter, and tells how long it took until the list was another one
/// and painted.
const TYPE: &str = "
    const [text, done] = arguments;
    const field = document.querySelector('input[type=search]');
    const since = performance.now();
    const shown = document.querySelector('main .page');
    const watch = new MutationObserver(changes => {
        if (!changes.some(change => change.target.closest?.('.events, .day, .page') && change.type === 'childList')) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)));
    });
    watch.observe(shown, { childList: true, subtree: true });
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    setTimeout(() => done(-1), 20000);";

/// Scrolls from top to bottom, pressing «show more» where it stands, and tells how
/// many cards there were and how long the longest tasks took.
const SCROLL: &str = "
    const done = arguments[arguments.length - 1];
    const tasks = [];
    const watch = new PerformanceObserver(list => tasks.push(...list.getEntries().map(task => task.duration)));
    watch.observe({ type: 'longtask' });
    let still = 0, last = -1;
    const step = () => {
        window.scrollBy(0, 600);
        still = window.scrollY === last ? still + 1 : 0;
        last = window.scrollY;
        if (still < 60) return requestAnimationFrame(step);
        setTimeout(() => done([document.querySelectorAll('.card.event').length, tasks.sort((a, b) => b - a).slice(0, 5)]), 500);
    };
    step();";

async fn measured(browser: &Browser, script: &str, arguments: Vec<Value>) -> f64 {
    let driver = browser.driver().await;
    let answer = driver.execute_async(script, arguments).await;
    let answer = answer.unwrap_or_else(|error| panic!("the script fails: {error}"));
    answer.json().as_f64().expect("the script tells a number")
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// A file of the programme for the file field.
pub fn programme_file(events: usize) -> std::path::PathBuf {
    let folder = target().join("congress");
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    let file = folder.join(format!("schedule-{events}.json"));
    std::fs::write(&file, congress::programme(events)).expect("the file can be written");
    file
}

/// Takes a congress of so many events into a new festival, and gives the address of
/// its programme.
pub async fn congress(browser: &Browser, events: usize) -> String {
    start_festival(browser, "Winter Congress").await;
    let route = browser.run("return location.hash", vec![]).await;
    let route = route.as_str().unwrap_or_default().to_owned();
    browser.goto(&format!("{route}/settings")).await;
    browser
        .choose_file("Choose a file", &programme_file(events))
        .await;
    browser
        .wait_for_text("Winter Congress is here", Duration::from_secs(120))
        .await;
    route
}

async fn measure(site: &crate::harness::Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    let route = congress(&browser, 1_000).await;
    let first = "return document.querySelector('.card.event h3 a').getAttribute('href')";
    browser.goto(&route).await;
    browser.wait_for_text("#", Duration::from_secs(15)).await;
    let event = browser.run(first, vec![]).await;
    let event = event.as_str().expect("there is an event").to_owned();
    browser.goto(&format!("{route}/market")).await;
    browser
        .wait_for_text("Room 1", Duration::from_secs(15))
        .await;
    let room = "return document.querySelector('.card.resource h2 a').getAttribute('href')";
    let room = browser.run(room, vec![]).await;
    let room = room.as_str().expect("there is a room").to_owned();
    browser.slow_down(THROTTLE).await;
    let screens: [(&str, String, &str); 11] = [
        ("schedule", route.clone(), ".card.event"),
        ("event", event, ".event-head"),
        ("event form", format!("{route}/event/new"), "#event-title"),
        ("market", format!("{route}/market"), ".card.resource"),
        ("resource", room, "#times-title"),
        (
            "resource form",
            format!("{route}/resource/new"),
            "#resource-title",
        ),
        ("mine", format!("{route}/mine"), "#mine-events"),
        ("people", format!("{route}/people"), ".someone-row"),
        ("settings", format!("{route}/settings"), "#f-title"),
        ("inbox", "#/inbox".to_owned(), "#queue-title"),
        ("me", "#/me".to_owned(), "#device-title"),
    ];
    println!(
        "{THROTTLE} times slower, 1,000 events in 60 rooms; milliseconds, median of {ROUNDS} (worst)"
    );
    for (name, address, selector) in &screens {
        let mut all = Vec::new();
        for _ in 0..ROUNDS {
            browser.goto("#/").await;
            browser.by_role("heading", "Your festivals").await;
            let arguments = vec![json!(address), json!(selector)];
            all.push(measured(&browser, OPEN, arguments).await);
        }
        let worst = all.iter().copied().fold(0.0, f64::max);
        println!(
            "open {name:>14}: {:>6.0} ({worst:.0}), goal 300",
            median(all)
        );
    }
    for (name, address, words) in [
        (
            "schedule",
            route.clone(),
            ["g", "ga", "gar", "gard", "garden"],
        ),
        (
            "market",
            format!("{route}/market"),
            ["r", "ro", "roo", "room", "room 5"],
        ),
    ] {
        browser.goto(&address).await;
        browser.wait_for_text("Room", Duration::from_secs(15)).await;
        let mut all = Vec::new();
        for text in words {
            all.push(measured(&browser, TYPE, vec![json!(text)]).await);
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        let worst = all.iter().copied().fold(0.0, f64::max);
        println!(
            "filter {name:>12}: {:>6.0} ({worst:.0}), goal 100",
            median(all)
        );
    }
    browser.goto("#/").await;
    browser.goto(&route).await;
    browser.wait_for_text("#", Duration::from_secs(15)).await;
    let scrolled = browser.run_async(SCROLL).await;
    println!("scrolled [cards, longest tasks]: {scrolled}, goal 1000 cards, no task over 50");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement; ./scripts/bench app"]
async fn the_app_answers_quickly_with_a_congress_on_a_slow_device() {
    scene("responsiveness", Kind::Chromium, measure).await;
}
