//! Which messages count, and who may change what.

use ciborium::Value;
use p2panda::protocol::generate::Numbers;
use p2panda::protocol::generate::draft::{Pen, person_id};
use p2panda::protocol::limits::MAX_CLOCK;
use p2panda::protocol::schema::event::Event;
use p2panda::protocol::schema::fields::{Change, create, update};
use p2panda::protocol::schema::resource::{Resource, ResourceChange};
use p2panda::protocol::view::verdict::{Standing, VoidReason};
use p2panda::protocol::view::{Applied, ApplyError, Freeze, View};

use crate::world::*;

#[test]
fn a_message_that_is_no_cbor_keeps_its_place_and_is_explained() {
    let mut world = World::new();
    let pen = world.pen(BEN);
    world.draft.write(pen, vec![0xff, 1, 2]);
    assert!(matches!(
        last(&world),
        Standing::Void(VoidReason::Malformed(_))
    ));
    let id = world.event(BEN, &event(1, 2, Vec::new()));
    assert!(
        world.agreed().event(&world.festival, &id).is_some(),
        "the log goes on"
    );
}

#[test]
fn a_clock_must_be_above_all_that_counted_before_in_its_log() {
    let mut world = World::new();
    let pen = world.pen(BEN);
    let early = create(&Event::titled("early"), 5_000, 0).expect("within its limits");
    world.draft.say(pen, &early);
    for clock in [5_000, 4_999] {
        world.draft.say(
            pen,
            &create(&Event::titled("late"), clock, 0).expect("within its limits"),
        );
        assert_eq!(
            last(&world),
            Standing::Void(VoidReason::Clock {
                clock,
                highest: 5_000
            })
        );
    }
    world.draft.say(
        pen,
        &create(&Event::titled("next"), 5_001, 0).expect("within its limits"),
    );
    assert_eq!(last(&world), Standing::Counts);
}

#[test]
fn a_sound_envelope_raises_the_clock_whatever_its_fields() {
    let mut world = World::new();
    let pen = world.pen(BEN);
    let mut void = create(&Event::titled("x"), 9_000, 0).expect("within its limits");
    void.fields = Some(Value::Map(vec![("title".into(), 7.into())]));
    world.draft.say(pen, &void);
    assert!(matches!(last(&world), Standing::Void(VoidReason::Field(_))));
    world.draft.say(
        pen,
        &create(&Event::titled("y"), 8_999, 0).expect("within its limits"),
    );
    assert_eq!(
        last(&world),
        Standing::Void(VoidReason::Clock {
            clock: 8_999,
            highest: 9_000
        })
    );
}

#[test]
fn the_next_clock_is_above_all_own_ones_in_every_festival_and_ends_below_two_to_the_53() {
    let mut world = World::new();
    world.draft.set_clock(person_id(BEN), 70_000);
    world.event(BEN, &event(1, 2, Vec::new()));
    let view = world.view();
    assert_eq!(view.next_clock(person_id(BEN), 5), Some(70_002));
    assert_eq!(view.next_clock(person_id(BEN), 90_000), Some(90_000));
    assert_eq!(view.next_clock(person_id(CEM), 5), Some(5));
    world.draft.set_clock(person_id(BEN), MAX_CLOCK - 2);
    world.event(BEN, &event(1, 2, Vec::new()));
    assert_eq!(world.view().next_clock(person_id(BEN), 5), None);
}

#[test]
fn only_the_author_of_an_instance_may_change_or_delete_it() {
    let mut world = World::new();
    let id = world.event(BEN, &Event::titled("mine"));
    let pen = world.pen(CEM);
    world.draft.update::<Event>(pen, id, &title("stolen"));
    assert_eq!(last(&world), Standing::Void(VoidReason::NotAuthor));
    world.draft.delete::<Event>(pen, id);
    assert_eq!(last(&world), Standing::Void(VoidReason::NotAuthor));
    let view = world.agreed();
    let seen = view.look(&world.festival, &id);
    assert_eq!(
        (seen.event.value.title.as_str(), seen.event.deleted),
        ("mine", false)
    );
}

#[test]
fn any_installation_of_the_author_may_change_an_instance() {
    let mut world = World::new();
    let id = world.event(BEN, &Event::titled("first"));
    let pen = world.pen_on(BEN, 2);
    world.draft.update::<Event>(pen, id, &title("second"));
    assert_eq!(
        world.agreed().look(&world.festival, &id).event.value.title,
        "second"
    );
}

#[test]
fn a_change_must_be_in_the_festival_of_the_create() {
    let mut world = World::new();
    let id = world.event(BEN, &Event::titled("here"));
    let elsewhere = p2panda::protocol::id::FestivalId::from_bytes([9; 32]);
    world
        .draft
        .update::<Event>(Pen::new(BEN, elsewhere, 1), id, &title("there"));
    assert_eq!(
        last(&world),
        Standing::WaitsFor(id),
        "in that festival the instance never begins"
    );
    assert_eq!(
        world.agreed().look(&world.festival, &id).event.value.title,
        "here"
    );
}

