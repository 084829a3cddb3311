//! Requests, answers, replacements, the states of needs, and the calendar.

use p2panda::protocol::generate::draft::person_id;
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::schema::authorization::{Authorization, ReasonCode, Verdict};
use p2panda::protocol::schema::event::{Event, EventChange, Need};
use p2panda::protocol::schema::fields::Change;
use p2panda::protocol::schema::parts::Interval;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::{Blackout, Condition, Resource, ResourceChange, Status};
use p2panda::protocol::view::ask::AskState;
use p2panda::protocol::view::calendar::Clash;
use p2panda::protocol::view::needs::{Confirmed, NeedState};
use p2panda::protocol::view::queue::{EventStanding, SHOWN_PER_PERSON};
use p2panda::protocol::view::verdict::{Standing, VoidReason};
use p2panda::protocol::view::{Freeze, View};

use crate::world::*;

fn standing(world: &World) -> Standing {
    let message = world.draft.messages.last().expect("something was written");
    world
        .agreed()
        .standing(&message.festival, &message.log, message.seq)
        .expect("it was taken in")
}

fn fits(
    view: &View,
    world: &World,
    resource: InstanceId,
    interval: Interval,
    quantity: u32,
) -> Result<(), Clash> {
    view.home(&world.festival)
        .fits(resource, Some(interval), quantity, &Default::default(), &[])
}

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
    assert_eq!((seen.place, seen.place_accepted), (Some(garden), true));
}

#[test]
fn an_answer_counts_only_from_the_owner_of_its_resource() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(CEM, asked, garden, hours(10, 12));
    assert_eq!(standing(&world), Standing::Void(VoidReason::NotOwner));
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
    assert_eq!(standing(&world), Standing::Void(VoidReason::OtherResource));
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
        assert_eq!(standing(&world), Standing::Void(VoidReason::BeyondRequest));
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

/// A second request of Ben's that replaces `old`.
fn replacing(
    world: &mut World,
    event: InstanceId,
    garden: InstanceId,
    old: InstanceId,
    when: Interval,
) -> InstanceId {
    let fields = Request {
        replaces: Some(old),
        ..request(event, garden, Some(when))
    };
    world.ask(BEN, &fields)
}

#[test]
fn a_replacement_must_be_of_the_same_author_event_need_and_resource() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    let other = world.resource(ANA, &place());
    let another = world.event(BEN, &Event::titled("Another"));
    let sound = Request {
        replaces: Some(asked),
        ..request(event, garden, Some(hours(11, 13)))
    };
    let wrong = [
        (CEM, sound.clone()),
        (
            BEN,
            Request {
                event: another,
                ..sound.clone()
            },
        ),
        (
            BEN,
            Request {
                need: 1,
                ..sound.clone()
            },
        ),
        (
            BEN,
            Request {
                resource: other,
                ..sound.clone()
            },
        ),
    ];
    for (person, fields) in wrong {
        let id = world.ask(person, &fields);
        assert_eq!(standing(&world), Standing::Void(VoidReason::ReplacesOther));
        assert_eq!(
            world.agreed().ask_state(&world.festival, &id),
            AskState::Void
        );
    }
    let id = world.ask(BEN, &sound);
    assert_eq!(
        world.agreed().ask_state(&world.festival, &id),
        AskState::Waiting
    );
}

#[test]
fn while_a_replacement_waits_the_old_grant_stands_and_does_not_stand_in_its_way() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    let newer = replacing(&mut world, event, garden, asked, hours(11, 13));
    let view = world.agreed();
    let part = view.home(&world.festival);
    assert_eq!(part.state(&asked), AskState::Accepted);
    assert_eq!(part.busy(garden)[0].interval, hours(10, 12));
    assert_eq!(part.request_fits(&newer, &[]), Ok(()));
    assert!(part.rivals(&newer).is_empty());
}

#[test]
fn accepting_a_replacement_frees_the_old_grant_for_good() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    let newer = replacing(&mut world, event, garden, asked, hours(11, 13));
    world.accept(ANA, newer, garden, hours(11, 13));
    let view = world.agreed();
    assert_eq!(view.ask_state(&world.festival, &asked), AskState::Replaced);
    assert_eq!(fits(&view, &world, garden, hours(10, 11), 1), Ok(()));
    world.refuse(ANA, newer, garden, Verdict::Revoke);
    let view = world.agreed();
    assert_eq!(
        view.ask_state(&world.festival, &asked),
        AskState::Replaced,
        "it may be given away already"
    );
    assert!(view.home(&world.festival).busy(garden).is_empty());
}

