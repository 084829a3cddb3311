//! Figures of a whole peer on the browser's store, at 1,000 to 100,000 entries in the
//! mix of a real festival: receiving, computing the view, starting again, an import.
//! Each beside its raw floor of the same run; asserted on nothing but success.

use std::rc::Rc;

use p2panda::gossip::entropy::SeededEntropy;
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    AppView, FestivalId, ImportState, ScheduleFilter, Screen, ScreenView,
};
use p2panda::peer::{Input, Output, Peer};
use p2panda::protocol::generate::signed::Signed;
use p2panda::protocol::generate::{Mix, festival};
use p2panda::protocol::log::Authentic;
use p2panda::protocol::view::{MessageIn, View};
use p2panda::storage::suite::foreign;
use p2panda::storage::{LocalKey, LocalTable, Request, Store};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use crate::awaited::Awaited;
use crate::measure::{Raw, now, settle};

/// Numbers of entries; without optimisation only the fewest, to show that it runs.
const SIZES: &[usize] = if cfg!(debug_assertions) {
    &[1_000]
} else {
    &[1_000, 10_000, 100_000]
};
/// Payload bytes of one transaction: what gossip hands over while the store is busy.
const BATCH_BYTES: u64 = 512 * 1024;

/// A peer on a store, driven as the app drives it.
struct App {
    peer: Peer,
    tab: Awaited,
    entropy: SeededEntropy,
    /// The longest time that the peer worked on one input, milliseconds.
    longest: f64,
    view: Rc<AppView>,
    wakes: Vec<u64>,
    now: u64,
}

impl App {
    async fn on(name: &str) -> Self {
        let tab = Awaited::open(name).await.expect("it opens");
        Self {
            peer: Peer::default(),
            tab,
            entropy: SeededEntropy::new(7),
            longest: 0.0,
            view: Rc::new(AppView::Starting),
            wakes: Vec::new(),
            now: 1_909_209_600_000,
        }
    }

    /// Hands in one input and everything that the store answers to it.
    async fn take(&mut self, input: Input) {
        let mut next = Some(input);
        let mut waiting = 0_usize;
        while let Some(input) = next.take() {
            let began = now();
            self.peer.handle(self.now, &mut self.entropy, input);
            self.longest = self.longest.max(now() - began);
            while let Some(output) = self.peer.poll() {
                match output {
                    Output::Store(id, request) => {
                        waiting += 1;
                        self.tab.store.submit(id, request);
                    }
                    Output::Wake(at) => self.wakes.push(at),
                    _ => {}
                }
            }
            if waiting > 0 {
                waiting -= 1;
                let (id, answer) = self.tab.next().await;
                next = Some(Input::Answered(id, answer));
            }
        }
        if let Some(view) = self.peer.view() {
            self.view = view;
        }
    }

    /// Nothing happens until all idle work is done.
    async fn rest(&mut self) {
        self.now += 10_000;
        loop {
            let due = self.wakes.iter().any(|at| *at <= self.now);
            self.wakes.retain(|at| *at > self.now);
            if !due {
                return;
            }
            self.take(Input::Tick).await;
        }
    }

    fn festival(&self) -> FestivalId {
        match &*self.view {
            AppView::Ready(view) => view.frame.festivals[0].id,
            other => panic!("not ready: {other:?}"),
        }
    }

    /// Looks at the programme; how many events it shows.
    async fn schedule(&mut self, festival: FestivalId) -> usize {
        let filter = ScheduleFilter::default();
        let screen = Screen::Schedule { festival, filter };
        self.take(Input::Command(Command::Look(screen))).await;
        match &*self.view {
            AppView::Ready(view) => match &view.screen {
                ScreenView::Schedule(schedule) => schedule.total,
                other => panic!("no schedule but {other:?}"),
            },
            other => panic!("not ready: {other:?}"),
        }
    }
}

