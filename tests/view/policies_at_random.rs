//! First come, first served, through random sequences of all that may happen.

use p2panda::protocol::generate::Numbers;
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::policy::{self};
use p2panda::protocol::schema::authorization::Verdict;
use p2panda::protocol::schema::fields::Change;
use p2panda::protocol::schema::parts::Interval;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::{Resource, ResourceChange};
use p2panda::protocol::view::View;
use p2panda::protocol::view::ask::AskState;
use p2panda::protocol::view::calendar::gap;

use crate::owner::*;
use crate::world::*;

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
