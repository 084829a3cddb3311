//! Programmes in and out.

use p2panda::protocol::exchange::ics::{self, Flavour};
use p2panda::protocol::exchange::zone::{OnlyUtc, instant_of};
use p2panda::protocol::exchange::{Entry, ExchangeError, NO_PLACE, Programme, Status, json, xml};
use p2panda::protocol::view::filter::Filter;
use p2panda::protocol::view::needs::NeedState;

use crate::programmes::*;
use crate::world::*;

#[test]
fn an_overlap_in_one_room_accepts_the_first_and_lists_the_rest() {
    let mut world = World::new();
    let (written, clashes) = import(&mut world, BEN, &small());
    assert_eq!((written, clashes), (1 + 3 + 3 + 2, vec!["b".to_owned()]));
    let view = world.agreed();
    let states: Vec<NeedState> = view
        .schedule(&world.festival, &Filter::default())
        .iter()
        .map(|event| event.needs[0].state)
        .collect();
    assert_eq!(
        states,
        [NeedState::Accepted, NeedState::Waiting, NeedState::Accepted],
        "touching fits"
    );
}

#[test]
fn the_same_file_twice_changes_nothing_and_a_changed_one_only_what_changed() {
    let mut world = World::new();
    import(&mut world, BEN, &small());
    let before = world.view().digest(&world.festival);
    assert_eq!(import(&mut world, BEN, &small()).0, 0);
    assert_eq!(world.view().digest(&world.festival), before);
    let mut changed = small();
    changed.entries[0].title = "New title".to_owned();
    assert_eq!(import(&mut world, BEN, &changed).0, 1);
    changed.entries[2].interval = hours(14, 15);
    assert_eq!(
        import(&mut world, BEN, &changed).0,
        3,
        "the event, a request that replaces, its answer"
    );
    assert_eq!(
        import(&mut world, CEM, &changed).0,
        10 - 1,
        "somebody else's import is their own"
    );
}

#[test]
fn what_is_exported_and_imported_again_is_the_same() {
    let zones = SomeZones;
    let mut world = World::new();
    describe(&mut world, "Europe/Berlin");
    import(&mut world, BEN, &small());
    let programme = exported(&world);
    let as_xml = xml::read(
        &xml::write(&programme, &zones, 21_600).expect("written"),
        &zones,
    )
    .expect("read");
    let as_json = json::read(
        &json::write(&programme, &zones, 21_600, "https://example.org/").expect("written"),
        &zones,
    )
    .expect("read");
    for again in [as_xml, as_json] {
        assert_eq!(again.title, programme.title);
        for (old, new) in programme.entries.iter().zip(&again.entries) {
            assert_eq!(
                (old.interval, &old.room, &old.people),
                (new.interval, &new.room, &new.people)
            );
            assert_eq!(
                (&old.summary, &old.description, &old.track),
                (&new.summary, &new.description, &new.track)
            );
            assert_eq!(
                (&old.kind, &old.links, &old.language),
                (&new.kind, &new.links, &new.language)
            );
            assert_eq!(new.subtitle, old.subtitle_with_share());
            assert!(
                new.title.starts_with("Event")
                    && new.title.contains("<&>")
                    && !new.title.contains('\u{1}')
            );
        }
        assert_eq!(again.entries[1].subtitle, "0 of 1 confirmed");
    }
}

#[test]
fn a_long_event_is_cut_into_pieces_below_a_day() {
    let programme = Programme {
        entries: vec![entry("a", "", 0, 72)],
        ..small()
    };
    let bytes = xml::write(&programme, &SomeZones, 21_600).expect("written");
    let again = xml::read(&bytes, &SomeZones).expect("read");
    let total: i64 = again
        .entries
        .iter()
        .map(|entry| entry.interval.end - entry.interval.start)
        .sum();
    assert!(
        again
            .entries
            .iter()
            .all(|entry| entry.interval.end - entry.interval.start <= 86_400 - 60)
    );
    assert_eq!(total, 72 * HOUR);
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(!text.contains("24:00") && text.contains("<duration>23:59</duration>"));
    let guids: std::collections::BTreeSet<&String> =
        again.entries.iter().map(|entry| &entry.guid).collect();
    assert_eq!(guids.len(), again.entries.len());
    assert!(text.contains(NO_PLACE) && again.entries.iter().all(|entry| entry.room.is_empty()));
}

