//! A start reads the snapshot of the view, and only what came since from the logs.

use std::rc::Rc;

use p2panda::peer::command::Command;
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::{Answer, Request, RequestId, Store, StoreError};

use crate::support::Device;

/// A store that counts the segments which it is asked to read.
struct Counting {
    store: MemoryStore,
    segments: usize,
}

impl Store for Counting {
    fn submit(&mut self, id: RequestId, request: Request) {
        self.store.submit(id, request);
    }

    fn poll(&mut self) -> Option<(RequestId, Result<Answer, StoreError>)> {
        let answer = self.store.poll();
        if let Some((_, Ok(Answer::Segments(segments)))) = &answer {
            self.segments += segments.len();
        }
        answer
    }
}

/// A calendar of so many events in one room.
fn calendar(events: usize) -> Rc<[u8]> {
    let mut text = "BEGIN:VCALENDAR\r\n".to_owned();
    for event in 0..events {
        let (day, hour) = (1 + event / 24, event % 24);
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:{event}\r\nSUMMARY:Event {event}\r\nLOCATION:Hall\r\n\
             DTSTART:202607{day:02}T{hour:02}0000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
        ));
    }
    text.push_str("END:VCALENDAR\r\n");
    text.into_bytes().into()
}

/// Somebody with a festival of 700 entries who then rested.
fn rested() -> Device {
    let mut ana = Device::fresh("Ana", 1);
    let festival = ana.found("Camp");
    let file = calendar(230);
    ana.command(Command::Import { festival, file });
    ana.rest(20_000);
    ana
}

/// Starts on what is stored; how many segments that took.
fn started(ana: &Device) -> (Device<Counting>, usize) {
    let store = Counting {
        store: ana.store.another_tab(),
        segments: 0,
    };
    let device = Device::on("Ana", 9, store);
    let segments = device.store.segments;
    (device, segments)
}

#[test]
fn a_start_after_a_rest_reads_nothing_again_and_shows_the_same() {
    let mut ana = rested();
    let before = ana.schedule();
    let (mut again, segments) = started(&ana);
    assert_eq!(segments, 0);
    assert_eq!(again.schedule(), before);
    // And life goes on from there.
    again.publish("Later");
    assert_eq!(again.problem(), None);
    let (mut third, segments) = started(&ana);
    assert_eq!(segments, 1, "only the segment with what came since");
    assert!(third.titles().contains(&"Later".to_owned()));
}

#[test]
fn a_snapshot_of_a_longer_log_or_of_damaged_bytes_is_passed_over() {
    let mut ana = rested();
    let before = ana.titles();
    let mut store = ana.store.another_tab();
    store.submit(1, Request::LoadSnapshot);
    let Some((_, Ok(Answer::Snapshot(records)))) = store.poll() else {
        panic!("a snapshot")
    };
    assert!(records.len() > 3);
    for damage in 0..4 {
        let mut records = records.clone();
        match damage {
            0 => records[0][0] += 1,
            1 => records.truncate(2),
            2 => records[1].truncate(40),
            _ => records.clear(),
        }
        store.submit(2, Request::KeepSnapshot(records));
        assert!(matches!(store.poll(), Some((_, Ok(Answer::Committed)))));
        let (mut again, segments) = started(&ana);
        assert!(segments > 0);
        assert_eq!(again.titles(), before, "damage {damage}");
    }
    // The log as it was before its last entries came: a device that lost power.
    let mut young = Device::fresh("Ana", 1);
    young.found("Camp");
    let mut shorter = young.store.another_tab();
    shorter.submit(3, Request::KeepSnapshot(records));
    assert!(matches!(shorter.poll(), Some((_, Ok(Answer::Committed)))));
    let (mut again, _) = started(&young);
    assert!(again.titles().is_empty());
}

#[test]
fn short_records_are_merged_in_idle_time() {
    let mut ana = Device::fresh("Ana", 1);
    ana.found("Camp");
    for number in 0..40 {
        ana.publish(&format!("Event {number}"));
    }
    let (_, before) = started(&ana);
    ana.rest(20_000);
    let (_, after) = started(&ana);
    assert!(before >= 40 && after <= 2, "{before} then {after}");
}