/// Steps of each author joined to as long ones as gossip sends, in the order in which
/// a newcomer gets them: log by log.
fn received(size: usize) -> (Signed, Vec<Vec<Authentic>>) {
    let mut signed = Signed::new([3; 16]);
    festival(&mut signed, 42, Mix::of(size));
    let mut steps = std::mem::take(&mut signed.steps);
    steps.sort_by_key(|step| (step.run().key, step.run().first));
    let (mut batches, mut batch, mut bytes) = (Vec::new(), Vec::new(), 0);
    for step in joined(steps) {
        bytes += step.run().payload_bytes();
        batch.push(step);
        if bytes >= BATCH_BYTES {
            batches.push(std::mem::take(&mut batch));
            bytes = 0;
        }
    }
    batches.push(batch);
    (signed, batches)
}

/// Consecutive steps of one log as one step, as far as one step goes.
fn joined(steps: Vec<Authentic>) -> Vec<Authentic> {
    use p2panda::protocol::limits::{MAX_STEP_ENTRIES, MAX_STEP_PAYLOAD_BYTES};
    use p2panda::protocol::log::Head;
    use std::collections::BTreeMap;
    let mut heads: BTreeMap<_, Head> = BTreeMap::new();
    let mut open: Option<p2panda::protocol::run::Run> = None;
    let mut all = Vec::new();
    let mut close = |run: p2panda::protocol::run::Run, heads: &mut BTreeMap<_, Head>| {
        let head = heads.get(&run.key).expect("the log was begun");
        let step = head
            .link(run)
            .and_then(|linked| linked.authenticate())
            .expect("an honest run is a step");
        heads.insert(step.head().key(), step.head().clone());
        all.push(step);
    };
    for step in steps {
        let run = step.run();
        heads
            .entry(run.key)
            .or_insert_with(|| Head::empty(step.head().festival(), run.key));
        match &mut open {
            Some(before)
                if before.key == run.key
                    && before.entries.len() + run.entries.len() <= MAX_STEP_ENTRIES
                    && before.payload_bytes() + run.payload_bytes() <= MAX_STEP_PAYLOAD_BYTES =>
            {
                before.entries.extend_from_slice(&run.entries);
            }
            _ => {
                if let Some(run) = open.replace(run.clone()) {
                    close(run, &mut heads);
                }
            }
        }
    }
    if let Some(run) = open {
        close(run, &mut heads);
    }
    all
}

/// Checks the runs again, as they come from a link: decoded, linked, authenticated.
fn check(batches: &[Vec<Authentic>]) -> f64 {
    use p2panda::protocol::log::Head;
    use p2panda::protocol::run::Run;
    let encoded: Vec<Vec<u8>> = batches
        .iter()
        .flatten()
        .map(|step| step.run().encode())
        .collect();
    let festival = batches[0][0].head().festival();
    let began = now();
    let mut head: Option<Head> = None;
    for bytes in &encoded {
        let run = Run::decode(bytes).expect("an encoded run");
        let before = match head.take().filter(|head| head.key() == run.key) {
            Some(head) => head,
            None => Head::empty(festival, run.key),
        };
        let step = before.link(run).expect("it links").authenticate();
        head = Some(step.expect("it is signed").head().clone());
    }
    now() - began
}

/// Milliseconds that one strict check of a signature takes, the mean of a hundred.
fn one_signature() -> f64 {
    use p2panda::protocol::signature::{AuthorKey, verify};
    const CHECKS: u32 = 100;
    let key = AuthorKey::from_seed(&[9; 32]);
    let bytes = [7; 300];
    let (author, signature) = (key.author(), key.sign(&bytes));
    let began = now();
    for _ in 0..CHECKS {
        verify(&author, &bytes, &signature).expect("it is signed");
    }
    (now() - began) / f64::from(CHECKS)
}

