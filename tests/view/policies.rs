//! Promises of the built-in policies.

use std::collections::{BTreeMap, BTreeSet};

use p2panda::protocol::generate::Numbers;
use p2panda::protocol::generate::draft::{Drafted, person_id};
use p2panda::protocol::id::{AuthorId, InstanceId};
use p2panda::protocol::policy::external::External;
use p2panda::protocol::policy::{self, Arrival, Decision, OwnerContext, draw};
use p2panda::protocol::schema::authorization::{Authorization, DecidedBy, ReasonCode, Verdict};
use p2panda::protocol::schema::fields::Change;
use p2panda::protocol::schema::parts::Interval;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::{PolicyChoice, PolicyParams, Resource, ResourceChange};
use p2panda::protocol::view::View;
use p2panda::protocol::view::ask::AskState;
use p2panda::protocol::view::calendar::gap;

use crate::world::*;

/// An owner's installation: what it saw when, whom it knows, its secrets.
pub struct Owner {
    pub arrivals: BTreeMap<InstanceId, Arrival>,
    pub known: BTreeSet<AuthorId>,
    pub secret: [u8; 32],
    pub seed: Option<[u8; 32]>,
    pub now: i64,
}

impl Owner {
    pub fn new() -> Self {
        Self {
            arrivals: BTreeMap::new(),
            known: BTreeSet::new(),
            secret: [4; 32],
            seed: None,
            now: 0,
        }
    }

    /// A request came in a commit of its own.
    pub fn saw(&mut self, id: InstanceId) {
        let counter = self.arrivals.len() as u64;
        self.arrivals.insert(
            id,
            Arrival {
                counter,
                at: self.now,
            },
        );
    }

    pub fn context<'a>(
        &'a self,
        world: &World,
        view: &'a View,
        resource: &InstanceId,
    ) -> OwnerContext<'a> {
        let part = view.home(&world.festival);
        OwnerContext {
            view,
            part,
            resource: part
                .resources()
                .get(resource)
                .expect("the resource is known"),
            now: self.now,
            arrivals: &self.arrivals,
            known: &self.known,
            secret: &self.secret,
            seed: self.seed,
        }
    }

    pub fn decide(
        &self,
        world: &World,
        view: &View,
        resource: &InstanceId,
        asked: &InstanceId,
    ) -> Decision {
        let context = self.context(world, view, resource);
        let policy =
            policy::built_in(policy::name_of(&context.resource.value)).expect("a built-in policy");
        let request = context.part.asks()[asked]
            .request
            .as_ref()
            .expect("the question is known");
        policy.decide(asked, request, &context)
    }

    /// Answers whatever is open, in the order of arrival, one answer after the other.
    pub fn answer_all(&self, world: &mut World, resource: &InstanceId) -> Vec<Authorization> {
        let mut answers = Vec::new();
        let mut view = world.view();
        let mut applied = world.draft.messages.len();
        loop {
            let context = self.context(world, &view, resource);
            let policy = policy::built_in(policy::name_of(&context.resource.value))
                .expect("a built-in policy");
            let open = context.open();
            let Some(answer) = open
                .iter()
                .find_map(|(id, _)| policy::resolve(policy, id, &context))
            else {
                return answers;
            };
            world.answer(ANA, &answer);
            answers.push(answer);
            take_in(&mut view, &world.draft.messages, &mut applied);
        }
    }
}

fn take_in(view: &mut View, messages: &[Drafted], applied: &mut usize) {
    for message in inputs(&messages[*applied..]) {
        view.apply(message).expect("each log is in its order");
    }
    *applied = messages.len();
}

pub fn with_policy(name: &str) -> Resource {
    Resource {
        policy: Some(choice(name)),
        ..place()
    }
}

pub fn choice(name: &str) -> PolicyChoice {
    PolicyChoice {
        name: name.to_owned(),
        text: String::new(),
        params: PolicyParams::default(),
        most_per_author: None,
        ask_for_strangers: false,
    }
}

/// Ana's resource, and requests of Cem's own events for these hours.
fn requests(
    world: &mut World,
    owner: &mut Owner,
    garden: InstanceId,
    times: &[Interval],
) -> Vec<InstanceId> {
    let mut ids = Vec::new();
    for time in times {
        let maker = 10 + ids.len();
        let event = world.event(maker, &event(1, 2, vec![must(0, Some(garden))]));
        let id = world.ask(maker, &request(event, garden, Some(*time)));
        owner.saw(id);
        ids.push(id);
    }
    ids
}

fn states(world: &World, ids: &[InstanceId]) -> Vec<AskState> {
    let view = world.agreed();
    ids.iter()
        .map(|id| view.ask_state(&world.festival, id))
        .collect()
}

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

