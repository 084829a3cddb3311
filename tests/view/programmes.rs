//! Programmes for the tests of import and export.

use std::path::PathBuf;

use p2panda::protocol::exchange::import::{Item, next_step};
use p2panda::protocol::exchange::zone::{OnlyUtc, Zones};
use p2panda::protocol::exchange::{Entry, Programme, Status, collect};
use p2panda::protocol::generate::draft::person_id;
use p2panda::protocol::schema::event::Event;
use p2panda::protocol::view::filter::Filter;

use crate::world::*;

/// Berlin in winter and summer 2024 to 2026, Brisbane always.
pub struct SomeZones;

impl Zones for SomeZones {
    fn offset(&self, zone: &str, instant: i64) -> Option<i64> {
        // Last Sundays of March and October, 01:00 UTC.
        const SUMMERS: [(i64, i64); 3] = [
            (1_711_846_800, 1_729_990_800),
            (1_743_296_400, 1_761_440_400),
            (1_774_746_000, 1_792_890_000),
        ];
        match zone {
            "Europe/Berlin" => {
                let summer = SUMMERS
                    .iter()
                    .any(|(from, to)| (*from..*to).contains(&instant));
                Some(if summer { 7_200 } else { 3_600 })
            }
            "Australia/Brisbane" => Some(36_000),
            _ => OnlyUtc.offset(zone, instant),
        }
    }
}

pub fn shared(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(name);
    let found = std::fs::read(&path).ok();
    if found.is_none() {
        println!("skipped: ../shared/data/{name} is not here");
    }
    found
}

pub fn entry(guid: &str, room: &str, from: i64, to: i64) -> Entry {
    Entry {
        guid: guid.to_owned(),
        title: format!("Event {guid} <&> \u{1}bell"),
        subtitle: String::new(),
        summary: "Short, \"quoted\"; and\nmore".to_owned(),
        description: "Long \\ text".to_owned(),
        kind: "talk".to_owned(),
        track: "Garden".to_owned(),
        room: room.to_owned(),
        interval: hours(from, to),
        all_day: false,
        language: "en".to_owned(),
        people: vec!["Ana".to_owned(), "Ben".to_owned()],
        links: vec![("https://example.org/a?b=c&d".to_owned(), "more".to_owned())],
        status: Status::Confirmed,
        revision: 0,
    }
}

pub fn small() -> Programme {
    let entries = vec![
        entry("a", "Hall", 10, 12),
        entry("b", "Hall", 11, 13),
        entry("c", "Hall", 12, 13),
    ];
    Programme {
        title: "Small".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        entries,
    }
}

/// Writes steps until nothing is missing; gives messages written and clashes.
pub fn import(world: &mut World, person: usize, programme: &Programme) -> (usize, Vec<String>) {
    let pen = world.pen(person);
    let mut written = 0;
    for _ in 0..8 {
        let view = world.view();
        let step = next_step(&view, &world.festival, person_id(person), programme, "test");
        if step.items.is_empty() {
            return (written, step.clashes);
        }
        written += step.items.len();
        for item in step.items {
            match item {
                Item::Resource(fields) => world.draft.create(pen, &*fields),
                Item::Event(fields) => world.draft.create(pen, &*fields),
                Item::EventChange(id, change) => world.draft.update::<Event>(pen, id, &change),
                Item::Request(fields) => world.draft.create(pen, &*fields),
                Item::Answer(fields) => world.draft.create(pen, &*fields),
            };
        }
    }
    panic!("the import does not come to an end");
}

pub fn describe(world: &mut World, zone: &str) {
    let festival = p2panda::protocol::schema::festival::Festival {
        time_zone: zone.to_owned(),
        ..description(NONCE, None)
    };
    world.draft.create(world.pen(FOUNDER), &festival);
}

pub fn exported(world: &World) -> Programme {
    collect::programme(&world.view(), &world.festival, &Filter::default())
}