#[test]
fn declining_a_replacement_leaves_the_old_grant_and_withdrawing_it_frees_only_itself() {
    for decline in [true, false] {
        let mut world = World::new();
        let (garden, event, asked) = world.asked();
        world.accept(ANA, asked, garden, hours(10, 12));
        let newer = replacing(&mut world, event, garden, asked, hours(11, 13));
        if decline {
            world.refuse(ANA, newer, garden, Verdict::Decline);
        } else {
            world.withdraw(BEN, newer);
        }
        let view = world.agreed();
        assert_eq!(view.ask_state(&world.festival, &asked), AskState::Accepted);
        assert_eq!(view.home(&world.festival).busy(garden).len(), 1);
        assert_eq!(view.need(&world.festival, &event), NeedState::Accepted);
    }
}

#[test]
fn of_several_replacements_of_one_request_the_highest_counts_and_the_others_read_withdrawn() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    let older = replacing(&mut world, event, garden, asked, hours(11, 13));
    let newer = replacing(&mut world, event, garden, asked, hours(12, 14));
    let view = world.agreed();
    assert_eq!(
        view.ask_state(&world.festival, &older),
        AskState::Superseded
    );
    assert_eq!(view.ask_state(&world.festival, &newer), AskState::Waiting);
}

#[test]
fn accepting_the_end_of_a_chain_frees_everything_before_it() {
    let mut world = World::new();
    let (garden, event, first) = world.asked();
    world.accept(ANA, first, garden, hours(10, 12));
    let second = replacing(&mut world, event, garden, first, hours(11, 13));
    let third = replacing(&mut world, event, garden, second, hours(12, 14));
    world.accept(ANA, third, garden, hours(12, 14));
    let view = world.agreed();
    assert_eq!(view.ask_state(&world.festival, &first), AskState::Replaced);
    assert_eq!(view.ask_state(&world.festival, &second), AskState::Replaced);
    assert_eq!(view.home(&world.festival).busy(garden).len(), 1);
}

#[test]
fn withdrawing_a_request_is_final_and_frees_its_grant() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.withdraw(BEN, asked);
    world.accept(ANA, asked, garden, hours(10, 12));
    let view = world.agreed();
    assert_eq!(view.ask_state(&world.festival, &asked), AskState::Withdrawn);
    assert_eq!(view.need(&world.festival, &event), NeedState::Withdrawn);
    assert!(view.home(&world.festival).busy(garden).is_empty());
}

#[test]
fn deleting_a_resource_withdraws_its_requests_and_keeps_the_events() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    world.draft.delete::<Resource>(world.pen(ANA), garden);
    let view = world.agreed();
    assert_eq!(
        view.ask_state(&world.festival, &asked),
        AskState::ResourceDeleted
    );
    assert_eq!(view.need(&world.festival, &event), NeedState::Withdrawn);
    let part = view.home(&world.festival);
    assert!(part.resources()[&garden].deleted && part.busy(garden).is_empty());
    assert!(!view.look(&world.festival, &event).event.deleted);
}

#[test]
fn cancelling_an_event_alone_frees_nothing_until_its_withdrawals_come() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    world.cancel(BEN, event, "rain");
    assert_eq!(world.agreed().home(&world.festival).busy(garden).len(), 1);
    world.withdraw(BEN, asked);
    assert!(world.agreed().home(&world.festival).busy(garden).is_empty());
}

#[test]
fn a_grant_whose_request_vanished_by_a_freeze_stays_busy_and_stands_in_the_owners_queue() {
    let mut world = World::new();
    let (garden, _, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    let mut view = world.view();
    assert_eq!(
        view.freeze(world.festival, world.pen(BEN).log(), 1),
        Freeze::Rebuild(world.festival)
    );
    view.rebuild(world.festival, inputs(&world.draft.messages))
        .expect("in order");
    assert_eq!(
        view.home(&world.festival).busy(garden)[0].interval,
        hours(10, 12)
    );
    let queue = view.queue(person_id(ANA));
    assert_eq!(
        queue
            .iter()
            .map(|item| (item.id, item.state))
            .collect::<Vec<_>>(),
        vec![(asked, AskState::Unknown)]
    );
}

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
