//! Dates, times of day and festival days, with zones as functions.

#[allow(dead_code, unreachable_pub)]
#[path = "../src/components/time/civil.rs"]
mod civil;

use civil::{DAY, Wall, date_of, day_bounds, day_text, days_of, festival_day, parse_day};
use proptest::prelude::*;

/// Berlin in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
fn berlin(instant: i64) -> i64 {
    let summer = days_of(2026, 3, 29) * DAY + 3_600..days_of(2026, 10, 25) * DAY + 3_600;
    if summer.contains(&instant) {
        7_200
    } else {
        3_600
    }
}

fn wall(text: &str) -> Wall {
    Wall::parse(text).unwrap_or_else(|| panic!("«{text}» is no time"))
}

proptest! {
    #[test]
    fn every_day_has_one_date_and_every_date_one_day(day in -3_000_000_i64..3_000_000) {
        let (year, month, of_month) = date_of(day);
        prop_assert_eq!(days_of(year, month, of_month), day);
    }

    #[test]
    fn what_an_input_shows_reads_back_as_itself(minute in 0_i64..200_000_000) {
        let shown = Wall::of_seconds(minute * 60);
        prop_assert_eq!(Wall::parse(&shown.text()), Some(shown));
    }

    #[test]
    fn an_instant_comes_back_from_the_wall_unless_the_hour_comes_twice(
        minute in days_of(2026, 1, 1) * 1_440..days_of(2027, 1, 1) * 1_440,
    ) {
        let instant = minute * 60;
        let back = Wall::at(instant, berlin).instant(berlin);
        let twice = days_of(2026, 10, 25) * DAY + 3_600..days_of(2026, 10, 25) * DAY + 7_200;
        if twice.contains(&instant) {
            prop_assert_eq!(back, instant - 3_600, "the first time is meant");
        } else {
            prop_assert_eq!(back, instant);
        }
    }
}

#[test]
fn dates_that_do_not_exist_are_refused() {
    for text in [
        "2026-02-29",
        "2026-04-31",
        "2026-13-01",
        "2026-1",
        "+026-01-01",
        "",
    ] {
        assert_eq!(parse_day(text), None, "{text}");
    }
    for text in [
        "2026-01-01T24:00",
        "2026-01-01T10:60",
        "2026-01-01 10:00",
        "T10:00",
    ] {
        assert_eq!(Wall::parse(text), None, "{text}");
    }
    assert_eq!(
        parse_day("2024-02-29").map(day_text).as_deref(),
        Some("2024-02-29")
    );
}

#[test]
fn an_hour_that_is_left_out_means_as_much_later() {
    let instant = wall("2026-03-29T02:30").instant(berlin);
    assert_eq!(Wall::at(instant, berlin), wall("2026-03-29T03:30"));
}

#[test]
fn the_night_belongs_to_the_day_before() {
    let change = 6 * 3_600;
    let day = |text: &str| day_text(festival_day(wall(text).instant(berlin), change, berlin));
    assert_eq!(day("2026-08-15T05:59"), "2026-08-14");
    assert_eq!(day("2026-08-15T06:00"), "2026-08-15");
    assert_eq!(day("2026-08-15T23:00"), "2026-08-15");
}

#[test]
fn a_festival_day_of_the_change_of_clocks_has_another_length() {
    let hours = |text| {
        let day = parse_day(text).unwrap_or_else(|| panic!("«{text}» is no date"));
        let (start, end) = day_bounds(day, 6 * 3_600, berlin);
        (end - start) / 3_600
    };
    assert_eq!(hours("2026-03-28"), 23);
    assert_eq!(hours("2026-10-24"), 25);
    assert_eq!(hours("2026-08-14"), 24);
}
