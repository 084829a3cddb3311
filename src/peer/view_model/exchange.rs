//! Programmes taken in from files, and files made of what is shown.

use std::rc::Rc;

use crate::protocol::id::FestivalId;

/// How far the last import has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportView {
    /// Into which festival.
    pub festival: FestivalId,
    /// What the file calls the programme; may be empty.
    pub title: Rc<str>,
    /// Whether it goes on.
    pub state: ImportState,
    /// Entries that are stored.
    pub written: usize,
    /// About how many there will be; `written` once it is done.
    pub of: usize,
    /// Titles of events whose room another one has at that time: they are here and
    /// wait for a place. Complete when it is done.
    pub clashes: Rc<[Rc<str>]>,
}

/// Whether an import goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// More is to be written.
    UnderWay,
    /// Everything in the file is here.
    Done,
    /// It was stopped, or the refusal says why it stopped. What was written stays;
    /// the same file again goes on from there.
    Stopped,
}

/// What a programme can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// iCalendar, for calendars.
    Calendar,
    /// iCalendar, for schedule apps that want times also for whole days.
    ScheduleCalendar,
    /// frab's schedule.xml.
    ScheduleXml,
    /// frab's schedule.json.
    ScheduleJson,
    /// Everything that is known in the festival, as JSON.
    Everything,
}

impl ExportFormat {
    /// What the file is called.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Calendar | Self::ScheduleCalendar => "schedule.ics",
            Self::ScheduleXml => "schedule.xml",
            Self::ScheduleJson => "schedule.json",
            Self::Everything => "festival.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Calendar | Self::ScheduleCalendar => "text/calendar;charset=utf-8",
            Self::ScheduleXml => "application/xml",
            Self::ScheduleJson | Self::Everything => "application/json",
        }
    }
}

/// A file that was made. The UI offers each number once, then says
/// [`DropExport`](crate::peer::command::Command::DropExport).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportView {
    /// Counts up.
    pub number: u64,
    /// Of which festival.
    pub festival: FestivalId,
    /// As what.
    pub format: ExportFormat,
    /// Its bytes, UTF-8.
    pub bytes: Box<[u8]>,
}
