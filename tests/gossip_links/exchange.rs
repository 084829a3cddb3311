//! What travels on a link, and what does not.

use std::collections::BTreeSet;

use p2panda::gossip::engine::{Input, Output};
use p2panda::gossip::session::HangReason;
use p2panda::gossip::sim::node::NodeId;
use p2panda::gossip::sim::scenario::{divergences, frontier};
use p2panda::gossip::sim::world::World;
use p2panda::gossip::wire::{KeyCard, Talk, Wire};
use p2panda::protocol::festival::FestivalKey;
use p2panda::protocol::id::AuthorId;

use crate::scene::*;

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
