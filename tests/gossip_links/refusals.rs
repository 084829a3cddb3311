//! Every kind of message and every refusal is reached: by the kept inputs of the
//! fuzz target `session_inputs`, and where these cannot, by the scenes here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use p2panda::gossip::engine::{Input, REFUSALS};
use p2panda::gossip::fuzz::session_counters;
use p2panda::gossip::handshake::{Binding, Role};
use p2panda::gossip::sim::node::NodeId;
use p2panda::gossip::sim::world::World;
use p2panda::gossip::wire::{KINDS, Talk, Wire};
use p2panda::protocol::festival::FestivalKey;
use p2panda::protocol::id::InstallationId;

use crate::scene::*;

/// What is refused where no engine of ours can be made to claim it:
/// `nobody_can_claim_anothers_author_key` in `src/gossip/handshake/tests.rs`.
const ELSEWHERE: [&str; 1] = ["false-proof-of-author"];

#[derive(Default)]
struct Seen {
    received: BTreeSet<&'static str>,
    refused: BTreeSet<&'static str>,
}

impl Seen {
    fn of_corpus() -> Self {
        let mut seen = Self::default();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/session_inputs");
        for file in fs::read_dir(folder).expect("the corpus is there") {
            let input = fs::read(file.expect("a file").path()).expect("a readable file");
            let (_, counters) = session_counters(&input);
            seen.received.extend(counters.received.keys());
            seen.refused.extend(counters.refused.keys());
        }
        seen
    }

    fn note(&mut self, world: &World) {
        for node in &world.nodes {
            self.refused.extend(node.counters().refused.keys());
        }
    }
}

#[test]
fn the_fuzz_corpus_reaches_every_kind_of_message_and_what_a_neighbour_is_refused_for() {
    let seen = Seen::of_corpus();
    for kind in KINDS.iter().filter(|kind| !kind.is_empty()) {
        assert!(seen.received.contains(kind), "no {kind} was received");
    }
    // These need other links, other settings, or more than one input may hold.
    let not_here = [
        "duplicate",
        "enough",
        "false-answer",
        "newcomer",
        "no-handshake",
        "not-the-called",
        "other-key",
        "ourselves",
        "out-of-turn",
        "over-credit",
        "store-busy",
        "too-much",
        "too-slow",
        "unwelcome",
        "we-leave",
    ];
    let expected = REFUSALS
        .iter()
        .filter(|reason| !ELSEWHERE.contains(reason) && !not_here.contains(reason));
    let missing: Vec<_> = expected
        .filter(|reason| !seen.refused.contains(*reason))
        .collect();
    assert!(missing.is_empty(), "never refused as {missing:?}");
}

#[test]
fn every_refusal_is_reached() {
    let mut seen = Seen::of_corpus();
    for scene in [
        handshakes_that_fail,
        a_message_before_hello,
        links_that_are_too_many,
        an_answer_that_nobody_sealed,
        floods,
        crowds,
    ] {
        seen.note(&scene());
    }
    let missing: Vec<_> = REFUSALS
        .iter()
        .filter(|reason| !ELSEWHERE.contains(reason) && !seen.refused.contains(*reason))
        .collect();
    assert!(missing.is_empty(), "never refused as {missing:?}");
}

/// Another key, another installation than the one called, ourselves, garbage, and
/// nobody at the other end.
fn handshakes_that_fail() -> World {
    let mut world = strangers(4);
    world.connect_bound(0, 1, |world, role| Binding {
        key: FestivalKey::from_bytes([role as u8; 32]),
        ..binding(world, role, 1, 2)
    });
    world.connect_bound(0, 2, |world, role| Binding {
        expected: Some(InstallationId::from_bytes([5; 32])),
        ..both_see_the_same(world, role)
    });
    world.connect_bound(0, 0, both_see_the_same);
    let garbage = world.connect_bound(0, 3, both_see_the_same);
    let link = link_of(&world, 3);
    world.transmit(garbage, 3, link, vec![0, 1, 2, 3]);
    pass(&mut world, 3_000);
    let dead = world.connect_bound(0, 1, both_see_the_same);
    world.cables.get_mut(&dead).expect("it is there").mute = [true; 2];
    pass(&mut world, 20_000);
    world
}

fn both_see_the_same(world: &World, role: Role) -> Binding {
    match role {
        Role::Offerer => binding(world, role, 1, 2),
        Role::Answerer => binding(world, role, 2, 1),
    }
}

