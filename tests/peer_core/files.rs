//! Programmes taken in from files and made into files.

use std::rc::Rc;

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    Confirmed, ExportFormat, FestivalId, ImportState, ImportView, Place, Problem,
};
use p2panda::protocol::exchange;
use p2panda::protocol::exchange::zone::Offsets;
use p2panda::protocol::limits::IMPORT_ENTRIES;
use p2panda::storage::{Answer, Request, Store};

use crate::support::Device;

/// Events, an hour each, one after the other in so many rooms.
fn calendar(events: usize, rooms: usize) -> Rc<[u8]> {
    let mut text = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Camp\r\n".to_owned();
    for event in 0..events {
        let (room, slot) = (event % rooms, event / rooms);
        let (day, hour) = (1 + slot / 24, slot % 24);
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:event-{event}\r\nSUMMARY:Event {event}\r\nLOCATION:Room {room}\r\n\
             DTSTART:202607{day:02}T{hour:02}0000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
        ));
    }
    text.push_str("END:VCALENDAR\r\n");
    text.into_bytes().into()
}

fn import(device: &mut Device, festival: FestivalId, file: &Rc<[u8]>) -> ImportView {
    let file = Rc::clone(file);
    device.command(Command::Import { festival, file });
    device.frame().import.clone().expect("an import")
}

fn export(device: &mut Device, festival: FestivalId, format: ExportFormat) -> Vec<u8> {
    device.command(Command::Export {
        festival,
        format,
        mine: false,
        base: "https://example.org/".to_owned(),
    });
    assert_eq!(device.problem(), None);
    let export = device.frame().export.clone().expect("a file");
    assert_eq!((export.festival, export.format), (festival, format));
    device.command(Command::DropExport);
    assert_eq!(device.frame().export, None);
    export.bytes.to_vec()
}

#[test]
fn a_programme_is_taken_in_with_its_rooms_granted_and_the_same_file_again_changes_nothing() {
    let mut ana = Device::fresh("Ana", 1);
    let festival = ana.found("Camp");
    let file = calendar(300, 4);
    let view = import(&mut ana, festival, &file);
    assert_eq!(view.state, ImportState::Done);
    // Rooms, events, requests, answers.
    assert_eq!((view.written, view.of), (4 + 3 * 300, view.written));
    assert_eq!((&*view.title, view.clashes.len()), ("Camp", 0));
    let saved = ana.frame().saved.expect("it is saved");
    assert_eq!((saved.place, saved.entries), (Place::Import(festival), 904));
    let events = ana.events();
    assert_eq!(events.len(), 300);
    let whole = Confirmed {
        accepted: 1,
        musts: 1,
        unknown: 0,
    };
    assert!(events.iter().all(|event| event.confirmed == whole));
    assert_eq!(import(&mut ana, festival, &file).written, 0);
    // It is all in the store.
    let mut again = ana.reloaded(9);
    assert_eq!(again.events().len(), 300);
}

#[test]
fn a_sample_has_its_programme_as_soon_as_it_is_there() {
    let mut ana = Device::fresh("Ana", 1);
    ana.command(Command::StartSample {
        title: "Sample".to_owned(),
        time_zone: "UTC".to_owned(),
        file: calendar(10, 2),
    });
    assert_eq!(ana.problem(), None);
    let festivals = &ana.frame().festivals;
    assert_eq!((festivals.len(), festivals[0].events), (1, 10));
    let sample = festivals[0].id;
    assert!(festivals[0].sample, "nothing has to be set up in it");
    assert!(!ana.frame().backup.due, "there is nothing to lose in it");
    ana.command(Command::StartFestival {
        title: "Camp".to_owned(),
        time_zone: "UTC".to_owned(),
        parent: None,
        open: false,
    });
    let mut again = ana.reloaded(9);
    let frame = again.frame();
    assert_eq!(frame.festivals.len(), 2);
    let mut known = frame.festivals.iter();
    assert!(known.all(|row| row.sample == (row.id == sample)));
    assert!(frame.backup.due, "a festival of one's own is a loss");
    again.command(Command::Leave { festival: sample });
    assert_eq!(again.problem(), None);
    assert!(again.frame().festivals.iter().all(|row| !row.sample));
}

#[test]
fn an_import_goes_in_few_large_transactions() {
    let mut ana = Device::fresh("Ana", 1);
    let festival = ana.found("Camp");
    import(&mut ana, festival, &calendar(300, 4));
    let content = ana.store.content();
    let mut store = p2panda::storage::memory::MemoryStore::holding(content);
    store.submit(1, Request::Load);
    let Some((_, Ok(Answer::Loaded(loaded)))) = store.poll() else {
        panic!("it loads")
    };
    let [head] = &*loaded.heads else {
        panic!("one log")
    };
    store.submit(
        2,
        Request::Read {
            log: head.key(),
            from: 1,
            max_bytes: u64::MAX,
        },
    );
    let Some((_, Ok(Answer::Segments(segments)))) = store.poll() else {
        panic!("it reads")
    };
    let mut lengths: Vec<usize> = segments
        .iter()
        .map(|segment| segment.run.entries.len())
        .collect();
    lengths.sort_unstable();
    assert_eq!(lengths.last(), Some(&IMPORT_ENTRIES));
    // Two for the festival; each of the four kinds of entries ends with what is left.
    assert!(lengths.len() <= 1 + 1 + 3 * 3, "{lengths:?}");
}

