//! How fast screens are with a whole festival in the browser: 1,000 events, 500
//! resources and 5,000 requests, in Chromium slowed down four times. Measured, not
//! asserted: `scripts/bench screens` runs it and prints a table. The festival is
//! made by a native peer and laid into the page's database as that peer stored it.

use std::collections::BTreeMap;
use std::time::Duration;

use data_encoding::BASE64;
use p2panda::gossip::entropy::SeededEntropy;
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    AppView, Event, EventTime, FestivalId, Importance, InstanceId, Need, Resource, ResourceKind,
    festival_digits,
};
use p2panda::peer::{Input, Output, Peer};
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::{Answer, Request, Store, record};
use serde_json::{Value, json};

use crate::harness::{Browser, Kind, Site, scene};

const EVENTS: usize = 1_000;
const PLACES: usize = 100;
const THINGS: usize = 400;
/// Needs of each event: one place and things.
const NEEDS: usize = 5;
const HOUR: i64 = 3_600;
/// Bytes of base64 that go to the page at once.
const PORTION: usize = 1 << 20;

/// Rows of the database: store, key, record, the last two in base64.
type Rows = Vec<(&'static str, String, String)>;

/// A peer that answers itself, and its store.
struct Maker {
    peer: Peer,
    store: MemoryStore,
    entropy: SeededEntropy,
    now: u64,
}

impl Maker {
    fn take(&mut self, input: Input) {
        self.peer.handle(self.now, &mut self.entropy, input);
        loop {
            while let Some(output) = self.peer.poll() {
                if let Output::Store(id, request) = output {
                    self.store.submit(id, request);
                }
            }
            let Some((id, answer)) = self.store.poll() else {
                return;
            };
            let input = Input::Answered(id, answer);
            self.peer.handle(self.now, &mut self.entropy, input);
        }
    }

    fn made(&mut self, command: Command) -> Option<(FestivalId, Option<InstanceId>)> {
        self.take(Input::Command(command));
        match &*self.peer.view()? {
            AppView::Ready(ready) => {
                let saved = ready.frame.saved?;
                Some((saved.festival?, saved.instance))
            }
            other => panic!("a running peer was expected, not {other:?}"),
        }
    }

    fn ask(&mut self, request: Request) -> Answer {
        self.store.submit(u64::MAX, request);
        let answered = self.store.poll().expect("memory answers at once");
        answered.1.expect("memory has room")
    }

    /// All that is stored, as the browser's database holds it.
    fn rows(&mut self) -> Rows {
        let Answer::Loaded(loaded) = self.ask(Request::Load) else {
            panic!("a store loads")
        };
        let mut rows = Rows::new();
        let mut row = |store, key: &[u8], value: &[u8]| {
            rows.push((store, BASE64.encode(key), BASE64.encode(value)));
        };
        for (key, value) in &loaded.local {
            row(
                "local",
                &record::local_key(key),
                &record::write_local(key, value),
            );
        }
        let mut segments = Vec::new();
        for head in &loaded.heads {
            row(
                "heads",
                &record::head_key(&head.key()),
                &record::write_head(head),
            );
            let read = Request::Read {
                log: head.key(),
                from: 1,
                max_bytes: u64::MAX,
            };
            self.store.submit(u64::MAX, read);
            if let Some((_, Ok(Answer::Segments(read)))) = self.store.poll() {
                segments.extend(read);
            }
        }
        for segment in &segments {
            let key = record::segment_key(&segment.run.key, segment.run.first);
            row("segments", &key, &record::write_segment(segment));
        }
        rows
    }
}

/// A festival of that size that begins now, unix seconds.
fn festival(now: u64) -> (FestivalId, InstanceId, Rows) {
    let mut maker = Maker {
        peer: Peer::default(),
        store: MemoryStore::new(7),
        entropy: SeededEntropy::new(7),
        now: now * 1_000,
    };
    maker.take(Input::Start);
    let start = Command::StartFestival {
        title: "Large".to_owned(),
        time_zone: "UTC".to_owned(),
        parent: None,
        open: false,
    };
    let (festival, _) = maker.made(start).expect("a festival");
    let mut offered = Vec::new();
    for number in 0..PLACES + THINGS {
        let (title, kind) = if number < PLACES {
            (format!("Place {number}"), ResourceKind::Place)
        } else {
            (format!("Thing {number}"), ResourceKind::Thing)
        };
        let fields = Resource {
            units: if number < PLACES { 1 } else { 0 },
            ..Resource::new(title, kind)
        };
        let offer = Command::SaveResource {
            festival,
            id: None,
            fields: Box::new(fields),
        };
        offered.extend(maker.made(offer).and_then(|(_, id)| id));
    }
    let first = i64::try_from(now).unwrap_or_default() / HOUR * HOUR;
    for number in 0..EVENTS {
        let begin = first + (number / PLACES) as i64 * 2 * HOUR;
        let needs = (0..NEEDS).map(|need| Need {
            need: need as u32,
            resource: Some(match need {
                0 => offered[number % PLACES],
                _ => offered[PLACES + (number * NEEDS + need) % THINGS],
            }),
            label: String::new(),
            quantity: 1,
            importance: Importance::Must,
            start: None,
            end: None,
        });
        let event = Event {
            time: Some(EventTime {
                start: begin,
                end: begin + HOUR,
                zone: "UTC".to_owned(),
                all_day: false,
            }),
            summary: "What it is about, in a few words.".to_owned(),
            tags: vec!["outside".to_owned()],
            needs: needs.collect(),
            ..Event::titled(format!("Talk {number}"))
        };
        maker.take(Input::Command(Command::SaveEvent {
            festival,
            id: None,
            fields: Box::new(event),
            notes: BTreeMap::new(),
        }));
    }
    let rows = maker.rows();
    (festival, offered[0], rows)
}

/// Takes rows into `window.rows`.
const TAKE: &str = "(window.rows ??= []).push(...arguments[0]); return window.rows.length;";

/// Puts them into the page's database in place of all that is there. The app keeps
/// its own connections; the page is loaded again afterwards.
const STORE: &str = "
    const done = arguments[arguments.length - 1];
    const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    (async () => {
        const name = (await indexedDB.databases()).map(known => known.name).find(name => name.startsWith('p2panda'));
        const database = await new Promise((resolve, reject) => {
            const request = indexedDB.open(name);
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        });
        const writing = database.transaction(['heads', 'segments', 'local'], 'readwrite');
        const meta = await new Promise(resolve => {
            const request = writing.objectStore('local').get(new Uint8Array([0]));
            request.onsuccess = () => resolve(request.result);
        });
        for (const store of ['heads', 'segments', 'local']) writing.objectStore(store).clear();
        if (meta) writing.objectStore('local').put(meta, new Uint8Array([0]));
        for (const [store, key, value] of window.rows) writing.objectStore(store).put(bytes(value), bytes(key));
        await new Promise((resolve, reject) => {
            writing.oncomplete = resolve;
            writing.onerror = () => reject(writing.error);
        });
        database.close();
    })().then(() => done('stored'), error => done(String(error)));";

/// Milliseconds since the page began to load, once something of `selector` is there.
const READY: &str = "
    const [selector] = arguments;
    const done = arguments[arguments.length - 1];
    const look = () => document.querySelector(selector) ? done(performance.now()) : requestAnimationFrame(look);
    look();";

/// Goes to a route and waits until its page is drawn: its heading and something of
/// `selector` is there, and a picture was painted since. Milliseconds.
const OPEN: &str = "
    const [route, selector] = arguments;
    const done = arguments[arguments.length - 1];
    const painted = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    (async () => {
        location.hash = '#/keys';
        while (!document.querySelector('kbd')) await painted();
        const begin = performance.now();
        location.hash = route;
        while (!document.querySelector(selector)) await painted();
        await painted();
        return performance.now() - begin;
    })().then(done, error => done(String(error)));";

/// Types into the field and waits until what is shown for `selector` has another
/// number of elements. Milliseconds.
const FILTER: &str = "
    const [field, text, selector] = arguments;
    const done = arguments[arguments.length - 1];
    const painted = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    (async () => {
        const input = document.querySelector(field);
        const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
        const before = document.querySelectorAll(selector).length;
        const begin = performance.now();
        setter.call(input, text);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        for (let turn = 0; turn < 300 && document.querySelectorAll(selector).length === before; turn++) await painted();
        return performance.now() - begin;
    })().then(done, error => done(String(error)));";

/// Scrolls down the page for two seconds; the longest task meanwhile, milliseconds
/// (0: none above 50).
const SCROLL: &str = "
    const done = arguments[arguments.length - 1];
    let longest = 0;
    const observer = new PerformanceObserver(list => {
        for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
    });
    observer.observe({ type: 'longtask' });
    const until = performance.now() + 2000;
    const step = () => {
        window.scrollBy(0, 120);
        if (performance.now() < until) requestAnimationFrame(step);
        else setTimeout(() => { observer.disconnect(); done(longest); }, 100);
    };
    requestAnimationFrame(step);";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures: scripts/bench screens"]
