//! Which messages count, and who may change what.

use ciborium::Value;
use p2panda::protocol::generate::Numbers;
use p2panda::protocol::generate::draft::{Pen, person_id};
use p2panda::protocol::limits::MAX_CLOCK;
use p2panda::protocol::message::{Action, Message};
use p2panda::protocol::schema::event::{Event, EventChange, EventState, EventStatus};
use p2panda::protocol::schema::festival::Festival;
use p2panda::protocol::schema::fields::{Change, create, update};
use p2panda::protocol::schema::hide::{Hide, HideChange};
use p2panda::protocol::schema::profile::{Profile, ProfileChange};
use p2panda::protocol::schema::request::{Request, RequestChange};
use p2panda::protocol::schema::resource::{Resource, ResourceChange};
use p2panda::protocol::view::verdict::{Standing, VoidReason};
use p2panda::protocol::view::{Applied, ApplyError, Freeze, View};

use crate::world::*;

fn title(text: &str) -> EventChange {
    EventChange {
        title: Change::Set(text.to_owned()),
        ..EventChange::default()
    }
}

/// What became of the last message written.
fn last(world: &World) -> Standing {
    let message = world.draft.messages.last().expect("something was written");
    world
        .agreed()
        .standing(&message.festival, &message.log, message.seq)
        .expect("it was taken in")
}

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
fn changes_of_one_author_apply_by_clock_then_entry_and_the_create_first_whatever_its_clock() {
    let mut world = World::new();
    world.draft.set_clock(person_id(BEN), 9_000);
    let id = world.event(BEN, &Event::titled("create"));
    let at = |world: &mut World, device: u32, clock: u64, text: &str| {
        let message = update::<Event>(id, &title(text), clock, 0).expect("within its limits");
        let pen = world.pen_on(BEN, device);
        world.draft.say(pen, &message)
    };
    at(&mut world, 2, 10, "older clock than the create");
    assert_eq!(
        world.agreed().look(&world.festival, &id).event.value.title,
        "older clock than the create"
    );
    at(&mut world, 3, 30, "latest");
    at(&mut world, 4, 20, "between");
    assert_eq!(
        world.agreed().look(&world.festival, &id).event.value.title,
        "latest"
    );
    let (a, b) = (at(&mut world, 5, 40, "a"), at(&mut world, 6, 40, "b"));
    let wins = if a > b { "a" } else { "b" };
    assert_eq!(
        world.agreed().look(&world.festival, &id).event.value.title,
        wins
    );
}

#[test]
fn a_change_touches_only_its_own_fields() {
    let mut world = World::new();
    let fields = Event {
        subtitle: Some("with soup".to_owned()),
        ..event(1, 2, Vec::new())
    };
    let id = world.event(BEN, &fields);
    let (early, late) = (world.pen_on(BEN, 2), world.pen_on(BEN, 3));
    let set_title = update::<Event>(id, &title("new"), 6_000, 0).expect("within its limits");
    let subtitle = EventChange {
        subtitle: Change::Remove,
        ..EventChange::default()
    };
    let drop_subtitle = update::<Event>(id, &subtitle, 5_000, 0).expect("within its limits");
    world.draft.say(late, &set_title);
    world.draft.say(early, &drop_subtitle);
    let view = world.agreed();
    let seen = &view.look(&world.festival, &id).event.value;
    assert_eq!((seen.title.as_str(), seen.subtitle.as_ref()), ("new", None));
    assert_eq!(seen.time, fields.time);
}

#[test]
fn deleting_is_final_whatever_the_clock() {
    let mut world = World::new();
    let id = world.event(BEN, &Event::titled("gone"));
    let pen = world.pen_on(BEN, 2);
    let message = p2panda::protocol::schema::fields::delete::<Event>(id, 1, 0);
    world.draft.set_clock(pen.author, 7_000);
    world.draft.say(world.pen_on(BEN, 3), &{
        let mut again = message.clone();
        again.clock = 2;
        again
    });
    let own = world.pen(BEN);
    world.draft.update::<Event>(own, id, &title("back?"));
    assert!(world.agreed().look(&world.festival, &id).event.deleted);
}

#[test]
fn cancelled_is_final_whatever_the_clock_and_the_latest_reason_shows() {
    let mut world = World::new();
    let id = world.event(BEN, &event(1, 2, Vec::new()));
    let status = |state, reason: &str| {
        let status = EventStatus {
            state,
            reason: reason.to_owned(),
        };
        EventChange {
            status: Change::Set(status),
            ..EventChange::default()
        }
    };
    for (device, clock, change) in [
        (2, 2, status(EventState::Cancelled, "rain")),
        (3, 9_000, status(EventState::Open, "")),
        (4, 3, status(EventState::Cancelled, "storm")),
        (
            5,
            9_001,
            EventChange {
                status: Change::Remove,
                ..EventChange::default()
            },
        ),
    ] {
        let pen = world.pen_on(BEN, device);
        world.draft.say(
            pen,
            &update::<Event>(id, &change, clock, 0).expect("within its limits"),
        );
    }
    let view = world.agreed();
    let status = &view.look(&world.festival, &id).event.value.status;
    assert_eq!(
        (status.state, status.reason.as_str()),
        (EventState::Cancelled, "storm")
    );
}

