//! `scripts/bench sync`: 100,000 entries from one Chromium to an empty one, beside
//! what a bare data channel between the same two pages carries. `scripts/bench carried`:
//! the same entries by a file, and what a guess at a backup's passphrase costs. No
//! tests: they run only when asked for, and say what they measured.

use std::time::Duration;

use data_encoding::BASE64;
use p2panda::gossip::signal::{Code, JoinLink};
use p2panda::gossip::wire::KeyCard;
use p2panda::protocol::festival::FestivalKey;
use p2panda::protocol::generate::{Mix, festival, signed};
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::record::{head_key, segment_key, write_head, write_segment};
use p2panda::storage::{Answer, Batch, Request, Store};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::harness::{Browser, Kind, Site, scene};
use crate::kept_safe::type_passphrase;
use crate::steps::{connect, join, start_festival};

const NONCE: [u8; 16] = [4; 16];
const LONG: Duration = Duration::from_secs(120);

/// A generated festival as a browser stores it.
struct Stored {
    entries: u64,
    bytes: usize,
    /// Store, key and record of each row.
    rows: Vec<(&'static str, Vec<u8>, Vec<u8>)>,
}

fn ask(store: &mut MemoryStore, request: Request) -> Answer {
    store.submit(1, request);
    let (_, answer) = store.poll().expect("memory answers at once");
    answer.expect("memory has room")
}

fn generated(messages: usize) -> Stored {
    let mut logs = signed::Signed::new(NONCE);
    festival(&mut logs, 1, Mix::of(messages));
    let mut store = MemoryStore::new(1);
    for steps in logs.steps.chunks(1_000) {
        let batch = Batch {
            foreign: steps.to_vec(),
            ..Batch::default()
        };
        ask(&mut store, Request::Commit(batch));
    }
    while !matches!(ask(&mut store, Request::Tidy), Answer::Tidied(0)) {}
    let Answer::Loaded(loaded) = ask(&mut store, Request::Load) else {
        panic!("a store that is asked for everything gives it")
    };
    let mut stored = Stored {
        entries: 0,
        bytes: 0,
        rows: Vec::new(),
    };
    for head in &loaded.heads {
        let log = head.key();
        stored.entries += head.height();
        stored
            .rows
            .push(("heads", head_key(&log).to_vec(), write_head(head)));
        let read = Request::Read {
            log,
            from: 1,
            max_bytes: u64::MAX,
        };
        let Answer::Segments(segments) = ask(&mut store, read) else {
            panic!("a store that is asked for a log gives it")
        };
        for segment in &segments {
            let record = write_segment(segment);
            stored.bytes += record.len();
            stored.rows.push((
                "segments",
                segment_key(&log, segment.run.first).to_vec(),
                record,
            ));
        }
    }
    stored
}

/// The link into the generated festival.
fn link(site: &Site) -> String {
    let card = KeyCard {
        founder: signed::key(0).author(),
        nonce: NONCE,
        key: FestivalKey::from_bytes([5; 32]),
        title: "Sync".to_owned(),
    };
    let link = JoinLink {
        festivals: vec![card],
        meeting_points: Vec::new(),
    };
    site.url(&format!("#/join/{}", Code::to_text(&link.encode())))
}

const PUT: &str = "
    const [rows, done] = arguments;
    const bytes = text => Uint8Array.from(atob(text), char => char.charCodeAt(0));
    const opening = indexedDB.open('p2panda:/');
    opening.onerror = () => done(String(opening.error));
    opening.onsuccess = () => {
        const base = opening.result;
        const put = base.transaction(['heads', 'segments'], 'readwrite');
        for (const [store, key, record] of rows) put.objectStore(store).put(bytes(record), bytes(key));
        put.oncomplete = () => { base.close(); done('put'); };
        put.onabort = () => done(String(put.error));
    };";

/// Writes the festival into the browser's database, behind the app's back.
async fn put(browser: &Browser, stored: &Stored) {
    let mut rows: Vec<Value> = Vec::new();
    let mut size = 0;
    for (at, (store, key, record)) in stored.rows.iter().enumerate() {
        rows.push(json!([store, BASE64.encode(key), BASE64.encode(record)]));
        size += record.len();
        if size > 2_000_000 || at + 1 == stored.rows.len() {
            let driver = browser.driver().await;
            let rows = std::mem::take(&mut rows);
            let answer = driver.execute_async(PUT, vec![json!(rows)]).await;
            assert_eq!(answer.expect("the script runs").json(), "put");
            size = 0;
        }
    }
}

const OFFER: &str = "
    const [done] = arguments;
    const peer = window.raw = new RTCPeerConnection();
    window.channel = peer.createDataChannel('raw', { negotiated: true, id: 0 });
    peer.onicegatheringstatechange = () =>
        peer.iceGatheringState === 'complete' && done(peer.localDescription.sdp);
    peer.setLocalDescription();";
const ANSWER: &str = "
    const [sdp, done] = arguments;
    const peer = window.raw = new RTCPeerConnection();
    const channel = window.channel = peer.createDataChannel('raw', { negotiated: true, id: 0 });
    channel.binaryType = 'arraybuffer';
    window.got = 0;
    channel.onmessage = event => {
        window.got += event.data.byteLength;
        window.begun ??= performance.now();
        window.ended = performance.now();
    };
    peer.onicegatheringstatechange = () =>
        peer.iceGatheringState === 'complete' && done(peer.localDescription.sdp);
    peer.setRemoteDescription({ type: 'offer', sdp }).then(() => peer.setLocalDescription());";
const SEND: &str = "
    const [sdp, total, done] = arguments;
    const channel = window.channel, part = new Uint8Array(15 * 1024);
    channel.bufferedAmountLowThreshold = 256 * 1024;
    let left = total;
    const pump = () => {
        while (left > 0 && channel.bufferedAmount < 1024 * 1024) {
            channel.send(part.subarray(0, Math.min(left, part.length)));
            left -= part.length;
        }
        if (left <= 0) done('sent');
    };
    channel.onbufferedamountlow = pump;
    channel.onopen = pump;
    window.raw.setRemoteDescription({ type: 'answer', sdp });";

/// Milliseconds that a bare channel takes for so many bytes, in frames of 15 KiB.
async fn raw(from: &Browser, to: &Browser, bytes: usize) -> f64 {
    let run = async |browser: &Browser, script: &str, arguments: Vec<Value>| {
        let driver = browser.driver().await;
        let answer = driver.execute_async(script, arguments).await;
        answer.expect("the script runs").json().clone()
    };
    let offer = run(from, OFFER, vec![]).await;
    let answer = run(to, ANSWER, vec![offer]).await;
    run(from, SEND, vec![answer, json!(bytes)]).await;
    loop {
        let got = to
            .run("return [window.got, window.ended - window.begun]", vec![])
            .await;
        if got[0].as_u64().unwrap_or(0) >= bytes as u64 {
            for browser in [from, to] {
                browser.run("window.raw.close()", vec![]).await;
            }
            return got[1].as_f64().expect("a time");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: scripts/bench sync"]
async fn sync_of_a_hundred_thousand_entries() {
    scene("sync", Kind::Chromium, async |site: &Site, _| {
        measure(site).await
    })
    .await;
}

/// The festival that is measured with.
fn measured() -> Stored {
    let messages = std::env::var("P2PANDA_SYNC_ENTRIES").ok();
    let messages = messages
        .and_then(|number| number.parse().ok())
        .unwrap_or(100_000);
    let stored = generated(messages);
    eprintln!(
        "{} entries, {} kB as stored",
        stored.entries,
        stored.bytes / 1000
    );
    stored
}

async fn measure(site: &Site) {
    let stored = measured();
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    join(&ana, &link(site)).await;
    ana.wait_for_text("Looking for people", LONG).await;
    put(&ana, &stored).await;
    let begun = Instant::now();
    ana.reload().await;
    shows_programme(&ana).await;
    eprintln!(
        "started with all of it after {} ms",
        begun.elapsed().as_millis()
    );
    let ben = Browser::open(Kind::Chromium, site, "ben").await;
    join(&ben, &link(site)).await;
    ben.wait_for_text("Looking for people", LONG).await;
    let programme = ben.run("return location.hash", vec![]).await;
    let programme = programme.as_str().expect("it has a route").to_owned();
    let floor = raw(&ana, &ben, stored.bytes).await;
    let receive = async || {
        let begun = connect(&ana, &ben, "Connect to a member again").await;
        ben.run(LONG_TASKS, vec![]).await;
        ben.goto("#/connections").await;
        // What WebDriver takes for an element's text is a long task of its own.
        const TOLD: &str = "return document.body.textContent.includes('up to date')";
        while ben.run(TOLD, vec![]).await != true {
            assert!(begun.elapsed() < LONG, "{}", ben.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let received = begun.elapsed();
        ben.goto(&programme).await;
        shows_programme(&ben).await;
        (received, begun.elapsed())
    };
    let (received, shown) = ben.profiled("sync", receive).await;
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    eprintln!(
        "received in {:.0} ms ({:.0} entries/s); shown after {:.0} ms; raw channel {floor:.0} ms ({:.1} MB/s): {:.0} % of it",
        ms(received),
        stored.entries as f64 / received.as_secs_f64(),
        ms(shown),
        stored.bytes as f64 / floor / 1000.0,
        100.0 * floor / ms(received),
    );
    let tasks = ben.run("return window.longTasks", vec![]).await;
    eprintln!("tasks of the receiving page above 50 ms, by the clock: {tasks}");
}

/// Notes how long each task of the page takes that takes longer than 50 ms.
const LONG_TASKS: &str = "
    window.longTasks = [];
    const note = list => window.longTasks.push(...list.getEntries().map(task => Math.round(task.duration)));
    new PerformanceObserver(note).observe({ type: 'longtask' });";

/// Waits until some event of the programme is on the screen.
async fn shows_programme(browser: &Browser) {
    const SHOWN: &str = "return document.querySelectorAll('.card.event').length > 0";
    let begun = Instant::now();
    while browser.run(SHOWN, vec![]).await != json!(true) {
        assert!(begun.elapsed() < LONG, "{}", browser.text().await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: scripts/bench carried"]
async fn carry_a_hundred_thousand_entries() {
    for kind in [Kind::Chromium, Kind::Firefox] {
        let name = format!("carry-{kind:?}").to_lowercase();
        scene(&name, kind, carry).await;
    }
}

/// Written by Chromium, where the store can be filled behind the app's back; taken in
/// by each browser.
async fn carry(site: &Site, kind: Kind) {
    let stored = measured();
    let ana = Browser::open(Kind::Chromium, site, "ana").await;
    join(&ana, &link(site)).await;
    ana.wait_for_text("Looking for people", LONG).await;
    put(&ana, &stored).await;
    ana.reload().await;
    ana.wait_for_text("As known", LONG).await;
    ana.goto("#/connections").await;
    ana.by_role("heading", "By file").await;
    let begun = Instant::now();
    ana.click("button", "Give what I have by file").await;
    until_shown(&ana, "given").await;
    let written = begun.elapsed();
    ana.click("button", "Save the file").await;
    let file = ana
        .saved_file("a-made-up-festival.p2panda.txt", "file.txt")
        .await;
    let size = std::fs::metadata(&file).map_or(0, |file| file.len());
    ana.kill().await;

    let ben = Browser::open(kind, site, "ben").await;
    join(&ben, &link(site)).await;
    ben.wait_for_text("Looking for people", LONG).await;
    ben.goto("#/connections").await;
    ben.by_role("heading", "By file").await;
    let take = async || {
        let begun = Instant::now();
        ben.give_file("carried-file", &file).await;
        until_shown(&ben, "taken").await;
        begun.elapsed()
    };
    // Only Chromium can be profiled.
    let taken = match kind {
        Kind::Chromium => ben.profiled("carried", take).await,
        Kind::Firefox => take().await,
    };
    let rate = |time: Duration| stored.entries as f64 / time.as_secs_f64();
    eprintln!(
        "written in {} ms ({:.0} entries/s, {} kB); taken in by {kind:?} in {} ms ({:.0} entries/s)",
        written.as_millis(),
        rate(written),
        size / 1000,
        taken.as_millis(),
        rate(taken),
    );
}

async fn until_shown(browser: &Browser, test: &str) {
    let begun = Instant::now();
    let shown = format!("return document.querySelector('[data-test={test}]') !== null");
    while browser.run(&shown, vec![]).await != true {
        assert!(begun.elapsed() < LONG, "{}", browser.text().await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: scripts/bench carried"]
async fn cost_of_a_guess_at_a_passphrase() {
    for kind in [Kind::Chromium, Kind::Firefox] {
        let name = format!("passphrase-{kind:?}").to_lowercase();
        scene(&name, kind, seal).await;
    }
}

async fn seal(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    start_festival(&ana, "Summer").await;
    for times in [1, 4] {
        if times > 1 && kind == Kind::Firefox {
            continue;
        }
        if kind == Kind::Chromium {
            ana.slow_down(times).await;
        }
        let mut took = Vec::new();
        for _ in 0..3 {
            ana.goto("#/me").await;
            ana.goto("#/backup").await;
            for id in ["new-passphrase", "same-passphrase"] {
                type_passphrase(&ana, id, "four badgers on a tandem").await;
            }
            let begun = Instant::now();
            ana.click("button", "Seal a file").await;
            until_shown(&ana, "sealed").await;
            took.push(begun.elapsed().as_millis());
        }
        eprintln!("sealed by {kind:?}, slowed down {times} times, in {took:?} ms");
    }
}
