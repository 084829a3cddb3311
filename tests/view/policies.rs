//! Promises of the built-in policies.

use std::collections::BTreeSet;

use p2panda::protocol::generate::draft::person_id;
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::policy::external::External;
use p2panda::protocol::policy::{self, Arrival, Decision, OwnerContext, draw};
use p2panda::protocol::schema::authorization::{Authorization, DecidedBy, ReasonCode, Verdict};
use p2panda::protocol::schema::parts::Interval;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::{PolicyChoice, PolicyParams, Resource};
use p2panda::protocol::view::ask::AskState;

use crate::owner::*;
use crate::world::*;

#[test]
fn first_come_serves_in_the_order_of_arrival_not_of_claimed_times() {
    let (mut world, mut owner) = (World::new(), Owner::new());
    let garden = world.resource(ANA, &place());
    let ids = requests(
        &mut world,
        &mut owner,
        garden,
        &[hours(1, 3), hours(2, 4), hours(3, 5)],
    );
    owner.arrivals.insert(ids[1], Arrival { counter: 0, at: 0 });
    owner.arrivals.insert(ids[0], Arrival { counter: 1, at: 0 });
    owner.answer_all(&mut world, &garden);
    assert_eq!(
        states(&world, &ids),
        [AskState::Declined, AskState::Accepted, AskState::Declined]
    );
}

#[test]
fn ties_within_one_commit_are_broken_by_the_owners_secret() {
    let (mut world, mut owner) = (World::new(), Owner::new());
    let garden = world.resource(ANA, &place());
    let ids = requests(&mut world, &mut owner, garden, &[hours(1, 3); 6]);
    for id in &ids {
        owner.arrivals.insert(*id, Arrival { counter: 0, at: 0 });
    }
    let view = world.agreed();
    let winners: BTreeSet<InstanceId> = (0..40)
        .filter_map(|secret| {
            owner.secret = [secret; 32];
            owner
                .context(&world, &view, &garden)
                .open()
                .first()
                .map(|(id, _)| *id)
        })
        .collect();
    assert!(winners.len() > 3, "the secret hardly matters: {winners:?}");
}

#[test]
fn first_come_puts_on_the_waiting_list_if_the_owner_wants_and_serves_it_later() {
    let (mut world, mut owner) = (World::new(), Owner::new());
    let params = PolicyParams {
        auto_waitlist: true,
        ..PolicyParams::default()
    };
    let waiting = Resource {
        policy: Some(PolicyChoice {
            params,
            ..choice(policy::FIRST_COME)
        }),
        ..place()
    };
    let garden = world.resource(ANA, &waiting);
    let ids = requests(&mut world, &mut owner, garden, &[hours(1, 3), hours(2, 4)]);
    owner.answer_all(&mut world, &garden);
    assert_eq!(
        states(&world, &ids),
        [AskState::Accepted, AskState::Waitlisted]
    );
    world.withdraw(10, ids[0]);
    owner.answer_all(&mut world, &garden);
    assert_eq!(
        states(&world, &ids),
        [AskState::Withdrawn, AskState::Accepted]
    );
}

#[test]
fn one_person_has_at_most_three_grants_or_what_the_owner_says() {
    for (most, granted) in [(None, 3), (Some(1), 1), (Some(5), 5)] {
        let (mut world, mut owner) = (World::new(), Owner::new());
        let limited = PolicyChoice {
            most_per_author: most,
            ..choice(policy::FIRST_COME)
        };
        let garden = world.resource(
            ANA,
            &Resource {
                policy: Some(limited),
                ..place()
            },
        );
        let event = world.event(BEN, &event(1, 2, vec![must(0, Some(garden))]));
        for hour in 0..6 {
            let id = world.ask(BEN, &request(event, garden, Some(hours(hour, hour + 1))));
            owner.saw(id);
        }
        let answers = owner.answer_all(&mut world, &garden);
        let accepted = answers
            .iter()
            .filter(|answer| answer.verdict == Verdict::Accept)
            .count();
        assert_eq!(accepted, granted);
        assert!(
            answers[granted..]
                .iter()
                .all(|answer| answer.reason_code == ReasonCode::Enough)
        );
    }
}

