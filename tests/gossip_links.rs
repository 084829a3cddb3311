//! What a link lets in and what it refuses, with whole engines on both sides.

use std::collections::{BTreeMap, BTreeSet};

use p2panda::gossip::engine::{Input, LinkId, Output, Settings};
use p2panda::gossip::frame;
use p2panda::gossip::handshake::{Binding, HandshakeError, Role};
use p2panda::gossip::session::HangReason;
use p2panda::gossip::sim::node::NodeId;
use p2panda::gossip::sim::scenario::{divergences, frontier};
use p2panda::gossip::sim::world::World;
use p2panda::gossip::wire::{KeyCard, Talk, Wire};
use p2panda::protocol::festival::{FestivalKey, festival_id};
use p2panda::protocol::id::{AuthorId, FestivalId};
use p2panda::protocol::limits::ACTIVE_HIGH;

/// Peers that know nobody yet.
fn strangers(count: usize) -> World {
    let mut world = World::new(1, Settings::default());
    for _ in 0..count {
        world.add_node();
    }
    world.seen = Some(Vec::new());
    world
}

fn pass(world: &mut World, milliseconds: u64) {
    let until = world.now + milliseconds;
    world.run(until, |_, _| {});
}

fn binding(world: &World, role: Role, local: u8, remote: u8) -> Binding {
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
fn closed(world: &World, id: NodeId) -> Vec<HangReason> {
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

fn neighbours(world: &World, id: NodeId) -> usize {
    let engine = world.nodes[id].engine.as_ref().expect("it is up");
    engine.neighbours(world.place.festival).len()
}

fn refused(world: &World, id: NodeId, reason: &str) -> u64 {
    world.nodes[id]
        .counters()
        .refused
        .get(reason)
        .copied()
        .unwrap_or(0)
}

fn link_of(world: &World, id: NodeId) -> LinkId {
    *world.nodes[id].links.keys().next().expect("it has a link")
}

/// A peer sends what its engine would not.
fn inject(world: &mut World, id: NodeId, link: LinkId, wire: &Wire) {
    let cable = world.nodes[id].links[&link];
    for frame in frame::split(&wire.encode()) {
        world.transmit(cable, id, link, frame);
    }
}

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

/// Lets a peer enter a second festival.
fn enter(world: &mut World, id: NodeId, festival: FestivalId, key: &FestivalKey) {
    let (place, place_key) = (world.place.festival, world.place.key.clone());
    let festivals = [(place, (place_key, 1)), (festival, (key.clone(), 2))];
    world.feed(id, Input::Festivals(BTreeMap::from(festivals)));
}

fn second_festival() -> (FestivalId, FestivalKey) {
    let founder = AuthorId::from_bytes([3; 32]);
    (
        festival_id(&founder, &[4; 16]),
        FestivalKey::from_bytes([5; 32]),
    )
}

fn found_common(world: &World, id: NodeId) -> bool {
    let seen = world.seen.iter().flatten();
    seen.into_iter()
        .any(|(of, output)| *of == id && matches!(output, Output::Common { .. }))
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
fn what_both_remember_is_not_told_again_after_a_cut() {
    let mut world = strangers(12);
    for id in 0..12 {
        world.write(id, 1, 20);
        pass(&mut world, 100);
    }
    for id in 1..12 {
        world.connect(id - 1, id);
        pass(&mut world, 1_500);
    }
    pass(&mut world, 60_000);
    assert_eq!(divergences(&world), 0);
    // Two of them alone.
    let others: Vec<u64> = world.cables.keys().copied().collect();
    others.into_iter().for_each(|cable| world.cut(cable));
    world.parts = (0..12).map(|id| if id < 2 { 0 } else { 1 }).collect();
    pass(&mut world, 200_000);
    let sent = |world: &World, id: NodeId| world.nodes[id].counters().bytes_sent;
    let exchange = |world: &mut World| {
        let before = sent(world, 0) + sent(world, 1);
        world.connect(0, 1);
        pass(world, 3_000);
        assert_eq!(neighbours(world, 0), 1);
        sent(world, 0) + sent(world, 1) - before
    };
    let remembered = exchange(&mut world);
    world.stop(1, false);
    world.start(1);
    pass(&mut world, 100_000);
    let anew = exchange(&mut world);
    println!("{remembered} bytes with what is remembered, {anew} bytes after a restart");
    // Each side names twelve logs or none.
    assert!(remembered + 2 * 12 * 50 < anew, "{remembered}, {anew}");
}

#[test]
fn blocked_authors_are_neither_asked_for_nor_passed_on_and_get_no_link() {
    let mut world = strangers(4);
    let blocked = world.nodes[0].author();
    world.write(0, 2, 20);
    pass(&mut world, 100);
    world.feed(1, Input::Blocked([blocked].into()));
    // 0 to 2 directly; 3 could have it only by 1.
    world.connect(0, 2);
    world.connect(2, 1);
    pass(&mut world, 3_000);
    world.parts[3] = 0;
    world.connect(1, 3);
    pass(&mut world, 500);
    let holds = |world: &World, id: NodeId| {
        let frontier = frontier(world, id);
        frontier.keys().any(|key| key.author == blocked)
    };
    assert!(holds(&world, 2) && !holds(&world, 1));
    let engine = world.nodes[1].engine.as_ref().expect("it is up");
    assert_eq!(engine.ledger().logs(world.place.festival).count(), 0);
    world.connect(0, 1);
    pass(&mut world, 3_000);
    assert!(closed(&world, 1).contains(&HangReason::Unwelcome));
    // Forgiven, everything comes.
    world.feed(1, Input::Blocked(BTreeSet::new()));
    pass(&mut world, 5_000);
    assert!(holds(&world, 1));
}

#[test]
fn keys_of_the_festivals_above_reach_a_newcomer() {
    let mut world = strangers(2);
    world.connect(0, 1);
    pass(&mut world, 2_000);
    let card = KeyCard {
        founder: AuthorId::from_bytes([3; 32]),
        nonce: [4; 16],
        key: FestivalKey::from_bytes([5; 32]),
        title: "The festival around it".to_owned(),
    };
    assert_eq!(card.festival(), second_festival().0);
    let (link, cards) = (link_of(&world, 0), vec![card]);
    world.feed(
        0,
        Input::Share {
            link,
            cards: cards.clone(),
        },
    );
    pass(&mut world, 1_000);
    let seen = world.seen.iter().flatten();
    let came = seen.into_iter().any(|(id, output)| {
        *id == 1 && matches!(output, Output::Keys { cards: came, .. } if *came == cards)
    });
    assert!(came);
}

#[test]
fn presence_travels_over_several_links_and_is_signed() {
    let mut world = strangers(3);
    world.connect(0, 1);
    world.connect(1, 2);
    pass(&mut world, 1_000);
    world.write(0, 1, 20);
    pass(&mut world, 3_000);
    let log = world.nodes[0].log(&world.place).expect("it has written");
    let festival = world.place.festival;
    let present = Input::Present {
        festival,
        device: None,
        logs: vec![log],
    };
    world.feed(2, present);
    pass(&mut world, 10_000);
    let engine = world.nodes[0].engine.as_ref().expect("it is up");
    let records: Vec<_> = engine.presence(festival).collect();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].author, world.nodes[2].author());
    assert_eq!(records[0].logs, [(log, 2)]);
    // A record that nobody signed is a lie of whoever passes it on.
    let false_record = Wire::Talk(0, Talk::Presence(vec![7; 200]));
    let link = link_of(&world, 2);
    inject(&mut world, 2, link, &false_record);
    pass(&mut world, 1_000);
    let blamed: usize = world.nodes.iter().map(|node| node.dropped.len()).sum();
    assert_eq!(blamed, 1);
}

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
fn whoever_is_shown_own_entries_that_it_did_not_write_begins_a_new_log() {
    let mut world = strangers(2);
    world.write(0, 3, 20);
    pass(&mut world, 100);
    world.connect(0, 1);
    pass(&mut world, 2_000);
    // The disk is put back to an older state, as by a restored image.
    let cable = *world.cables.keys().next().expect("one");
    world.cut(cable);
    pass(&mut world, 5_000);
    let old = world.nodes[0].log(&world.place).expect("its log");
    world.stop(0, false);
    world.nodes[0].disk.wipe();
    world.start(0);
    world.connect(0, 1);
    pass(&mut world, 3_000);
    assert_eq!(world.nodes[0].lost_logs, 1);
    world.write(0, 1, 20);
    pass(&mut world, 3_000);
    let new = world.nodes[0].log(&world.place).expect("a new one");
    assert_ne!(old, new);
    assert_eq!((divergences(&world), world.own_forks), (0, 0));
    assert_eq!(frontier(&world, 1).len(), 2, "both logs live on");
}

#[test]
fn a_thousand_entries_cost_less_than_their_bamboo_encoding() {
    let mut world = strangers(2);
    while world.written.len() < 1_000 {
        world.write(0, 200, 200);
        pass(&mut world, 100);
    }
    let before = world.nodes[0].counters().bytes_sent + world.nodes[1].counters().bytes_sent;
    world.connect(0, 1);
    pass(&mut world, 10_000);
    assert_eq!(divergences(&world), 0);
    let after = world.nodes[0].counters().bytes_sent + world.nodes[1].counters().bytes_sent;
    let each = (after - before) as f64 / world.written.len() as f64;
    // Encoded whole, with links, size and hash beside the payload.
    let log = world.nodes[0].log(&world.place).expect("its log");
    let mut bamboo = 0;
    let mut from = 1;
    loop {
        let segments = world.nodes[0].disk.read(&log, from, u64::MAX);
        let Some(last) = segments.last() else { break };
        from = last.run.last() + 1;
        for segment in &segments {
            let entries = segment.before.entries(&segment.run).expect("they fit");
            bamboo += entries.iter().map(Vec::len).sum::<usize>();
            bamboo += segment.run.payload_bytes() as usize;
        }
    }
    let bamboo = bamboo as f64 / world.written.len() as f64;
    println!("{each:.1} bytes an entry on the wire, both ways; {bamboo:.1} as full Bamboo");
    assert!(each <= 290.0, "{each}");
    assert!(bamboo > each);
}
