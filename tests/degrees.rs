//! Positions are written and read without losing a digit.

#[allow(dead_code, unreachable_pub)]
#[path = "../src/components/degrees.rs"]
mod degrees;

use degrees::{of_measured, read, write};
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_written_reads_back_as_itself(parts in -1_800_000_000_i64..=1_800_000_000) {
        prop_assert_eq!(read(&write(parts), 180), Some(parts));
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused(text in ".{0,24}") {
        if let Some(parts) = read(&text, 90) {
            prop_assert!(parts.abs() <= 900_000_000);
        }
    }
}

#[test]
fn people_write_degrees_in_several_ways() {
    assert_eq!(read(" 52.5163 ", 90), Some(525_163_000));
    assert_eq!(read("52,5163", 90), Some(525_163_000));
    assert_eq!(read("-0.5", 90), Some(-5_000_000));
    assert_eq!(read("13", 180), Some(130_000_000));
    for text in ["", "-", "north", "90.1", "1e3", "52.5.1", "1234"] {
        assert_eq!(read(text, 90), None, "{text}");
    }
    assert_eq!(write(-5_000_000), "-0.5");
    assert_eq!(of_measured(52.516_312_34), 525_163_123);
}
