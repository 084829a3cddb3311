//! Fields keep their limits, errors name field, limit and value, and what is not
//! known survives.

use ciborium::Value;
use p2panda::protocol::cbor;
use p2panda::protocol::limits::{
    MAX_DESCRIPTION_BYTES, MAX_NEEDS, MAX_PICTURE_BYTES, MAX_TAGS, MAX_TITLE_BYTES,
};
use p2panda::protocol::message::Message;
use p2panda::protocol::schema::codec::Fields;
use p2panda::protocol::schema::event::{Event, EventChange, EventTime};
use p2panda::protocol::schema::fields::{Change, Schema, create, read_create, update};
use p2panda::protocol::schema::location::Location;
use p2panda::protocol::schema::resource::Resource;

use crate::world::*;

fn refused<T: Schema>(fields: &T) -> String {
    create(fields, 1, 1).expect_err("over a limit").to_string()
}

#[test]
fn errors_name_the_field_the_limit_and_the_value() {
    let long = |bytes: usize| "x".repeat(bytes);
    assert_eq!(
        refused(&Event::titled("")),
        "title: 0 bytes, allowed 1 to 256"
    );
    assert_eq!(
        refused(&Event::titled(long(MAX_TITLE_BYTES + 1))),
        "title: 257 bytes, allowed 1 to 256"
    );
    let described = Event {
        description: Some(long(MAX_DESCRIPTION_BYTES + 1)),
        ..Event::titled("x")
    };
    assert_eq!(
        refused(&described),
        "description: 16385 bytes, allowed 0 to 16384"
    );
    let picture = Event {
        picture: Some(vec![0; MAX_PICTURE_BYTES + 1]),
        ..Event::titled("x")
    };
    assert_eq!(
        refused(&picture),
        "picture: 12289 bytes, allowed 1 to 12288"
    );
    let tags = Event {
        tags: vec![long(1); MAX_TAGS + 1],
        ..Event::titled("x")
    };
    assert_eq!(refused(&tags), "tags: 31 items, allowed at most 30");
    let tag = Event {
        tags: vec![long(1), long(65)],
        ..Event::titled("x")
    };
    assert_eq!(refused(&tag), "tags[1]: 65 bytes, allowed 1 to 64");
    let need = event(
        1,
        2,
        vec![p2panda::protocol::schema::event::Need {
            label: long(257),
            ..must(0, None)
        }],
    );
    assert_eq!(
        refused(&need),
        "needs[0].label: 257 bytes, allowed 0 to 256"
    );
    let twice = event(1, 2, vec![must(3, None), must(3, None)]);
    assert_eq!(refused(&twice), "needs: two needs have one number");
    let many = event(
        1,
        2,
        (0..=MAX_NEEDS as u32)
            .map(|number| must(number, None))
            .collect(),
    );
    assert_eq!(refused(&many), "needs: 65 items, allowed at most 64");
    let backwards = Event {
        time: Some(EventTime {
            end: 0,
            ..time(1, 2)
        }),
        ..Event::titled("x")
    };
    assert_eq!(refused(&backwards), "time: ends before it starts");
    assert_eq!(
        refused(&Resource {
            units: 1_000_001,
            ..place()
        }),
        "units: 1000001, allowed 0 to 1000000"
    );
    let nowhere = Resource {
        location: Some(Location::default()),
        ..place()
    };
    assert_eq!(refused(&nowhere), "location: says no place");
}

#[test]
fn a_limit_itself_is_allowed() {
    let fields = Event {
        description: Some("x".repeat(MAX_DESCRIPTION_BYTES)),
        picture: Some(vec![1; MAX_PICTURE_BYTES]),
        tags: vec!["x".repeat(64); MAX_TAGS],
        needs: (0..MAX_NEEDS as u32)
            .map(|number| must(number, None))
            .collect(),
        ..Event::titled("ü".repeat(MAX_TITLE_BYTES / 2))
    };
    let payload = create(&fields, 1, 1)
        .expect("within its limits")
        .encode()
        .expect("fits into an entry");
    let again: Event =
        read_create(Message::decode(&payload).expect("sound")).expect("within its limits");
    assert_eq!(again, fields);
}

#[test]
fn other_kinds_of_values_and_missing_fields_are_named() {
    let read = |pairs: &[(&str, Value)]| {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (Value::from(*name), value.clone()))
            .collect();
        Event::read_pairs(pairs)
            .expect_err("does not fit")
            .to_string()
    };
    assert_eq!(read(&[]), "title: missing");
    assert_eq!(
        read(&[("title", 7.into())]),
        "title: a number instead of text"
    );
    assert_eq!(
        read(&[("title", "x".into()), ("tags", Value::Null)]),
        "tags: cannot be removed"
    );
    let status = Value::Map(vec![("state".into(), "maybe".into())]);
    assert_eq!(
        read(&[("title", "x".into()), ("status", status)]),
        "status.state: «maybe», allowed open, cancelled"
    );
}

#[test]
fn null_removes_an_optional_field_and_never_a_demanded_one() {
    let change = EventChange {
        time: Change::Remove,
        ..EventChange::default()
    };
    assert!(
        update::<Event>(
            p2panda::protocol::id::InstanceId::from_bytes([1; 32]),
            &change,
            1,
            1
        )
        .is_ok()
    );
    let change = EventChange {
        title: Change::Remove,
        ..EventChange::default()
    };
    let error = update::<Event>(
        p2panda::protocol::id::InstanceId::from_bytes([1; 32]),
        &change,
        1,
        1,
    );
    assert_eq!(
        error.expect_err("a title is demanded").to_string(),
        "title: cannot be removed"
    );
}

#[test]
fn a_change_carries_only_what_changed_and_leads_there() {
    let old = Event {
        subtitle: Some("old".to_owned()),
        ..event(1, 2, vec![must(0, None)])
    };
    let new = Event {
        subtitle: None,
        title: "New".to_owned(),
        ..old.clone()
    };
    let change = old.change_to(&new);
    let names: Vec<String> = Event::write_change(&change)
        .into_iter()
        .filter_map(|(name, _)| name.into_text().ok())
        .collect();
    assert_eq!(names, ["title", "subtitle"]);
    let mut merged = old.clone();
    merged.merge(change, &mut |_, _| true);
    assert_eq!(merged, new);
    assert_eq!(old.change_to(&old), EventChange::default());
}

#[test]
fn unknown_fields_survive_a_round_trip_untouched() {
    let mut message = create(&Event::titled("x"), 1, 1).expect("within its limits");
    let Some(Value::Map(pairs)) = &mut message.fields else {
        panic!("a create has fields")
    };
    pairs.push((
        "org.example.mood".into(),
        Value::Array(vec![1.into(), "calm".into()]),
    ));
    let payload = message.encode().expect("sound");
    let again = Message::decode(&payload).expect("sound");
    assert_eq!(again.encode().expect("sound"), payload);
    let event: Event = read_create(again).expect("unknown fields are ignored");
    assert_eq!(event.title, "x");
    assert!(cbor::check(&payload).is_ok());
}
