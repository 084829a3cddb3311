//! Few words are said, and meeting points that do not work are left alone.

use std::collections::BTreeSet;

use p2panda::gossip::relay::Input;
use p2panda::protocol::limits::{ANNOUNCE_MS, MEETING_SLOT_MS};

use crate::world::*;

#[test]
fn a_festival_that_is_connected_speaks_about_once_in_five_minutes() {
    let mut world = World::of(30);
    mesh(&mut world);
    (0..30).for_each(|at| world.begin(at));
    let hours = 10;
    world.passes(hours * 60 * MINUTE);
    // Each announcement goes to all three meeting points: counted once each.
    let ids: BTreeSet<String> = world
        .events()
        .iter()
        .map(|(_, event)| event["id"].to_string())
        .collect();
    let slots = hours * 60 * MINUTE / MEETING_SLOT_MS;
    let average = ids.len() as f64 / slots as f64;
    eprintln!(
        "{} announcements of 30 peers in {slots} slots: {average:.2} a slot",
        ids.len()
    );
    assert!(
        (0.6..=1.5).contains(&average),
        "{average} announcements a slot"
    );
    assert!(
        world.opened.is_empty(),
        "all know each other as present: nobody answers"
    );
}

#[test]
fn who_is_alone_announces_at_most_once_a_minute() {
    let mut world = World::of(1);
    world.begin(0);
    world.passes(30 * MINUTE);
    let mut at: Vec<u64> = world.events().iter().map(|(seen, _)| seen.at).collect();
    at.dedup();
    assert!((20..=31).contains(&at.len()), "{} announcements", at.len());
    assert!(at.windows(2).all(|two| two[1] - two[0] >= ANNOUNCE_MS));
}

#[test]
fn switched_off_or_without_a_network_nothing_is_opened_and_nothing_said() {
    let mut world = World::of(1);
    world.begin(0);
    assert_eq!(
        world.peers[0].sockets.len(),
        3,
        "the three that this festival uses"
    );
    for off in [Input::Switched(false), Input::Online(false)] {
        world.tell(0, off);
        assert!(world.peers[0].sockets.is_empty());
        let before = world.seen.len();
        world.passes(10 * MINUTE);
        assert_eq!(world.seen.len(), before);
        world.tell(0, Input::Switched(true));
        world.tell(0, Input::Online(true));
        assert_eq!(world.peers[0].sockets.len(), 3);
    }
}

#[test]
fn meeting_points_that_stay_away_are_left_alone_more_and_more() {
    let mut world = World::of(1);
    world.begin(0);
    world.passes(2 * MINUTE);
    world.take_away(|_| Some(Away::Unreachable));
    world.tried.clear();
    world.passes(5 * MINUTE);
    assert!(world.tries(0).values().all(|tries| *tries <= 50));
    world.tried.clear();
    world.passes(60 * MINUTE);
    assert_eq!(world.tries(0).len(), 3, "none is given up");
    assert!(world.tries(0).values().all(|tries| *tries <= 6));
    // Somebody comes back to the page: it is tried at once.
    world.away = |_| None;
    world.tell(0, Input::Online(true));
    assert!(listens(&world.peers[0]));
}

#[test]
fn one_of_three_that_is_away_or_hangs_up_is_not_hurried() {
    let one: fn(&str) -> Option<Away> = |url| url.contains("r1").then_some(Away::Unreachable);
    let hangs: fn(&str) -> Option<Away> = |_| Some(Away::HangsUp);
    let mut tries = Vec::new();
    for away in [one, hangs] {
        let mut world = World::of(1);
        world.begin(0);
        world.passes(2 * MINUTE);
        world.take_away(away);
        world.tried.clear();
        world.passes(10 * MINUTE);
        tries.extend(world.tries(0).into_values());
    }
    assert!(tries.len() >= 3, "some of it was in use: {tries:?}");
    assert!(tries.iter().all(|tries| *tries <= 10), "{tries:?}");
}

#[test]
fn of_two_who_are_connected_each_speaks_at_most_once_in_five_minutes() {
    let mut world = World::of(2);
    mesh(&mut world);
    (0..2).for_each(|at| world.begin(at));
    let slots = 200;
    world.passes(slots * MEETING_SLOT_MS);
    let mut all = BTreeSet::new();
    for from in 0..2 {
        let said = world.events();
        let said = said.iter().filter(|(seen, _)| seen.from == from);
        let said: BTreeSet<(u64, String)> = said
            .map(|(seen, event)| (seen.at / MEETING_SLOT_MS, event["id"].to_string()))
            .collect();
        let used: BTreeSet<u64> = said.iter().map(|(slot, _)| *slot).collect();
        assert_eq!(used.len(), said.len(), "twice in one slot");
        all.extend(said);
    }
    let average = all.len() as f64 / slots as f64;
    assert!((0.7..=1.3).contains(&average), "{average} in a slot");
}