/// A draw at hour 20 with this seed.
pub fn drawn(seed: &[u8; 32]) -> Resource {
    let params = PolicyParams {
        draw_at: Some(20 * HOUR),
        seed_commit: Some(draw::commitment(seed)),
        auto_waitlist: false,
    };
    Resource {
        policy: Some(PolicyChoice {
            params,
            ..choice(policy::DRAW)
        }),
        ..place()
    }
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

#[test]
fn first_come_never_grants_more_units_than_exist_in_ten_thousand_random_sequences() {
    let mut numbers = Numbers::new(77);
    let (mut granted, mut replaced) = (0, 0);
    for sequence in 0..10_000 {
        let (mut world, mut owner) = (World::new(), Owner::new());
        let fields = Resource {
            units: 1 + numbers.below(3) as u32,
            buffer_after: [0, 0, 1_800][numbers.below(3)],
            allow_without_time: numbers.once_in(4),
            pending_holds: numbers.once_in(4),
            ..place()
        };
        let garden = world.resource(ANA, &fields);
        let mut view = world.view();
        let mut applied = world.draft.messages.len();
        let mut asked: Vec<(usize, InstanceId, Request)> = Vec::new();
        for _ in 0..6 {
            random_step(&mut world, &mut owner, &mut numbers, garden, &mut asked);
            take_in(&mut view, &world.draft.messages, &mut applied);
            answer_some(&mut world, &owner, &mut view, &mut applied, garden);
            replaced += usize::from(
                asked
                    .iter()
                    .any(|(_, id, _)| view.ask_state(&world.festival, id) == AskState::Replaced),
            );
            granted += check_units(&view, &world, garden, &format!("sequence {sequence}"));
        }
    }
    assert!(
        granted > 50_000 && replaced > 1_000,
        "too little happened: {granted} granted, {replaced} replaced"
    );
}

/// Somebody asks, moves, withdraws, or the owner takes something back.
fn random_step(
    world: &mut World,
    owner: &mut Owner,
    numbers: &mut Numbers,
    garden: InstanceId,
    asked: &mut Vec<(usize, InstanceId, Request)>,
) {
    let start = numbers.below(12) as i64 * 1_800;
    let when = Interval {
        start,
        end: start + 1_800 * (1 + numbers.below(4) as i64),
    };
    let when = Some(when).filter(|_| !numbers.once_in(10));
    match numbers.pick(asked).cloned() {
        Some((maker, old, fields)) if numbers.once_in(2) => {
            let (start, end) = (when.map(|when| when.start), when.map(|when| when.end));
            let fields = Request {
                replaces: Some(old),
                start,
                end,
                ..fields
            };
            let id = world.ask(maker, &fields);
            owner.saw(id);
            asked.push((maker, id, fields));
        }
        Some((maker, id, _)) if numbers.once_in(6) => {
            world.withdraw(maker, id);
        }
        Some((_, id, _)) if numbers.once_in(8) => {
            world.refuse(ANA, id, garden, Verdict::Revoke);
        }
        Some(_) if numbers.once_in(12) => {
            let change = ResourceChange {
                units: Change::Set(3),
                ..ResourceChange::default()
            };
            world
                .draft
                .update::<Resource>(world.pen(ANA), garden, &change);
        }
        _ => {
            let maker = BEN + numbers.below(3);
            let event = world.event(maker, &event(10, 12, vec![must(0, Some(garden))]));
            let quantity = 1 + numbers.below(2) as u32;
            let fields = Request {
                quantity,
                ..request(event, garden, when)
            };
            let id = world.ask(maker, &fields);
            owner.saw(id);
            asked.push((maker, id, fields));
        }
    }
}

fn answer_some(
    world: &mut World,
    owner: &Owner,
    view: &mut View,
    applied: &mut usize,
    garden: InstanceId,
) {
    loop {
        let context = owner.context(world, view, &garden);
        let first_come = policy::built_in(policy::FIRST_COME).expect("built in");
        let open = context.open();
        let Some(answer) = open
            .iter()
            .find_map(|(id, _)| policy::resolve(first_come, id, &context))
        else {
            return;
        };
        world.answer(ANA, &answer);
        take_in(view, &world.draft.messages, applied);
    }
}

/// Checks every start of a grant, gaps included, without the code under test: the
/// sum of what covers it. Gives the number of grants.
fn check_units(view: &View, world: &World, garden: InstanceId, what: &str) -> usize {
    let part = view.home(&world.festival);
    let fields = &part.resources()[&garden].value;
    let grants: Vec<_> = part.grants(garden).collect();
    for at in grants.iter().map(|grant| grant.interval.start) {
        let covering = grants
            .iter()
            .filter(|grant| grant.interval.start <= at && at < grant.interval.end + gap(fields));
        let sum: u32 = covering.map(|grant| grant.quantity).sum();
        assert!(
            sum <= fields.units,
            "{what}: {sum} of {} units at {at}",
            fields.units
        );
    }
    grants.len()
}
