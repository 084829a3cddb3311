//! Peers of the simulated world that know nobody yet, and what they saw.

use std::collections::BTreeMap;

use p2panda::gossip::engine::{Input, LinkId, Output, Settings};
use p2panda::gossip::frame;
use p2panda::gossip::handshake::{Binding, Role};
use p2panda::gossip::session::HangReason;
use p2panda::gossip::sim::node::NodeId;
use p2panda::gossip::sim::world::World;
use p2panda::gossip::wire::Wire;
use p2panda::protocol::festival::{FestivalKey, festival_id};
use p2panda::protocol::id::{AuthorId, FestivalId};

/// Peers that know nobody yet.
pub(crate) fn strangers(count: usize) -> World {
    let mut world = World::new(1, Settings::default());
    for _ in 0..count {
        world.add_node();
    }
    world.seen = Some(Vec::new());
    world
}

pub(crate) fn pass(world: &mut World, milliseconds: u64) {
    let until = world.now + milliseconds;
    world.run(until, |_, _| {});
}

pub(crate) fn binding(world: &World, role: Role, local: u8, remote: u8) -> Binding {
    Binding {
        role,
        festival: world.place.festival,
        key: world.place.key.clone(),
        local: [local; 32],
        remote: [remote; 32],
        expected: None,
    }
}

/// Why a peer closed its links, oldest first.
pub(crate) fn closed(world: &World, id: NodeId) -> Vec<HangReason> {
    let seen = world.seen.iter().flatten();
    seen.filter_map(|(of, output)| match output {
        Output::Unlinked {
            reason: Some(reason),
            ..
        } if *of == id => Some(*reason),
        _ => None,
    })
    .collect()
}

pub(crate) fn neighbours(world: &World, id: NodeId) -> usize {
    let engine = world.nodes[id].engine.as_ref().expect("it is up");
    engine.neighbours(world.place.festival).len()
}

pub(crate) fn refused(world: &World, id: NodeId, reason: &str) -> u64 {
    world.nodes[id]
        .counters()
        .refused
        .get(reason)
        .copied()
        .unwrap_or(0)
}

pub(crate) fn link_of(world: &World, id: NodeId) -> LinkId {
    *world.nodes[id].links.keys().next().expect("it has a link")
}

/// A peer sends what its engine would not.
pub(crate) fn inject(world: &mut World, id: NodeId, link: LinkId, wire: &Wire) {
    let cable = world.nodes[id].links[&link];
    for frame in frame::split(&wire.encode()) {
        world.transmit(cable, id, link, frame);
    }
}

/// Lets a peer enter a second festival.
pub(crate) fn enter(world: &mut World, id: NodeId, festival: FestivalId, key: &FestivalKey) {
    let (place, place_key) = (world.place.festival, world.place.key.clone());
    let festivals = [(place, (place_key, 1)), (festival, (key.clone(), 2))];
    world.feed(id, Input::Festivals(BTreeMap::from(festivals)));
}

/// Lets a peer leave all but the festival that everybody shares.
pub(crate) fn leave(world: &mut World, id: NodeId) {
    let (place, key) = (world.place.festival, world.place.key.clone());
    let festivals = BTreeMap::from([(place, (key, 1))]);
    world.feed(id, Input::Festivals(festivals));
}

pub(crate) fn second_festival() -> (FestivalId, FestivalKey) {
    let founder = AuthorId::from_bytes([3; 32]);
    (
        festival_id(&founder, &[4; 16]),
        FestivalKey::from_bytes([5; 32]),
    )
}

pub(crate) fn found_common(world: &World, id: NodeId) -> bool {
    let seen = world.seen.iter().flatten();
    seen.into_iter()
        .any(|(of, output)| *of == id && matches!(output, Output::Common { .. }))
}
