//! Time zones and the way a language writes times: the browser's own `Intl`.
//!
//! Zones come from other people's messages, so every formatter is made where a
//! refusal is an answer and not an exception; an unknown zone reads as UTC.
//! Formatters are costly to make and are kept.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Most formatters, offsets and texts that are kept; past it all are made anew.
const KEPT: usize = 4_096;
/// Offsets change only at quarters of an hour.
const STEP: i64 = 900;
/// Seconds of a day.
const DAY: i64 = 86_400;
/// No clock on Earth is further than this from UTC, seconds.
const FURTHEST: i64 = 26 * 3_600;

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// «15:30».
    Time,
    /// «Fri 14 Aug».
    Day,
    /// «Friday, 14 August 2026».
    LongDay,
    /// «Fri 14 Aug, 15:30».
    DayTime,
    /// The zone's name: «Central European Summer Time».
    ZoneName,
    /// All in numbers, for reading it again.
    Numbers,
}

impl Style {
    fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Time => &[("hour", "2-digit"), ("minute", "2-digit")],
            Self::Day => &[("weekday", "short"), ("day", "numeric"), ("month", "short")],
            Self::LongDay => &[
                ("weekday", "long"),
                ("day", "numeric"),
                ("month", "long"),
                ("year", "numeric"),
            ],
            Self::DayTime => &[
                ("weekday", "short"),
                ("day", "numeric"),
                ("month", "short"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
            ],
            Self::ZoneName => &[("hour", "2-digit"), ("timeZoneName", "long")],
            Self::Numbers => &[
                ("year", "numeric"),
                ("month", "numeric"),
                ("day", "numeric"),
                ("hour", "numeric"),
                ("minute", "numeric"),
                ("second", "numeric"),
            ],
        }
    }
}

type Key = (String, String, Style);

thread_local! {
    static FORMATTERS: RefCell<BTreeMap<Key, Option<Intl::DateTimeFormat>>> = const { RefCell::new(BTreeMap::new()) };
    static WRITTEN: RefCell<BTreeMap<(String, String, Style, i64), String>> = const { RefCell::new(BTreeMap::new()) };
    static OFFSETS: RefCell<BTreeMap<(String, i64), i64>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether the browser knows a zone.
pub fn is_known(zone: &str) -> bool {
    !zone.is_empty() && make("en", zone, Style::Time).is_some()
}

/// Seconds by which the clocks of a zone are ahead of UTC at an instant; 0 for a
/// zone that is not known.
pub fn offset(zone: &str, instant: i64) -> i64 {
    // No zone changes twice within a day and is back where it was: where both ends agree,
    // so does what lies between them.
    let day = instant.div_euclid(DAY) * DAY;
    let before = kept_offset(zone, day);
    if before == kept_offset(zone, day.saturating_add(DAY)) {
        return before;
    }
    kept_offset(zone, instant.div_euclid(STEP) * STEP)
}

/// The same at the beginning of a step.
fn kept_offset(zone: &str, step: i64) -> i64 {
    let key = (zone.to_owned(), step);
    if let Some(known) = OFFSETS.with_borrow(|offsets| offsets.get(&key).copied()) {
        return known;
    }
    let offset = read_offset(zone, step).filter(|offset| offset.abs() <= FURTHEST);
    let offset = offset.unwrap_or(0);
    OFFSETS.with_borrow_mut(|offsets| {
        if offsets.len() >= KEPT {
            offsets.clear();
        }
        offsets.insert(key, offset);
    });
    offset
}

/// The same, none for a zone that is not known.
pub fn known_offset(zone: &str, instant: i64) -> Option<i64> {
    thread_local! {
        static KNOWN: RefCell<BTreeMap<String, bool>> = const { RefCell::new(BTreeMap::new()) };
    }
    let kept = KNOWN.with_borrow(|known| known.get(zone).copied());
    let is_known = kept.unwrap_or_else(|| {
        let is_known = is_known(zone);
        KNOWN.with_borrow_mut(|known| {
            if known.len() >= KEPT {
                known.clear();
            }
            known.insert(zone.to_owned(), is_known);
        });
        is_known
    });
    is_known.then(|| offset(zone, instant))
}

/// An instant as a language writes it. The same few are asked for again and again.
pub fn format(tag: &str, zone: &str, instant: i64, style: Style) -> String {
    let (zone, instant) = match style {
        // Clocks that show the same time of day write it the same.
        Style::Time => {
            let shown = instant.saturating_add(offset(zone, instant));
            ("UTC", shown.rem_euclid(DAY) / 60 * 60)
        }
        _ => (zone, instant),
    };
    let key = (tag.to_owned(), zone.to_owned(), style, instant);
    if let Some(text) = WRITTEN.with_borrow(|written| written.get(&key).cloned()) {
        return text;
    }
    let text = write(tag, zone, instant, style);
    WRITTEN.with_borrow_mut(|written| {
        if written.len() >= KEPT {
            written.clear();
        }
        written.insert(key, text.clone());
    });
    text
}

fn write(tag: &str, zone: &str, instant: i64, style: Style) -> String {
    let Some(formatter) = formatter(tag, zone, style) else {
        return String::new();
    };
    if style == Style::ZoneName {
        return part(&parts(&formatter, instant), "timeZoneName").unwrap_or_default();
    }
    let written = formatter
        .format()
        .call1(&JsValue::UNDEFINED, &date(instant));
    let text = written.ok().and_then(|text| text.as_string());
    text.unwrap_or_default()
}

/// «5 minutes ago», «in 3 hours»: `count` of a unit that `Intl.RelativeTimeFormat` knows.
pub fn relative(tag: &str, count: f64, unit: &str) -> String {
    let options = Object::new();
    set(&options, "numeric", "auto");
    let format = Intl::RelativeTimeFormat::new(&Array::of1(&tag.into()), &options);
    format.format(count, unit).into()
}

fn date(instant: i64) -> Date {
    Date::new(&JsValue::from_f64(instant as f64 * 1_000.0))
}

fn formatter(tag: &str, zone: &str, style: Style) -> Option<Intl::DateTimeFormat> {
    let key = (tag.to_owned(), zone.to_owned(), style);
    if let Some(kept) = FORMATTERS.with_borrow(|kept| kept.get(&key).cloned()) {
        return kept;
    }
    let made = make(tag, zone, style).or_else(|| make(tag, "UTC", style));
    FORMATTERS.with_borrow_mut(|kept| {
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, made.clone());
    });
    made
}