/// Bytes that the browser counts for this page, by its own estimate.
async fn used() -> f64 {
    use wasm_bindgen::JsCast;
    let window = web_sys::window().expect("tests run in a page");
    let storage: wasm_bindgen::JsValue = window.navigator().into();
    let get = |of: &wasm_bindgen::JsValue, name: &str| {
        js_sys::Reflect::get(of, &name.into()).expect("an object")
    };
    let storage = get(&storage, "storage");
    let estimate: js_sys::Function = get(&storage, "estimate").dyn_into().expect("a method");
    let promise = estimate.call0(&storage).expect("it is allowed");
    let promise: js_sys::Promise = promise.dyn_into().expect("a promise");
    let estimate = wasm_bindgen_futures::JsFuture::from(promise).await;
    get(&estimate.expect("it is known"), "usage")
        .as_f64()
        .unwrap_or(f64::NAN)
}

fn apply(view: &mut View, step: &Authentic) {
    for (seq, hash, payload) in step.messages() {
        let message = MessageIn {
            log: step.head().key(),
            festival: step.head().festival(),
            seq,
            id: hash.instance(),
            payload,
        };
        view.apply(message).expect("each log is in its order");
    }
}

/// The rows by which a store belongs to the founder of a generated festival.
fn entered(signed: &Signed) -> Request {
    use p2panda::protocol::generate::Scribe;
    use p2panda::protocol::generate::signed::key;
    let founder = key(0).author();
    let row = p2panda::protocol::cbor::encode(&ciborium_row(founder, signed.nonce()));
    let festival = LocalKey {
        table: LocalTable::Festival,
        name: signed.festival().as_bytes().to_vec(),
    };
    Request::Commit(p2panda::storage::Batch {
        local: vec![(festival, Some(row.expect("a row")))],
        ..Default::default()
    })
}

fn ciborium_row(
    founder: p2panda::protocol::id::AuthorId,
    nonce: [u8; 16],
) -> std::collections::BTreeMap<&'static str, ciborium::Value> {
    use ciborium::Value::Bytes;
    [
        ("founder", Bytes(founder.as_bytes().to_vec())),
        ("nonce", Bytes(nonce.to_vec())),
        ("key", Bytes(vec![5; 32])),
    ]
    .into()
}

#[wasm_bindgen_test]
async fn measure_a_whole_festival() {
    for size in SIZES.iter().copied() {
        let name = format!("measure whole {size}");
        let (signed, batches) = received(size);
        let entries = batches
            .iter()
            .flatten()
            .map(|step| step.run().entries.len())
            .sum::<usize>();
        let per = |milliseconds: f64| entries as f64 / milliseconds * 1_000.0;

        // The floor: hashing alone, and the same bytes as plain records.
        let began = now();
        let mut all = 0;
        for (_, _, payload) in batches.iter().flatten().flat_map(Authentic::messages) {
            let hash = p2panda::protocol::id::Blake2b::of(payload);
            all ^= hash.as_bytes()[0];
        }
        let hashing = now() - began;
        let raw = Raw::open(&format!("{name} raw")).await;
        let records: Vec<Vec<u8>> = batches
            .iter()
            .map(|batch| batch.iter().flat_map(|step| step.run().encode()).collect())
            .collect();
        let began = now();
        for (index, record) in (0..).zip(&records) {
            raw.put("relaxed", index, std::slice::from_ref(record))
                .await;
        }
        let plain = now() - began;

        let steps = batches.iter().map(Vec::len).sum::<usize>();
        let signature = one_signature();

        // Receiving: checked, stored; and the view.
        let checking = check(&batches);
        let mut tab = Awaited::open(&name).await.expect("it opens");
        let before = used().await;
        let began = now();
        for batch in &batches {
            tab.ask(foreign(batch.clone())).await.expect("it is stored");
        }
        let storing = now() - began;
        let size = (used().await - before) / 1e6;
        let began = now();
        let mut view = View::new();
        let mut longest = 0.0_f64;
        for batch in &batches {
            let began = now();
            batch.iter().for_each(|step| apply(&mut view, step));
            longest = longest.max(now() - began);
        }
        let viewing = now() - began;
        console_log!(
            "{entries} entries ({all}): check {checking:.0} ms, store {storing:.0} ms: {:.0} entries/s; \
             view {viewing:.0} ms: {:.0} entries/s, longest batch {longest:.0} ms; \
             floor: hash {hashing:.0} ms, plain records {plain:.0} ms, \
             verify_strict {signature:.3} ms, for {steps} steps {:.0} ms; on disk {size:.1} MB",
            per(checking + storing),
            per(checking + storing + viewing),
            signature * steps as f64
        );
        tab.ask(entered(&signed)).await.expect("it is stored");
        drop((tab, view));
        settle().await;

        // Starting: from the logs, then from the snapshot.
        let mut app = App::on(&name).await;
        let began = now();
        app.take(Input::Start).await;
        let festival = app.festival();
        let shown = app.schedule(festival).await;
        let rebuilt = now() - began;
        app.longest = 0.0;
        let began = now();
        app.rest().await;
        let (resting, longest) = (now() - began, app.longest);
        drop(app);
        settle().await;
        let mut app = App::on(&name).await;
        let began = now();
        app.take(Input::Start).await;
        let again = app.schedule(festival).await;
        let snapshot = now() - began;
        assert_eq!(shown, again);
        let begin = now();
        raw.get_all().await;
        let floor = now() - begin;
        console_log!(
            "{entries} entries, start until {shown} events show: from the logs {rebuilt:.0} ms, \
             from the snapshot {snapshot:.0} ms; floor: the same bytes read {floor:.0} ms; \
             idle work {resting:.0} ms, longest turn {longest:.0} ms"
        );
    }
}

