//! Festivals as a tree: who belongs to whom, what events may ask for across it, and
//! how much of what they ask for is confirmed.

use std::collections::BTreeSet;

use p2panda::protocol::festival::festival_id;
use p2panda::protocol::generate::draft::{Pen, person_id};
use p2panda::protocol::id::FestivalId;
use p2panda::protocol::schema::branch::Branch;
use p2panda::protocol::schema::event::{Importance, Need};
use p2panda::protocol::view::needs::{Confirmed, NeedState};
use p2panda::protocol::view::queue::EventStanding;
use p2panda::protocol::view::tree::Parent;

use crate::world::*;

/// A festival of the founder's with its own nonce and a parent.
fn found(world: &mut World, nonce: u8, parent: Option<FestivalId>) -> FestivalId {
    let festival = festival_id(&person_id(FOUNDER), &[nonce; 16]);
    world.draft.create(
        Pen::new(FOUNDER, festival, 1),
        &description([nonce; 16], parent),
    );
    festival
}

#[test]
fn the_child_decides_where_it_belongs() {
    let mut world = World::new();
    let parent = found(&mut world, 5, None);
    let child = found(&mut world, 6, Some(parent));
    let stranger = found(&mut world, 7, None);
    let pen = world.pen(BEN);
    for nonce in [6, 7, 8] {
        let branch = Branch {
            founder: person_id(FOUNDER),
            nonce: [nonce; 16],
            title: "Child".to_owned(),
            key: None,
        };
        world.draft.create(pen, &branch);
    }
    let view = world.agreed();
    assert_eq!(view.parent(&child), Parent::Known(parent));
    assert_eq!(view.parent(&stranger), Parent::None);
    let announced: Vec<FestivalId> = view.branches(&parent).into_keys().collect();
    let unseen = festival_id(&person_id(FOUNDER), &[8; 16]);
    let expected: BTreeSet<FestivalId> = [child, unseen].into();
    assert_eq!(
        announced,
        expected.into_iter().collect::<Vec<_>>(),
        "the stranger stands for itself"
    );
    assert_eq!(view.children()[&Some(parent)], vec![child]);
}

#[test]
fn a_branch_with_a_key_is_preferred() {
    let mut world = World::new();
    let pen = world.pen(BEN);
    let branch = |key| Branch {
        founder: person_id(FOUNDER),
        nonce: [6; 16],
        title: "Child".to_owned(),
        key,
    };
    world.draft.create(pen, &branch(None));
    world.draft.create(pen, &branch(Some([1; 32])));
    world.draft.create(pen, &branch(Some([2; 32])));
    let view = world.agreed();
    let branches = view.branches(&world.festival);
    assert_eq!(
        branches
            .values()
            .map(|branch| branch.value.key)
            .collect::<Vec<_>>(),
        vec![Some([1; 32])]
    );
}

#[test]
fn a_parent_that_is_not_here_reads_part_of_a_festival_not_received() {
    let mut world = World::new();
    let missing = FestivalId::from_bytes([77; 32]);
    let child = found(&mut world, 6, Some(missing));
    assert_eq!(world.agreed().parent(&child), Parent::Unknown(missing));
}

#[test]
fn a_circle_of_parents_is_cut_at_the_highest_id() {
    for size in 1..5u8 {
        let mut world = World::new();
        let ids: Vec<FestivalId> = (0..size)
            .map(|n| festival_id(&person_id(FOUNDER), &[20 + n; 16]))
            .collect();
        for n in 0..size {
            found(&mut world, 20 + n, Some(ids[usize::from((n + 1) % size)]));
        }
        let below = found(&mut world, 60, Some(ids[0]));
        let view = world.agreed();
        let highest = *ids.iter().max().expect("not empty");
        for id in &ids {
            assert_eq!(
                view.parent(id) == Parent::None,
                *id == highest,
                "circle of {size}"
            );
        }
        assert_eq!(
            view.parent(&below),
            Parent::Known(ids[0]),
            "what hangs below the circle stays there"
        );
        assert!(view.ancestors(&below).len() <= 4);
    }
}

