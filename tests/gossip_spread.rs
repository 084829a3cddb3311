//! How entries travel in larger worlds, and how halves and liars end. 1,000 peers
//! only with `P2PANDA_FULL=1`; `examples/simulate.rs` prints the same as a table.

use p2panda::gossip::engine::Settings;
use p2panda::gossip::sim::scenario::{divergences, follow, missing};
use p2panda::gossip::sim::spread::{Setting, arrive, simulate};
use p2panda::gossip::sim::world::World;
use p2panda::protocol::limits::CREDIT_BYTES;

fn check(setting: Setting) {
    let report = simulate(setting);
    println!("{report}");
    assert_eq!(report.missed_goals(), Vec::<&str>::new());
}

#[test]
fn ten_peers_are_reached_in_seconds() {
    check(Setting {
        peers: 10,
        seed: 1,
        entries: 20,
        churn: 50,
    });
}

#[test]
fn a_hundred_peers_are_reached_in_seconds() {
    check(Setting {
        peers: 100,
        seed: 2,
        entries: 20,
        churn: 50,
    });
}

#[test]
fn a_thousand_peers_are_reached_in_seconds() {
    if std::env::var_os("P2PANDA_FULL").is_some() {
        check(Setting {
            peers: 1000,
            seed: 3,
            entries: 60,
            churn: 50,
        });
    }
}

#[test]
fn two_halves_that_meet_again_become_one() {
    let mut world = World::new(5, Settings::default());
    // Apart from the beginning, each half a mesh of its own.
    arrive(&mut world, 1);
    for id in 1..40 {
        world.add_node();
        world.parts[id] = (id % 2) as u64;
        world.connect(id, id.saturating_sub(2));
        let until = world.now + 1_000;
        world.run(until, |_, _| {});
    }
    let until = world.now + 60_000;
    world.run(until, |_, _| {});
    for id in 0..40 {
        world.write(id, 1, 50);
    }
    let until = world.now + 30_000;
    world.run(until, |_, _| {});
    assert!(divergences(&world) > 0, "they are two");
    // One of each half finds the other at the meeting point, once.
    world.parts.fill(0);
    assert!(world.connect(3, 2));
    let met = *world.cables.keys().max().expect("they are connected");
    let until = world.now + 30_000;
    world.run(until, |_, _| {});
    assert_eq!((divergences(&world), missing(&world)), (0, 0));
    // In time they do not hang on that one link any more.
    let until = world.now + 30 * 60_000;
    world.run(until, |_, _| {});
    world.cut(met);
    for id in 0..40 {
        world.write(id, 1, 50);
    }
    let until = world.now + 60_000;
    world.run(until, |_, _| {});
    assert_eq!((divergences(&world), missing(&world)), (0, 0));
}

/// Milliseconds until three honest peers have a long log of a fourth, beside a fifth
/// peer that lies or does not; and the most that waited for a store.
fn bulk(seed: u64, with_liar: bool) -> (u64, u64) {
    let mut world = World::new(seed, Settings::default());
    for _ in 0..5 {
        world.add_node();
    }
    world.nodes[0].is_liar = with_liar;
    for _ in 0..60 {
        assert!(world.write(1, 100, 1000));
        let until = world.now + 50;
        world.run(until, follow);
    }
    assert!(world.write(0, 1, 30));
    let begun = world.now;
    for (a, b) in [(1, 0), (1, 2), (2, 3), (0, 3), (3, 4), (4, 0)] {
        assert!(world.connect(a, b));
    }
    let log = world.nodes[1].log(&world.place).expect("it has written");
    let mut burden = 0;
    while world.now < begun + 600_000 {
        if with_liar {
            world.lie(0);
        }
        let until = world.now + 50;
        world.run(until, follow);
        let engines: Vec<_> = world.nodes[1..]
            .iter()
            .filter_map(|node| node.engine.as_ref())
            .collect();
        let burdens = engines.iter().map(|engine| engine.burden());
        burden = burdens.max().unwrap_or(0).max(burden);
        assert!(engines.iter().all(|engine| engine.excess().is_none()));
        if engines
            .iter()
            .all(|engine| engine.ledger().height(&log) == 6001)
        {
            let blamed = world.nodes[1..].iter().flat_map(|node| &node.dropped);
            let liar = world.nodes[0].identity.installation;
            assert!(blamed.into_iter().all(|(who, _)| *who == liar));
            return (world.now - begun, burden);
        }
    }
    panic!("the entries never arrived")
}

#[test]
fn a_liar_among_five_costs_the_others_little() {
    let is_full = std::env::var_os("P2PANDA_FULL").is_some();
    let (mut all_without, mut all_with) = (0, 0);
    for seed in 11..if is_full { 31 } else { 15 } {
        let ((without, _), (with, burden)) = (bulk(seed, false), bulk(seed, true));
        println!("seed {seed}: {without} ms, with a liar {with} ms, {burden} bytes waited at most");
        assert!(burden <= 5 * CREDIT_BYTES);
        all_without += without;
        all_with += with;
    }
    println!("together {all_without} ms, with a liar {all_with} ms");
    assert!(
        all_without * 10 >= all_with * 8,
        "{all_without} ms became {all_with} ms"
    );
}
