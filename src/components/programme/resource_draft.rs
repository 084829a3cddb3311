//! What the form of a resource holds while it is filled in.

use super::event_draft::{Wrong, some, tags};
use crate::components::decimals::{DEGREES, METRES};
use crate::components::time::Clock;
use crate::components::time::civil::Wall;
use crate::peer::view_model::{
    Access, Address, Blackout, Condition, FIRST_COME, Geo, Interval, Location, PolicyChoice,
    Resource, ResourceKind, Space, Status, Url,
};

/// Furthest from the middle of a made-up space, metres: a light minute.
const MOST_METRES: i64 = 10_000_000_000;

/// A time from one wall to another, and a word about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeDraft {
    /// `2026-08-14T15:30` in the festival's zone.
    pub start: String,
    /// The end.
    pub end: String,
    /// Why, for a blackout.
    pub reason: String,
}

impl TimeDraft {
    /// The fields of a time that is there.
    pub fn new(interval: Interval, reason: &str, clock: &Clock) -> Self {
        Self {
            start: clock.wall(interval.start).text(),
            end: clock.wall(interval.end).text(),
            reason: reason.to_owned(),
        }
    }

    fn interval(&self, clock: &Clock, field: &'static str) -> Result<Interval, Wrong> {
        let start = Wall::parse(&self.start).ok_or((field, "wrong-no-start"))?;
        let end = Wall::parse(&self.end).ok_or((field, "wrong-no-end"))?;
        Interval::new(clock.instant(start), clock.instant(end)).ok_or((field, "wrong-end-first"))
    }
}

/// The fields as they were typed; what is chosen, not typed, stays in `fields`.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceDraft {
    /// Everything that is no text to be read.
    pub fields: Resource,
    /// Tags with commas between them.
    pub tags: String,
    /// How many there are; empty means without limit.
    pub units: String,
    /// How many people fit.
    pub people: String,
    /// In words.
    pub place: String,
    /// Street, house, floor: a line each.
    pub street: String,
    /// Postal code.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// Country.
    pub country: String,
    /// Latitude, degrees.
    pub lat: String,
    /// Longitude, degrees.
    pub lon: String,
    /// The name of a made-up space.
    pub world: String,
    /// Metres to the east in it.
    pub east: String,
    /// Metres to the north.
    pub north: String,
    /// Metres up.
    pub up: String,
    /// A link.
    pub url: String,
    /// How to get there.
    pub directions: String,
    /// When it can be had.
    pub windows: Vec<TimeDraft>,
    /// When it cannot.
    pub blackouts: Vec<TimeDraft>,
    /// Minutes that stay free around a grant.
    pub buffer: String,
    /// When the draw happens.
    pub draw_at: String,
    /// Most grants for one person.
    pub most: String,
}

impl ResourceDraft {
    /// A form for something new.
    pub fn empty(clock: &Clock) -> Self {
        Self::of_resource(&Resource::new("", ResourceKind::Place), clock)
    }

    /// The fields of a resource that is there.
    pub fn of_resource(fields: &Resource, clock: &Clock) -> Self {
        let location = fields.location.clone().unwrap_or_default();
        let address = location.address.unwrap_or_default();
        let degrees = |part: fn(&Geo) -> i64| {
            location
                .geo
                .as_ref()
                .map(|geo| DEGREES.write(part(geo)))
                .unwrap_or_default()
        };
        let metres = |part: fn(&Space) -> i64| {
            let space = location.space.as_ref();
            space
                .map(|space| METRES.write(part(space)))
                .unwrap_or_default()
        };
        let number =
            |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let policy = fields.policy.as_ref();
        Self {
            tags: fields.tags.join(", "),
            units: number(Some(fields.units).filter(|units| *units > 0)),
            people: number(fields.people_capacity),
            place: location.text.unwrap_or_default(),
            street: address.lines.join("\n"),
            postcode: address.postcode,
            city: address.city,
            country: address.country,
            lat: degrees(|geo| geo.lat),
            lon: degrees(|geo| geo.lon),
            east: metres(|space| space.x),
            north: metres(|space| space.y),
            up: metres(|space| space.z),
            world: location.space.map(|space| space.world).unwrap_or_default(),
            url: location.url.map(|url| url.url).unwrap_or_default(),
            directions: location.directions,
            windows: fields
                .windows
                .iter()
                .map(|window| TimeDraft::new(*window, "", clock))
                .collect(),
            blackouts: fields
                .blackouts
                .iter()
                .map(|black| TimeDraft::new(black.interval(), &black.reason, clock))
                .collect(),
            buffer: number(
                Some(fields.buffer_before.max(fields.buffer_after) / 60)
                    .filter(|minutes| *minutes > 0),
            ),
            draw_at: policy
                .and_then(|policy| policy.params.draw_at)
                .map(|at| clock.wall(at).text())
                .unwrap_or_default(),
            most: number(policy.and_then(|policy| policy.most_per_author)),
            fields: fields.clone(),
        }
    }

    /// How the owner decides, as it is now.
    pub fn policy(&self) -> PolicyChoice {
        self.fields.policy.clone().unwrap_or_else(|| PolicyChoice {
            name: FIRST_COME.to_owned(),
            text: String::new(),
            params: Default::default(),
            most_per_author: None,
            ask_for_strangers: false,
        })
    }

