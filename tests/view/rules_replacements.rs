//! How a request takes the place of another, and what ends one.

use p2panda::protocol::generate::draft::person_id;
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::schema::authorization::Verdict;
use p2panda::protocol::schema::event::Event;
use p2panda::protocol::schema::parts::Interval;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::Resource;
use p2panda::protocol::view::Freeze;
use p2panda::protocol::view::ask::AskState;
use p2panda::protocol::view::needs::NeedState;
use p2panda::protocol::view::verdict::{Standing, VoidReason};

use crate::world::*;

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
        assert_eq!(last(&world), Standing::Void(VoidReason::ReplacesOther));
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
