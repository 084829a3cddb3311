//! What a browser has stored, read from its database in one transaction beside the
//! running page, and checked here with the library, entry by entry: what is torn,
//! lost in the middle or forked does not pass.

use std::collections::BTreeMap;

use p2panda::protocol::id::LogKey;
use p2panda::protocol::log::Head;
use p2panda::storage::record::{read_head, read_segment};
use serde_json::{Value, json};

use crate::harness::Browser;

/// Hands over the records of a store, each in base64.
const READ: &str = "
    const done = arguments[arguments.length - 1];
    const text = record => {
        let bytes = '';
        for (let at = 0; at < record.length; at += 8192)
            bytes += String.fromCharCode(...record.subarray(at, at + 8192));
        return btoa(bytes);
    };
    const all = request => new Promise((good, bad) => {
        request.onsuccess = () => good(request.result);
        request.onerror = () => bad(request.error);
    });
    (async () => {
        const named = (await indexedDB.databases()).find(({ name }) => name.startsWith('p2panda'));
        const database = await all(indexedDB.open(named.name));
        const transaction = database.transaction(['heads', 'segments', 'snapshots'], 'readonly');
        const read = ['heads', 'segments'].map(store => all(transaction.objectStore(store).getAll()));
        const snapshots = all(transaction.objectStore('snapshots').count());
        const [heads, segments] = await Promise.all(read);
        const answer = [heads.map(text), segments.map(text), await snapshots];
        database.close();
        return answer;
    })().then(done, error => done(String(error)));";

/// What is stored.
pub struct Stored {
    /// How many entries each log has.
    pub heights: BTreeMap<LogKey, u64>,
    /// Records of the view's snapshot.
    pub snapshot: u64,
}

/// Reads what the page has stored.
///
/// # Panics
///
/// Unless each record is sound, each log goes from its first entry to its head
/// without a gap, and all of it is signed.
pub async fn stored(browser: &Browser) -> Stored {
    let read = browser.run_async(READ).await;
    let records = |index: usize| -> Vec<Vec<u8>> {
        let records = read[index].as_array();
        let records = records.unwrap_or_else(|| panic!("the database cannot be read: {read}"));
        records.iter().map(bytes).collect()
    };
    let mut ends: BTreeMap<LogKey, Head> = BTreeMap::new();
    for record in records(1) {
        let segment = read_segment(&record).expect("a sound part of a log");
        let key = segment.run.key;
        let festival = segment.before.festival();
        let end = ends
            .entry(key)
            .or_insert_with(|| Head::empty(festival, key));
        assert_eq!(*end, segment.before, "it goes on where the last one ended");
        let step = end.link(segment.run).expect("it links");
        *end = step.authenticate().expect("it is signed").head().clone();
    }
    let heads = records(0);
    let heads = heads
        .iter()
        .map(|record| read_head(record).expect("a sound end"));
    let heads: BTreeMap<LogKey, Head> = heads.map(|head| (head.key(), head)).collect();
    assert_eq!(heads, ends, "each log ends where its head says");
    Stored {
        heights: heads
            .iter()
            .map(|(key, head)| (*key, head.height()))
            .collect(),
        snapshot: read[2].as_u64().unwrap_or(0),
    }
}

fn bytes(base64: &Value) -> Vec<u8> {
    let text = base64.as_str().unwrap_or_default();
    let decoded = data_encoding::BASE64.decode(text.as_bytes());
    decoded.expect("the page wrote base64")
}

/// How the peer of this page began: messages that it had from the snapshot, and all.
pub async fn began(browser: &Browser) -> (u64, u64) {
    const BEGAN: &str = "
        const marks = performance.getEntriesByName('p2panda.began');
        return marks.length ? marks[marks.length - 1].detail : null;";
    let detail = browser.run(BEGAN, vec![]).await;
    assert_ne!(detail, json!(null), "the peer has begun");
    let number = |name: &str| detail[name].as_u64().unwrap_or(0);
    (number("kept"), number("of"))
}