    /// The resource that the form describes.
    ///
    /// # Errors
    ///
    /// The first field that cannot be read. Limits are the core's.
    pub fn resource(&self, clock: &Clock) -> Result<Resource, Wrong> {
        if self.fields.title.trim().is_empty() {
            return Err(("title", "wrong-no-title"));
        }
        let windows = self
            .windows
            .iter()
            .map(|window| window.interval(clock, "windows"));
        let blackouts = self.blackouts.iter().map(|blackout| {
            let interval = blackout.interval(clock, "blackouts")?;
            Ok(Blackout {
                start: interval.start,
                end: interval.end,
                reason: blackout.reason.trim().to_owned(),
            })
        });
        let minutes = number(&self.buffer, "buffer")?.unwrap_or(0);
        let buffer = minutes.checked_mul(60).ok_or(("buffer", "wrong-number"))?;
        Ok(Resource {
            title: self.fields.title.trim().to_owned(),
            tags: tags(&self.tags),
            units: number(&self.units, "units")?.unwrap_or(0),
            people_capacity: number(&self.people, "people")?,
            location: self.location()?,
            windows: windows.collect::<Result<_, _>>()?,
            blackouts: blackouts.collect::<Result<_, Wrong>>()?,
            buffer_before: buffer,
            buffer_after: buffer,
            policy: Some(self.read_policy(clock)?),
            ..self.fields.clone()
        })
    }

    fn read_policy(&self, clock: &Clock) -> Result<PolicyChoice, Wrong> {
        let mut policy = self.policy();
        policy.most_per_author = number(&self.most, "most")?;
        policy.params.draw_at = match (&*policy.name, self.draw_at.is_empty()) {
            (crate::peer::view_model::DRAW, true) => return Err(("draw", "wrong-no-draw")),
            (_, true) => None,
            (_, false) => {
                Some(clock.instant(Wall::parse(&self.draw_at).ok_or(("draw", "wrong-no-draw"))?))
            }
        };
        Ok(policy)
    }

    fn location(&self) -> Result<Option<Location>, Wrong> {
        let before = self.fields.location.clone().unwrap_or_default();
        let lines: Vec<String> = self.street.lines().filter_map(some).collect();
        let address = Address {
            lines,
            postcode: self.postcode.trim().to_owned(),
            city: self.city.trim().to_owned(),
            country: self.country.trim().to_owned(),
        };
        let has_address =
            !(address.lines.is_empty() && address.postcode.is_empty() && address.city.is_empty());
        let geo = match (some(&self.lat), some(&self.lon)) {
            (None, None) => None,
            (lat, lon) => Some(Geo {
                lat: DEGREES
                    .read(&lat.unwrap_or_default(), 90)
                    .ok_or(("geo", "wrong-position"))?,
                lon: DEGREES
                    .read(&lon.unwrap_or_default(), 180)
                    .ok_or(("geo", "wrong-position"))?,
            }),
        };
        let label = before.url.map(|url| url.label).unwrap_or_default();
        let location = Location {
            address: has_address.then_some(address),
            geo,
            url: some(&self.url).map(|url| Url { url, label }),
            text: some(&self.place),
            directions: self.directions.trim().to_owned(),
            space: self.space()?,
            plan: before.plan,
        };
        let empty = Location {
            directions: location.directions.clone(),
            ..Location::default()
        };
        match (location == empty, location.directions.is_empty()) {
            (false, _) => Ok(Some(location)),
            (true, true) => Ok(None),
            (true, false) => Err(("place", "wrong-only-directions")),
        }
    }
}

impl ResourceDraft {
    /// The point in a made-up space; what is not said of it is 0.
    fn space(&self) -> Result<Option<Space>, Wrong> {
        let metres = |text: &str| match some(text) {
            None => Ok(0),
            Some(text) => METRES
                .read(&text, MOST_METRES)
                .ok_or(("space", "wrong-number")),
        };
        let (x, y, z) = (metres(&self.east)?, metres(&self.north)?, metres(&self.up)?);
        match (some(&self.world), (x, y, z)) {
            (None, (0, 0, 0)) => Ok(None),
            (None, _) => Err(("space", "wrong-no-world")),
            (Some(world), _) => Ok(Some(Space { world, x, y, z })),
        }
    }
}

/// A whole number, or nothing.
fn number(text: &str, field: &'static str) -> Result<Option<u32>, Wrong> {
    match some(text) {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| (field, "wrong-number")),
    }
}

/// Answers about access with their names in a form.
pub const ACCESS: [(&str, Access); 4] = [
    ("unknown", Access::Unknown),
    ("yes", Access::Yes),
    ("partly", Access::Partly),
    ("no", Access::No),
];

/// Conditions with their names in a form.
pub const CONDITIONS: [(&str, Condition); 3] = [
    ("ok", Condition::Ok),
    ("notice", Condition::Notice),
    ("out", Condition::OutOfOrder),
];

/// Whether anything is to be said beside the condition.
pub fn has_words(status: &Status) -> bool {
    status.state != Condition::Ok
}