#[test]
fn strangers_are_left_to_the_owner_if_the_owner_wants() {
    let (mut world, mut owner) = (World::new(), Owner::new());
    let careful = PolicyChoice {
        ask_for_strangers: true,
        ..choice(policy::FIRST_COME)
    };
    let garden = world.resource(
        ANA,
        &Resource {
            policy: Some(careful),
            ..place()
        },
    );
    let ids = requests(&mut world, &mut owner, garden, &[hours(1, 3)]);
    let view = world.agreed();
    assert_eq!(
        owner.decide(&world, &view, &garden, &ids[0]),
        Decision::AskOwner
    );
    owner.known.insert(person_id(10));
    assert_eq!(
        owner.decide(&world, &view, &garden, &ids[0]),
        Decision::Accept
    );
}

#[test]
fn waiting_requests_hold_their_time_only_if_the_owner_wants() {
    for holds in [false, true] {
        let (mut world, mut owner) = (World::new(), Owner::new());
        let garden = world.resource(
            ANA,
            &Resource {
                pending_holds: holds,
                ..place()
            },
        );
        let ids = requests(&mut world, &mut owner, garden, &[hours(1, 3), hours(2, 4)]);
        let view = world.agreed();
        let expected = if holds {
            Decision::Decline(ReasonCode::Taken)
        } else {
            Decision::Accept
        };
        assert_eq!(owner.decide(&world, &view, &garden, &ids[1]), expected);
    }
}

#[test]
fn own_requests_are_answered_like_others_and_written() {
    let (mut world, mut owner) = (World::new(), Owner::new());
    let careful = PolicyChoice {
        ask_for_strangers: true,
        most_per_author: Some(1),
        ..choice(policy::FIRST_COME)
    };
    let garden = world.resource(
        ANA,
        &Resource {
            policy: Some(careful),
            ..place()
        },
    );
    let mut ids = Vec::new();
    for hour in [1, 5] {
        let event = world.event(ANA, &event(hour, hour + 1, vec![must(0, Some(garden))]));
        ids.push(world.ask(ANA, &request(event, garden, Some(hours(hour, hour + 1)))));
        owner.saw(ids[ids.len() - 1]);
    }
    owner.answer_all(&mut world, &garden);
    assert_eq!(
        states(&world, &ids),
        [AskState::Accepted, AskState::Accepted]
    );
}

#[test]
fn closed_declines_and_manual_asks() {
    for (name, decision) in [
        (policy::CLOSED, Decision::Decline(ReasonCode::Closed)),
        (policy::MANUAL, Decision::AskOwner),
    ] {
        let (mut world, mut owner) = (World::new(), Owner::new());
        let garden = world.resource(ANA, &with_policy(name));
        let ids = requests(&mut world, &mut owner, garden, &[hours(1, 3)]);
        let view = world.agreed();
        assert_eq!(owner.decide(&world, &view, &garden, &ids[0]), decision);
    }
    assert!(policy::built_in("org.example.chess").is_none());
}

#[test]
fn a_draw_waits_for_its_time_then_serves_by_rank_and_reveals_its_seed() {
    let (mut world, mut owner) = (World::new(), Owner::new());
    let seed = [9; 32];
    owner.seed = Some(seed);
    let garden = world.resource(ANA, &drawn(&seed));
    let ids = requests(&mut world, &mut owner, garden, &[hours(1, 3); 5]);
    let view = world.agreed();
    assert_eq!(
        owner.decide(&world, &view, &garden, &ids[0]),
        Decision::Later(20 * HOUR)
    );
    assert!(owner.answer_all(&mut world, &garden).is_empty());
    owner.now = 20 * HOUR;
    let answers = owner.answer_all(&mut world, &garden);
    let winner = ids
        .iter()
        .min_by_key(|id| draw::rank(&seed, id))
        .expect("five requests");
    for answer in &answers {
        let expected = if answer.request == *winner {
            Verdict::Accept
        } else {
            Verdict::Decline
        };
        assert_eq!((answer.verdict, answer.evidence), (expected, Some(seed)));
        assert_eq!(
            draw::commitment(&answer.evidence.expect("revealed")),
            draw::commitment(&seed)
        );
    }
    assert_eq!(answers.len(), 5);
}