#[test]
fn events_ask_for_resources_of_ancestors_up_to_four_levels_and_of_no_others() {
    let mut world = World::new();
    let mut chain = vec![found(&mut world, 30, None)];
    for nonce in 31..37 {
        let parent = *chain.last().expect("not empty");
        chain.push(found(&mut world, nonce, Some(parent)));
    }
    let lowest = *chain.last().expect("not empty");
    for (depth, festival) in chain.iter().rev().enumerate() {
        let garden = world.draft.create(Pen::new(ANA, *festival, 1), &place());
        let here = world.draft.create(
            Pen::new(BEN, lowest, 1),
            &event(10, 12, vec![must(0, Some(garden))]),
        );
        let asked = world.draft.create(
            Pen::new(BEN, *festival, 1),
            &request(here, garden, Some(hours(10, 12))),
        );
        let answer = p2panda::protocol::schema::authorization::Authorization::accept(
            asked,
            garden,
            Some(hours(10, 12)),
            1,
        );
        world.draft.create(Pen::new(ANA, *festival, 1), &answer);
        let view = world.agreed();
        let state = view.need(&lowest, &here);
        let standing = view.event_standing(festival, &view.home(festival).asks()[&asked]);
        if depth <= 4 {
            assert_eq!(
                (state, standing),
                (NeedState::Accepted, EventStanding::Known(lowest)),
                "{depth} levels up"
            );
        } else {
            assert_eq!(
                (state, standing),
                (NeedState::NotKnownHere, EventStanding::Elsewhere),
                "{depth} levels up"
            );
        }
    }
}

#[test]
fn needs_whose_festival_is_not_here_stay_out_of_the_share_and_are_named_beside_it() {
    let mut world = World::new();
    let garden = world.resource(ANA, &place());
    let far = p2panda::protocol::id::InstanceId::from_bytes([3; 32]);
    let id = world.event(
        BEN,
        &event(10, 12, vec![must(0, Some(garden)), must(1, Some(far))]),
    );
    let asked = world.ask(BEN, &request(id, garden, Some(hours(10, 12))));
    world.accept(ANA, asked, garden, hours(10, 12));
    let view = world.agreed();
    let seen = view.look(&world.festival, &id);
    assert_eq!(seen.needs[1].state, NeedState::NotKnownHere);
    assert_eq!(
        seen.confirmed,
        Confirmed {
            accepted: 1,
            musts: 1,
            unknown: 1
        }
    );
    assert!(!seen.confirmed.is_complete());
}

#[test]
fn without_musts_there_is_nothing_to_confirm() {
    let mut world = World::new();
    let nice = Need {
        importance: Importance::Nice,
        ..must(0, None)
    };
    let id = world.event(BEN, &event(10, 12, vec![nice]));
    let view = world.agreed();
    let confirmed = view.look(&world.festival, &id).confirmed;
    assert!(confirmed.is_empty() && confirmed.is_complete());
}

#[test]
fn a_resource_asked_for_from_two_festivals_has_one_calendar() {
    let mut world = World::new();
    let parent = found(&mut world, 5, None);
    let child = found(&mut world, 6, Some(parent));
    let garden = world.resource(ANA, &place());
    let above = world.event(BEN, &event(10, 12, vec![must(0, Some(garden))]));
    let below = world.draft.create(
        Pen::new(CEM, child, 1),
        &event(11, 13, vec![must(0, Some(garden))]),
    );
    let first = world.ask(BEN, &request(above, garden, Some(hours(10, 12))));
    let second = world.ask(CEM, &request(below, garden, Some(hours(11, 13))));
    world.accept(ANA, first, garden, hours(10, 12));
    let view = world.agreed();
    let queue = view.queue(person_id(ANA));
    let item = queue
        .iter()
        .find(|item| item.id == second)
        .expect("it waits");
    assert!(
        item.judgement
            .as_ref()
            .is_some_and(|judgement| judgement.fits.is_err())
    );
    assert_eq!(item.event, EventStanding::Known(child));
}
