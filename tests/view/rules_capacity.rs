//! What a resource can give at one time, and who stands in whose way.

use p2panda::protocol::generate::draft::person_id;
use p2panda::protocol::schema::authorization::Authorization;
use p2panda::protocol::schema::fields::Change;
use p2panda::protocol::schema::parts::Interval;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::{Blackout, Condition, Resource, ResourceChange, Status};
use p2panda::protocol::view::calendar::Clash;
use p2panda::protocol::view::needs::NeedState;
use p2panda::protocol::view::queue::SHOWN_PER_PERSON;

use crate::world::*;

#[test]
fn over_acceptance_stands_and_is_flagged_on_both_events() {
    let mut world = World::new();
    let (garden, first_event, first) = world.asked();
    let second_event = world.event(CEM, &event(11, 13, vec![must(0, Some(garden))]));
    let second = world.ask(CEM, &request(second_event, garden, Some(hours(11, 13))));
    let apart_event = world.event(CEM, &event(13, 14, vec![must(0, Some(garden))]));
    let apart = world.ask(CEM, &request(apart_event, garden, Some(hours(13, 14))));
    world.accept(ANA, first, garden, hours(10, 12));
    world.accept(ANA, second, garden, hours(11, 13));
    world.accept(ANA, apart, garden, hours(13, 14));
    let view = world.agreed();
    for (event, flagged) in [
        (first_event, true),
        (second_event, true),
        (apart_event, false),
    ] {
        let seen = view.look(&world.festival, &event);
        assert_eq!(
            (seen.needs[0].state, seen.overbooked()),
            (NeedState::Accepted, flagged)
        );
    }
}

#[test]
fn two_requests_for_one_time_are_rivals_and_touching_ones_are_not() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    let rival = world.ask(CEM, &request(event, garden, Some(hours(11, 13))));
    let touching = world.ask(CEM, &request(event, garden, Some(hours(12, 13))));
    let view = world.agreed();
    let part = view.home(&world.festival);
    assert_eq!(part.rivals(&asked), vec![rival]);
    let mut expected = vec![asked, touching];
    expected.sort_unstable();
    let mut rivals = part.rivals(&rival);
    rivals.sort_unstable();
    assert_eq!(rivals, expected);
}

#[test]
fn touching_intervals_both_fit_and_buffers_keep_the_larger_gap() {
    for (before, after, gap_hours) in [
        (0, 0, 0),
        (HOUR, 0, 1),
        (0, 2 * HOUR, 2),
        (HOUR, 2 * HOUR, 2),
    ] {
        let mut world = World::new();
        let buffers = Resource {
            buffer_before: before as u32,
            buffer_after: after as u32,
            ..place()
        };
        let garden = world.resource(ANA, &buffers);
        let event = world.event(BEN, &event(10, 12, vec![must(0, Some(garden))]));
        let asked = world.ask(BEN, &request(event, garden, Some(hours(10, 12))));
        world.accept(ANA, asked, garden, hours(10, 12));
        let view = world.agreed();
        for (interval, free) in [
            (hours(12 + gap_hours, 20), true),
            (
                Interval {
                    start: (12 + gap_hours) * HOUR - 1,
                    end: 20 * HOUR,
                },
                false,
            ),
            (hours(1, 10 - gap_hours), true),
            (
                Interval {
                    start: HOUR,
                    end: (10 - gap_hours) * HOUR + 1,
                },
                false,
            ),
        ] {
            assert_eq!(
                fits(&view, &world, garden, interval, 1).is_ok(),
                free,
                "{before} {after} {interval:?}"
            );
        }
        let free = view.home(&world.festival).free(garden, hours(0, 24), 1);
        assert_eq!(
            free,
            vec![hours(0, 10 - gap_hours), hours(12 + gap_hours, 24)]
        );
    }
}