#[test]
fn requests_that_come_after_the_draw_rank_behind_all_others() {
    let (mut world, mut owner) = (World::new(), Owner::new());
    let seed = [9; 32];
    owner.seed = Some(seed);
    let garden = world.resource(ANA, &drawn(&seed));
    let ids = requests(&mut world, &mut owner, garden, &[hours(1, 3); 5]);
    let best = *ids
        .iter()
        .min_by_key(|id| draw::rank(&seed, id))
        .expect("five requests");
    owner.arrivals.insert(
        best,
        Arrival {
            counter: 99,
            at: 21 * HOUR,
        },
    );
    owner.now = 22 * HOUR;
    owner.answer_all(&mut world, &garden);
    assert_eq!(
        world.agreed().ask_state(&world.festival, &best),
        AskState::Declined
    );
}

#[test]
fn a_draw_without_the_committed_seed_is_left_to_the_owner() {
    let (mut world, mut owner) = (World::new(), Owner::new());
    owner.now = 20 * HOUR;
    let garden = world.resource(ANA, &drawn(&[9; 32]));
    let ids = requests(&mut world, &mut owner, garden, &[hours(1, 3)]);
    let view = world.agreed();
    for seed in [None, Some([8; 32])] {
        owner.seed = seed;
        assert_eq!(
            owner.decide(&world, &view, &garden, &ids[0]),
            Decision::AskOwner
        );
    }
}

#[test]
fn an_external_policy_cannot_grant_what_is_taken() {
    let (mut world, mut owner) = (World::new(), Owner::new());
    let garden = world.resource(ANA, &with_policy("org.example.generous"));
    let ids = requests(&mut world, &mut owner, garden, &[hours(1, 3), hours(2, 4)]);
    let generous = External(|_: &InstanceId, _: &_, _: &OwnerContext<'_>| Decision::Accept);
    let view = world.agreed();
    let first = policy::resolve(&generous, &ids[0], &owner.context(&world, &view, &garden))
        .expect("it is free");
    assert_eq!(first.by, DecidedBy::Bot);
    world.answer(ANA, &first);
    let view = world.agreed();
    assert_eq!(
        policy::resolve(&generous, &ids[1], &owner.context(&world, &view, &garden)),
        None
    );
    let by_hand = Authorization::accept(ids[1], garden, Some(hours(2, 4)), 1);
    assert!(policy::confirm(view.home(&world.festival), &by_hand).is_err());
}

#[test]
fn moving_an_event_by_half_an_hour_never_makes_first_come_refuse_its_own_replacement() {
    for buffer in [0, 900, 7_200] {
        let (mut world, mut owner) = (World::new(), Owner::new());
        let limited = PolicyChoice {
            most_per_author: Some(1),
            ..choice(policy::FIRST_COME)
        };
        let fields = Resource {
            buffer_after: buffer,
            policy: Some(limited),
            ..place()
        };
        let garden = world.resource(ANA, &fields);
        let event = world.event(BEN, &event(10, 12, vec![must(0, Some(garden))]));
        let mut last: Option<InstanceId> = None;
        for half_hours in 0..20 {
            let start = 10 * HOUR + half_hours * 1_800;
            let when = Interval {
                start,
                end: start + 2 * HOUR,
            };
            let id = world.ask(
                BEN,
                &Request {
                    replaces: last,
                    ..request(event, garden, Some(when))
                },
            );
            owner.saw(id);
            let answers = owner.answer_all(&mut world, &garden);
            assert_eq!(
                answers
                    .iter()
                    .map(|answer| answer.verdict)
                    .collect::<Vec<_>>(),
                [Verdict::Accept]
            );
            last = Some(id);
        }
        assert_eq!(
            world.agreed().home(&world.festival).grants(garden).count(),
            1
        );
    }
}
