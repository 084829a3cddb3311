//! What it costs to make the picture of a screen, with 1,000 events, 500 resources
//! and 5,000 granted requests, all of them the person's own.
//!
//! `cargo bench --no-default-features --features sim --bench peer`

use divan::Bencher;
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    FestivalId, Filter, Interval, MarketFilter, Rows, ScheduleFilter, Screen,
};

use crate::large::festival;

#[path = "../tests/support/large.rs"]
mod large;

/// Saturday, 30 May 2026, noon UTC, unix seconds.
const NOON: i64 = 1_780_142_400;
const HOUR: i64 = 3600;
/// What is drawn at first.
const FIRST: Rows = Rows { from: 0, most: 12 };

fn main() {
    divan::main();
}

fn picture(bencher: Bencher<'_, '_>, screen: impl Fn(FestivalId) -> Screen) {
    let (mut maker, festival, _) = festival(NOON.unsigned_abs());
    bencher.bench_local(|| {
        maker.wish(Command::Look(Screen::Home));
        maker.wish(Command::Look(screen(festival)));
    });
}

#[divan::bench(sample_count = 10)]
fn schedule(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Schedule {
        festival,
        filter: ScheduleFilter {
            rows: FIRST,
            proposals: FIRST,
            ..ScheduleFilter::default()
        },
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
            rows: FIRST,
            ..ScheduleFilter::default()
        },
    });
}

#[divan::bench(sample_count = 10)]
fn market(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Market {
        festival,
        filter: MarketFilter {
            rows: FIRST,
            ..MarketFilter::default()
        },
    });
}

#[divan::bench(sample_count = 10)]
fn grid(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Grid {
        festival,
        filter: ScheduleFilter {
            fields: Filter {
                during: Interval::new(NOON, NOON + 24 * HOUR),
                ..Filter::default()
            },
            rows: FIRST,
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
        most: [20; 3],
    });
}

#[divan::bench(sample_count = 10)]
fn inventory(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Inventory {
        festival,
        filter: MarketFilter {
            rows: FIRST,
            ..MarketFilter::default()
        },
        chosen: None,
    });
}

#[divan::bench(sample_count = 10)]
fn plan(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Plan {
        festival,
        sheet: None,
        most: FIRST.most,
    });
}

#[divan::bench(sample_count = 10)]
fn board(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Board { festival });
}

#[divan::bench(sample_count = 10)]
fn inbox(bencher: Bencher<'_, '_>) {
    picture(bencher, |_| Screen::Inbox { rows: [FIRST; 3] });
}

#[divan::bench(sample_count = 10)]
fn mine(bencher: Bencher<'_, '_>) {
    picture(bencher, |festival| Screen::Mine {
        festival,
        rows: [FIRST; 3],
    });
}

/// What is common to all pictures.
#[divan::bench(sample_count = 10)]
fn home(bencher: Bencher<'_, '_>) {
    picture(bencher, |_| Screen::Connections);
}