/// The offerer is proven to by the answerer's proof, before that one may speak.
fn a_message_before_hello() -> World {
    let mut world = strangers(2);
    world.connect(0, 1);
    while neighbours(&world, 0) == 0 {
        pass(&mut world, 1);
    }
    let link = link_of(&world, 1);
    inject(&mut world, 1, link, &Wire::Ping);
    pass(&mut world, 3_000);
    world
}

/// More links than are kept, two to one installation, a blocked author, a goodbye.
fn links_that_are_too_many() -> World {
    let mut world = strangers(10);
    for id in 1..9 {
        world.connect(0, id);
        pass(&mut world, 400);
    }
    world.connect(1, 9);
    world.connect(9, 1);
    pass(&mut world, 2_000);
    let blocked = world.nodes[1].author();
    world.feed(2, Input::Blocked([blocked].into()));
    world.connect(2, 1);
    pass(&mut world, 2_000);
    world.stop(9, true);
    world
}

/// Whoever carries an offer answers it itself.
fn an_answer_that_nobody_sealed() -> World {
    let mut world = strangers(3);
    world.nodes[1].is_liar = true;
    world.connect(0, 1);
    world.connect(2, 1);
    for _ in 0..600 {
        pass(&mut world, 100);
        for (link, circuit) in carried(&world) {
            let accept = Talk::Accept {
                circuit,
                expiry: u32::MAX,
                sealed: vec![1; 200],
            };
            inject(&mut world, 1, link, &Wire::Talk(0, accept));
        }
        if (0..3).any(|id| refused(&world, id, "false-answer") > 0) {
            break;
        }
    }
    world
}

/// The circuits of the offers that peer 1 has heard, for each of its links.
fn carried(world: &World) -> Vec<(u64, u64)> {
    let heard = world.nodes[1].heard.iter();
    let circuits = heard.filter_map(|frame| match Wire::decode(frame.get(1..)?) {
        Ok(Wire::Talk(0, Talk::Introduce { circuit, .. })) => Some(circuit),
        _ => None,
    });
    let circuits: Vec<u64> = circuits.collect();
    let links = world.nodes[1].links.keys();
    links
        .flat_map(|link| circuits.iter().map(|circuit| (*link, *circuit)))
        .collect()
}

/// Entries beyond the credit, talk beyond all measure, and a store that is not done
/// when neighbour after neighbour brings more.
fn floods() -> World {
    let mut world = strangers(14);
    world.nodes[0].slowness = 100_000;
    for id in 1..13 {
        let halves = if id == 1 { 8 } else { 4 };
        flood(&mut world, id, halves);
    }
    world.nodes[0].slowness = 1;
    world.connect(13, 0);
    pass(&mut world, 2_000);
    let link = link_of(&world, 13);
    for circuit in 0..2_500 {
        let introduce = Talk::Introduce {
            circuit,
            target: InstallationId::from_bytes([9; 32]),
            hops: 3,
            expiry: 0,
            sealed: vec![0; 2_000],
        };
        inject(&mut world, 13, link, &Wire::Talk(0, introduce));
    }
    pass(&mut world, 10_000);
    world
}

/// A peer sends so many half mebibytes of its own log at once, and is gone.
fn flood(world: &mut World, id: NodeId, halves: usize) {
    world.write(id, 1, 30);
    pass(world, 100);
    world.connect(id, 0);
    pass(world, 6_000);
    let (link, log) = (link_of(world, id), world.nodes[id].log(&world.place));
    let head = log.and_then(|log| world.nodes[id].disk.head(&log).cloned());
    let mut head = head.expect("it has written");
    for _ in 0..halves {
        let payloads = vec![vec![7; 60_000]; 8];
        let step = head.append(&world.nodes[id].identity.author, payloads);
        let step = step.expect("they fit");
        head = step.head().clone();
        inject(
            world,
            id,
            link,
            &Wire::Talk(0, Talk::Entries(step.run().clone())),
        );
    }
    pass(world, 6_000);
    world.stop(id, false);
}

/// More new authors than a neighbour may bring.
fn crowds() -> World {
    let mut world = strangers(2);
    crate::limits::bring(&mut world, 0, 0..300);
    pass(&mut world, 20_000);
    crate::limits::bring(&mut world, 0, 300..400);
    pass(&mut world, 20_000);
    world
}
