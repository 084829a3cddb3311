//! Requests, answers, replacements, the states of needs, and the calendar.

use p2panda::protocol::generate::draft::person_id;
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::schema::authorization::{Authorization, ReasonCode, Verdict};
use p2panda::protocol::schema::event::{Event, EventChange, Need};
use p2panda::protocol::schema::fields::Change;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::Resource;
use p2panda::protocol::view::View;
use p2panda::protocol::view::ask::AskState;
use p2panda::protocol::view::calendar::Clash;
use p2panda::protocol::view::needs::{Confirmed, NeedState};
use p2panda::protocol::view::queue::EventStanding;
use p2panda::protocol::view::verdict::{Standing, VoidReason};

use crate::world::*;

#[test]
fn a_need_goes_from_not_asked_over_waiting_to_accepted() {
    let mut world = World::new();
    let garden = world.resource(ANA, &place());
    let event = world.event(BEN, &event(10, 12, vec![must(0, Some(garden))]));
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::NotAsked
    );
    let asked = world.ask(BEN, &request(event, garden, Some(hours(10, 12))));
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Waiting
    );
    world.accept(ANA, asked, garden, hours(10, 12));
    let view = world.agreed();
    let seen = view.look(&world.festival, &event);
    assert_eq!(seen.needs[0].state, NeedState::Accepted);
    assert_eq!(
        seen.confirmed,
        Confirmed {
            accepted: 1,
            musts: 1,
            unknown: 0
        }
    );
    assert_eq!(
        (seen.place, seen.place_state),
        (Some(garden), Some(NeedState::Accepted))
    );
}

#[test]
fn an_answer_counts_only_from_the_owner_of_its_resource() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(CEM, asked, garden, hours(10, 12));
    assert_eq!(last(&world), Standing::Void(VoidReason::NotOwner));
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Waiting
    );
}

#[test]
fn an_answer_must_name_the_resource_of_its_request() {
    let mut world = World::new();
    let (_, event, asked) = world.asked();
    let other = world.resource(ANA, &place());
    world.accept(ANA, asked, other, hours(10, 12));
    assert_eq!(last(&world), Standing::Void(VoidReason::OtherResource));
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Waiting
    );
}

#[test]
fn an_accept_grants_at_most_what_was_asked_for() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    let beyond = [(Some(hours(9, 12)), 1), (Some(hours(10, 12)), 2), (None, 1)];
    for (interval, quantity) in beyond {
        world.answer(
            ANA,
            &Authorization::accept(asked, garden, interval, quantity),
        );
        assert_eq!(last(&world), Standing::Void(VoidReason::BeyondRequest));
    }
    world.accept(ANA, asked, garden, hours(10, 11));
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Stale,
        "less time than the event takes"
    );
}

#[test]
fn any_installation_of_the_owner_may_answer_and_the_latest_answer_counts() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    let laptop = world.pen_on(ANA, 2);
    world.draft.create(
        laptop,
        &Authorization::refuse(asked, garden, Verdict::Revoke, ReasonCode::Other),
    );
    let view = world.agreed();
    assert_eq!(
        view.ask_state(&world.festival, &asked),
        AskState::Unavailable
    );
    assert_eq!(view.need(&world.festival, &event), NeedState::Unavailable);
    assert!(
        view.home(&world.festival).busy(garden).is_empty(),
        "a revoked grant is free again"
    );
}

#[test]
fn answers_may_come_before_the_question_and_before_the_resource() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    let answer = world.draft.messages.pop().expect("the answer");
    let mut later = answer.clone();
    later.log = world.pen_on(ANA, 2).log();
    later.seq = 1;
    let mut view = View::new();
    view.apply(later.input()).expect("in order");
    assert_eq!(
        view.standing(&world.festival, &later.log, 1),
        Some(Standing::WaitsFor(garden))
    );
    let (resource, rest): (Vec<_>, Vec<_>) = world
        .draft
        .messages
        .iter()
        .cloned()
        .partition(|message| message.log == world.pen(ANA).log());
    for message in inputs(&resource) {
        view.apply(message).expect("in order");
    }
    assert_eq!(view.ask_state(&world.festival, &asked), AskState::Unknown);
    assert_eq!(
        view.home(&world.festival).busy(garden).len(),
        1,
        "a grant without its question is busy"
    );
    for message in inputs(&rest) {
        view.apply(message).expect("in order");
    }
    assert_eq!(view.need(&world.festival, &event), NeedState::Accepted);
}

#[test]
fn a_request_counts_only_from_the_events_author_and_for_the_resource_that_the_need_names() {
    let mut world = World::new();
    let (_, event, _) = world.asked();
    let other = world.resource(ANA, &place());
    let foreign = world.ask(CEM, &request(event, other, Some(hours(10, 12))));
    let wrong = world.ask(BEN, &request(event, other, Some(hours(10, 12))));
    for asked in [foreign, wrong] {
        world.accept(ANA, asked, other, hours(10, 12));
    }
    let view = world.agreed();
    assert_eq!(view.need(&world.festival, &event), NeedState::Waiting);
    let queue = view.queue(person_id(ANA));
    let item = queue
        .iter()
        .find(|item| item.id == foreign)
        .expect("it reaches the owner");
    assert_eq!(item.event, EventStanding::Foreign);
}

#[test]
fn requests_naming_unknown_or_cancelled_events_reach_the_owner_marked_so() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    let unknown = world.ask(
        BEN,
        &request(InstanceId::from_bytes([8; 32]), garden, Some(hours(1, 2))),
    );
    world.cancel(BEN, event, "rain");
    let view = world.agreed();
    let queue = view.queue(person_id(ANA));
    let standing = |id| {
        queue
            .iter()
            .find(|item| item.id == id)
            .map(|item| item.event)
    };
    assert_eq!(standing(unknown), Some(EventStanding::Unknown));
    assert_eq!(standing(asked), Some(EventStanding::Over));
}

