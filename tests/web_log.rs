//! How fast a browser checks one author's log, beside BLAKE2b alone over the same
//! bytes in the same run. `./scripts/bench web` builds it as the app is built.
#![cfg(target_family = "wasm")]

use p2panda::protocol::load::Load;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Seconds that `round` takes.
fn seconds(round: impl FnOnce()) -> f64 {
    let begun = js_sys::Date::now();
    round();
    (js_sys::Date::now() - begun) / 1_000.0
}

/// The best of nine rounds that take turns, so that a busy machine slows all.
#[wasm_bindgen_test]
fn measure_the_check_of_a_log() {
    let load = Load::new(20);
    let all = load.entries();
    let (mut check, mut hash, mut verify) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
    for _ in 0..9 {
        check = check.min(seconds(|| assert_eq!(load.check(), all as u64)));
        hash = hash.min(seconds(|| _ = std::hint::black_box(load.hash_alone())));
        verify = verify.min(seconds(|| assert_eq!(load.verify_alone(100), 100)));
    }
    let (checked, hashed, verified) = (all as f64 / check, all as f64 / hash, 100.0 / verify);
    console_log!("checked {checked:.0}/s, BLAKE2b alone {hashed:.0}/s, verified {verified:.0}/s");
}