#[test]
fn joins_hides_and_authorizations_are_never_changed_and_requests_only_withdrawn() {
    let mut world = World::new();
    let (garden, _, asked) = world.asked();
    let answer = world.accept(ANA, asked, garden, hours(10, 12));
    let (ana, ben) = (world.pen(ANA), world.pen(BEN));
    world
        .draft
        .delete::<p2panda::protocol::schema::authorization::Authorization>(ana, answer);
    assert_eq!(last(&world), Standing::Void(VoidReason::Immutable));
    let note = RequestChange {
        note: Change::Set("please".to_owned()),
        ..RequestChange::withdrawal()
    };
    world.draft.update::<Request>(ben, asked, &note);
    assert_eq!(last(&world), Standing::Void(VoidReason::Immutable));
    let hide = world.draft.create(
        ben,
        &Hide {
            author: Some(ana.author),
            instance: None,
            reason: String::new(),
        },
    );
    let change = HideChange {
        reason: Change::Set("because".to_owned()),
        ..HideChange::default()
    };
    world.draft.update::<Hide>(ben, hide, &change);
    assert_eq!(last(&world), Standing::Void(VoidReason::Immutable));
    let join = world
        .draft
        .messages
        .iter()
        .find(|message| message.log == ben.log() && message.seq == 1)
        .cloned();
    let join = join.expect("the log begins with a join");
    let mut again = Message::decode(&join.payload).expect("a join is a message");
    again.clock = world.draft.next_clock(ben.author);
    world.draft.say(ben, &again);
    assert_eq!(last(&world), Standing::Void(VoidReason::JoinedTwice));
}

#[test]
fn unknown_schemas_and_versions_are_kept_raw_and_merge_field_by_field() {
    let mut world = World::new();
    let pen = world.pen(BEN);
    let fields = |pairs: &[(&str, u64)]| {
        Some(Value::Map(
            pairs
                .iter()
                .map(|(name, value)| (Value::from(*name), Value::from(*value)))
                .collect(),
        ))
    };
    let schema = "org.example.poll".to_owned();
    let clock = world.draft.next_clock(pen.author);
    let first = Message {
        action: Action::Create,
        schema,
        version: 3,
        id: None,
        clock,
        time: 0,
        fields: fields(&[("yes", 1), ("no", 2)]),
    };
    let id = world.draft.say(pen, &first);
    let clock = world.draft.next_clock(pen.author);
    let change = Message {
        action: Action::Update,
        id: Some(id),
        clock,
        fields: fields(&[("no", 5)]),
        ..first.clone()
    };
    world.draft.say(pen, &change);
    let clock = world.draft.next_clock(pen.author);
    let future = Message {
        schema: "event".to_owned(),
        version: 2,
        clock,
        ..first.clone()
    };
    let future = world.draft.say(pen, &future);
    let view = world.agreed();
    let part = view.home(&world.festival);
    let poll = part.raws()[&id].fields();
    assert_eq!(
        (poll["yes"].clone(), poll["no"].clone()),
        (1.into(), 5.into())
    );
    assert_eq!(
        (
            part.raws()[&future].schema.as_str(),
            part.raws()[&future].version
        ),
        ("event", 2)
    );
    assert!(part.events().is_empty());
}

#[test]
fn the_lowest_profile_of_an_author_counts_until_it_is_deleted() {
    let mut world = World::new();
    let named = |name: &str| Profile {
        name: Some(name.to_owned()),
        ..Profile::default()
    };
    let first = world.draft.create(world.pen(BEN), &named("Ben"));
    let second = world.pen_on(BEN, 2);
    world.draft.create(second, &named("Benjamin"));
    let name = |world: &World| {
        let view = world.agreed();
        let profile = view.home(&world.festival).profile(person_id(BEN));
        profile.and_then(|profile| profile.value.name.clone())
    };
    assert_eq!(name(&world).as_deref(), Some("Ben"));
    let change = ProfileChange {
        name: Change::Remove,
        ..ProfileChange::default()
    };
    world.draft.update::<Profile>(second, first, &change);
    assert_eq!(name(&world), None);
    world.draft.delete::<Profile>(second, first);
    assert_eq!(name(&world).as_deref(), Some("Benjamin"));
}

#[test]
fn the_founders_lowest_description_describes_a_festival_and_nobody_elses() {
    let mut world = World::new();
    let (founder, other) = (world.pen(FOUNDER), world.pen(BEN));
    let titled = |title: &str| Festival {
        title: title.to_owned(),
        ..description(NONCE, None)
    };
    world.draft.create(other, &titled("Forged"));
    assert_eq!(last(&world), Standing::Void(VoidReason::NotFounder));
    world.draft.create(
        founder,
        &Festival {
            nonce: [1; 16],
            ..titled("Another of mine")
        },
    );
    assert_eq!(last(&world), Standing::Void(VoidReason::NotFounder));
    assert!(world.agreed().home(&world.festival).description().is_none());
    world.draft.create(founder, &titled("First"));
    world
        .draft
        .create(world.pen_on(FOUNDER, 2), &titled("Second"));
    let view = world.agreed();
    assert_eq!(
        view.home(&world.festival)
            .description()
            .map(|d| d.value.title.clone())
            .as_deref(),
        Some("First")
    );
    assert_eq!(view.founder(&world.festival), Some(person_id(FOUNDER)));
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