#[test]
fn a_need_without_a_resource_takes_any() {
    let mut world = World::new();
    let garden = world.resource(ANA, &place());
    let event = world.event(BEN, &event(10, 12, vec![must(0, None)]));
    let asked = world.ask(BEN, &request(event, garden, Some(hours(10, 12))));
    world.accept(ANA, asked, garden, hours(10, 12));
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Accepted
    );
}

#[test]
fn grants_add_up_to_a_quantity_and_a_part_reads_waiting_one_of_two() {
    let mut world = World::new();
    let bikes = world.resource(
        ANA,
        &Resource {
            units: 5,
            ..place()
        },
    );
    let need = Need {
        quantity: 2,
        ..must(0, Some(bikes))
    };
    let event = world.event(BEN, &event(10, 12, vec![need]));
    let ask = |world: &mut World, quantity| {
        let fields = Request {
            quantity,
            ..request(event, bikes, Some(hours(10, 12)))
        };
        world.ask(BEN, &fields)
    };
    let two = ask(&mut world, 2);
    world.answer(
        ANA,
        &Authorization::accept(two, bikes, Some(hours(10, 12)), 1),
    );
    let view = world.agreed();
    let need = &view.look(&world.festival, &event).needs[0];
    assert_eq!((need.state, need.granted), (NeedState::Waiting, 1));
    let one = ask(&mut world, 1);
    world.refuse(ANA, one, bikes, Verdict::Decline);
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Declined
    );
    world.answer(
        ANA,
        &Authorization::accept(one, bikes, Some(hours(10, 12)), 1),
    );
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Accepted
    );
}

#[test]
fn the_best_of_other_states_shows() {
    let order = [
        (Verdict::Waitlist, ReasonCode::Other, NeedState::Waitlisted),
        (Verdict::Decline, ReasonCode::Taken, NeedState::Declined),
        (Verdict::Decline, ReasonCode::Broken, NeedState::Unavailable),
    ];
    for skip in 0..=order.len() {
        let mut world = World::new();
        let garden = world.resource(ANA, &place());
        let event = world.event(BEN, &event(10, 12, vec![must(0, Some(garden))]));
        for (verdict, reason, _) in &order[skip..] {
            let asked = world.ask(BEN, &request(event, garden, Some(hours(10, 12))));
            world.answer(
                ANA,
                &Authorization::refuse(asked, garden, *verdict, *reason),
            );
        }
        let withdrawn = world.ask(BEN, &request(event, garden, Some(hours(10, 12))));
        world.withdraw(BEN, withdrawn);
        let expected = order
            .get(skip)
            .map_or(NeedState::Withdrawn, |(_, _, state)| *state);
        assert_eq!(world.agreed().need(&world.festival, &event), expected);
    }
}

#[test]
fn an_event_moved_outside_its_grant_is_stale_and_inside_it_is_not() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    world.move_to(BEN, event, 10, 11);
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Accepted
    );
    world.move_to(BEN, event, 11, 13);
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Stale
    );
    world.move_to(BEN, event, 10, 12);
    let longer = Need {
        start: Some(9 * HOUR),
        ..must(0, Some(garden))
    };
    let change = EventChange {
        needs: Change::Set(vec![longer]),
        ..EventChange::default()
    };
    world.draft.update::<Event>(world.pen(BEN), event, &change);
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Stale,
        "set-up begins before the grant"
    );
}

#[test]
fn an_event_that_wants_more_than_it_asked_for_is_stale() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    let more = Need {
        quantity: 2,
        ..must(0, Some(garden))
    };
    let change = EventChange {
        needs: Change::Set(vec![more]),
        ..EventChange::default()
    };
    world.draft.update::<Event>(world.pen(BEN), event, &change);
    let view = world.agreed();
    let need = &view.look(&world.festival, &event).needs[0];
    assert_eq!((need.state, need.granted), (NeedState::Stale, 1));
}

#[test]
fn a_changed_title_keeps_the_grant() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    let change = EventChange {
        title: Change::Set("New".to_owned()),
        ..EventChange::default()
    };
    world.draft.update::<Event>(world.pen(BEN), event, &change);
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Accepted
    );
}

#[test]
fn without_a_time_a_grant_holds_until_the_event_gets_one() {
    let mut world = World::new();
    let skill = world.resource(
        ANA,
        &Resource {
            allow_without_time: true,
            ..place()
        },
    );
    let fields = Event {
        needs: vec![must(0, Some(skill))],
        ..Event::titled("Some day")
    };
    let event = world.event(BEN, &fields);
    let asked = world.ask(BEN, &request(event, skill, None));
    world.answer(ANA, &Authorization::accept(asked, skill, None, 1));
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Accepted
    );
    let view = world.agreed();
    assert!(
        fits(&view, &world, skill, hours(1, 2), 1).is_err(),
        "it occupies all of time"
    );
    world.move_to(BEN, event, 10, 12);
    assert_eq!(
        world.agreed().need(&world.festival, &event),
        NeedState::Stale
    );
}

#[test]
fn a_resource_wants_a_time_unless_it_says_otherwise() {
    let mut world = World::new();
    let garden = world.resource(ANA, &place());
    let view = world.agreed();
    let part = view.home(&world.festival);
    assert_eq!(
        part.fits(garden, None, 1, &Default::default(), &[]),
        Err(Clash::NeedsTime)
    );
}
