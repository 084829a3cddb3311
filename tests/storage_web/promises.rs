//! The browser's database keeps every promise of a store.

use std::collections::BTreeMap;

use crate::awaited::Awaited;
use p2panda::each_store_promise;
use p2panda::storage::Store;
use p2panda::storage::suite::{self, Action, Script, Tab};
use wasm_bindgen_test::wasm_bindgen_test;

async fn play(name: &str, mut script: Script) {
    let mut tabs: BTreeMap<Tab, Awaited> = BTreeMap::new();
    while let Some(action) = script.next_action() {
        match action {
            Action::Open(tab) => {
                drop(tabs.insert(tab, Awaited::open(name).await.expect("it opens")))
            }
            Action::Close(tab) => drop(tabs.remove(&tab)),
            Action::Ask(tab, first, requests) => {
                let tab = tabs.get_mut(&tab).expect("a script asks open tabs");
                let count = requests.len();
                for (id, request) in (first..).zip(requests) {
                    tab.store.submit(id, request);
                }
                let mut answers = Vec::new();
                for _ in 0..count {
                    answers.push(tab.next().await);
                }
                script.answered(answers);
            }
        }
    }
}

macro_rules! in_the_browser {
    ($($promise:ident)*) => {
        $(
            #[wasm_bindgen_test]
            async fn $promise() {
                play(stringify!($promise), suite::$promise()).await;
            }
        )*
    };
}

each_store_promise!(in_the_browser);
