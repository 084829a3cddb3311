//! Times as people read them: in the festival's zone, by its days, and beside it
//! in the zone of this device where the two differ.

pub mod civil;

use std::rc::Rc;

use self::civil::Wall;
use crate::browser::zone::{self, Style};
use crate::components::language::{Language, Words};
use crate::peer::view_model::{DAY_CHANGE, FestivalRow, Interval};

/// The clocks of a festival, in the language of the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    tag: &'static str,
    zone: Rc<str>,
    here: Rc<str>,
    change: u32,
    now: i64,
}

impl Clock {
    /// The clocks of a festival at `now`, unix seconds.
    pub fn new(words: &Words, festival: &FestivalRow, now: i64) -> Self {
        Self {
            tag: tag(words.language),
            zone: festival.time_zone.clone(),
            here: words.time_zone.clone(),
            change: festival.day_change,
            now,
        }
    }

    /// The clocks of this device, for what belongs to no festival.
    pub fn of_device(words: &Words, now: i64) -> Self {
        Self {
            tag: tag(words.language),
            zone: words.time_zone.clone(),
            here: words.time_zone.clone(),
            change: DAY_CHANGE,
            now,
        }
    }

    /// Now, unix seconds, to the minute.
    pub fn now(&self) -> i64 {
        self.now
    }

    /// The IANA name of the festival's zone.
    pub fn zone(&self) -> &Rc<str> {
        &self.zone
    }

    fn offset(&self) -> impl Fn(i64) -> i64 + '_ {
        |instant| zone::offset(&self.zone, instant)
    }

    /// What the festival's clocks show at an instant.
    pub fn wall(&self, instant: i64) -> Wall {
        Wall::at(instant, self.offset())
    }

    /// When the festival's clocks show this.
    pub fn instant(&self, wall: Wall) -> i64 {
        wall.instant(self.offset())
    }

    /// The festival day that an instant belongs to.
    pub fn day(&self, instant: i64) -> i64 {
        civil::festival_day(instant, self.change, self.offset())
    }

    /// From the begin of one festival day to the end of another.
    pub fn days(&self, first: i64, last: i64) -> Option<Interval> {
        let start = civil::day_bounds(first, self.change, self.offset()).0;
        Interval::new(start, civil::day_bounds(last, self.change, self.offset()).1)
    }

    /// «Friday, 14 August 2026».
    pub fn day_title(&self, day: i64) -> String {
        zone::format(self.tag, "UTC", noon(day), Style::LongDay)
    }

    /// «Fri 14 Aug».
    pub fn short_day(&self, day: i64) -> String {
        zone::format(self.tag, "UTC", noon(day), Style::Day)
    }

    /// «15:30».
    pub fn time(&self, instant: i64) -> String {
        zone::format(self.tag, &self.zone, instant, Style::Time)
    }

    /// «Fri 14 Aug, 15:30».
    pub fn day_time(&self, instant: i64) -> String {
        zone::format(self.tag, &self.zone, instant, Style::DayTime)
    }

    /// «15:30–17:00» below the title of its day; with days where it lasts longer.
    pub fn range(&self, start: i64, end: i64) -> String {
        if self.day(start) == self.day(end - 1) {
            format!("{}–{}", self.time(start), self.time(end))
        } else {
            self.long_range(start, end)
        }
    }

    /// «Fri 14 Aug, 15:30 – 17:00», where no day stands above it.
    pub fn long_range(&self, start: i64, end: i64) -> String {
        let until = if self.day(start) == self.day(end - 1) {
            self.time(end)
        } else {
            self.day_time(end)
        };
        format!("{} – {until}", self.day_time(start))
    }

    /// «Fri 14 Aug», or «Fri 14 Aug – Sun 16 Aug», for whole festival days.
    pub fn day_range(&self, start: i64, end: i64) -> String {
        let (first, last) = (self.day(start), self.day(end - 1));
        if first == last {
            self.short_day(first)
        } else {
            format!("{} – {}", self.short_day(first), self.short_day(last))
        }
    }

    /// The same time in the zone of this device, where its clocks show another one.
    pub fn here(&self, start: i64, end: i64) -> Option<String> {
        let differs = !self.here.is_empty()
            && self.here != self.zone
            && [start, end]
                .iter()
                .any(|at| zone::offset(&self.here, *at) != zone::offset(&self.zone, *at));
        differs.then(|| {
            let local = Self {
                zone: self.here.clone(),
                ..self.clone()
            };
            local.long_range(start, end)
        })
    }

    /// The name of the festival's zone, where the clocks of this device differ now.
    pub fn foreign_zone(&self) -> Option<String> {
        self.here(self.now, self.now + 1)?;
        Some(zone::format(
            self.tag,
            &self.zone,
            self.now,
            Style::ZoneName,
        ))
    }

    /// «5 minutes ago»; the time to come reads as now.
    pub fn ago(&self, instant: i64) -> String {
        let passed = (self.now - instant).max(0);
        let (count, unit) = match passed {
            ..60 => (0, "second"),
            60..5_400 => (passed / 60, "minute"),
            5_400..129_600 => ((passed + 1_800) / 3_600, "hour"),
            _ => (passed / 86_400, "day"),
        };
        zone::relative(self.tag, -(count as f64), unit)
    }

    /// For the `datetime` of a `<time>`.
    pub fn machine(&self, instant: i64) -> String {
        format!("{}Z", Wall::of_seconds(instant).text())
    }
}

/// How dates are written: in English with the day first and 24 hours, as in most
/// of the places where it is nobody's first language.
fn tag(language: Language) -> &'static str {
    match language {
        Language::English => "en-GB",
        Language::German => language.tag(),
    }
}

/// Whether the browser knows a zone.
pub fn is_zone(zone: &str) -> bool {
    zone::is_known(zone)
}

fn noon(day: i64) -> i64 {
    day * civil::DAY + civil::DAY / 2
}