fn make(tag: &str, zone: &str, style: Style) -> Option<Intl::DateTimeFormat> {
    let options = Object::new();
    set(&options, "timeZone", zone);
    set(&options, "hourCycle", "h23");
    for (name, value) in style.options() {
        set(&options, name, value);
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?;
    let class = class.dyn_into::<Function>().ok()?;
    let arguments = Array::of2(&tag.into(), &options);
    Some(
        Reflect::construct(&class, &arguments)
            .ok()?
            .unchecked_into(),
    )
}

fn set(options: &Object, name: &str, value: &str) {
    // A plain property of a plain object: never refused.
    let _ = Reflect::set(options, &name.into(), &value.into());
}

fn parts(formatter: &Intl::DateTimeFormat, instant: i64) -> Vec<(String, String)> {
    let parts = formatter.format_to_parts(&date(instant));
    let text = |part: &JsValue, name: &str| Reflect::get(part, &name.into()).ok()?.as_string();
    let named = |part: JsValue| Some((text(&part, "type")?, text(&part, "value")?));
    parts.iter().filter_map(named).collect()
}

fn part(parts: &[(String, String)], kind: &str) -> Option<String> {
    let found = parts.iter().find(|(name, _)| name == kind);
    found.map(|(_, value)| value.clone())
}

fn read_offset(zone: &str, instant: i64) -> Option<i64> {
    let formatter = formatter("en", zone, Style::Numbers)?;
    let parts = parts(&formatter, instant);
    let number = |kind| part(&parts, kind)?.parse::<f64>().ok();
    let (year, month) = (number("year")?, number("month")?);
    let (day, hour) = (number("day")?, number("hour")?);
    let (minute, second) = (number("minute")?, number("second")?);
    let shown = Date::utc(year, month - 1.0) / 1_000.0
        + (day - 1.0) * 86_400.0
        + hour * 3_600.0
        + minute * 60.0
        + second;
    Some(shown as i64 - instant)
}
