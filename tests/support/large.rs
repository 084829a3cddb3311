//! A large festival, made by a peer that answers itself: what measurements of
//! screens begin with. 1,000 events, 500 resources, 5,000 requests, all granted.

#![allow(
    dead_code,
    reason = "each measurement that has this file uses a part of it"
)]

use std::collections::BTreeMap;
use std::rc::Rc;

use p2panda::gossip::entropy::SeededEntropy;
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    AppView, Event, EventTime, FestivalId, Importance, InstanceId, Need, ReadyView, Resource,
    ResourceKind, Rows, ScheduleFilter, Screen, ScreenView,
};
use p2panda::peer::{Input, Output, Peer};
use p2panda::storage::Store;
use p2panda::storage::memory::MemoryStore;

pub const EVENTS: usize = 1_000;
pub const PLACES: usize = 100;
pub const THINGS: usize = 400;
/// Needs of each event: one place and things.
pub const NEEDS: usize = 5;
const HOUR: i64 = 3_600;

/// A peer that answers itself, and its store.
pub struct Maker {
    pub peer: Peer,
    pub store: MemoryStore,
    pub shown: Rc<AppView>,
    entropy: SeededEntropy,
    /// Unix milliseconds.
    now: u64,
}

impl Maker {
    fn take(&mut self, input: Input) {
        self.peer.handle(self.now, &mut self.entropy, input);
        loop {
            while let Some(output) = self.peer.poll() {
                if let Output::Store(id, request) = output {
                    self.store.submit(id, request);
                }
            }
            let Some((id, answer)) = self.store.poll() else {
                return;
            };
            let input = Input::Answered(id, answer);
            self.peer.handle(self.now, &mut self.entropy, input);
        }
    }

    /// A wish, and the picture after it.
    pub fn wish(&mut self, command: Command) -> &ReadyView {
        self.take(Input::Command(command));
        if let Some(view) = self.peer.view() {
            self.shown = view;
        }
        match &*self.shown {
            AppView::Ready(ready) => ready,
            other => panic!("a picture was expected, not {other:?}"),
        }
    }
}

impl Maker {
    /// One of the events.
    pub fn an_event(&mut self, festival: FestivalId) -> InstanceId {
        let filter = ScheduleFilter {
            rows: Rows { from: 0, most: 1 },
            ..ScheduleFilter::default()
        };
        let look = Command::Look(Screen::Schedule { festival, filter });
        match &self.wish(look).screen {
            ScreenView::Schedule(schedule) => schedule.events.first[0].id,
            other => panic!("no programme but {other:?}"),
        }
    }
}

/// The festival, which begins at `now`, unix seconds, and its resources.
pub fn festival(now: u64) -> (Maker, FestivalId, Vec<InstanceId>) {
    let mut maker = Maker {
        peer: Peer::default(),
        store: MemoryStore::new(7),
        shown: Rc::new(AppView::Starting),
        entropy: SeededEntropy::new(7),
        now: now * 1_000,
    };
    maker.take(Input::Start);
    let start = Command::StartFestival {
        title: "Large".to_owned(),
        time_zone: "UTC".to_owned(),
        parent: None,
        open: false,
    };
    let festival = maker.wish(start).frame.festivals[0].id;
    let mut offered = Vec::new();
    for number in 0..PLACES + THINGS {
        let offer = Command::SaveResource {
            festival,
            id: None,
            fields: Box::new(resource(number)),
        };
        let saved = maker.wish(offer).frame.saved;
        offered.extend(saved.and_then(|saved| saved.instance));
    }
    let first = i64::try_from(now).unwrap_or_default() / HOUR * HOUR;
    for number in 0..EVENTS {
        maker.take(Input::Command(Command::SaveEvent {
            festival,
            id: None,
            fields: Box::new(event(number, first, &offered)),
            notes: BTreeMap::new(),
        }));
    }
    (maker, festival, offered)
}

fn resource(number: usize) -> Resource {
    let (title, kind) = if number < PLACES {
        (format!("Place {number}"), ResourceKind::Place)
    } else {
        (format!("Thing {number}"), ResourceKind::Thing)
    };
    Resource {
        units: if number < PLACES { 1 } else { 20 },
        description: "Where it stands, and what to know of it. ".repeat(5),
        ..Resource::new(title, kind)
    }
}

fn event(number: usize, first: i64, offered: &[InstanceId]) -> Event {
    let begin = first + (number / PLACES) as i64 * 2 * HOUR;
    let needs = (0..NEEDS).map(|need| Need {
        need: need as u32,
        resource: Some(match need {
            0 => offered[number % PLACES],
            _ => offered[PLACES + (number * NEEDS + need) % THINGS],
        }),
        label: String::new(),
        quantity: 1,
        importance: Importance::Must,
        start: None,
        end: None,
    });
    Event {
        time: Some(EventTime {
            start: begin,
            end: begin + HOUR,
            zone: "UTC".to_owned(),
            all_day: false,
        }),
        summary: "What it is about, in a few words.".to_owned(),
        description: Some("More of it, for whoever wants to read. ".repeat(20)),
        tags: vec!["outside".to_owned()],
        needs: needs.collect(),
        ..Event::titled(format!("Talk {number}"))
    }
}
