//! What a neighbour may cost us, and that nobody is blamed for less.

use std::rc::Rc;

use p2panda::gossip::engine::Input;
use p2panda::gossip::session::HangReason;
use p2panda::gossip::sim::disk::Write;
use p2panda::gossip::sim::node::{NodeId, join_payload};
use p2panda::gossip::sim::scenario::{divergences, frontier};
use p2panda::gossip::sim::world::World;
use p2panda::gossip::wire::{HaveLog, Lineage, Talk, Want, Wire};
use p2panda::protocol::festival::log_id;
use p2panda::protocol::fork::{Branch, ForkProof};
use p2panda::protocol::id::{AuthorId, DeviceNumber, InstallationId, LogId, LogKey};
use p2panda::protocol::limits::{FREE_AUTHORS, MAX_HAVE_LOGS, MAX_WANTS, NEWCOMERS_AN_HOUR};
use p2panda::protocol::log::{Authentic, Head};
use p2panda::protocol::signature::AuthorKey;

use crate::scene::*;

/// Somebody, named by a number.
fn author(number: u32) -> AuthorKey {
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&number.to_le_bytes());
    AuthorKey::from_seed(&seed)
}

/// The first entry of an author's log.
fn joined(world: &World, number: u32) -> Authentic {
    let (author, festival) = (author(number), world.place.festival);
    let device = DeviceNumber(number);
    let key = LogKey {
        author: author.author(),
        log_id: log_id(&festival, device),
    };
    let join = join_payload(festival, device, world.nodes[0].identity.installation);
    Head::empty(festival, key)
        .append(&author, vec![join])
        .expect("a join fits")
}

/// A peer comes back with the logs of so many more authors.
pub(crate) fn bring(world: &mut World, id: NodeId, numbers: core::ops::Range<u32>) {
    world.stop(id, true);
    let steps = numbers.map(|number| Rc::new(joined(world, number)));
    let steps = Write::Steps(steps.collect());
    assert!(world.nodes[id].disk.write_durably(steps));
    pass(world, 1_000);
    world.start(id);
    world.connect(id, 1);
}

#[test]
fn a_newcomer_gets_everybody_and_later_sixty_new_authors_an_hour() {
    let mut world = strangers(2);
    let everybody = FREE_AUTHORS as u32 + 100;
    bring(&mut world, 0, 0..everybody);
    pass(&mut world, 20_000);
    assert_eq!(frontier(&world, 1).len(), everybody as usize);
    bring(&mut world, 0, everybody..everybody + 100);
    pass(&mut world, 20_000);
    let known = everybody as usize + NEWCOMERS_AN_HOUR;
    assert_eq!(frontier(&world, 1).len(), known, "each counts once");
    assert!(refused(&world, 1, "newcomer") > 0);
    // The others wait for the next hour; nobody has to write anew for it.
    pass(&mut world, 61 * 60_000);
    assert_eq!(frontier(&world, 1).len(), everybody as usize + 100);
    assert_eq!(neighbours(&world, 1), 1);
    let blamed: usize = world.nodes.iter().map(|node| node.dropped.len()).sum();
    assert_eq!(blamed, 0);
}

/// A proof that the log of an author is forked: at its second entry, or, for every
/// tenth author, at its first, so that nothing of it counts.
fn forked(world: &World, number: u32) -> ForkProof {
    let (festival, device) = (world.place.festival, DeviceNumber(number));
    let joined = joined(world, number);
    let before = match number % 10 {
        0 => Head::empty(festival, joined.head().key()),
        _ => joined.head().clone(),
    };
    let [one, other] = [0, 1].map(|side: usize| {
        let installation = world.nodes[side].identity.installation;
        let payload = join_payload(festival, device, installation);
        let step = before.append(&author(number), vec![payload]);
        let step = step.expect("it fits");
        Branch::of(&before, step.run(), before.height() + 1).expect("it is signed")
    });
    ForkProof::new(&festival, device, one, other).expect("they differ")
}

#[test]
fn the_fork_of_a_newcomer_who_had_to_wait_is_learnt_when_it_may_come() {
    let mut world = strangers(2);
    let everybody = FREE_AUTHORS as u32 + 100;
    bring(&mut world, 0, 0..everybody);
    pass(&mut world, 20_000);
    world.stop(0, true);
    let newcomers = everybody..everybody + 100;
    let joins = newcomers
        .clone()
        .map(|number| Rc::new(joined(&world, number)));
    let joins = Write::Steps(joins.collect());
    assert!(world.nodes[0].disk.write_durably(joins));
    let proofs: Vec<ForkProof> = newcomers.map(|number| forked(&world, number)).collect();
    for proof in &proofs {
        let write = Write::Fork(world.place.festival, Rc::new(proof.clone()));
        assert!(world.nodes[0].disk.write_durably(write));
    }
    bring(&mut world, 0, 0..0);
    pass(&mut world, 20_000);
    let known = |world: &World| {
        let engine = world.nodes[1].engine.as_ref().expect("it is up");
        let at = |proof: &ForkProof| engine.ledger().frozen_at(&proof.key());
        proofs
            .iter()
            .filter(|proof| at(proof) == Some(proof.at()))
            .count()
    };
    assert_eq!(known(&world), NEWCOMERS_AN_HOUR);
    pass(&mut world, 61 * 60_000);
    assert_eq!(known(&world), 100, "on the same link");
    assert_eq!((divergences(&world), neighbours(&world, 1)), (0, 1));
}

