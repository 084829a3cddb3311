//! Positions are written and read without losing a digit.

#[allow(
    dead_code,
    unreachable_pub,
    reason = "a file of the app, tested without it"
)]
#[path = "../src/components/decimals.rs"]
mod decimals;

use decimals::{DEGREES, METRES};
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_written_reads_back_as_itself(parts in -1_800_000_000_i64..=1_800_000_000) {
        prop_assert_eq!(DEGREES.read(&DEGREES.write(parts), 180), Some(parts));
        prop_assert_eq!(METRES.read(&METRES.write(parts), 1_800_000), Some(parts));
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused(text in ".{0,24}") {
        if let Some(parts) = DEGREES.read(&text, 90) {
            prop_assert!(parts.abs() <= 900_000_000);
        }
    }
}

#[test]
fn people_write_degrees_in_several_ways() {
    assert_eq!(DEGREES.read(" 52.5163 ", 90), Some(525_163_000));
    assert_eq!(DEGREES.read("52,5163", 90), Some(525_163_000));
    assert_eq!(DEGREES.read("-0.5", 90), Some(-5_000_000));
    assert_eq!(DEGREES.read("13", 180), Some(130_000_000));
    for text in [
        "",
        "-",
        "north",
        "90.1",
        "1e3",
        "52.5.1",
        "1234",
        "999999999999",
    ] {
        assert_eq!(DEGREES.read(text, 90), None, "{text}");
    }
    assert_eq!(DEGREES.write(-5_000_000), "-0.5");
    assert_eq!(DEGREES.of_measured(52.516_312_34), 525_163_123);
}

#[test]
fn a_place_in_a_made_up_space_is_said_to_the_millimetre() {
    assert_eq!(METRES.read("-12.3456", 1_000), Some(-12_345));
    assert_eq!(METRES.write(-12_300), "-12.3");
}
