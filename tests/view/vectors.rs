//! `tests/vectors/messages.json`: every message as bytes, and void ones with the
//! reason, for whoever writes another implementation. The test builds them anew
//! and compares; with `WRITE_VECTORS=1` it writes the file.

use ciborium::Value;
use p2panda::protocol::generate::draft::{Drafted, person_id};
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::message::{Action, Message};
use p2panda::protocol::schema::authorization::{Authorization, ReasonCode, Verdict};
use p2panda::protocol::schema::branch::Branch;
use p2panda::protocol::schema::event::{Event, EventChange};
use p2panda::protocol::schema::fields::{Change, create};
use p2panda::protocol::schema::hide::Hide;
use p2panda::protocol::schema::location::Location;
use p2panda::protocol::schema::parts::{Geo, Link};
use p2panda::protocol::schema::profile::Profile;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::Resource;
use p2panda::protocol::view::verdict::Standing;
use serde_json::{Value as Json, json};

use crate::world::*;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/messages.json");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn message_json(message: &Drafted) -> Json {
    json!({
        "author": hex(message.log.author.as_bytes()),
        "log_id": message.log.log_id.0.to_string(),
        "seq": message.seq,
        "id": hex(message.id.as_bytes()),
        "payload": hex(&message.payload),
    })
}

/// A history, what it shows, and what becomes of its last message.
fn case(name: &str, world: &World) -> Json {
    let last = world.draft.messages.last().expect("something was written");
    let standing = world
        .agreed()
        .standing(&world.festival, &last.log, last.seq)
        .expect("it was taken in");
    let standing = match standing {
        Standing::Counts => json!("counts"),
        Standing::WaitsFor(id) => json!({ "waits_for": hex(id.as_bytes()) }),
        Standing::Void(reason) => json!({ "void": reason.to_string() }),
    };
    let messages: Vec<Json> = world.draft.messages.iter().map(message_json).collect();
    let digest = hex(&world.view().digest(&world.festival));
    json!({ "name": name, "messages": messages, "last": standing, "digest": digest })
}

/// A case: a fresh world with Ana's garden, Ben's event and his request, and one more message.
fn after(name: &str, write: impl FnOnce(&mut World, InstanceId, InstanceId, InstanceId)) -> Json {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    write(&mut world, garden, event, asked);
    case(name, &world)
}

fn sound() -> Vec<Json> {
    vec![
        after("a profile", |world, _, _, _| {
            let links = vec![Link {
                url: "https://example.org".to_owned(),
                label: String::new(),
            }];
            let profile = Profile {
                name: Some("Ben".to_owned()),
                links,
                ..Profile::default()
            };
            world.draft.create(world.pen(BEN), &profile);
        }),
        after("a festival", |world, _, _, _| {
            world
                .draft
                .create(world.pen(FOUNDER), &description(NONCE, None));
        }),
        after("a branch", |world, _, _, _| {
            let branch = Branch {
                founder: person_id(BEN),
                nonce: [1; 16],
                title: "Camp".to_owned(),
                key: Some([2; 32]),
            };
            world.draft.create(world.pen(BEN), &branch);
        }),
        after("a resource", |world, _, _, _| {
            let geo = Some(Geo {
                lat: 525_200_000,
                lon: 134_050_000,
            });
            let location = Some(Location {
                geo,
                directions: "Behind the gate".to_owned(),
                ..Location::default()
            });
            world.resource(
                ANA,
                &Resource {
                    location,
                    windows: vec![hours(8, 20)],
                    ..place()
                },
            );
        }),
        after("an event", |world, garden, _, _| {
            world.event(
                CEM,
                &event(1, 2, vec![must(0, Some(garden)), must(1, None)]),
            );
        }),
        after("a change that removes a field", |world, _, event, _| {
            let change = EventChange {
                time: Change::Remove,
                ..EventChange::default()
            };
            world.draft.update::<Event>(world.pen(BEN), event, &change);
        }),
        after(
            "a request that replaces another",
            |world, garden, event, asked| {
                world.ask(
                    BEN,
                    &Request {
                        replaces: Some(asked),
                        ..request(event, garden, Some(hours(11, 13)))
                    },
                );
            },
        ),
        after("a withdrawal", |world, _, _, asked| {
            drop_id(world.withdraw(BEN, asked))
        }),
        after("an accept", |world, garden, _, asked| {
            drop_id(world.accept(ANA, asked, garden, hours(10, 12)))
        }),
        after("a hide", |world, _, event, _| {
            world.draft.create(
                world.pen(CEM),
                &Hide {
                    author: None,
                    instance: Some(event),
                    reason: String::new(),
                },
            );
        }),
        after("a deletion", |world, garden, _, _| {
            drop_id(world.draft.delete::<Resource>(world.pen(ANA), garden))
        }),
        after("a schema that is not known", |world, _, _, _| {
            let fields = Some(Value::Map(vec![("question".into(), "Soup?".into())]));
            say(world, BEN, |message| {
                message.schema = "org.example.poll".to_owned();
                message.fields = fields;
            });
        }),
        after(
            "an answer that waits for its resource",
            |world, _, _, asked| {
                let unknown = InstanceId::from_bytes([7; 32]);
                world.answer(
                    ANA,
                    &Authorization::refuse(asked, unknown, Verdict::Decline, ReasonCode::Other),
                );
            },
        ),
    ]
}

