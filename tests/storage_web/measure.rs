//! Figures of the browser's store, printed beside the raw floor of the same run
//! and asserted on nothing but success. Headless driver profiles lie in the
//! system's folder for temporary files; if that is memory, so are the figures.
//! Shown with `--nocapture`.

use crate::awaited::Awaited;
use idb::{Database, Factory, Transaction};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use p2panda::protocol::log::Authentic;
use p2panda::storage::suite::{Author, foreign, read_all};
use p2panda::storage::{Answer, Batch, OwnSteps, Request};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Payload of an entry, bytes.
const PAYLOAD: usize = 200;
/// Entries of a large ingest; fewer without optimisation, to show that it runs.
const INGESTED: usize = if cfg!(debug_assertions) {
    1_000
} else {
    ENTRIES
};
/// Entries that are read.
const ENTRIES: usize = 10_000;

/// Milliseconds since the page was loaded.
pub fn now() -> f64 {
    let window = web_sys::window().expect("tests run in a page");
    window.performance().expect("pages have a clock").now()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// A database of one store, with nothing of ours around it.
pub struct Raw(JsValue);

impl Raw {
    /// Opens or makes it.
    pub async fn open(name: &str) -> Self {
        let request = Factory::new().and_then(|factory| factory.open(name, Some(1)));
        let mut request = request.expect("a request");
        request.on_upgrade_needed(|event| {
            let database = idb::DatabaseEvent::database(&event).expect("a database");
            database
                .create_object_store("raw", idb::ObjectStoreParams::new())
                .expect("a store");
        });
        Self(request.await.map(Database::into).expect("it opens"))
    }

    /// Puts all records in one transaction, until it is committed.
    pub async fn put(&self, durability: &str, first_key: u32, records: &[Vec<u8>]) {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &durability.into()).expect("an object");
        let begin: Function = Reflect::get(&self.0, &"transaction".into())
            .and_then(JsCast::dyn_into)
            .expect("a method");
        let transaction = begin
            .call3(
                &self.0,
                &Array::of1(&"raw".into()),
                &"readwrite".into(),
                &options,
            )
            .map(|raw| Transaction::try_from(raw).expect("a transaction"))
            .expect("a transaction");
        let store = transaction.object_store("raw").expect("a store");
        for (key, record) in (first_key..).zip(records) {
            let record = Uint8Array::from(record.as_slice());
            store.put(&record, Some(&key.into())).expect("a request");
        }
        let result = transaction
            .commit()
            .expect("it ends")
            .await
            .expect("it ends");
        assert!(result.is_committed());
    }

    /// Reads all records.
    pub async fn get_all(&self) {
        let transaction = Database::try_from(self.0.clone())
            .and_then(|database| database.transaction(&["raw"], idb::TransactionMode::ReadOnly))
            .expect("a transaction");
        let store = transaction.object_store("raw").expect("a store");
        let records = store.get_all(None, None).expect("a request").await;
        assert!(!records.expect("it is read").is_empty());
    }
}

/// Lets connections that were dropped close.
pub async fn settle() {
    let (sender, receiver) = futures_channel::oneshot::channel();
    let timeout = gloo::timers::callback::Timeout::new(100, move || {
        sender.send(()).expect("whoever waits is there");
    });
    timeout.forget();
    receiver.await.expect("it comes");
}

fn own(token: u64, steps: Vec<Authentic>) -> Request {
    Request::Commit(Batch {
        own: Some(OwnSteps { token, steps }),
        ..Batch::default()
    })
}

async fn timed(tab: &mut Awaited, request: Request) -> (f64, Answer) {
    let begin = now();
    let answer = tab.ask(request).await.expect("it is done");
    (now() - begin, answer)
}

#[wasm_bindgen_test]
async fn measure_own_write_until_durable() {
    const WRITES: u32 = 100;
    let mut tab = Awaited::open("measure own").await.expect("it opens");
    let (_, Answer::Writer(token)) = timed(&mut tab, Request::BecomeWriter).await else {
        panic!("nobody else writes")
    };
    let raw = Raw::open("measure own raw").await;
    let mut ana = Author::new(1);
    let (mut ours, mut strict, mut relaxed) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..WRITES {
        ours.push(
            timed(&mut tab, own(token, vec![ana.step(&[PAYLOAD])]))
                .await
                .0,
        );
        for (name, times) in [("strict", &mut strict), ("relaxed", &mut relaxed)] {
            let begin = now();
            raw.put(name, round, &[vec![round as u8; 512]]).await;
            times.push(now() - begin);
        }
    }
    let (ours, strict, relaxed) = (median(ours), median(strict), median(relaxed));
    console_log!(
        "own write until durable: {ours:.2} ms, raw strict {strict:.2} ms (x{:.2}), raw relaxed {relaxed:.2} ms",
        ours / strict
    );
}

#[wasm_bindgen_test]
async fn measure_ingest_of_other_peoples_steps() {
    for step in [100, 1000] {
        let mut ana = Author::new(1);
        let steps: Vec<Authentic> = (0..INGESTED / step)
            .map(|_| ana.step(&vec![PAYLOAD; step]))
            .collect();
        let records: Vec<Vec<u8>> = steps.iter().map(|step| step.run().encode()).collect();
        for batch in [1, 10] {
            let name = format!("measure ingest {step} {batch}");
            let mut tab = Awaited::open(&name).await.expect("it opens");
            let raw = Raw::open(&format!("{name} raw")).await;
            let mut ours = 0.0;
            for steps in steps.chunks(batch) {
                ours += timed(&mut tab, foreign(steps.to_vec())).await.0;
            }
            let begin = now();
            for (index, records) in (0..).zip(records.chunks(batch)) {
                raw.put("relaxed", index * batch as u32, records).await;
            }
            let raw = now() - begin;
            console_log!(
                "{INGESTED} entries in steps of {step}, {batch} to a transaction: {ours:.0} ms, {:.0} entries/s; raw puts {raw:.0} ms",
                INGESTED as f64 / ours * 1000.0
            );
        }
    }
}

#[wasm_bindgen_test]
async fn measure_reading_and_tidying() {
    let mut ana = Author::new(1);
    let mut tab = Awaited::open("measure read").await.expect("it opens");
    for _ in 0..10 {
        let steps = (0..100).map(|_| ana.step(&[PAYLOAD; 10])).collect();
        timed(&mut tab, foreign(steps)).await;
    }
    for state in ["in segments of 10", "merged"] {
        let (load, _) = timed(&mut tab, Request::Load).await;
        let (all, Answer::Segments(segments)) = timed(&mut tab, read_all(ana.log())).await else {
            panic!("a read is answered with segments")
        };
        let request = Request::Read {
            log: ana.log(),
            from: 7_777,
            max_bytes: 1,
        };
        let (one, _) = timed(&mut tab, request).await;
        console_log!(
            "{ENTRIES} entries {state} ({}): load {load:.1} ms, read all {all:.0} ms, read one in the middle {one:.1} ms",
            segments.len()
        );
        let (mut total, mut longest, mut calls) = (0.0f64, 0.0f64, 0);
        while let (time, Answer::Tidied(1..)) = timed(&mut tab, Request::Tidy).await {
            (total, longest, calls) = (total + time, longest.max(time), calls + 1);
        }
        console_log!("tidied in {calls} calls, {total:.0} ms, longest {longest:.0} ms");
    }
}