#[test]
fn an_event_of_a_thousand_years_fills_nobodys_file() {
    let long = Entry {
        interval: hours(0, 24 * 365 * 1_000),
        ..entry("a", "", 0, 1)
    };
    let programme = Programme {
        entries: vec![long],
        ..small()
    };
    let bytes = xml::write(&programme, &SomeZones, 21_600).expect("written");
    assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
}

#[test]
fn after_midnight_belongs_to_the_festival_day_before() {
    let late = Entry {
        interval: hours(24, 25),
        ..entry("a", "Hall", 0, 1)
    };
    let programme = Programme {
        zone: "UTC".to_owned(),
        entries: vec![late],
        ..small()
    };
    let text = String::from_utf8(xml::write(&programme, &OnlyUtc, 21_600).expect("written"))
        .expect("UTF-8");
    assert!(text.contains("<day date=\"1970-01-01\""), "{text}");
}

#[test]
fn a_calendar_always_has_a_place_a_status_and_folded_lines() {
    let mut programme = small();
    programme.entries[0].room.clear();
    programme.entries[0].status = Status::Tentative { accepted: 1, of: 2 };
    programme.entries[1].status = Status::Cancelled;
    programme.entries[2].all_day = true;
    programme.entries[2].description = "ü".repeat(300);
    for (flavour, dates) in [(Flavour::Calendar, 2), (Flavour::ScheduleApp, 0)] {
        let text = ics::write(&programme, &SomeZones, flavour, 0).expect("written");
        assert!(text.lines().all(|line| line.len() <= 75), "too long a line");
        assert_eq!(text.matches("LOCATION:").count(), 3);
        assert!(text.contains("LOCATION:(no place yet)") && text.contains("1 of 2 confirmed"));
        for status in ["STATUS:TENTATIVE", "STATUS:CANCELLED", "STATUS:CONFIRMED"] {
            assert_eq!(text.matches(status).count(), 1);
        }
        assert_eq!(text.matches("VALUE=DATE").count(), dates);
        let again = ics::read(text.as_bytes(), &SomeZones).expect("read");
        assert_eq!(again.entries.len(), 3);
        assert_eq!(
            again
                .entries
                .iter()
                .find(|entry| entry.guid == "b")
                .map(|entry| entry.status),
            Some(Status::Cancelled)
        );
        assert!(
            again
                .entries
                .iter()
                .any(|entry| entry.description.contains(&"ü".repeat(300)))
        );
    }
}

#[test]
fn wall_times_that_are_there_twice_or_never_take_the_earlier_offset() {
    let wall = |text: &str| text.parse().expect("a wall time");
    let never = instant_of(&SomeZones, "Europe/Berlin", wall("2026-03-29T02:30:00"));
    assert_eq!(
        never,
        Some(1_774_746_000 + 1_800),
        "02:30 CET is 03:30 CEST"
    );
    let twice = instant_of(&SomeZones, "Europe/Berlin", wall("2026-10-25T02:30:00"));
    assert_eq!(twice, Some(1_792_890_000 - 1_800), "the first of the two");
}

#[test]
fn hostile_files_get_a_sentence() {
    let zones = OnlyUtc;
    let bomb = b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><schedule>&b;</schedule>";
    assert_eq!(xml::read(bomb, &zones), Err(ExchangeError::DocumentType));
    let unknown = xml::read(b"<schedule><version>&lol;</version></schedule>", &zones);
    assert_eq!(
        unknown.expect_err("refused").to_string(),
        "the file cannot be read: the entity «lol» is not known"
    );
    assert_eq!(
        xml::read(&vec![b' '; 100 << 20], &zones),
        Err(ExchangeError::TooLarge)
    );
    assert_eq!(
        json::read(&[0xff, 0xfe, 0x00], &zones).err(),
        Some(ExchangeError::Encoding)
    );
    let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><schedule/>";
    assert_eq!(xml::read(latin, &zones), Err(ExchangeError::Encoding));
    let deep = format!("<schedule>{}", "<a>".repeat(100_000));
    assert!(matches!(
        xml::read(deep.as_bytes(), &zones),
        Err(ExchangeError::Syntax(_))
    ));
    let rooms = format!("<schedule><day>{}", "<room name=\"x\"/>".repeat(1_000_000));
    assert_eq!(
        xml::read(rooms.as_bytes(), &zones).err(),
        Some(ExchangeError::TooManyRooms)
    );
    for bytes in [
        &b""[..],
        b"hello",
        b"<html/>",
        b"{\"schedule\": 7}",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    ] {
        assert!(xml::read(bytes, &zones).is_err());
        assert!(json::read(bytes, &zones).is_err());
        assert!(ics::read(bytes, &zones).is_err(), "{bytes:?}");
    }
    let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:never\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert!(matches!(
        ics::read(calendar.as_bytes(), &zones),
        Err(ExchangeError::Time { .. })
    ));
}