#[test]
fn units_are_granted_side_by_side_and_are_not_people() {
    let mut world = World::new();
    let tents = world.resource(
        ANA,
        &Resource {
            units: 3,
            people_capacity: Some(1),
            ..place()
        },
    );
    let event = world.event(BEN, &event(10, 12, vec![must(0, Some(tents))]));
    let fields = Request {
        quantity: 2,
        ..request(event, tents, Some(hours(10, 12)))
    };
    let asked = world.ask(BEN, &fields);
    world.answer(
        ANA,
        &Authorization::accept(asked, tents, Some(hours(10, 12)), 2),
    );
    let view = world.agreed();
    assert_eq!(fits(&view, &world, tents, hours(11, 13), 1), Ok(()));
    let taken = Clash::Taken {
        units: 3,
        free: 1,
        asked: 2,
    };
    assert_eq!(fits(&view, &world, tents, hours(11, 13), 2), Err(taken));
    let boundless = Resource {
        units: 0,
        ..place()
    };
    let boundless = world.resource(ANA, &boundless);
    assert_eq!(
        fits(&world.agreed(), &world, boundless, hours(1, 2), 1_000_000),
        Ok(())
    );
}

#[test]
fn windows_blackouts_and_being_out_of_order_close_a_resource() {
    let mut world = World::new();
    let blackout = Blackout {
        start: 12 * HOUR,
        end: 13 * HOUR,
        reason: "lunch".to_owned(),
    };
    let fields = Resource {
        windows: vec![hours(12, 18), hours(8, 12)],
        blackouts: vec![blackout],
        status: Status {
            state: Condition::OutOfOrder,
            text: "wet".to_owned(),
            until: Some(9 * HOUR),
        },
        ..place()
    };
    let garden = world.resource(ANA, &fields);
    let view = world.agreed();
    assert_eq!(
        fits(&view, &world, garden, hours(8, 10), 1),
        Err(Clash::OutOfOrder)
    );
    assert_eq!(fits(&view, &world, garden, hours(9, 12), 1), Ok(()));
    assert_eq!(
        fits(&view, &world, garden, hours(11, 14), 1),
        Err(Clash::Blackout("lunch".to_owned()))
    );
    assert_eq!(
        fits(&view, &world, garden, hours(17, 19), 1),
        Err(Clash::OutsideWindows)
    );
    let free = view.home(&world.festival).free(garden, hours(0, 24), 1);
    assert_eq!(free, vec![hours(9, 12), hours(13, 18)]);
    let lunch_too = ResourceChange {
        blackouts: Change::Remove,
        ..ResourceChange::default()
    };
    world
        .draft
        .update::<Resource>(world.pen(ANA), garden, &lunch_too);
    assert_eq!(
        fits(&world.agreed(), &world, garden, hours(11, 14), 1),
        Ok(()),
        "touching windows are one"
    );
}

#[test]
fn grants_stand_when_the_resource_changes_and_the_owner_is_shown_what_is_stranded() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    let change = ResourceChange {
        windows: Change::Set(vec![hours(14, 18)]),
        ..ResourceChange::default()
    };
    world
        .draft
        .update::<Resource>(world.pen(ANA), garden, &change);
    let view = world.agreed();
    assert_eq!(view.need(&world.festival, &event), NeedState::Accepted);
    assert_eq!(view.home(&world.festival).stranded(garden), vec![asked]);
}

#[test]
fn a_resource_out_of_order_that_nobody_asked_for_reads_unavailable() {
    let mut world = World::new();
    let status = Status {
        state: Condition::OutOfOrder,
        ..Status::default()
    };
    let garden = world.resource(ANA, &Resource { status, ..place() });
    let event = world.event(BEN, &event(10, 12, vec![must(0, Some(garden))]));
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Unavailable
    );
}

#[test]
fn more_than_fifty_open_requests_of_one_person_are_folded() {
    let mut world = World::new();
    let (garden, event, _) = world.asked();
    for _ in 0..SHOWN_PER_PERSON + 5 {
        world.ask(CEM, &request(event, garden, Some(hours(10, 12))));
    }
    let view = world.agreed();
    let folded = view
        .queue(person_id(ANA))
        .iter()
        .filter(|item| item.is_folded())
        .count();
    assert_eq!(folded, 5);
}
