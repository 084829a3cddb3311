//! A made-up congress of the size of the largest one that publishes its programme
//! (38C3: about a thousand events in some sixty rooms within four days), as a
//! schedule.json. The same number gives the same file.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Browser, target};
use crate::steps::start_festival;

const DAYS: usize = 4;
const ROOMS: usize = 60;
const OF_WHAT: [&str; 12] = [
    "Garden radio",
    "Solar ovens",
    "Mesh networks",
    "Knitting machines",
    "Train timetables",
    "Old synthesisers",
    "Bread and yeast",
    "Satellites",
    "Lock picking",
    "Water samples",
    "Street maps",
    "Tiny theatres",
];
const HOW: [&str; 10] = [
    "for beginners",
    "taken apart",
    "without electricity",
    "in one afternoon",
    "at the kitchen table",
    "and what nobody tells you",
    "from scratch",
    "with your neighbours",
    "ten years on",
    "under the stars",
];
const KINDS: [&str; 5] = ["lecture", "workshop", "meetup", "performance", "music"];
const TRACKS: [&str; 6] = [
    "Society",
    "Hardware",
    "Art & Beauty",
    "Science",
    "Security",
    "Community",
];

/// A name and some lines of text that differ from event to event.
fn description(number: usize) -> String {
    let line = |of: usize| {
        format!(
            "{} {}, shown by people who do it every week. Bring what you have; what is missing is shared.",
            OF_WHAT[(number + of) % OF_WHAT.len()],
            HOW[(number * 3 + of) % HOW.len()],
        )
    };
    (0..4 + number % 9)
        .map(line)
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn event(number: usize, day: usize, slot: usize) -> Value {
    let title = format!(
        "{} {}",
        OF_WHAT[number % OF_WHAT.len()],
        HOW[number / OF_WHAT.len() % HOW.len()]
    );
    let minutes = 10 * 60 + slot * 150 + number % 3 * 15;
    json!({
        "guid": format!("00000000-0000-4000-8000-{number:012}"),
        "title": format!("{title} #{number}"),
        "subtitle": "",
        "abstract": format!("{title}: an introduction."),
        "description": description(number),
        "type": KINDS[number % KINDS.len()],
        "track": TRACKS[number % TRACKS.len()],
        "language": if number.is_multiple_of(3) { "de" } else { "en" },
        "date": format!("2030-12-{:02}T{:02}:{:02}:00+01:00", 27 + day, minutes / 60, minutes % 60),
        "duration": if number.is_multiple_of(4) { "01:30" } else { "00:45" },
        "persons": [{ "name": format!("Speaker {}", number % 700) }],
        "links": [],
    })
}

/// The file with so many events.
pub fn programme(events: usize) -> String {
    let of_day = |day: usize| {
        let rooms = (0..ROOMS).map(|room| {
            let here =
                (0..events).filter(|number| number % DAYS == day && number / DAYS % ROOMS == room);
            let events: Vec<Value> = here
                .enumerate()
                .map(|(slot, number)| event(number, day, slot))
                .collect();
            (format!("Room {}", room + 1), Value::from(events))
        });
        let rooms: serde_json::Map<String, Value> = rooms.collect();
        json!({ "index": day + 1, "date": format!("2030-12-{:02}", 27 + day), "rooms": rooms })
    };
    let days: Vec<Value> = (0..DAYS).map(of_day).collect();
    json!({ "schedule": { "version": "1", "conference": {
        "title": "Winter Congress", "acronym": "winter", "time_zone_name": "Europe/Berlin",
        "start": "2030-12-27", "end": "2030-12-30", "daysCount": DAYS, "timeslot_duration": "00:15", "days": days,
    } } })
    .to_string()
}

/// What the made-up congress calls itself.
pub const MADE_UP: &str = "Winter Congress";

/// The programme of 38C3 where it lies beside the project, else a made-up one of so many
/// events; and the name that it carries.
pub fn real_programme(events: usize) -> (PathBuf, &'static str) {
    let real = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/schedule-38c3.xml");
    match real.canonicalize() {
        Ok(real) => (real, "38th Chaos Communication Congress"),
        Err(_) => (programme_file(events), MADE_UP),
    }
}

/// A file of the programme for the file field.
pub fn programme_file(events: usize) -> PathBuf {
    let folder = target().join("congress");
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    let file = folder.join(format!("schedule-{events}.json"));
    std::fs::write(&file, programme(events)).expect("the file can be written");
    file
}

/// Takes a congress of so many events into a new festival, and gives the address of
/// its programme.
pub async fn congress(browser: &Browser, events: usize) -> String {
    start_festival(browser, "Winter Congress").await;
    let route = browser.run("return location.hash", vec![]).await;
    let route = route.as_str().unwrap_or_default().to_owned();
    browser.goto(&format!("{route}/settings")).await;
    browser
        .choose_file("Choose a file", &programme_file(events))
        .await;
    browser
        .wait_for_text("Winter Congress is here", Duration::from_secs(120))
        .await;
    route
}
