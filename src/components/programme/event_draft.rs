//! What the form of an event holds while it is filled in: texts as they were
//! typed, and how they become an event and a draft that survives a reload.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::BASE64;

use super::need_draft::{NeedDraft, read_needs, write_needs};
use crate::components::time::Clock;
use crate::components::time::civil::{Wall, day_text, parse_day};
use crate::peer::view_model::{Draft, Event, EventTime, Interval};

/// How the time is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenMode {
    /// From a time to a time.
    #[default]
    Timed,
    /// Whole festival days.
    Days,
    /// Not yet.
    Open,
}

impl WhenMode {
    /// All of them with their names.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Timed, "timed"),
        (Self::Days, "days"),
        (Self::Open, "open"),
    ];

    /// Its name in a form.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(mode, _)| *mode == self)
            .map_or("open", |(_, name)| name)
    }

    /// The mode of a name.
    pub fn of_name(name: &str) -> Self {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map_or(Self::Open, |(mode, _)| *mode)
    }
}

/// The fields as they were typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventDraft {
    /// What it is called.
    pub title: String,
    /// The kind.
    pub kind: String,
    /// In one paragraph.
    pub summary: String,
    /// Markdown.
    pub description: String,
    /// Tags with commas between them.
    pub tags: String,
    /// A small WebP.
    pub picture: Option<Vec<u8>>,
    /// How the time is said.
    pub mode: WhenMode,
    /// `2026-08-14T15:30` in the festival's zone.
    pub start: String,
    /// Its end, the same.
    pub end: String,
    /// `2026-08-14`: the first festival day.
    pub first_day: String,
    /// The last one; the first where empty.
    pub last_day: String,
    /// What it needs.
    pub needs: Vec<NeedDraft>,
    /// The number of the next need.
    pub next_need: u32,
}

/// What the form itself finds wrong: the field and the key of a sentence.
pub type Wrong = (&'static str, &'static str);

impl EventDraft {
    /// The fields of an event that is there.
    pub fn of_event(event: &Event, clock: &Clock) -> Self {
        let mut draft = Self {
            title: event.title.clone(),
            kind: event.kind.clone().unwrap_or_default(),
            summary: event.summary.clone(),
            description: event.description.clone().unwrap_or_default(),
            tags: event.tags.join(", "),
            picture: event.picture.clone(),
            mode: WhenMode::Open,
            needs: event.needs.iter().map(NeedDraft::of_need).collect(),
            next_need: event
                .needs
                .iter()
                .map(|need| need.need)
                .max()
                .map_or(0, |most| most.saturating_add(1)),
            ..Self::default()
        };
        if let Some(time) = &event.time {
            draft.mode = if time.all_day {
                WhenMode::Days
            } else {
                WhenMode::Timed
            };
            draft.start = clock.wall(time.start).text();
            draft.end = clock.wall(time.end).text();
            draft.first_day = day_text(clock.day(time.start));
            draft.last_day = day_text(clock.day(time.end - 1));
        }
        draft
    }

    /// The time that the form names, if it names one.
    pub fn interval(&self, clock: &Clock) -> Option<Interval> {
        self.time(clock).ok().flatten()
    }

    fn time(&self, clock: &Clock) -> Result<Option<Interval>, Wrong> {
        match self.mode {
            WhenMode::Open => Ok(None),
            WhenMode::Timed => {
                let start = Wall::parse(&self.start).ok_or(("start", "wrong-no-start"))?;
                let end = Wall::parse(&self.end).ok_or(("end", "wrong-no-end"))?;
                let interval = Interval::new(clock.instant(start), clock.instant(end));
                interval.map(Some).ok_or(("end", "wrong-end-first"))
            }
            WhenMode::Days => {
                let first = parse_day(&self.first_day).ok_or(("first-day", "wrong-no-day"))?;
                let last = if self.last_day.is_empty() {
                    first
                } else {
                    parse_day(&self.last_day).ok_or(("last-day", "wrong-no-day"))?
                };
                let within = (first..first + 366).contains(&last);
                let days = within.then(|| clock.days(first, last)).flatten();
                days.map(Some).ok_or(("last-day", "wrong-end-first"))
            }
        }
    }

    /// The event that the form describes; what it does not show stays as in `base`.
    ///
    /// # Errors
    ///
    /// The first field that cannot be read. Limits are the core's.
    pub fn event(&self, base: &Event, clock: &Clock) -> Result<Event, Wrong> {
        if self.title.trim().is_empty() {
            return Err(("title", "wrong-no-title"));
        }
        let time = self.time(clock)?;
        let all_day = self.mode == WhenMode::Days;
        // A time that was not touched keeps the zone in which it was entered.
        let kept = base
            .time
            .clone()
            .filter(|kept| Some(kept.interval()) == time && kept.all_day == all_day);
        let made = time.map(|time| EventTime {
            start: time.start,
            end: time.end,
            zone: clock.zone().to_string(),
            all_day,
        });
        let needs = self
            .needs
            .iter()
            .map(|need| need.need(base))
            .collect::<Result<_, _>>()?;
        Ok(Event {
            title: self.title.trim().to_owned(),
            kind: some(&self.kind),
            summary: self.summary.trim().to_owned(),
            description: some(&self.description),
            tags: tags(&self.tags),
            picture: self.picture.clone(),
            time: kept.or(made),
            needs,
            ..base.clone()
        })
    }

    /// Words to owners by need.
    pub fn notes(&self) -> BTreeMap<u32, String> {
        let said = self
            .needs
            .iter()
            .filter(|need| !need.note.trim().is_empty());
        said.map(|need| (need.number, need.note.trim().to_owned()))
            .collect()
    }

    /// What is kept while the form is not sent.
    pub fn write(&self) -> Draft {
        let pairs = [
            ("title", &self.title),
            ("kind", &self.kind),
            ("summary", &self.summary),
            ("description", &self.description),
            ("tags", &self.tags),
            ("start", &self.start),
            ("end", &self.end),
            ("first_day", &self.first_day),
            ("last_day", &self.last_day),
        ];
        let mut draft: Draft = pairs
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.clone()))
            .collect();
        draft.insert("mode".to_owned(), self.mode.name().to_owned());
        draft.insert("next_need".to_owned(), self.next_need.to_string());
        if let Some(picture) = &self.picture {
            draft.insert("picture".to_owned(), BASE64.encode(picture));
        }
        write_needs(&self.needs, &mut draft);
        draft
    }

    /// What was kept.
    pub fn read(draft: &Draft) -> Self {
        let field = |name: &str| draft.get(name).cloned().unwrap_or_default();
        let needs = read_needs(draft);
        let after = needs
            .iter()
            .map(|need| need.number.saturating_add(1))
            .max()
            .unwrap_or(0);
        Self {
            title: field("title"),
            kind: field("kind"),
            summary: field("summary"),
            description: field("description"),
            tags: field("tags"),
            picture: draft.get("picture").and_then(|text| read_picture(text)),
            mode: WhenMode::of_name(&field("mode")),
            start: field("start"),
            end: field("end"),
            first_day: field("first_day"),
            last_day: field("last_day"),
            next_need: field("next_need").parse().unwrap_or(0).max(after),
            needs,
        }
    }
}

/// A picture in a draft.
pub fn read_picture(text: &str) -> Option<Vec<u8>> {
    let picture = BASE64.decode(text.as_bytes()).ok()?;
    (!picture.is_empty()).then_some(picture)
}

/// A text that may be left out.
pub fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Tags from a text with commas, each once.
pub fn tags(text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let words = text
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    words
        .filter(|word| seen.insert(*word))
        .map(str::to_owned)
        .collect()
}