#[test]
fn an_import_that_broke_off_goes_on_with_the_same_file() {
    let mut ana = Device::asleep("Ana", 1, p2panda::storage::memory::MemoryStore::new(1));
    ana.take(p2panda::peer::Input::Start);
    let festival = ana.found("Camp");
    let file = calendar(300, 4);
    // The page goes away after so many answers of the store.
    ana.answers_left = Some(2);
    ana.command(Command::Import {
        festival,
        file: Rc::clone(&file),
    });
    let view = ana.frame().import.clone().expect("an import");
    assert_eq!(view.state, ImportState::UnderWay);
    assert!(view.written > 100 && view.of > view.written, "{view:?}");
    let mut again = ana.reloaded(9);
    assert_eq!(again.frame().import, None);
    let before = again.events().len();
    assert!(before < 300);
    let view = import(&mut again, festival, &file);
    assert_eq!((view.state, view.clashes.len()), (ImportState::Done, 0));
    assert!(view.written < 904);
    assert_eq!(again.events().len(), 300);
}

#[test]
fn wishes_go_in_between_and_an_import_can_be_stopped() {
    let mut ana = Device::fresh("Ana", 1);
    let festival = ana.found("Camp");
    ana.answers_left = Some(2);
    ana.command(Command::Import {
        festival,
        file: calendar(300, 4),
    });
    ana.answers_left = None;
    ana.publish("In between");
    ana.command(Command::StopImport);
    assert!(ana.titles().contains(&"In between".to_owned()));
    let view = ana.frame().import.clone();
    assert!(view.is_none() || view.is_some_and(|view| view.state != ImportState::UnderWay));
}

#[test]
fn what_is_no_programme_is_refused_with_words_and_writes_nothing() {
    let mut ana = Device::fresh("Ana", 1);
    let festival = ana.found("Camp");
    let heads = ana.store.content();
    let other = FestivalId::from_bytes([7; 32]);
    for (festival, file, problem) in [
        (festival, &b"hello"[..], Problem::ImportUnreadable),
        (festival, b"", Problem::ImportUnreadable),
        (
            festival,
            b"<schedule><day></schedule>",
            Problem::ImportUnreadable,
        ),
        (festival, b"{\"schedule\": 1}", Problem::ImportUnreadable),
        (
            festival,
            b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            Problem::ImportEmpty,
        ),
        (other, b"{}", Problem::UnknownFestival),
    ] {
        ana.command(Command::Import {
            festival,
            file: file.into(),
        });
        let refusal = ana.frame().refusal.clone().expect("a refusal");
        assert_eq!(
            (refusal.problem, refusal.place),
            (problem, Place::Import(festival)),
            "{}",
            String::from_utf8_lossy(file)
        );
        assert_eq!(ana.frame().import, None);
    }
    assert_eq!(ana.store.content(), heads);
}

#[test]
fn what_was_taken_in_comes_out_again_in_every_format() {
    let mut ana = Device::fresh("Ana", 1);
    let festival = ana.found("Camp");
    import(&mut ana, festival, &calendar(30, 2));
    for format in [
        ExportFormat::Calendar,
        ExportFormat::ScheduleCalendar,
        ExportFormat::ScheduleXml,
        ExportFormat::ScheduleJson,
    ] {
        let bytes = export(&mut ana, festival, format);
        let programme = exchange::read(&bytes, &Offsets(berlin)).expect("a programme");
        assert_eq!(programme.entries.len(), 30, "{format:?}");
        assert_eq!(programme.rooms().len(), 2, "{format:?}");
        assert_eq!(programme.entries[0].title, "Event 0");
    }
    let bytes = export(&mut ana, festival, ExportFormat::Everything);
    let json: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    let instances = json["instances"].as_array().expect("a list");
    let count = |schema: &str| {
        let named = instances.iter().filter(|one| one["schema"] == schema);
        named.count()
    };
    assert_eq!(
        ["festival", "resource", "event", "request", "authorization"].map(count),
        [1, 2, 30, 30, 30]
    );
}

fn berlin(zone: &str, _: i64) -> Option<i64> {
    match zone {
        "Europe/Berlin" => Some(7_200),
        "UTC" => Some(0),
        _ => None,
    }
}

/// A real programme, where it lies beside the project.
#[test]
fn the_38c3_programme_is_taken_in_whole() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/schedule-38c3.xml"
    );
    let Ok(file) = std::fs::read(path) else {
        println!("skipped: ../shared/data/schedule-38c3.xml is not here");
        return;
    };
    let mut ana = Device::fresh("Ana", 1);
    let festival = ana.found("38C3");
    let view = import(&mut ana, festival, &file.into());
    assert_eq!(view.state, ImportState::Done);
    let events = ana.events();
    println!(
        "{} events, {} entries, {} without their room",
        events.len(),
        view.written,
        view.clashes.len()
    );
    assert_eq!(events.len(), 1_007);
    let placed = events
        .iter()
        .filter(|event| event.confirmed.is_complete())
        .count();
    assert_eq!(placed + view.clashes.len(), 1_007);
}