fn drop_id(_: InstanceId) {}

/// Writes a create of an event after changing the message.
fn say(world: &mut World, person: usize, change: impl FnOnce(&mut Message)) {
    let pen = world.pen(person);
    let clock = world.draft.next_clock(pen.author);
    let mut message = create(&Event::titled("Soup"), clock, clock).expect("within its limits");
    change(&mut message);
    world.draft.say(pen, &message);
}

fn void() -> Vec<Json> {
    let fields = |pairs: Vec<(Value, Value)>| {
        move |message: &mut Message| message.fields = Some(Value::Map(pairs))
    };
    vec![
        after("bytes that are no CBOR", |world, _, _, _| {
            drop_id(world.draft.write(world.pen(BEN), vec![0xff]))
        }),
        after("a number not in its shortest form", |world, _, _, _| {
            drop_id(
                world
                    .draft
                    .write(world.pen(BEN), vec![0xa1, 0x61, 0x61, 0x18, 0x01]),
            );
        }),
        after("a create that names an id", |world, _, _, _| {
            let mut payload = create(&Event::titled("x"), 9_000, 0)
                .expect("sound")
                .encode()
                .expect("sound");
            payload[0] = 0xa7;
            let mut with_id = vec![0xa7, 0x62, b'i', b'd', 0x58, 32];
            with_id.extend_from_slice(&[1; 32]);
            with_id.extend_from_slice(&payload[1..]);
            world.draft.write(world.pen(BEN), with_id);
        }),
        after("a clock that is not above the last", |world, _, _, _| {
            say(world, BEN, |message| message.clock = 5)
        }),
        after("a title that is too long", |world, _, _, _| {
            say(
                world,
                BEN,
                fields(vec![("title".into(), "x".repeat(257).into())]),
            );
        }),
        after("null in a create", |world, _, _, _| {
            say(
                world,
                BEN,
                fields(vec![
                    ("title".into(), "x".into()),
                    ("track".into(), Value::Null),
                ]),
            );
        }),
        after("an event that ends before it starts", |world, _, _, _| {
            let time = vec![
                ("end".into(), 1.into()),
                ("zone".into(), "UTC".into()),
                ("start".into(), 2.into()),
            ];
            say(
                world,
                BEN,
                fields(vec![
                    ("title".into(), "x".into()),
                    ("time".into(), Value::Map(time)),
                ]),
            );
        }),
        after("a change by somebody else", |world, _, event, _| {
            let change = EventChange {
                title: Change::Set("Mine".to_owned()),
                ..EventChange::default()
            };
            world.draft.update::<Event>(world.pen(CEM), event, &change);
        }),
        after("a change of another schema", |world, garden, _, _| {
            drop_id(world.draft.delete::<Event>(world.pen(ANA), garden));
        }),
        after("an answer by somebody else", |world, garden, _, asked| {
            drop_id(world.accept(CEM, asked, garden, hours(10, 12)));
        }),
        after(
            "an accept of more than was asked for",
            |world, garden, _, asked| {
                drop_id(world.accept(ANA, asked, garden, hours(10, 13)));
            },
        ),
        after(
            "a request that replaces somebody else's",
            |world, garden, event, asked| {
                world.ask(
                    CEM,
                    &Request {
                        replaces: Some(asked),
                        ..request(event, garden, Some(hours(10, 12)))
                    },
                );
            },
        ),
        after("a description by somebody else", |world, _, _, _| {
            world
                .draft
                .create(world.pen(CEM), &description(NONCE, None));
        }),
        after("a request that is edited", |world, _, _, asked| {
            let note = Value::Map(vec![("note".into(), "please".into())]);
            say(world, BEN, |message| {
                message.action = Action::Update;
                message.schema = "request".to_owned();
                message.id = Some(asked);
                message.fields = Some(note);
            });
        }),
    ]
}

#[test]
fn the_vectors_of_messages_hold() {
    let festival = hex(World::new().festival.as_bytes());
    let vectors = json!({ "festival": festival, "counting": sound(), "void": void() });
    let written = serde_json::to_string_pretty(&vectors).expect("JSON is text") + "\n";
    if std::env::var_os("WRITE_VECTORS").is_some() {
        std::fs::write(FILE, &written).expect("the vectors can be written");
    }
    let kept = std::fs::read_to_string(FILE).expect("the vectors are there");
    assert!(
        kept == written,
        "the vectors differ from what is computed now"
    );
}

#[test]
fn each_void_vector_says_why_and_none_of_the_others_is_void() {
    let kept = std::fs::read_to_string(FILE).expect("the vectors are there");
    let vectors: Json = serde_json::from_str(&kept).expect("the vectors are JSON");
    let standings = |key: &str| -> Vec<Json> {
        vectors[key]
            .as_array()
            .expect("a list")
            .iter()
            .map(|case| case["last"].clone())
            .collect()
    };
    let reasons = standings("void");
    assert!(
        reasons.len() >= 10 && reasons.iter().all(|last| last["void"].is_string()),
        "{reasons:?}"
    );
    assert!(
        standings("counting")
            .iter()
            .all(|last| last.get("void").is_none())
    );
}
