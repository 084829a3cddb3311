//! A page in which links come and go keeps nothing of those that are over: no
//! connection, no listener, no memory of the module. Two Chromiums connect by codes and part again,
//! as often as a page may that is open for days; both are measured.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::harness::{Browser, Kind, Site, scene};
use crate::steps::{connect, enter, publish, start_festival};

/// Cycles of the ordinary run, and of the full one (`P2PANDA_FULL=1`).
const CYCLES: u32 = 100;
const CYCLES_IN_FULL: u32 = 1_000;
/// After so many everything has its size: caches are full, code is compiled.
const SETTLED: u32 = 20;
/// A link is given time to carry its goodbye.
const REST: Duration = Duration::from_secs(3);
/// Longest time until something has come about.
const LONG: Duration = Duration::from_secs(60);

/// Asks for a code.
const OFFER: &str = "
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(button => button.textContent.trim() === 'Connect to a member again').click();";
/// The code that is shown.
const CODE: &str = "return document.querySelector('#own-code')?.value || null";

/// Enters a code.
const ENTER: &str = "
    const field = document.querySelector('#code');
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, arguments[0]);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    setTimeout(() => field.form.requestSubmit(), 50);";

/// Leaves as a page does that is put aside, and may come back.
const PART: &str =
    "window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));";

/// Whether so many are connected and no connection is being made.
const SETTLED_WITH: &str = "
    const links = document.querySelectorAll('[aria-labelledby=links-title] li').length;
    return links === arguments[0] && !document.querySelector('#own-code') || null;";

/// Asks again until a script gives something. Scripts that the driver would wait for are
/// not for this test: it keeps each of them, source and all, for as long as they might
/// take (two snapshots of the heap, 20 kB a link).
async fn until(browser: &Browser, script: &str, arguments: Vec<Value>) -> Value {
    let begun = Instant::now();
    loop {
        let found = browser.run(script, arguments.clone()).await;
        if !found.is_null() {
            return found;
        }
        assert!(begun.elapsed() < LONG, "{}", browser.text().await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn settled_with(browser: &Browser, links: u32) {
    until(browser, SETTLED_WITH, vec![json!(links)]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_links_that_came_and_went_leave_nothing_behind() {
    let name = "a_hundred_links_that_came_and_went_leave_nothing_behind";
    scene(name, Kind::Chromium, come_and_go).await;
}

async fn come_and_go(site: &Site, kind: Kind) {
    let cycles = match std::env::var("P2PANDA_FULL").as_deref() {
        Ok("1") => CYCLES_IN_FULL,
        _ => CYCLES,
    };
    let ana = Browser::open(kind, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    start_festival(&ana, "Summer").await;
    publish(&ana, "Opening").await;
    connect(&ana, &ben, "Invite somebody").await;
    enter(&ben, "Summer").await;
    for browser in [&ana, &ben] {
        browser.goto("#/connections").await;
        settled_with(browser, 1).await;
    }
    let mut before = Vec::new();
    for cycle in 1..=cycles {
        let (from, to) = if cycle % 2 == 0 {
            (&ana, &ben)
        } else {
            (&ben, &ana)
        };
        from.run(PART, vec![]).await;
        for browser in [from, to] {
            settled_with(browser, 0).await;
        }
        from.run(OFFER, vec![]).await;
        let offer = until(from, CODE, vec![]).await;
        to.run(ENTER, vec![offer]).await;
        let answer = until(to, CODE, vec![]).await;
        from.run(ENTER, vec![answer]).await;
        for browser in [from, to] {
            settled_with(browser, 1).await;
        }
        if cycle == SETTLED || cycle == cycles {
            tokio::time::sleep(REST).await;
            for (number, browser) in [&ana, &ben].into_iter().enumerate() {
                let kept = Kept::of(browser).await;
                println!("after {cycle} links: {kept:?}");
                match before.get(number) {
                    None => before.push(kept),
                    Some(before) => kept.is_no_more_than(before),
                }
            }
        }
    }
    for browser in [&ana, &ben] {
        assert_eq!(browser.console_lines().await, Vec::<String>::new());
    }
    assert_eq!(site.csp_violations(), Vec::<String>::new());
}

/// What a page keeps, once its garbage is collected.
#[derive(Debug)]
struct Kept {
    /// Bytes of all wasm memories, in whole pages of 64 KiB.
    wasm: f64,
    /// Bytes of JavaScript's heap.
    heap: f64,
    listeners: f64,
    connections: f64,
}

impl Kept {
    async fn of(browser: &Browser) -> Self {
        let wasm = wasm_bytes(browser).await;
        browser.debug("HeapProfiler.enable", json!({})).await;
        for _ in 0..3 {
            browser
                .debug("HeapProfiler.collectGarbage", json!({}))
                .await;
        }
        browser.debug("Performance.enable", json!({})).await;
        let metrics = browser.debug("Performance.getMetrics", json!({})).await;
        let metric = |name: &str| {
            let all = metrics["metrics"].as_array().into_iter().flatten();
            let mut named = all.filter(|metric| metric["name"] == name);
            let value = named.next().and_then(|metric| metric["value"].as_f64());
            value.unwrap_or_else(|| panic!("Chromium tells no {name}"))
        };
        Self {
            wasm,
            heap: metric("JSHeapUsedSize"),
            listeners: metric("JSEventListeners"),
            connections: metric("RTCPeerConnections"),
        }
    }

    /// At most 105 % of what it was; of connections not a single one more.
    fn is_no_more_than(&self, before: &Self) {
        for (what, now, before) in [
            ("wasm bytes", self.wasm, before.wasm),
            ("bytes of JavaScript's heap", self.heap, before.heap),
            ("listeners", self.listeners, before.listeners),
        ] {
            assert!(now <= before * 1.05, "{what}: {now}, before {before}");
        }
        assert!(
            self.connections <= before.connections,
            "connections: {}, before {}",
            self.connections,
            before.connections
        );
    }
}

async fn wasm_bytes(browser: &Browser) -> f64 {
    const SUM: &str =
        "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }";
    let id = |answer: Value, field: &str| answer[field]["objectId"].clone();
    let prototype = json!({ "expression": "WebAssembly.Memory.prototype" });
    let prototype = id(browser.debug("Runtime.evaluate", prototype).await, "result");
    let query = json!({ "prototypeObjectId": prototype });
    let memories = id(
        browser.debug("Runtime.queryObjects", query).await,
        "objects",
    );
    let sum = json!({ "objectId": memories, "functionDeclaration": SUM, "returnByValue": true });
    let sum = browser.debug("Runtime.callFunctionOn", sum).await;
    let bytes = sum["result"]["value"].as_f64();
    bytes.unwrap_or_else(|| panic!("Chromium tells no memory but {sum}"))
}
