//! Who is alone is found, by few.

use std::collections::BTreeSet;

use p2panda::gossip::entropy::SeededEntropy;
use p2panda::gossip::handshake::Role;
use p2panda::protocol::id::InstallationId;

use crate::world::*;

#[test]
fn a_newcomer_is_found_within_seconds_by_at_most_two() {
    let mut world = World::of(9);
    mesh(&mut world);
    world.peers[8].links = Links::default();
    (0..9).for_each(|at| world.begin(at));
    world.passes(15_000);
    let links: Vec<_> = world
        .opened
        .iter()
        .filter(|(a, b, ..)| [*a, *b].contains(&8))
        .collect();
    assert!((1..=2).contains(&links.len()), "{} links", links.len());
    for (offerer, answerer, here, there) in &world.opened {
        assert_eq!((here.role, there.role), (Role::Offerer, Role::Answerer));
        assert_eq!((here.local, here.remote), (there.remote, there.local));
        assert_eq!(here.expected, Some(world.peers[*answerer].installation));
        assert_eq!(there.expected, Some(world.peers[*offerer].installation));
    }
}

#[test]
fn who_was_killed_and_comes_back_is_let_in_though_its_old_link_seems_to_stand() {
    let mut world = World::of(2);
    mesh(&mut world);
    world.peers[1].links = Links::default();
    (0..2).for_each(|at| world.begin(at));
    world.passes(15_000);
    assert_eq!(world.opened.len(), 1, "links");
}

#[test]
fn two_who_are_alone_find_each_other_once() {
    for seed in 0..20 {
        let mut world = World::of(2);
        for (at, peer) in world.peers.iter_mut().enumerate() {
            peer.entropy = SeededEntropy::new(seed * 2 + at as u64);
        }
        (0..2).for_each(|at| world.begin(at));
        world.passes(5_000);
        assert_eq!(world.opened.len(), 1, "seed {seed}");
    }
}

#[test]
fn halves_that_were_split_meet_again() {
    let mut world = World::of(12);
    mesh(&mut world);
    let names: Vec<InstallationId> = world.peers.iter().map(|peer| peer.installation).collect();
    for (at, peer) in world.peers.iter_mut().enumerate() {
        let half = if at < 6 { &names[..6] } else { &names[6..] };
        let half: BTreeSet<InstallationId> = half.iter().copied().collect();
        peer.links.linked = half
            .iter()
            .copied()
            .filter(|other| *other != names[at])
            .take(4)
            .collect();
        (peer.links.present, peer.links.live) = (half, 6);
    }
    (0..12).for_each(|at| world.begin(at));
    world.passes(30 * MINUTE);
    assert!(
        world.opened.iter().any(|(a, b, ..)| (*a < 6) != (*b < 6)),
        "no link between the halves"
    );
}

#[test]
fn when_the_meeting_points_are_back_newcomers_are_heard_within_ten_seconds() {
    for seconds in [5, 30, 61, 120, 200, 280] {
        let mut world = World::of(3);
        mesh(&mut world);
        (0..3).for_each(|at| world.begin(at));
        world.passes(2 * MINUTE);
        world.take_away(|_| Some(Away::Unreachable));
        world.passes(seconds * 1_000);
        assert!(!world.peers.iter().any(listens));
        world.away = |_| None;
        world.passes(10_000);
        assert!(world.peers.iter().all(listens), "after {seconds} s");
    }
}
