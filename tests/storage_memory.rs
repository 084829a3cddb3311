//! The store in memory, and the faulty one without faults, keep every promise of
//! a store.

use p2panda::each_store_promise;
use p2panda::storage::content::Content;
use p2panda::storage::faulty::FaultyStore;
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::suite;

const STORE_ID: u64 = 77;

macro_rules! in_memory {
    ($($promise:ident)*) => {
        mod memory {
            use super::*;
            $(
                #[test]
                fn $promise() {
                    let database = MemoryStore::new(STORE_ID);
                    suite::$promise().play(|| database.another_tab());
                }
            )*
        }

        mod faulty_without_faults {
            use super::*;
            $(
                #[test]
                fn $promise() {
                    let device = FaultyStore::new(Content::new(STORE_ID), []);
                    suite::$promise().play(|| device.another_tab());
                }
            )*
        }
    };
}

each_store_promise!(in_memory);