#[test]
fn a_change_must_name_the_schema_and_version_of_the_create() {
    let mut world = World::new();
    let id = world.event(BEN, &Event::titled("event"));
    let pen = world.pen(BEN);
    let change = ResourceChange {
        title: Change::Set("resource".to_owned()),
        ..ResourceChange::default()
    };
    world.draft.update::<Resource>(pen, id, &change);
    assert_eq!(last(&world), Standing::Void(VoidReason::OtherSchema));
    let clock = world.draft.next_clock(pen.author);
    let mut newer = update::<Event>(id, &title("version 2"), clock, 0).expect("within its limits");
    newer.version = 2;
    world.draft.say(pen, &newer);
    assert_eq!(last(&world), Standing::Void(VoidReason::OtherSchema));
}

#[test]
fn a_change_waits_while_its_create_is_unknown() {
    let mut world = World::new();
    let id = world.event(BEN, &Event::titled("first"));
    let pen = world.pen_on(BEN, 2);
    world.draft.update::<Event>(pen, id, &title("second"));
    let (begin, change): (Vec<_>, Vec<_>) = world
        .draft
        .messages
        .iter()
        .cloned()
        .partition(|m| m.log != pen.log());
    let mut view = view_of(&change);
    assert_eq!(
        view.standing(&world.festival, &pen.log(), 2),
        Some(Standing::WaitsFor(id))
    );
    for message in inputs(&begin) {
        view.apply(message).expect("in order");
    }
    assert_eq!(view.look(&world.festival, &id).event.value.title, "second");
    assert_eq!(
        view.standing(&world.festival, &pen.log(), 2),
        Some(Standing::Counts)
    );
}

#[test]
fn a_frozen_log_ends_where_it_was_frozen_lowest() {
    let mut world = World::new();
    let ids: Vec<_> = (0..4)
        .map(|n| world.event(BEN, &Event::titled(format!("Event {n}"))))
        .collect();
    let log = world.pen(BEN).log();
    let mut view = world.view();
    assert_eq!(view.freeze(world.festival, log, 9), Freeze::Done);
    assert_eq!(
        view.freeze(world.festival, log, 3),
        Freeze::Rebuild(world.festival)
    );
    view.rebuild(world.festival, inputs(&world.draft.messages))
        .expect("in order");
    assert_eq!(
        view.freeze(world.festival, log, 7),
        Freeze::Done,
        "the lowest height decides"
    );
    let seen: Vec<bool> = ids
        .iter()
        .map(|id| view.event(&world.festival, id).is_some())
        .collect();
    assert_eq!(seen, [true, true, false, false]);
    let late = world.draft.messages.last().expect("four events");
    assert_eq!(view.apply(late.input()), Ok(Applied::Frozen));
    assert_eq!(
        view.home(&world.festival).person(person_id(BEN)).frozen,
        vec![log]
    );
}

#[test]
fn a_message_twice_changes_nothing_and_a_gap_is_refused() {
    let mut world = World::new();
    world.asked();
    let mut view = world.view();
    let before = view.digest(&world.festival);
    for message in inputs(&world.draft.messages) {
        assert_eq!(view.apply(message), Ok(Applied::Duplicate));
    }
    assert_eq!(view.digest(&world.festival), before);
    let mut ahead = world.draft.messages[0].clone();
    ahead.seq = 40;
    assert!(matches!(
        view.apply(ahead.input()),
        Err(ApplyError::Gap { got: 40, .. })
    ));
}

#[test]
fn the_digest_of_a_festival_does_not_depend_on_other_festivals() {
    let mut world = World::new();
    world.asked();
    let before = world.view().digest(&world.festival);
    let elsewhere = Pen::new(
        BEN,
        p2panda::protocol::id::FestivalId::from_bytes([9; 32]),
        1,
    );
    world.draft.create(elsewhere, &Event::titled("elsewhere"));
    assert_eq!(world.view().digest(&world.festival), before);
    world.event(BEN, &Event::titled("here"));
    assert_ne!(world.view().digest(&world.festival), before);
}

#[test]
fn hostile_payloads_are_void_and_never_a_panic() {
    let mut world = World::new();
    let mut numbers = Numbers::new(11);
    let (_, _, asked) = world.asked();
    let sound: Vec<Vec<u8>> = world
        .draft
        .messages
        .iter()
        .map(|message| message.payload.clone())
        .collect();
    let pen = world.pen(CEM);
    for _ in 0..3_000 {
        let mut payload = numbers.pick(&sound).cloned().unwrap_or_default();
        for _ in 0..1 + numbers.below(4) {
            let at = numbers.below(payload.len());
            payload[at] = numbers.below(256) as u8;
        }
        world.draft.write(pen, payload);
    }
    let view: View = world.agreed();
    assert_eq!(
        view.ask_state(&world.festival, &asked),
        p2panda::protocol::view::ask::AskState::Waiting
    );
}
