//! Festivals as a tree, hides, people, activity and finding things.

use std::collections::{BTreeMap, BTreeSet};

use p2panda::protocol::festival::festival_id;
use p2panda::protocol::generate::draft::{Pen, person_id};
use p2panda::protocol::id::FestivalId;
use p2panda::protocol::schema::branch::Branch;
use p2panda::protocol::schema::event::{Event, Importance, Need};
use p2panda::protocol::schema::festival::{Festival, FestivalChange};
use p2panda::protocol::schema::fields::Change;
use p2panda::protocol::schema::hide::Hide;
use p2panda::protocol::schema::parts::Host;
use p2panda::protocol::view::filter::{Filter, Progress};
use p2panda::protocol::view::needs::{Confirmed, NeedState};
use p2panda::protocol::view::queue::EventStanding;
use p2panda::protocol::view::tree::Parent;
use p2panda::protocol::view::verdict::Kind;

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

#[test]
fn events_outside_the_festivals_dates_are_never_hidden() {
    let mut world = World::new();
    let fields = Festival {
        start: Some(0),
        end: Some(10),
        ..description(NONCE, None)
    };
    let founder = world.pen(FOUNDER);
    let festival = world.draft.create(founder, &fields);
    let id = world.event(BEN, &event(100, 102, Vec::new()));
    let change = FestivalChange {
        end: Change::Set(20),
        ..FestivalChange::default()
    };
    world.draft.update::<Festival>(founder, festival, &change);
    let view = world.agreed();
    let found = view.schedule(&world.festival, &Filter::default());
    assert_eq!(
        found.iter().map(|view| view.event.id()).collect::<Vec<_>>(),
        vec![id]
    );
}

#[test]
fn hides_hide_only_for_those_who_follow_them_and_never_oneself() {
    let mut world = World::new();
    let id = world.event(CEM, &Event::titled("spam"));
    let founder = world.pen(FOUNDER);
    let hide = |author, instance| Hide {
        author,
        instance,
        reason: "spam".to_owned(),
    };
    let by_author = world
        .draft
        .create(founder, &hide(Some(person_id(CEM)), None));
    world.draft.create(founder, &hide(None, Some(id)));
    world
        .draft
        .create(world.pen(BEN), &hide(Some(person_id(ANA)), None));
    let view = world.agreed();
    let part = view.home(&world.festival);
    let follows: BTreeSet<_> = [person_id(FOUNDER)].into();
    let hidden = part.hidden(&follows, Some(person_id(BEN)));
    assert_eq!(
        hidden.authors.keys().copied().collect::<Vec<_>>(),
        vec![person_id(CEM)]
    );
    assert!(hidden.instances.contains_key(&id));
    assert!(part.hidden(&BTreeSet::new(), None).authors.is_empty());
    assert!(
        part.hidden(&follows, Some(person_id(CEM)))
            .authors
            .is_empty()
    );
    let digest = view.digest(&world.festival);
    assert_eq!(
        digest,
        world.view().digest(&world.festival),
        "following changes no digest"
    );
    world.draft.delete::<Hide>(founder, by_author);
    assert!(
        world
            .agreed()
            .home(&world.festival)
            .hidden(&follows, None)
            .authors
            .is_empty()
    );
}

#[test]
fn people_are_everyone_who_wrote_with_all_their_installations() {
    let mut world = World::new();
    world.asked();
    world
        .draft
        .create(world.pen_on(BEN, 9), &Event::titled("from the laptop"));
    let view = world.agreed();
    let people = view.home(&world.festival).people();
    let ben = people
        .iter()
        .find(|person| person.author == person_id(BEN))
        .expect("Ben wrote");
    assert_eq!(
        (
            people.len(),
            ben.installations.len(),
            ben.events,
            ben.resources
        ),
        (2, 2, 2, 0)
    );
}

#[test]
fn activity_since_a_mark_is_what_came_after_it() {
    let mut world = World::new();
    let (_, event, _) = world.asked();
    let mark = world.view().mark(&world.festival);
    assert!(world.view().activity(&world.festival, &mark).is_empty());
    world.move_to(BEN, event, 12, 13);
    world.draft.write(world.pen(CEM), vec![0xff]);
    let news = world.view().activity(&world.festival, &mark);
    assert_eq!(news.len(), 1, "void messages are no news");
    assert_eq!(
        (news[0].slot.kind, news[0].slot.subject),
        (Kind::Event, event)
    );
    assert_eq!(
        world
            .view()
            .activity(&world.festival, &BTreeMap::new())
            .len(),
        4
    );
}

#[test]
fn events_are_found_by_words_tag_place_kind_time_state_and_author() {
    let mut world = World::new();
    let garden = world.resource(ANA, &place());
    let fields = Event {
        kind: Some("music".to_owned()),
        tags: vec!["loud".to_owned()],
        hosts: vec![Host {
            name: "Überband".to_owned(),
            author: None,
        }],
        ..event(10, 12, vec![must(0, Some(garden))])
    };
    let music = world.event(BEN, &fields);
    let asked = world.ask(BEN, &request(music, garden, Some(hours(10, 12))));
    let talk = world.event(CEM, &event(12, 13, vec![must(0, None)]));
    let whenever = world.event(CEM, &Event::titled("Whenever"));
    let cancelled = world.event(CEM, &event(9, 10, Vec::new()));
    world.cancel(CEM, cancelled, "rain");
    let deleted = world.event(CEM, &event(9, 10, Vec::new()));
    world.draft.delete::<Event>(world.pen(CEM), deleted);
    let view = world.agreed();
    let find = |filter: Filter| -> Vec<_> {
        view.schedule(&world.festival, &filter)
            .iter()
            .map(|view| view.event.id())
            .collect()
    };
    let none = Filter::default();
    assert_eq!(find(none.clone()), vec![cancelled, music, talk, whenever]);
    assert_eq!(
        find(Filter {
            text: "überBAND group".to_owned(),
            ..none.clone()
        }),
        vec![music]
    );
    assert_eq!(
        find(Filter {
            tags: vec!["loud".to_owned()],
            ..none.clone()
        }),
        vec![music]
    );
    assert_eq!(
        find(Filter {
            place: Some(garden),
            ..none.clone()
        }),
        vec![music]
    );
    assert_eq!(
        find(Filter {
            kind: Some("music".to_owned()),
            ..none.clone()
        }),
        vec![music]
    );
    assert_eq!(
        find(Filter {
            during: Some(hours(12, 14)),
            ..none.clone()
        }),
        vec![talk],
        "touching is not during"
    );
    assert_eq!(
        find(Filter {
            author: Some(person_id(BEN)),
            ..none.clone()
        }),
        vec![music]
    );
    assert_eq!(
        find(Filter {
            state: Some(Progress::Open),
            ..none.clone()
        }),
        vec![music]
    );
    assert_eq!(
        find(Filter {
            state: Some(Progress::NeedsAttention),
            ..none.clone()
        }),
        vec![talk]
    );
    assert_eq!(
        find(Filter {
            state: Some(Progress::Confirmed),
            ..none.clone()
        }),
        vec![whenever]
    );
    let mut over = vec![cancelled, deleted];
    over.sort_unstable();
    assert_eq!(
        find(Filter {
            state: Some(Progress::Over),
            ..none.clone()
        }),
        over
    );
    let _ = asked;
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
