//! Introductions by neighbours, and which links are kept.

use p2panda::gossip::engine::Input;
use p2panda::gossip::relay::Mesh;
use p2panda::gossip::sim::node::NodeId;
use p2panda::gossip::sim::world::World;
use p2panda::gossip::wire::{Talk, Wire};
use p2panda::protocol::id::AuthorId;
use p2panda::protocol::limits::ACTIVE_HIGH;

use crate::scene::*;

#[test]
fn introductions_that_are_replayed_or_redirected_are_refused() {
    let mut world = strangers(4);
    // 1 carries what 0 says to 2; 3 hangs on 1 as well.
    world.nodes[1].is_liar = true;
    world.connect(0, 1);
    pass(&mut world, 300);
    world.connect(1, 2);
    pass(&mut world, 300);
    world.connect(1, 3);
    let mut introduce = None;
    for _ in 0..400 {
        pass(&mut world, 100);
        let heard = world.nodes[1].heard.iter();
        introduce = heard
            .rev()
            .find(|frame| frame.starts_with(&[0, 19]))
            .cloned();
        if introduce.is_some() {
            break;
        }
    }
    let introduce = introduce.expect("somebody wants another link");
    let Ok(Wire::Talk(
        0,
        Talk::Introduce {
            target,
            expiry,
            sealed,
            ..
        },
    )) = Wire::decode(&introduce[1..])
    else {
        panic!("an introduction");
    };
    pass(&mut world, 3_000);
    let link_to = |world: &World, other: NodeId| {
        let links = world.nodes[1].links.iter();
        links
            .filter_map(|(link, cable)| Some((*link, world.cables.get(cable)?)))
            .find(|(_, cable)| cable.ends.iter().any(|(id, _)| *id == other))
            .map(|(link, _)| link)
            .expect("it is linked")
    };
    let installation = |world: &World, id: NodeId| world.nodes[id].identity.installation;
    let target_node = (0..4)
        .find(|id| installation(&world, *id) == target)
        .expect("one of them");
    let other = (0..4)
        .find(|id| ![1, target_node].contains(id))
        .expect("another one");
    let again = |target| {
        Wire::Talk(
            0,
            Talk::Introduce {
                circuit: 77,
                target,
                hops: 2,
                expiry,
                sealed: sealed.clone(),
            },
        )
    };
    let link = link_to(&world, target_node);
    inject(&mut world, 1, link, &again(target));
    let (link, redirected) = (link_to(&world, other), installation(&world, other));
    inject(&mut world, 1, link, &again(redirected));
    pass(&mut world, 1_000);
    assert_eq!(refused(&world, target_node, "introduction-replayed"), 1);
    assert_eq!(refused(&world, other, "introduction-not-for-us"), 1);
}

#[test]
fn a_place_is_kept_for_somebody_verified_and_for_the_oldest_link() {
    let mut world = strangers(12);
    let verified = world.nodes[2].author();
    world.feed(0, Input::Verified([verified].into()));
    for id in 1..12 {
        world.connect(0, id);
        pass(&mut world, 400);
    }
    let engine = world.nodes[0].engine.as_ref().expect("it is up");
    let kept: Vec<AuthorId> = engine
        .neighbours(world.place.festival)
        .iter()
        .map(|(_, neighbour)| neighbour.author)
        .collect();
    assert_eq!(kept.len(), ACTIVE_HIGH);
    for place in [1, 2, 11] {
        assert!(
            kept.contains(&world.nodes[place].author()),
            "{place} is kept"
        );
    }
}

#[test]
fn whoever_fell_off_with_a_part_of_the_festival_is_answered_at_the_meeting_point_again() {
    let mut world = strangers(3);
    world.connect(0, 1);
    world.connect(1, 2);
    pass(&mut world, 3_000);
    let (festival, fallen) = (world.place.festival, world.nodes[2].identity.installation);
    let present = |festival| Input::Present {
        festival,
        device: None,
        logs: Vec::new(),
    };
    (0..3).for_each(|id| world.feed(id, present(festival)));
    pass(&mut world, 5_000);
    // What the meeting points are told: is it there, so that nobody needs to answer it?
    let is_there = |world: &World| {
        let engine = world.nodes[0].engine.as_ref().expect("it is up");
        let records = engine.presence(festival);
        let is_known = records.filter(|record| record.installation == fallen);
        assert_eq!(is_known.count(), 1, "it was here a while ago");
        engine.is_present(&festival, &fallen)
    };
    assert!(is_there(&world));
    world.parts = vec![0, 0, 1];
    pass(&mut world, 4 * 60_000);
    assert!(is_there(&world), "it may only be slow");
    pass(&mut world, 8 * 60_000);
    assert!(!is_there(&world));
    assert_eq!(neighbours(&world, 0), 1, "the other part is no part of it");
}

#[test]
fn both_ends_of_a_link_know_who_introduced_them() {
    let mut world = strangers(3);
    world.connect(0, 1);
    world.connect(0, 2);
    pass(&mut world, 20_000);
    let festival = world.place.festival;
    for (id, other) in [(1, 2), (2, 1)] {
        let engine = world.nodes[id].engine.as_ref().expect("it is up");
        let (middle, other) = (world.nodes[0].author(), world.nodes[other].author());
        let links = engine.neighbours(festival);
        let by: Vec<_> = links
            .iter()
            .map(|(link, neighbour)| (neighbour.author, engine.introduced_by(*link)))
            .collect();
        assert_eq!(by.len(), 2, "{by:?}");
        assert!(by.contains(&(middle, None)), "{by:?}");
        assert!(by.contains(&(other, Some(middle))), "{by:?}");
    }
}
