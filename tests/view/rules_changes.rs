//! What becomes of an instance that is changed, and which of several counts.

use ciborium::Value;
use p2panda::protocol::generate::draft::person_id;
use p2panda::protocol::message::{Action, Message};
use p2panda::protocol::schema::event::{Event, EventChange, EventState, EventStatus};
use p2panda::protocol::schema::festival::Festival;
use p2panda::protocol::schema::fields::{Change, update};
use p2panda::protocol::schema::hide::{Hide, HideChange};
use p2panda::protocol::schema::profile::{Profile, ProfileChange};
use p2panda::protocol::schema::request::{Request, RequestChange};
use p2panda::protocol::view::verdict::{Standing, VoidReason};

use crate::world::*;

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
