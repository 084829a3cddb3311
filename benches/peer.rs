//! What it costs to make the picture of a screen, with 1,000 events, 20 places and
//! a granted request for each event, all of them the person's own.
//!
//! `cargo bench --no-default-features --features sim --bench peer`

use std::collections::BTreeMap;
use std::rc::Rc;

use divan::Bencher;
use p2panda::gossip::entropy::SeededEntropy;
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    AppView, Event, EventTime, FestivalId, Filter, Importance, InstanceId, Interval, MarketFilter,
    Need, ReadyView, Resource, ResourceKind, ScheduleFilter, Screen,
};
use p2panda::peer::{Input, Output, Peer};
use p2panda::storage::Store;
use p2panda::storage::memory::MemoryStore;

/// Saturday, 30 May 2026, noon UTC, unix milliseconds.
const NOON: u64 = 1_780_142_400_000;
const HOUR: i64 = 3600;
const EVENTS: usize = 1_000;
const PLACES: usize = 20;

fn main() {
    divan::main();
}

struct Device {
    peer: Peer,
    store: MemoryStore,
    entropy: SeededEntropy,
    shown: Rc<AppView>,
}

impl Device {
    fn take(&mut self, input: Input) {
        self.peer.handle(NOON, &mut self.entropy, input);
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
            self.peer.handle(NOON, &mut self.entropy, input);
        }
    }

    /// A wish, and the picture after it.
    fn wish(&mut self, command: Command) -> ReadyView {
        self.take(Input::Command(command));
        if let Some(view) = self.peer.view() {
            self.shown = view;
        }
        match &*self.shown {
            AppView::Ready(ready) => (**ready).clone(),
            other => panic!("a picture was expected, not {other:?}"),
        }
    }

    fn made(&mut self, command: Command) -> InstanceId {
        let saved = self.wish(command).frame.saved;
        saved
            .and_then(|saved| saved.instance)
            .expect("it was saved")
    }
}

fn event(number: usize, place: InstanceId) -> Event {
    let start = (NOON / 1000) as i64 + (number / PLACES) as i64 * HOUR;
    let need = Need {
        need: 0,
        resource: Some(place),
        label: "a place".to_owned(),
        quantity: 1,
        importance: Importance::Must,
        start: None,
        end: None,
    };
    Event {
        time: Some(EventTime {
            start,
            end: start + HOUR,
            zone: "Europe/Berlin".to_owned(),
            all_day: false,
        }),
        description: Some("What it is about, in a few words. ".repeat(10)),
        tags: vec!["outside".to_owned()],
        needs: vec![need],
        ..Event::titled(format!("Talk {number}"))
    }
}

fn festival() -> (Device, FestivalId) {
    let mut device = Device {
        peer: Peer::default(),
        store: MemoryStore::new(1),
        entropy: SeededEntropy::new(1),
        shown: Rc::new(AppView::Starting),
    };
    device.take(Input::Start);
    let started = device.wish(Command::StartFestival {
        title: "Summer".to_owned(),
        time_zone: String::new(),
        parent: None,
        open: false,
    });
    let festival = started.frame.festivals[0].id;
    let places: Vec<InstanceId> = (0..PLACES)
        .map(|number| {
            let place = Resource::new(format!("Place {number}"), ResourceKind::Place);
            device.made(Command::SaveResource {
                festival,
                id: None,
                fields: Box::new(place),
            })
        })
        .collect();
    for number in 0..EVENTS {
        device.made(Command::SaveEvent {
            festival,
            id: None,
            fields: Box::new(event(number, places[number % PLACES])),
            notes: BTreeMap::new(),
        });
    }
    (device, festival)
}

fn picture(bencher: Bencher<'_, '_>, screen: impl Fn(FestivalId) -> Screen) {
    let (mut device, festival) = festival();
    bencher.bench_local(|| {
        device.wish(Command::Look(Screen::Home));
        device.wish(Command::Look(screen(festival)))
    });
}

#[divan::bench(sample_count = 10)]
fn schedule(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Schedule {
        festival,
        filter: ScheduleFilter::default(),
    });
}

#[divan::bench(sample_count = 10)]
fn schedule_filtered(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Schedule {
        festival,
        filter: ScheduleFilter {
            fields: Filter {
                text: "talk 99".to_owned(),
                ..Filter::default()
            },
            ..ScheduleFilter::default()
        },
    });
}

#[divan::bench(sample_count = 10)]
fn market(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Market {
        festival,
        filter: MarketFilter::default(),
    });
}

#[divan::bench(sample_count = 10)]
fn grid(bencher: Bencher<'_, '_>) {
    let start = (NOON / 1000) as i64;
    picture(bencher, |festival| Screen::Grid {
        festival,
        filter: ScheduleFilter {
            fields: Filter {
                during: Interval::new(start, start + 24 * HOUR),
                ..Filter::default()
            },
            ..ScheduleFilter::default()
        },
    });
}

#[divan::bench(sample_count = 10)]
fn search(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Search {
        festival,
        text: "talk 99".to_owned(),
        marks: vec![vec![], vec![]],
    });
}

#[divan::bench(sample_count = 10)]
fn inventory(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Inventory {
        festival,
        filter: MarketFilter::default(),
        chosen: None,
    });
}

#[divan::bench(sample_count = 10)]
fn plan(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Plan {
        festival,
        sheet: None,
    });
}

#[divan::bench(sample_count = 10)]
fn board(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Board { festival });
}

#[divan::bench(sample_count = 10)]
fn inbox(bencher: Bencher<'_, '_>) {
    picture(bencher, |_| Screen::Inbox);
}

#[divan::bench(sample_count = 10)]
fn mine(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Mine { festival });
}
