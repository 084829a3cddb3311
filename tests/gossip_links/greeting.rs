//! Who is let in, and which of two links stays.

use std::collections::BTreeSet;

use p2panda::gossip::handshake::{Binding, HandshakeError, Role};
use p2panda::gossip::session::HangReason;
use p2panda::gossip::sim::node::NodeId;
use p2panda::gossip::sim::scenario::divergences;
use p2panda::gossip::sim::world::World;
use p2panda::gossip::wire::Wire;
use p2panda::protocol::festival::FestivalKey;

use crate::scene::*;

#[test]
fn a_man_in_the_middle_who_relays_dtls_is_refused() {
    let mut world = strangers(2);
    // He ends DTLS on both sides, so each side sees his certificate, 8 or 9.
    world.connect_bound(0, 1, |world, role| match role {
        Role::Offerer => binding(world, role, 1, 8),
        Role::Answerer => binding(world, role, 2, 9),
    });
    pass(&mut world, 20_000);
    assert_eq!(neighbours(&world, 0) + neighbours(&world, 1), 0);
    let other_key = HangReason::Handshake(HandshakeError::OtherKey);
    assert!(closed(&world, 1).contains(&other_key));
}

#[test]
fn a_stranger_without_the_festival_key_is_refused_and_learns_nothing() {
    let mut world = strangers(2);
    world.connect_bound(0, 1, |world, role| match role {
        Role::Offerer => Binding {
            key: FestivalKey::from_bytes([1; 32]),
            ..binding(world, role, 1, 2)
        },
        Role::Answerer => binding(world, role, 2, 1),
    });
    pass(&mut world, 20_000);
    assert_eq!(neighbours(&world, 1), 0);
    assert_eq!(
        closed(&world, 1),
        [HangReason::Handshake(HandshakeError::OtherKey)]
    );
    // One goodbye of two bytes is all that it was told.
    assert_eq!(world.nodes[1].counters().bytes_sent, 2);
}

#[test]
fn two_who_share_a_second_festival_find_out_on_one_link() {
    let mut world = strangers(2);
    let (festival, key) = second_festival();
    enter(&mut world, 0, festival, &key);
    world.connect(0, 1);
    pass(&mut world, 2_000);
    assert!(!found_common(&world, 0));
    // Entered while the link is there.
    enter(&mut world, 1, festival, &key);
    pass(&mut world, 2_000);
    assert!(found_common(&world, 0) && found_common(&world, 1));
    let engine = world.nodes[0].engine.as_ref().expect("it is up");
    assert!(engine.has_heard(festival));
}

#[test]
fn echoed_tags_make_nobody_a_member() {
    let mut world = strangers(2);
    let (festival, key) = second_festival();
    enter(&mut world, 0, festival, &key);
    world.nodes[1].is_liar = true;
    world.connect(0, 1);
    pass(&mut world, 2_000);
    let heard = world.nodes[1]
        .heard
        .iter()
        .find(|frame| frame.starts_with(&[0, 6]));
    let hello = Wire::decode(&heard.expect("a Hello came")[1..]).expect("it is sound");
    let link = link_of(&world, 1);
    inject(&mut world, 1, link, &hello);
    pass(&mut world, 2_000);
    assert!(!found_common(&world, 0), "the tags name who sends them");
    assert_eq!(neighbours(&world, 0), 1, "it may be of another version");
    let engine = world.nodes[0].engine.as_ref().expect("it is up");
    assert!(engine.neighbours(festival).is_empty());
}

#[test]
fn a_version_that_nobody_speaks_ends_the_link_with_a_sentence() {
    let mut world = strangers(2);
    world.connect(0, 1);
    pass(&mut world, 2_000);
    let hello = Wire::Hello {
        lowest: 2,
        highest: 9,
        tags: Box::new([[0; 32]; 16]),
    };
    let link = link_of(&world, 1);
    inject(&mut world, 1, link, &hello);
    pass(&mut world, 2_000);
    assert_eq!(closed(&world, 0), [HangReason::NoCommonVersion]);
    assert!(HangReason::NoCommonVersion.to_string().contains("version"));
    assert!(world.nodes[0].dropped.is_empty(), "that is no lie");
}

#[test]
fn of_two_links_made_at_once_both_sides_keep_the_same_one() {
    let mut world = strangers(2);
    world.connect(0, 1);
    world.connect(1, 0);
    pass(&mut world, 3_000);
    assert_eq!((neighbours(&world, 0), neighbours(&world, 1)), (1, 1));
    let cable = |id: NodeId| -> BTreeSet<u64> { world.nodes[id].links.values().copied().collect() };
    assert_eq!(cable(0).intersection(&cable(1)).count(), 1);
    world.write(0, 1, 20);
    pass(&mut world, 2_000);
    assert_eq!(divergences(&world), 0, "the link that stayed carries");
}

#[test]
fn a_dead_link_is_replaced_by_a_newer_one() {
    let mut world = strangers(2);
    world.connect(0, 1);
    pass(&mut world, 30_000);
    // It dies without a word; the browser has not noticed.
    let cable = *world.cables.keys().next().expect("one");
    world.cables.get_mut(&cable).expect("it is there").mute = [true, true];
    world.connect(1, 0);
    pass(&mut world, 3_000);
    assert_eq!((neighbours(&world, 0), neighbours(&world, 1)), (1, 1));
    world.write(1, 1, 20);
    pass(&mut world, 2_000);
    assert_eq!(divergences(&world), 0);
}

#[test]
fn a_festival_that_was_left_and_entered_again_is_talked_about_anew() {
    let mut world = strangers(2);
    let (festival, key) = second_festival();
    enter(&mut world, 0, festival, &key);
    enter(&mut world, 1, festival, &key);
    world.connect(0, 1);
    pass(&mut world, 2_000);
    let has_heard = |world: &World, id: NodeId| {
        let engine = world.nodes[id].engine.as_ref().expect("it is up");
        engine.has_heard(festival)
    };
    assert!(has_heard(&world, 0) && has_heard(&world, 1));
    leave(&mut world, 0);
    pass(&mut world, 2_000);
    assert!(!has_heard(&world, 0) && !has_heard(&world, 1));
    enter(&mut world, 0, festival, &key);
    pass(&mut world, 2_000);
    assert!(has_heard(&world, 0) && has_heard(&world, 1));
    assert_eq!(neighbours(&world, 0), 1, "that is nobody's mistake");
}