#[test]
fn verified_newcomers_need_not_wait() {
    let mut world = strangers(2);
    bring(&mut world, 0, 0..FREE_AUTHORS as u32);
    pass(&mut world, 20_000);
    let verified: Vec<AuthorId> = (500..600)
        .map(|number| joined(&world, number).head().key().author)
        .collect();
    world.feed(1, Input::Verified(verified.into_iter().collect()));
    bring(&mut world, 0, 500..600);
    pass(&mut world, 20_000);
    assert_eq!(frontier(&world, 1).len(), FREE_AUTHORS + 100);
}

/// A linked pair, and the link on the side of 1, which says what it likes.
fn pair() -> (World, u64) {
    let mut world = strangers(2);
    world.write(0, 50, 200);
    pass(&mut world, 500);
    world.connect(0, 1);
    pass(&mut world, 3_000);
    let link = link_of(&world, 1);
    (world, link)
}

#[test]
fn whoever_asks_for_everything_again_and_again_is_hung_up_but_no_liar() {
    let (mut world, link) = pair();
    let before = world.nodes[0].counters().bytes_sent;
    let ours = Lineage { store: 1, start: 2 };
    for _ in 0..1_000 {
        inject(
            &mut world,
            1,
            link,
            &Wire::Talk(0, Talk::Resume { ours, known: None }),
        );
    }
    pass(&mut world, 2_000);
    let sent = world.nodes[0].counters().bytes_sent - before;
    assert!(sent < 10_000, "{sent} bytes were sent");
    assert_eq!(refused(&world, 0, "mistakes"), 1);
    assert!(
        world.nodes[0]
            .dropped
            .iter()
            .all(|(_, reason)| !reason.is_lie())
    );
}

#[test]
fn addresses_are_told_a_few_times_a_minute_however_often_they_are_asked_for() {
    let (mut world, link) = pair();
    let before = world.nodes[0].counters().messages_sent;
    let shuffle = Talk::Shuffle {
        reply: false,
        peers: Vec::new(),
    };
    for _ in 0..1_000 {
        inject(&mut world, 1, link, &Wire::Talk(0, shuffle.clone()));
    }
    pass(&mut world, 2_000);
    let sent = world.nodes[0].counters().messages_sent - before;
    assert!(sent < 20, "{sent} messages were sent");
    assert_eq!(neighbours(&world, 0), 1);
}

#[test]
fn logs_that_nobody_can_keep_are_a_lie() {
    let (mut world, link) = pair();
    for part in 0..41_u64 {
        let logs = (0..MAX_HAVE_LOGS as u64).map(|at| HaveLog {
            key: LogKey {
                author: AuthorId::from_bytes([7; 32]),
                log_id: LogId(part << 32 | at),
            },
            height: 5,
            hash: [1; 16],
            frozen_at: 0,
        });
        let have = Talk::Have {
            number: part + 10,
            last: false,
            logs: logs.collect(),
        };
        inject(&mut world, 1, link, &Wire::Talk(0, have));
    }
    pass(&mut world, 5_000);
    assert_eq!(refused(&world, 0, "too-much"), 1);
    // It is remembered for a while.
    world.connect(1, 0);
    pass(&mut world, 3_000);
    assert_eq!(closed(&world, 0).last(), Some(&HangReason::Unwelcome));
    // Time passes while there are links.
    let other = world.add_node();
    world.connect(0, other);
    pass(&mut world, 11 * 60_000);
    world.connect(1, 0);
    pass(&mut world, 3_000);
    assert_eq!(neighbours(&world, 0), 2, "it may have been repaired");
}

#[test]
fn whoever_wants_more_than_anybody_can_serve_waits_and_is_no_liar() {
    let (mut world, link) = pair();
    let log = world.nodes[0].log(&world.place).expect("it has written");
    for part in 0..20_u64 {
        let logs = (0..MAX_WANTS as u64).map(|at| Want {
            key: LogKey {
                log_id: LogId(part << 32 | at),
                ..log
            },
            from: 1,
        });
        let want = Talk::Want {
            graft: false,
            logs: logs.collect(),
        };
        inject(&mut world, 1, link, &Wire::Talk(0, want));
    }
    pass(&mut world, 2_000);
    assert_eq!(neighbours(&world, 0), 1);
    let engine = world.nodes[0].engine.as_ref().expect("it is up");
    assert_eq!(engine.excess(), None);
}

#[test]
fn nobody_fills_our_memory_with_introductions() {
    let (mut world, link) = pair();
    let target = InstallationId::from_bytes([9; 32]);
    for circuit in 0..1_000 {
        let introduce = Talk::Introduce {
            circuit,
            target,
            hops: 3,
            expiry: 0,
            sealed: vec![0; 2_000],
        };
        inject(&mut world, 1, link, &Wire::Talk(0, introduce));
    }
    pass(&mut world, 4_000);
    let engine = world.nodes[0].engine.as_ref().expect("it is up");
    assert_eq!(engine.excess(), None);
    assert_eq!(refused(&world, 0, "unreachable"), 1_000);
    // 4 MiB a minute are more than anybody has to say.
    for _ in 0..1_500 {
        let presence = Wire::Talk(0, Talk::Unreachable { circuit: 5 });
        inject(&mut world, 1, link, &presence);
    }
    for circuit in 0..1_200 {
        let introduce = Talk::Introduce {
            circuit,
            target,
            hops: 3,
            expiry: 0,
            sealed: vec![0; 2_000],
        };
        inject(&mut world, 1, link, &Wire::Talk(0, introduce));
    }
    pass(&mut world, 6_000);
    assert_eq!(refused(&world, 0, "too-much"), 1);
}