/// A programme of so many talks in ten rooms.
fn calendar(events: usize) -> Rc<[u8]> {
    let mut text = "BEGIN:VCALENDAR\r\n".to_owned();
    for event in 0..events {
        let (room, slot) = (event % 10, event / 10);
        let (day, hour) = (1 + slot / 24, slot % 24);
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:event-{event}\r\nSUMMARY:Event {event}\r\nLOCATION:Room {room}\r\n\
             DESCRIPTION:{}\r\nDTSTART:203007{day:02}T{hour:02}0000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n",
            "A talk about what people do together. ".repeat(30)
        ));
    }
    text.push_str("END:VCALENDAR\r\n");
    text.into_bytes().into()
}

/// The file that `scripts/bench storage` lays beside the test, if there is one.
async fn programme() -> Option<Rc<[u8]>> {
    use js_sys::{Function, Promise, Reflect, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    let call = |of: &JsValue, name: &str, argument: &JsValue| -> Option<Promise> {
        let method = Reflect::get(of, &name.into()).ok()?;
        let method = method.dyn_into::<Function>().ok()?;
        method.call1(of, argument).ok()?.dyn_into().ok()
    };
    let page: JsValue = web_sys::window()?.into();
    let response = JsFuture::from(call(&page, "fetch", &"/programme.xml".into())?);
    let response = response.await.ok()?;
    let is_there = Reflect::get(&response, &"ok".into()).ok()?.as_bool()?;
    let body = JsFuture::from(call(&response, "arrayBuffer", &JsValue::UNDEFINED)?);
    let bytes = Uint8Array::new(&body.await.ok()?).to_vec();
    is_there.then(|| bytes.into())
}

#[wasm_bindgen_test]
async fn measure_an_import() {
    let mut app = App::on("measure import").await;
    app.take(Input::Start).await;
    app.take(Input::Command(Command::StartFestival {
        title: "Congress".to_owned(),
        time_zone: "UTC".to_owned(),
        parent: None,
        open: false,
    }))
    .await;
    let festival = app.festival();
    app.longest = 0.0;
    let real = programme().await;
    let kind = if real.is_some() { "38C3" } else { "made up" };
    let file = real.unwrap_or_else(|| calendar(1_007));
    let began = now();
    app.take(Input::Command(Command::Import { festival, file }))
        .await;
    let shown = app.schedule(festival).await;
    let took = now() - began;
    let AppView::Ready(view) = &*app.view else {
        panic!("not ready")
    };
    let import = view.frame.import.clone().expect("an import");
    assert_eq!(import.state, ImportState::Done);
    console_log!(
        "import ({kind}): {shown} events as {} entries, durable and shown in {took:.0} ms, longest turn {:.0} ms",
        import.written,
        app.longest
    );
}