async fn measure_screens_of_a_large_festival() {
    scene("measure_screens", Kind::Chromium, measure).await;
}

async fn measure(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "large").await;
    browser.by_role("button", "Start the festival").await;
    let now = browser
        .run("return Math.floor(Date.now() / 1000)", vec![])
        .await;
    let (festival, place, rows) = festival(now.as_u64().expect("a time"));
    let mut portion = Vec::new();
    let mut size = 0;
    for row in rows {
        size += row.2.len();
        portion.push(json!(row));
        if size > PORTION {
            browser
                .run(TAKE, vec![Value::Array(std::mem::take(&mut portion))])
                .await;
            size = 0;
        }
    }
    browser.run(TAKE, vec![Value::Array(portion)]).await;
    assert_eq!(browser.run_async(STORE).await, json!("stored"));
    browser.reload().await;
    browser
        .wait_for_text("Large", Duration::from_secs(120))
        .await;
    browser.reload().await;
    let start = browser.ask(READY, vec![json!("article.event")]).await;
    println!(
        "{:>24}  {:>5.0} ms from disk, not slowed down",
        "start",
        number(&start)
    );
    browser.slow_down(4).await;
    let here = format!("#/festival/{}", festival_digits(&festival));
    let place = p2panda::peer::view_model::instance_digits(&place);
    println!("{:>24}  {:>8}  {:>8}", "screen", "opens", "scrolls");
    for (page, selector) in [
        ("", "article.event"),
        ("/market", "article.resource"),
        ("/mine", "#mine-events"),
        ("/grid", ".grid-event"),
        ("/inventory", ".stock > li"),
        ("/plan", ".plan-place"),
        ("/board", ".board .line"),
        ("/changed", ".day-page .lead"),
        ("/tree", ".branch"),
        ("/people", ".someone-row"),
        ("/print", "#print-doors"),
        (&*format!("/resource/{place}"), "#busy-title"),
        (&*format!("/resource/{place}/days"), ".day-bar"),
        ("/event/new", "#event-title, form"),
    ] {
        let opened = browser
            .ask(OPEN, vec![json!(format!("{here}{page}")), json!(selector)])
            .await;
        let scrolled = browser.run_async(SCROLL).await;
        let page = if page.len() > 40 {
            "/resource/…"
        } else {
            page
        };
        println!(
            "{page:>24}  {:>5.0} ms  {:>5.0} ms",
            number(&opened),
            number(&scrolled)
        );
    }
    let inbox = browser
        .ask(OPEN, vec![json!("#/inbox"), json!("#queue-title")])
        .await;
    println!("{:>24}  {:>5.0} ms", "inbox", number(&inbox));
    for (page, field, text, selector) in [
        ("", "#filter-text", "talk 99", "article.event"),
        ("/market", "#market-text", "thing 49", "article.resource"),
        ("/inventory", "#inventory-text", "thing 49", ".stock > li"),
        ("/search", "#search", "talk 99", ".line"),
    ] {
        let ready = if page == "/search" {
            "#search"
        } else {
            selector
        };
        browser
            .ask(OPEN, vec![json!(format!("{here}{page}")), json!(ready)])
            .await;
        let filtered = browser
            .ask(FILTER, vec![json!(field), json!(text), json!(selector)])
            .await;
        println!(
            "{:>24}  {:>5.0} ms",
            format!("{page} filter"),
            number(&filtered)
        );
    }
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("no number but {value}"))
}
