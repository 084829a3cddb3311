//! Figures of a whole peer on the browser's store, at 1,000 to 100,000 entries in the
//! mix of a real festival: receiving, computing the view, starting again. Each beside
//! its raw floor of the same run; asserted on nothing but success.

use p2panda::peer::Input;
use p2panda::protocol::log::Authentic;
use p2panda::protocol::view::{MessageIn, View};
use p2panda::storage::suite::foreign;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use crate::app::App;
use crate::awaited::Awaited;
use crate::festival::{entered, received};
use crate::measure::{Raw, now, settle};

/// Numbers of entries; without optimisation only the fewest, to show that it runs.
const SIZES: &[usize] = if cfg!(debug_assertions) {
    &[1_000]
} else {
    &[1_000, 10_000, 100_000]
};

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
