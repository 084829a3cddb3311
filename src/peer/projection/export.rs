//! Files made of what is shown: the programme as others' apps read it, and
//! everything as JSON.

use super::super::view_model::{DAY_CHANGE, ExportFormat, Problem};
use super::lens::Lens;
use crate::protocol::exchange::collect::programme_of;
use crate::protocol::exchange::ics::Flavour;
use crate::protocol::exchange::{dump, ics, json, xml};
use crate::protocol::id::FestivalId;
use crate::protocol::view::filter::Filter;

impl Lens<'_> {
    /// A festival's programme as a file; only the person's own and starred events
    /// where `mine`. What is hidden or blocked here stays out. `base` is the
    /// absolute address of the page.
    pub(super) fn export(
        &self,
        festival: &FestivalId,
        format: ExportFormat,
        mine: bool,
        base: &str,
    ) -> Result<Vec<u8>, Problem> {
        let part = self.core.view.part(festival).ok_or(Problem::NotThere)?;
        let left_out = self.left_out(festival);
        let mut events = self.core.view.schedule(festival, &Filter::default());
        events.retain(|view| {
            let (author, id) = (view.event.author(), view.event.id());
            let is_mine = author == self.me || self.core.local.stars.contains(&id);
            left_out.why(author, &id).is_none() && (is_mine || !mine)
        });
        let programme = programme_of(&self.core.view, festival, &events);
        let zones = &self.core.zones;
        let described = part.description();
        let day_change = described.and_then(|festival| festival.value.day_change);
        let day_change = i64::from(day_change.unwrap_or(DAY_CHANGE));
        let calendar = |flavour| {
            let stamp = self.core.seconds();
            ics::write(&programme, zones, flavour, stamp).map(String::into_bytes)
        };
        let written = match format {
            ExportFormat::Calendar => calendar(Flavour::Calendar),
            ExportFormat::ScheduleCalendar => calendar(Flavour::ScheduleApp),
            ExportFormat::ScheduleXml => xml::write(&programme, zones, day_change),
            ExportFormat::ScheduleJson => json::write(&programme, zones, day_change, base),
            ExportFormat::Everything => dump::write(part),
        };
        written.map_err(|error| Problem::from(&error))
    }
}
