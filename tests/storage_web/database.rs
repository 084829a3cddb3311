//! What only a store in a real database promises: durability, upgrades, other
//! tabs at the same moment, damage.

use std::cell::Cell;
use std::rc::Rc;

use crate::awaited::Awaited;
use idb::{DatabaseEvent, Event, Factory, Request as _, TransactionMode};
use js_sys::Uint8Array;
use p2panda::storage::indexed_db::IndexedDbStore;
use p2panda::storage::suite::{Author, foreign, read_all};
use p2panda::storage::{
    Answer, Batch, Loaded, LocalKey, LocalTable, OwnSteps, Request, Store, StoreError, WriterToken,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A version of the schema that today's app does not know.
const ABOVE: u32 = 1_000;

async fn become_writer(tab: &mut Awaited) -> WriterToken {
    match tab.ask(Request::BecomeWriter).await {
        Ok(Answer::Writer(token)) => token,
        other => panic!("{other:?}"),
    }
}

async fn load(tab: &mut Awaited) -> Loaded {
    match tab.ask(Request::Load).await {
        Ok(Answer::Loaded(loaded)) => loaded,
        other => panic!("{other:?}"),
    }
}

fn own(token: WriterToken, author: &mut Author) -> Request {
    let own = OwnSteps {
        token,
        steps: author.steps([1]),
    };
    Request::Commit(Batch {
        own: Some(own),
        ..Batch::default()
    })
}

fn draft(text: &str) -> (LocalKey, Option<Vec<u8>>) {
    (
        LocalKey {
            table: LocalTable::Draft,
            name: b"event".to_vec(),
        },
        Some(text.into()),
    )
}

/// Another program's connection to the database at this version.
async fn foreign_open(name: &str, version: Option<u32>) -> idb::Database {
    let request = Factory::new().and_then(|factory| factory.open(name, version));
    request.expect("a request").await.expect("it opens")
}

#[wasm_bindgen_test]
async fn own_entries_and_lone_rows_are_strict_and_foreign_ones_relaxed() {
    let (mut ana, mut ben) = (Author::new(1), Author::new(2));
    let mut tab = Awaited::open("durability").await.expect("it opens");
    let token = become_writer(&mut tab).await;
    assert_eq!(tab.store.durability_of_last_commit(), None);
    let row = Batch {
        local: vec![draft("a")],
        ..Batch::default()
    };
    let counted = Batch {
        foreign: ben.steps([1]),
        ..row.clone()
    };
    for (request, durability) in [
        (own(token, &mut ana), "strict"),
        (Request::Commit(counted), "relaxed"),
        (Request::Commit(row), "strict"),
        (foreign(ben.steps([1])), "relaxed"),
    ] {
        assert_eq!(tab.ask(request).await, Ok(Answer::Committed));
        assert_eq!(
            tab.store.durability_of_last_commit().as_deref(),
            Some(durability)
        );
    }
}

#[wasm_bindgen_test]
async fn a_newer_database_is_refused_and_stays_untouched() {
    let request = Factory::new().and_then(|factory| factory.open("newer", Some(ABOVE)));
    let mut request = request.expect("a request");
    request.on_upgrade_needed(|event| {
        let database = event.database().expect("a database");
        database
            .create_object_store("of the future", idb::ObjectStoreParams::new())
            .expect("a store");
    });
    request.await.expect("it opens").close();
    let refused = Awaited::open("newer").await.err();
    assert_eq!(refused, Some(StoreError::Newer));
    let database = foreign_open("newer", None).await;
    assert_eq!(database.version(), Ok(ABOVE));
    assert_eq!(database.store_names(), ["of the future"]);
}

#[wasm_bindgen_test]
async fn an_upgrade_in_another_tab_is_not_kept_waiting_and_then_refuses_us() {
    let mut tab = Awaited::open("upgraded").await.expect("it opens");
    load(&mut tab).await;
    // Waits for ever if one of our two connections stays open.
    foreign_open("upgraded", Some(ABOVE)).await.close();
    assert_eq!(tab.ask(Request::Load).await, Err(StoreError::Newer));
    assert_eq!(
        tab.ask(foreign(Author::new(1).steps([1]))).await,
        Err(StoreError::Newer)
    );
}

#[wasm_bindgen_test]
async fn connections_that_were_closed_are_opened_again() {
    let mut ana = Author::new(1);
    let mut tab = Awaited::open("closed").await.expect("it opens");
    let token = become_writer(&mut tab).await;
    for round in 1..=4 {
        // An upgrade that is taken back: it closes our connections and changes nothing.
        let request = Factory::new().and_then(|factory| factory.open("closed", Some(ABOVE)));
        let mut request = request.expect("a request");
        request.on_upgrade_needed(|event| {
            let transaction = event.target().expect("a request").transaction();
            transaction
                .expect("an upgrade")
                .abort()
                .expect("it is under way");
        });
        assert!(request.await.is_err());
        // Reading and writing both find their connection closed.
        if round % 2 == 0 {
            assert_eq!(load(&mut tab).await.heads.len(), 1);
        }
        assert_eq!(tab.ask(own(token, &mut ana)).await, Ok(Answer::Committed));
    }
    assert_eq!(load(&mut tab).await.heads, [ana.head().clone()]);
}

#[wasm_bindgen_test]
async fn another_database_of_the_same_name_is_not_mistaken_for_ours() {
    let mut ana = Author::new(1);
    let mut tab = Awaited::open("deleted").await.expect("it opens");
    let token = become_writer(&mut tab).await;
    assert_eq!(tab.ask(own(token, &mut ana)).await, Ok(Answer::Committed));
    let request = Factory::new().and_then(|factory| factory.delete("deleted"));
    request.expect("a request").await.expect("it is gone");
    assert_eq!(tab.ask(own(token, &mut ana)).await, Err(StoreError::Closed));
    assert_eq!(tab.ask(Request::Load).await, Err(StoreError::Closed));
    let mut fresh = Awaited::open("deleted").await.expect("it opens");
    assert!(load(&mut fresh).await.heads.is_empty());
}

#[wasm_bindgen_test]
async fn a_database_that_others_keep_busy_is_blocked_and_not_waited_for_for_ever() {
    // A page that does not close its connection, and a deletion that waits for it.
    let frozen = foreign_open("busy", None).await;
    let deletion = Factory::new()
        .and_then(|factory| factory.delete("busy"))
        .expect("a request");
    assert_eq!(Awaited::open("busy").await.err(), Some(StoreError::Blocked));
    frozen.close();
    deletion.await.expect("it is gone");
    assert!(
        load(&mut Awaited::open("busy").await.expect("it opens"))
            .await
            .heads
            .is_empty()
    );
}

#[wasm_bindgen_test]
async fn tabs_that_write_at_once_make_one_log() {
    let mut ana = Author::new(1);
    let mut tabs = Vec::new();
    for _ in 0..3 {
        tabs.push(Awaited::open("at once").await.expect("it opens"));
    }
    for round in 0..12 {
        let mut tokens = Vec::new();
        for turn in 0..3 {
            tokens.push((
                (round + turn) % 3,
                become_writer(&mut tabs[(round + turn) % 3]).await,
            ));
        }
        // All three sign the same next entry; in every other round the right is
        // stolen at the same moment.
        let mut next = ana.clone();
        let request = |token| own(token, &mut ana.clone());
        for (tab, token) in &tokens {
            tabs[*tab].store.submit(1, request(*token));
        }
        let stolen = round % 2 == 1;
        if stolen {
            tabs[round % 3].store.submit(2, Request::BecomeWriter);
        }
        let mut committed = 0;
        for tab in &mut tabs {
            match tab.next().await.1 {
                Ok(Answer::Committed) => committed += 1,
                answer => assert_eq!(answer, Err(StoreError::NotTheWriter)),
            }
        }
        if stolen {
            assert!(matches!(
                tabs[round % 3].next().await,
                (2, Ok(Answer::Writer(_)))
            ));
        }
        assert!(
            committed == 1 || (stolen && committed == 0),
            "{committed} wrote"
        );
        if committed == 1 {
            next.steps([1]);
            ana = next;
        }
        assert_eq!(load(&mut tabs[0]).await.heads, [ana.head().clone()]);
    }
}

/// Writes bytes of nobody's making.
async fn vandalise(name: &str, store: &str, key: &[u8], value: JsValue) {
    let database = foreign_open(name, None).await;
    let transaction = database
        .transaction(&[store], TransactionMode::ReadWrite)
        .expect("a transaction");
    let key = Uint8Array::from(key).into();
    let store = transaction.object_store(store).expect("a store");
    store
        .put(&value, Some(&key))
        .expect("a request")
        .await
        .expect("it is written");
    transaction
        .commit()
        .expect("it ends")
        .await
        .expect("it ends");
    database.close();
}

#[wasm_bindgen_test]
async fn damage_is_an_error_and_no_panic() {
    let mut ana = Author::new(1);
    let mut tab = Awaited::open("damaged").await.expect("it opens");
    let read = read_all(ana.log());
    assert_eq!(
        tab.ask(foreign(ana.steps([1, 1]))).await,
        Ok(Answer::Committed)
    );
    let is_damaged = |answer| matches!(answer, Err(StoreError::Damaged(_)));
    let garbage = || JsValue::from(Uint8Array::from([1, 2, 3].as_slice()));
    let second = p2panda::storage::record::segment_key(&ana.log(), 2);
    vandalise("damaged", "segments", &second, garbage()).await;
    assert!(is_damaged(tab.ask(read.clone()).await));
    vandalise("damaged", "segments", &second, JsValue::from("text")).await;
    assert!(is_damaged(tab.ask(read).await));
    load(&mut tab).await;
    let head = p2panda::storage::record::head_key(&ana.log());
    vandalise("damaged", "heads", &head, garbage()).await;
    assert!(is_damaged(tab.ask(Request::Load).await));
    assert!(is_damaged(tab.ask(foreign(ana.steps([1]))).await));
    // The way out is still open.
    assert_eq!(tab.ask(Request::Wipe).await, Ok(Answer::Wiped));
    assert!(load(&mut tab).await.heads.is_empty());
}

#[wasm_bindgen_test]
async fn the_run_loop_is_woken_once_an_answer_and_never_while_it_asks() {
    let (asking, woken) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(0)));
    let (is_asking, count) = (Rc::clone(&asking), Rc::clone(&woken));
    let wake = Rc::new(move || {
        assert!(!is_asking.get());
        count.set(count.get() + 1);
    });
    let mut store = IndexedDbStore::open("woken", wake).await.expect("it opens");
    asking.set(true);
    for id in 0..5 {
        store.submit(id, Request::Load);
    }
    assert_eq!(store.poll(), None);
    asking.set(false);
    let mut later = Awaited::open("woken").await.expect("it opens");
    while woken.get() < 5 {
        load(&mut later).await;
    }
    let ids: Vec<_> = std::iter::from_fn(|| store.poll())
        .map(|(id, _)| id)
        .collect();
    assert_eq!((ids, woken.get()), (vec![0, 1, 2, 3, 4], 5));
}

#[wasm_bindgen_test]
async fn a_tab_that_goes_away_leaves_whole_batches() {
    let mut ana = Author::new(1);
    for round in 0..10 {
        let mut tab = Awaited::open("gone").await.expect("it opens");
        let loaded = load(&mut tab).await;
        let height = loaded.heads.first().map_or(0, |head| head.height());
        assert_eq!(
            loaded.local.len() as u64,
            u64::from(height > 0),
            "round {round}"
        );
        while ana.head().height() > height {
            // What was asked for and never begun is written again, by the same person.
            ana = Author::new(1);
            ana.steps(vec![1; height as usize]);
        }
        let token = become_writer(&mut tab).await;
        for _ in 0..4 {
            let own = Some(OwnSteps {
                token,
                steps: ana.steps([1]),
            });
            tab.store.submit(
                7,
                Request::Commit(Batch {
                    own,
                    local: vec![draft("b")],
                    ..Batch::default()
                }),
            );
        }
        if round % 2 == 0 {
            tab.next().await.1.expect("the first one is committed");
        }
    }
}
