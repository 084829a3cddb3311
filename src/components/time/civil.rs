//! Dates and times of day without a zone, and how they meet instants.
//!
//! A zone is a function here: what its clocks are ahead of UTC at an instant, in
//! seconds. The browser knows that (`Intl`); the arithmetic around it is ours and
//! has no web type, so that it is tested natively (`tests/civil.rs`).
//! Days are counted from 1970-01-01, as in Howard Hinnant's «chrono-compatible
//! low-level date algorithms».

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// A date and a time of day, as a clock on the wall shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wall {
    /// Days since 1970-01-01.
    pub day: i64,
    /// Seconds since midnight, 0..86,400.
    pub second: i64,
}

impl Wall {
    /// Seconds since 1970-01-01T00:00 on the same wall.
    pub fn seconds(self) -> i64 {
        self.day * DAY + self.second
    }

    /// What [`Wall::seconds`] counted.
    pub fn of_seconds(seconds: i64) -> Self {
        Self {
            day: seconds.div_euclid(DAY),
            second: seconds.rem_euclid(DAY),
        }
    }

    /// What the clocks show at an instant, where they are `offset` seconds ahead.
    pub fn at(instant: i64, offset: impl Fn(i64) -> i64) -> Self {
        Self::of_seconds(instant + offset(instant))
    }

    /// When the clocks show this. An hour that comes twice means its first time;
    /// an hour that is left out means as much later as is left out.
    pub fn instant(self, offset: impl Fn(i64) -> i64) -> i64 {
        let local = self.seconds();
        let (before, after) = (offset(local - DAY), offset(local + DAY));
        let candidates = [local - before, local - after];
        let shows = |instant: &&i64| **instant + offset(**instant) == local;
        candidates
            .iter()
            .find(shows)
            .copied()
            .unwrap_or(local - before)
    }

    /// Reads `2026-08-14T15:30` or `2026-08-14T15:30:00`, as native inputs write it.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let mut parts = time.split(':').map(number);
        let (hour, minute) = (parts.next()??, parts.next()??);
        let fits = (0..24).contains(&hour) && (0..60).contains(&minute);
        fits.then_some(Self {
            day: parse_day(date)?,
            second: hour * 3_600 + minute * 60,
        })
    }

    /// Writes `2026-08-14T15:30`, for a native input.
    pub fn text(self) -> String {
        format!("{}T{}", day_text(self.day), self.time_text())
    }

    /// Writes `15:30`.
    pub fn time_text(self) -> String {
        format!("{:02}:{:02}", self.second / 3_600, self.second / 60 % 60)
    }
}

/// An hour after what stands in a native input, for another one.
pub fn an_hour_later(text: &str) -> Option<String> {
    let wall = Wall::parse(text)?;
    Some(Wall::of_seconds(wall.seconds() + 3_600).text())
}

/// The festival day to which an instant belongs: days begin `change` seconds after
/// midnight, so a concert at 01:00 belongs to the evening before.
pub fn festival_day(instant: i64, change: u32, offset: impl Fn(i64) -> i64) -> i64 {
    Wall::of_seconds(Wall::at(instant, offset).seconds() - i64::from(change)).day
}

/// First second of a festival day and of the one after it.
pub fn day_bounds(day: i64, change: u32, offset: impl Fn(i64) -> i64) -> (i64, i64) {
    let begin = |day| Wall {
        day,
        second: i64::from(change),
    };
    (begin(day).instant(&offset), begin(day + 1).instant(&offset))
}

/// Reads `2026-08-14`.
pub fn parse_day(text: &str) -> Option<i64> {
    let mut parts = text.split('-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let fits = (0..=9_999).contains(&year) && (1..=12).contains(&month);
    let days = days_of(year, month, day);
    // Only what reads back as itself is a date: not the 31st of April.
    (fits && parts.next().is_none() && date_of(days) == (year, month, day)).then_some(days)
}

/// Writes `2026-08-14`.
pub fn day_text(day: i64) -> String {
    let (year, month, day) = date_of(day);
    format!("{year:04}-{month:02}-{day:02}")
}

fn number(digits: &str) -> Option<i64> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
pub fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
pub fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (year + era * 400 + i64::from(month <= 2), month, day)
}
