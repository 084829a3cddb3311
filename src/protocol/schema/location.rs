//! Where a resource is: an address, a point on Earth, a link, a point in a made-up
//! space, a point on the festival's plan, or words; several may be given, and
//! directions beside them.

use super::codec::{Record, list, some_text, text, whole};
use super::error::Fault;
use super::fields::record;
use super::parts::{Geo, LINE, NOTE, URL};
use crate::protocol::limits::{MAX_ADDRESS_LINES, MAX_LINE_BYTES, MAX_SPACE_MM, MAX_WORD_BYTES};

record! {
    /// Where a thing is; at least one way of saying it must be there.
    #[derive(Default)]
    pub struct Location {
        /// A postal address.
        optional address: Address = Record,
        /// A point on Earth.
        optional geo: Geo = Record,
        /// Somewhere on the network.
        optional url: Url = Record,
        /// Somewhere in a made-up space.
        optional space: Space = Record,
        /// A point on the festival's plan.
        optional plan: Plan = Record,
        /// In words.
        optional text: String = some_text(MAX_LINE_BYTES),
        /// How to get there.
        preset directions: String = NOTE,
    }
    check Location::check
}

impl Location {
    fn check(&self) -> Result<(), Fault> {
        let ways = [
            self.address.is_some(),
            self.geo.is_some(),
            self.url.is_some(),
            self.space.is_some(),
            self.plan.is_some(),
            self.text.is_some(),
        ];
        if ways.contains(&true) {
            Ok(())
        } else {
            Err(Fault::Contradiction("says no place"))
        }
    }
}

record! {
    /// A postal address.
    #[derive(Default)]
    pub struct Address {
        /// Street, house, floor.
        preset lines: Vec<String> = list(MAX_ADDRESS_LINES, LINE),
        /// Postal code.
        preset postcode: String = text(MAX_WORD_BYTES),
        /// Town.
        preset city: String = LINE,
        /// Country.
        preset country: String = LINE,
    }
}

record! {
    /// A place on the network: a stream, a document, a call.
    pub struct Url {
        /// Where it is.
        required url: String = URL,
        /// What it is called.
        preset label: String = LINE,
    }
}

record! {
    /// A point in a made-up space, millimetres.
    pub struct Space {
        /// The space's name or address.
        required world: String = some_text(MAX_LINE_BYTES),
        /// East.
        required x: i64 = whole(-MAX_SPACE_MM, MAX_SPACE_MM),
        /// North.
        required y: i64 = whole(-MAX_SPACE_MM, MAX_SPACE_MM),
        /// Up.
        required z: i64 = whole(-MAX_SPACE_MM, MAX_SPACE_MM),
    }
}

record! {
    /// A point on the plan, in 1/65,535 of its width and height from the top left.
    #[derive(Copy)]
    pub struct Plan {
        /// From the left.
        required x: i64 = whole(0, 65_535),
        /// From the top.
        required y: i64 = whole(0, 65_535),
    }
}
