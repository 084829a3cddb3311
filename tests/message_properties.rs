//! A message has one form: what is accepted is its own encoding, whatever is in
//! its fields, and nothing that merely resembles a part is taken for it.

use ciborium::Value;
use p2panda::protocol::cbor::{self, CborError};
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::limits::{MAX_CBOR_DEPTH, MAX_CLOCK, MAX_PAYLOAD_BYTES};
use p2panda::protocol::message::{Action, Message, MessageError};
use p2panda::protocol::schema::join::Join;
use proptest::collection::vec;
use proptest::prelude::*;

/// Anything that a field may hold.
fn field() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
        "\\PC{0,30}".prop_map(Value::Text),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        let map = prop::collection::btree_map("[a-z]{0,30}", inner.clone(), 0..5);
        let map = map.prop_map(|map| {
            map.into_iter()
                .map(|(key, value)| (Value::Text(key), value))
                .collect()
        });
        prop_oneof![
            vec(inner, 0..5).prop_map(Value::Array),
            map.prop_map(Value::Map)
        ]
    })
}

fn message() -> impl Strategy<Value = Message> {
    let action = prop_oneof![
        Just(Action::Create),
        Just(Action::Update),
        Just(Action::Delete)
    ];
    let fields = prop::collection::btree_map("[a-z_]{1,20}", field(), 0..6);
    let numbers = (any::<u64>(), 0..MAX_CLOCK, 0..MAX_CLOCK);
    (action, "[a-z.]{1,128}", numbers, any::<[u8; 32]>(), fields).prop_map(
        |(action, schema, (version, clock, time), id, fields)| {
            let id = (action != Action::Create).then(|| InstanceId::from_bytes(id));
            let pairs = fields
                .into_iter()
                .map(|(key, value)| (Value::Text(key), value))
                .collect();
            let fields = (action != Action::Delete).then_some(Value::Map(pairs));
            Message {
                action,
                schema,
                version,
                id,
                clock,
                time,
                fields,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_is_what_is_read(message in message()) {
        let payload = message.encode().expect("a sound message");
        let read = Message::decode(&payload).expect("a sound message");
        prop_assert_eq!(read.encode(), Ok(payload));
        prop_assert_eq!((read.action, read.schema, read.version, read.id, read.clock, read.time),
            (message.action, message.schema, message.version, message.id, message.clock, message.time));
    }

    #[test]
    fn a_changed_payload_is_refused_or_another_message(
        message in message(),
        position: prop::sample::Index,
        change in 1..=255_u8,
    ) {
        let mut payload = message.encode().expect("a sound message");
        let position = position.index(payload.len());
        payload[position] ^= change;
        if let Ok(other) = Message::decode(&payload) {
            prop_assert_eq!(other.encode(), Ok(payload.clone()));
        }
        prop_assert!(Message::decode(&payload[..position]).is_err());
    }
}

fn payload(parts: Vec<(&str, Value)>) -> Vec<u8> {
    let pairs = parts
        .into_iter()
        .map(|(key, value)| (Value::from(key), value))
        .collect();
    cbor::encode(&Value::Map(pairs)).expect("deterministic")
}

fn envelope() -> Vec<(&'static str, Value)> {
    vec![
        ("action", "update".into()),
        ("schema", "x.y".into()),
        ("version", 1.into()),
        ("id", Value::Bytes(vec![1; 32])),
        ("clock", 1.into()),
        ("time", 1.into()),
        ("fields", Value::Map(Vec::new())),
    ]
}

#[test]
fn nothing_stands_for_a_part_but_the_part() {
    assert!(Message::decode(&payload(envelope())).is_ok());
    let numbers = Value::Array(vec![Value::from(1); 32]);
    let word = |word: &str| Value::Map(vec![(word.into(), Value::Null)]);
    for (part, wrong) in [
        ("id", Value::Null),
        ("id", numbers),
        ("id", Value::Bytes(vec![1; 31])),
        ("id", Value::Text("1".repeat(32))),
        ("fields", Value::Null),
        ("fields", Value::Array(Vec::new())),
        ("action", word("update")),
        ("action", "Update".into()),
        ("action", 1.into()),
        ("schema", Value::Bytes(b"x.y".to_vec())),
        ("schema", "".into()),
        ("schema", "x".repeat(129).into()),
        ("version", (-1).into()),
        ("version", "1".into()),
        ("clock", (-1).into()),
        ("clock", MAX_CLOCK.into()),
        ("time", (-1).into()),
        ("time", u64::MAX.into()),
        ("time", Value::Null),
    ] {
        let mut parts = envelope();
        parts
            .iter_mut()
            .filter(|(name, _)| *name == part)
            .for_each(|(_, value)| *value = wrong.clone());
        assert_eq!(
            Message::decode(&payload(parts)),
            Err(MessageError::Envelope(part)),
            "{part}: {wrong:?}"
        );
    }
    for part in [
        "action", "schema", "version", "id", "clock", "time", "fields",
    ] {
        let parts = envelope()
            .into_iter()
            .filter(|(name, _)| *name != part)
            .collect();
        assert_eq!(
            Message::decode(&payload(parts)),
            Err(MessageError::Envelope(part))
        );
    }
    let more = [envelope(), vec![("more", Value::Null)]].concat();
    assert_eq!(
        Message::decode(&payload(more)),
        Err(MessageError::Envelope("shape"))
    );
}

#[test]
fn a_join_names_its_ids_as_bytes_only() {
    let bytes = |byte| Value::Bytes(vec![byte; 32]);
    let join = |festival: Value, device: Value| {
        let fields = [
            ("festival", festival),
            ("device", device),
            ("sealing_key", bytes(2)),
        ];
        let fields = fields
            .into_iter()
            .map(|(key, value)| (Value::from(key), value))
            .collect();
        let mut parts = envelope();
        parts.retain(|(part, _)| !["action", "schema", "id", "fields"].contains(part));
        parts.extend([
            ("action", "create".into()),
            ("schema", "join".into()),
            ("fields", Value::Map(fields)),
        ]);
        Join::from_payload(&payload(parts)).is_ok()
    };
    assert!(join(bytes(1), u32::MAX.into()));
    assert!(!join(bytes(1), (u64::from(u32::MAX) + 1).into()));
    assert!(!join(bytes(1), (-1).into()));
    assert!(!join(Value::Array(vec![1.into(); 32]), 1.into()));
    assert!(!join(Value::Text("1".repeat(32)), 1.into()));
}

#[test]
fn nesting_and_length_are_bounded() {
    let nested = |depth: usize| [vec![0x81; depth - 1], vec![0x80]].concat();
    assert_eq!(cbor::check(&nested(MAX_CBOR_DEPTH)), Ok(()));
    assert_eq!(
        cbor::check(&nested(MAX_CBOR_DEPTH + 1)),
        Err(CborError::TooDeep)
    );
    assert_eq!(cbor::check(&nested(100_000)), Err(CborError::TooDeep));
    let claims_much = [0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00];
    assert!(cbor::check(&claims_much).is_err());
    let long = |length: usize| {
        let mut parts = envelope();
        parts.pop();
        parts.push((
            "fields",
            Value::Map(vec![("a".into(), Value::Bytes(vec![0; length]))]),
        ));
        payload(parts)
    };
    let room = MAX_PAYLOAD_BYTES as usize - long(60_000).len() + 60_000;
    assert!(Message::decode(&long(room)).is_ok());
    assert_eq!(Message::decode(&long(room + 1)), Err(MessageError::TooLong));
}
