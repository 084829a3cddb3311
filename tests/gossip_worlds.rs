//! Small worlds in which everything goes wrong: when nothing does any more, all
//! honest peers hold the same, nobody forked an own log, and nobody was blamed for
//! what another did. `P2PANDA_FULL=1` tries ten times as many.

use std::collections::{BTreeMap, BTreeSet};

use p2panda::gossip::sim::faults::{ALL, ALL_BUGS, Bug, FaultKind};
use p2panda::gossip::sim::scenario::{Outcome, small};
use p2panda::gossip::wire::KINDS;

/// Worlds of each of the four tests that share them, so that they run side by side.
fn seeds(part: u64) -> impl Iterator<Item = u64> {
    let full = std::env::var_os("P2PANDA_FULL").is_some();
    let count = if full { 500 } else { 50 };
    (0..count).map(move |at| at * 4 + part)
}

/// What was seen in many worlds.
#[derive(Default)]
struct Seen {
    faults: BTreeMap<FaultKind, u64>,
    received: BTreeSet<&'static str>,
    refused: BTreeSet<&'static str>,
    liars_dropped: usize,
}

fn try_worlds(part: u64) -> Seen {
    let mut seen = Seen::default();
    let mut bad = Vec::new();
    for seed in seeds(part) {
        let outcome = small(seed, None);
        if !outcome.is_good() {
            bad.push((seed, summary(&outcome)));
        }
        for (kind, count) in outcome.faults {
            *seen.faults.entry(kind).or_default() += count;
        }
        seen.received.extend(outcome.counters.received.keys());
        seen.refused.extend(outcome.counters.refused.keys());
        seen.liars_dropped += outcome.liars_dropped;
    }
    assert!(bad.is_empty(), "{bad:#?}");
    seen
}

fn summary(outcome: &Outcome) -> String {
    format!(
        "{} peers: {} differ, {} views, {} entries missing, {} own logs forked, blamed: {:?}, over: {:?}",
        outcome.peers,
        outcome.divergences,
        outcome.digests,
        outcome.missing,
        outcome.own_forks,
        outcome.falsely_blamed,
        outcome.excess
    )
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    for seed in [3, 9] {
        let (one, other) = (small(seed, None), small(seed, None));
        assert_eq!(one.trace, other.trace);
        assert_eq!(one.counters, other.counters);
        assert_ne!(one.trace, small(seed + 1, None).trace);
    }
}

#[test]
fn after_all_faults_everybody_holds_the_same_and_every_fault_and_message_was_seen() {
    let seen = try_worlds(0);
    for kind in ALL {
        assert!(seen.faults.contains_key(&kind), "{kind:?} never struck");
    }
    assert!(seen.liars_dropped > 0);
    // Keys and presence are asked for by the application, see `gossip_links`.
    let by_others = ["", "keys", "presence"];
    for kind in KINDS.iter().filter(|kind| !by_others.contains(kind)) {
        assert!(seen.received.contains(kind), "no {kind} was received");
    }
    let refusals = [
        "altered-run",
        "duplicate",
        "frozen-log",
        "introduction-expired",
        "malformed",
        "no-answer",
        "other-past",
        "out-of-turn",
        "over-credit",
        "silent",
        "unreachable",
        "unwelcome",
    ];
    for reason in refusals {
        assert!(
            seen.refused.contains(reason),
            "nothing was refused as {reason}"
        );
    }
}

#[test]
fn after_all_faults_everybody_holds_the_same_second_quarter() {
    try_worlds(1);
}

#[test]
fn after_all_faults_everybody_holds_the_same_third_quarter() {
    try_worlds(2);
}

#[test]
fn after_all_faults_everybody_holds_the_same_last_quarter() {
    try_worlds(3);
}

/// Each planted bug is noticed in one of a few worlds.
fn is_noticed(bug: Bug) -> bool {
    (0..60).any(|seed| !small(seed, Some(bug)).is_good())
}

#[test]
fn planted_bugs_are_noticed() {
    for bug in ALL_BUGS {
        assert!(is_noticed(bug), "nobody noticed {bug:?}");
    }
}
