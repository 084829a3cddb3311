//! The fuzz targets hold for every input of the kept corpus, which reaches both
//! what is accepted and what is refused.

use std::fs;
use std::path::Path;

use p2panda::gossip::fuzz as gossip;
use p2panda::protocol::fuzz;

/// A target's body: whether it accepts its input.
type Body = fn(&[u8]) -> bool;

/// How many inputs a target accepts, and how many there are.
fn run(target: &str, body: Body) -> (usize, usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let files = fs::read_dir(&folder).expect("the corpus is there");
    let inputs = files.map(|file| fs::read(file.expect("a file").path()).expect("a readable file"));
    let verdicts: Vec<bool> = inputs.map(|input| body(&input)).collect();
    (
        verdicts.iter().filter(|accepted| **accepted).count(),
        verdicts.len(),
    )
}

#[test]
fn every_kept_input_is_judged_without_a_panic() {
    let targets: [(&str, Body); 13] = [
        ("entry", fuzz::entry),
        ("message", fuzz::message),
        ("step", fuzz::step),
        ("fork_proof", fuzz::fork_proof),
        ("messages_into_view", fuzz::meaning::messages_into_view),
        ("bundle", fuzz::carried::bundle),
        ("bundle_records", fuzz::carried::bundle_records),
        ("policy", fuzz::meaning::policy),
        ("import_xml", fuzz::meaning::import_xml),
        ("import_ics", fuzz::meaning::import_ics),
        ("frame", gossip::frame),
        ("session_inputs", gossip::session_inputs),
        ("signal_text", gossip::signal_text),
    ];
    for (target, body) in targets {
        let (accepted, all) = run(target, body);
        assert!(
            accepted >= 2 && all > accepted,
            "{target}: {accepted} of {all} accepted"
        );
        assert!(!body(&[]), "{target}: nothing is accepted");
    }
}
