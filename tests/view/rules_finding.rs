//! What somebody finds in a festival: its events, its people, what is new in it, and
//! what those they follow hide from them.

use std::collections::{BTreeMap, BTreeSet};

use p2panda::protocol::generate::draft::person_id;
use p2panda::protocol::schema::event::Event;
use p2panda::protocol::schema::festival::{Festival, FestivalChange};
use p2panda::protocol::schema::fields::Change;
use p2panda::protocol::schema::hide::Hide;
use p2panda::protocol::schema::parts::Host;
use p2panda::protocol::view::filter::{Filter, Progress};
use p2panda::protocol::view::verdict::Kind;

use crate::world::*;

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
