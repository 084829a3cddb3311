//! What the form holds that takes a shift or borrows a thing: texts as they were typed, and
//! how they become a small event of the kind `use` that asks for that one resource.

use super::event_draft::Wrong;
use crate::components::time::Clock;
use crate::components::time::civil::Wall;
use crate::peer::view_model::{
    Draft, Event, EventTime, Importance, Interval, Need, ResourceRow, USE,
};

/// The fields as they were typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct UseDraft {
    /// One of the times that are offered, as «start end» in unix seconds; else
    /// `2026-08-14T15:30` in the festival's zone.
    pub start: String,
    /// Its end, the same; empty where a time was chosen.
    pub end: String,
    /// How many.
    pub quantity: String,
    /// Words to the owner.
    pub note: String,
}

/// What stands for an offered time in the form.
pub(super) fn choice(time: &Interval) -> String {
    format!("{} {}", time.start, time.end)
}

impl Default for UseDraft {
    fn default() -> Self {
        Self {
            start: String::new(),
            end: String::new(),
            quantity: "1".to_owned(),
            note: String::new(),
        }
    }
}

impl UseDraft {
    /// The time that is chosen of those that are offered, or typed where it can be had at
    /// any time.
    fn interval(&self, offered: &[Interval], clock: &Clock) -> Result<Interval, Wrong> {
        if !offered.is_empty() {
            let chosen = offered.iter().find(|time| choice(time) == self.start);
            return chosen.copied().ok_or(("start", "wrong-no-start"));
        }
        let start = Wall::parse(&self.start).ok_or(("start", "wrong-no-start"))?;
        let end = Wall::parse(&self.end).ok_or(("end", "wrong-no-end"))?;
        let interval = Interval::new(clock.instant(start), clock.instant(end));
        interval.ok_or(("end", "wrong-end-first"))
    }

    /// The event that asks for it; `offered` are the times when it can be had, none means
    /// always.
    ///
    /// # Errors
    ///
    /// The first field that cannot be read, or asks for more than there is.
    pub(super) fn event(
        &self,
        row: &ResourceRow,
        offered: &[Interval],
        clock: &Clock,
    ) -> Result<Event, Wrong> {
        let time = self.interval(offered, clock)?;
        // Of what there is once nobody is asked how many.
        let quantity = match row.units {
            1 => Some(1),
            _ => self.quantity.trim().parse().ok(),
        };
        let quantity = quantity.filter(|quantity| *quantity > 0);
        let quantity: u32 = quantity.ok_or(("quantity", "wrong-quantity"))?;
        if row.units > 0 && quantity > row.units {
            return Err(("quantity", "use-too-many"));
        }
        let need = Need {
            need: 0,
            resource: Some(row.id),
            label: row.title.to_string(),
            quantity,
            importance: Importance::Must,
            start: None,
            end: None,
        };
        Ok(Event {
            title: row.title.to_string(),
            kind: Some(USE.to_owned()),
            time: Some(EventTime {
                start: time.start,
                end: time.end,
                zone: clock.zone().to_string(),
                all_day: false,
            }),
            needs: vec![need],
            ..Event::default()
        })
    }

    /// What is kept while the form is not sent.
    pub(super) fn write(&self) -> Draft {
        let fields = [
            ("start", &self.start),
            ("end", &self.end),
            ("quantity", &self.quantity),
            ("note", &self.note),
        ];
        let fields = fields.into_iter();
        fields
            .map(|(name, text)| (name.to_owned(), text.clone()))
            .collect()
    }

    /// What was kept.
    pub(super) fn read(draft: &Draft) -> Self {
        let field = |name: &str| draft.get(name).cloned().unwrap_or_default();
        Self {
            start: field("start"),
            end: field("end"),
            quantity: field("quantity"),
            note: field("note"),
        }
    }
}