#[test]
fn a_file_that_is_cut_off_is_not_half_a_programme() {
    let whole = "<schedule><day><room name=\"A\"><event guid=\"1\"><title>x</title>\
        <date>2026-07-01T10:00:00Z</date><duration>1:00</duration></event></room></day></schedule>";
    let read = |length: usize| xml::read(&whole.as_bytes()[..length], &OnlyUtc);
    assert_eq!(read(whole.len()).map(|read| read.entries.len()), Ok(1));
    for length in 0..whole.len() {
        assert!(read(length).is_err(), "{}", &whole[..length]);
    }
}

#[test]
fn lists_in_a_file_are_read_no_further_than_they_are_taken() {
    let file = |rooms: &str| format!("{{\"schedule\":{{\"conference\":{{\"days\":{rooms}}}}}}}");
    let event = |persons: &str| {
        format!(
            "{{\"title\":\"x\",\"date\":\"2026-07-01T10:00:00Z\",\"duration\":\"1:00\",\"persons\":[{persons}{{}}]}}"
        )
    };
    let day = |events: &str| format!("[{{\"rooms\":{{\"A\":[{events}]}}}}]");
    let many = event(&"{\"name\":\"y\"},".repeat(500_000));
    let read = json::read(file(&day(&many)).as_bytes(), &OnlyUtc).expect("a programme");
    assert_eq!(read.entries[0].people.len(), 32);
    let one = format!("{},", event(""));
    let events = day(&one.repeat(10_000));
    let rooms = (0..2_000).map(|room| format!("\"{room}\":[],"));
    let rooms = format!("[{{\"rooms\":{{{}\"x\":[]}}}}]", rooms.collect::<String>());
    let days = format!("[{}{{}}]", "{},".repeat(1_000_000));
    for (days, sentence) in [
        (events.replace(",]", "]"), "it has more than 5000 events"),
        (rooms, "it has more than 500 rooms"),
        (days, "it has more than 3660 days"),
    ] {
        let error = json::read(file(&days).as_bytes(), &OnlyUtc).expect_err("refused");
        assert!(error.to_string().contains(sentence), "{error}");
    }
}

#[test]
fn a_calendar_may_say_how_long_instead_of_when_it_ends() {
    let file = |length: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20260701T100000Z\r\n{length}END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    for (length, seconds) in [
        ("DURATION:PT45M\r\n", 2_700),
        ("DURATION:P1DT1H\r\n", 90_000),
        ("DURATION:P1W\r\n", 604_800),
        ("DURATION:-PT1H\r\n", 3_600),
        ("DURATION:P9999999999999W\r\n", 3_600),
        ("", 3_600),
    ] {
        let read = ics::read(file(length).as_bytes(), &OnlyUtc).expect("a programme");
        let interval = read.entries[0].interval;
        assert_eq!(interval.end - interval.start, seconds, "{length}");
    }
}

#[test]
fn a_control_character_in_one_label_spoils_nobodys_file() {
    let read = ics::read(
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20260701T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        &OnlyUtc,
    );
    let mut programme = read.expect("a programme");
    let entry = &mut programme.entries[0];
    entry.room = "Tent\u{1}".to_owned();
    entry.links = vec![("https://example.org/\u{2}".to_owned(), "a\u{b}b".to_owned())];
    let written = xml::write(&programme, &OnlyUtc, 0).expect("written");
    let is_control = |byte: &u8| *byte < 0x20 && *byte != b'\n';
    assert!(!written.iter().any(is_control));
}
