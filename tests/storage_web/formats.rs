//! Databases as earlier versions wrote them, put into the browser as they were, are
//! upgraded and go on. The files are in `tests/formats/`.

use idb::{DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use js_sys::Uint8Array;
use p2panda::storage::{Answer, LocalTable, Request};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::awaited::Awaited;

const VERSIONS: [(u32, &str); 1] = [(1, include_str!("../formats/indexed_db_1.txt"))];

fn bytes(hex: &str) -> JsValue {
    let digits = hex.as_bytes().chunks(2);
    let bytes: Vec<u8> = digits
        .map(|pair| core::str::from_utf8(pair).expect("ASCII"))
        .map(|pair| u8::from_str_radix(pair, 16).expect("hexadecimal"))
        .collect();
    Uint8Array::from(&*bytes).into()
}

/// Makes the database that a file holds.
async fn put_in(name: &str, version: u32, text: &str) {
    let request = Factory::new().and_then(|factory| factory.open(name, Some(version)));
    let mut request = request.expect("a request");
    request.on_upgrade_needed(|event| {
        let database = event.database().expect("a database");
        for store in ["writer", "heads", "segments", "local"] {
            let made = database.create_object_store(store, ObjectStoreParams::new());
            made.expect("a store");
        }
    });
    let database = request.await.expect("it opens");
    let stores = ["writer", "heads", "segments", "local"];
    let transaction = database
        .transaction(&stores, TransactionMode::ReadWrite)
        .expect("a transaction");
    for line in text.lines() {
        let parts: Vec<&str> = line.split(' ').collect();
        let store = transaction.object_store(parts[0]).expect("a store");
        let put = store.put(&bytes(parts[2]), Some(&bytes(parts[1])));
        put.expect("a request").await.expect("it is written");
    }
    let ended = transaction.commit().expect("it ends").await;
    assert!(ended.expect("it ends").is_committed());
    database.close();
}

#[wasm_bindgen_test]
async fn databases_of_earlier_versions_are_upgraded_and_lose_nothing() {
    for (version, text) in VERSIONS {
        let name = format!("format {version}");
        put_in(&name, version, text).await;
        let mut tab = Awaited::open(&name).await.expect("it is upgraded");
        let Ok(Answer::Loaded(loaded)) = tab.ask(Request::Load).await else {
            panic!("it loads")
        };
        let count = |store: &str| text.lines().filter(|line| line.starts_with(store)).count();
        assert_eq!(loaded.heads.len(), count("heads "));
        // All but the name of the database.
        assert_eq!(loaded.local.len(), count("local ") - 1);
        let stars = loaded
            .local
            .keys()
            .filter(|key| key.table == LocalTable::Star);
        assert_eq!(stars.count(), 1);
        let request = Request::Read {
            log: loaded.heads[0].key(),
            from: 1,
            max_bytes: u64::MAX,
        };
        let Ok(Answer::Segments(segments)) = tab.ask(request).await else {
            panic!("it reads")
        };
        assert_eq!(segments.len(), count("segments "));
        let last = segments.last().map(|segment| segment.run.last());
        assert_eq!(last, Some(loaded.heads[0].height()));
        // The token goes on from the one that was stored.
        assert_eq!(tab.ask(Request::BecomeWriter).await, Ok(Answer::Writer(2)));
        assert_eq!(
            tab.ask(Request::LoadSnapshot).await,
            Ok(Answer::Snapshot(Vec::new()))
        );
    }
}
