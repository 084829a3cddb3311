//! Programmes in and out. Tests with real programmes look for them beside the
//! project and say that they skip where they are absent.

use std::path::PathBuf;

use p2panda::protocol::exchange::ics::{self, Flavour};
use p2panda::protocol::exchange::{Entry, Programme, Status, json, xml};
use serde_json::Value as Json;

use crate::programmes::*;
use crate::world::*;

/// What must survive a full circle, in an order that does not depend on ids.
fn facts(programme: &Programme) -> Vec<Entry> {
    let mut facts: Vec<Entry> = programme.entries.clone();
    for entry in &mut facts {
        (entry.guid, entry.subtitle, entry.revision) = Default::default();
        entry.status = Status::Confirmed;
    }
    facts.sort_by(|a, b| (a.interval, &a.title, &a.room).cmp(&(b.interval, &b.title, &b.room)));
    facts
}

/// Imports a real programme, exports it, imports that as somebody else's festival,
/// and compares what is shown.
fn full_circle(programme: &Programme, entries: usize, zone: &str) {
    assert_eq!(programme.entries.len(), entries);
    let mut first = World::new();
    describe(&mut first, zone);
    let (written, clashes) = import(&mut first, BEN, programme);
    println!(
        "{entries} events: {written} messages, {} clashes",
        clashes.len()
    );
    assert_eq!(
        import(&mut first, BEN, programme).0,
        0,
        "twice changes nothing"
    );
    let out = exported(&first);
    assert_eq!(out.entries.len(), entries);
    let bytes = xml::write(&out, &SomeZones, 21_600).expect("written");
    let again = xml::read(&bytes, &SomeZones).expect("read");
    let mut second = World::new();
    describe(&mut second, zone);
    import(&mut second, BEN, &again);
    let (old, new) = (exported(&first), exported(&second));
    let accepted = |programme: &Programme| {
        programme
            .entries
            .iter()
            .filter(|entry| entry.status == Status::Confirmed)
            .count()
    };
    assert_eq!(accepted(&old), accepted(&new));
    assert_eq!(facts(&old), facts(&new));
    let calendar = ics::write(&out, &SomeZones, Flavour::Calendar, 0).expect("written");
    assert_eq!(
        ics::read(calendar.as_bytes(), &SomeZones)
            .expect("read")
            .entries
            .len(),
        entries
    );
    if let Some(folder) = std::env::var_os("WRITE_EXPORTS").map(PathBuf::from) {
        let as_json =
            json::write(&out, &SomeZones, 21_600, "https://example.org/").expect("written");
        std::fs::write(folder.join(format!("{entries}.xml")), bytes).expect("written");
        std::fs::write(folder.join(format!("{entries}.json")), as_json).expect("written");
        std::fs::write(folder.join(format!("{entries}.ics")), calendar).expect("written");
    }
}

/// Checks a value against the part of JSON Schema that frab's schema uses; patterns
/// and formats are left out. Gives the path of the first thing that does not fit.
fn misfit(schema: &Json, root: &Json, value: &Json, path: &str) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return misfit(
            root.pointer(name.trim_start_matches('#'))?,
            root,
            value,
            path,
        );
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Json::String(kind) => vec![kind],
        Json::Array(kinds) => kinds.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |kind: &&str| match *kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "null" => value.is_null(),
        _ => true,
    };
    if !kinds.is_empty() && !kinds.iter().any(is) {
        return Some(format!("{path} is no {kinds:?}"));
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fit = choices
            .iter()
            .filter(|choice| misfit(choice, root, value, path).is_none())
            .count();
        if fit != 1 {
            return Some(format!("{path} fits {fit} shapes"));
        }
    }
    if let Some(items) = value.as_array() {
        return items
            .iter()
            .find_map(|item| misfit(&schema["items"], root, item, &format!("{path}[]")));
    }
    let fields = value.as_object()?;
    let required = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Json::as_str);
    if let Some(name) = required
        .into_iter()
        .find(|name| !fields.contains_key(*name))
    {
        return Some(format!("{path}.{name} is missing"));
    }
    fields.iter().find_map(|(name, value)| {
        let inner = format!("{path}.{name}");
        match schema["properties"]
            .get(name)
            .or_else(|| schema["patternProperties"].get(".*"))
        {
            Some(schema) => misfit(schema, root, value, &inner),
            None => (schema["additionalProperties"] == false)
                .then(|| format!("{inner} is not in the schema")),
        }
    })
}

#[test]
fn an_exported_schedule_json_fits_frabs_schema() {
    let Some(schema) = shared("frab/schedule.schema.json") else {
        return;
    };
    let schema: Json = serde_json::from_slice(&schema).expect("a schema");
    let bytes = json::write(&small(), &SomeZones, 21_600, "https://example.org/").expect("written");
    let mut written: Json = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(misfit(&schema, &schema, &written, "$"), None);
    let event = written
        .pointer_mut("/schedule/conference/days/0/rooms/Hall/0")
        .expect("an event");
    event["persons"][0]["public_name"] = "Ana".into();
    event["persons"][0]["id"] = 1.into();
    assert!(
        misfit(&schema, &schema, &written, "$")
            .is_some_and(|misfit| misfit.ends_with("fits 2 shapes"))
    );
}

#[test]
fn the_38c3_programme_imports_completely_exports_and_imports_to_the_same() {
    let Some(bytes) = shared("schedule-38c3.xml") else {
        return;
    };
    let programme = xml::read(&bytes, &SomeZones).expect("a public programme");
    full_circle(&programme, 1_007, "Europe/Berlin");
}

#[test]
fn the_linux_conf_au_calendar_imports_completely_exports_and_imports_to_the_same() {
    let Some(bytes) = shared("linux-conf-au-2020.ics") else {
        return;
    };
    let programme = ics::read(&bytes, &SomeZones).expect("a public calendar");
    assert_eq!(programme.zone, "Australia/Brisbane");
    full_circle(&programme, 262, "Australia/Brisbane");
}
