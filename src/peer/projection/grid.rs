//! The programme with its places side by side: each place takes as many tracks as
//! events meet there at once.

use std::collections::BTreeMap;

use super::super::view_model::{Cell, EventCard, FestivalId, GridPlace, GridView, ScheduleFilter};
use super::lens::Lens;
use crate::protocol::id::InstanceId;
use crate::protocol::schema::parts::Interval;

/// An hour, seconds.
const HOUR: i64 = 3600;
/// A place takes at most so many tracks: narrower ones hold no word. What is more
/// at once stands beside.
const MOST_TRACKS: usize = 4;

/// Where a column sorts: places by their title, no place last.
type Column = (bool, String, Option<InstanceId>);

impl Lens<'_> {
    /// The grid; none where the filter names no time.
    pub(super) fn grid(&self, festival: &FestivalId, filter: &ScheduleFilter) -> Option<GridView> {
        let day = filter.fields.during?;
        let schedule = self.schedule(festival, filter);
        let all = schedule.events.iter().chain(&*schedule.proposals);
        let mut beside = Vec::new();
        let mut columns: BTreeMap<Column, Vec<(EventCard, Interval)>> = BTreeMap::new();
        for card in all {
            let time = card.time.as_ref().filter(|time| !time.all_day);
            let during = time
                .and_then(|time| Interval::new(time.start.max(day.start), time.end.min(day.end)));
            match during {
                Some(during) => {
                    let column = columns.entry(column(card)).or_default();
                    column.push((card.clone(), during));
                }
                None => beside.push(card.clone()),
            }
        }
        let (mut places, mut cells, mut track) = (Vec::new(), Vec::new(), 0);
        for ((_, _, place), mut events) in columns {
            events.sort_by_key(|(card, during)| (during.start, during.end, card.id));
            let title = events
                .iter()
                .find_map(|(card, _)| card.place.as_ref()?.title.clone());
            let (tracks, laid, left) = lay_out(events, track);
            places.push(GridPlace {
                place,
                title,
                track,
                tracks,
            });
            track += tracks;
            cells.extend(laid);
            beside.extend(left);
        }
        cells.sort_by_key(|(card, cell)| (cell.during.start, cell.during.end, cell.track, card.id));
        Some(GridView {
            festival: *festival,
            hours: hours(&cells).unwrap_or(day),
            places: places.into(),
            events: cells.into(),
            beside: beside.into(),
        })
    }
}

fn column(card: &EventCard) -> Column {
    match &card.place {
        Some(place) => {
            let title = place.title.as_deref().unwrap_or_default();
            (false, title.to_lowercase(), Some(place.resource))
        }
        None => (true, String::new(), None),
    }
}

/// Events that are laid out, and where each stands.
type LaidOut = Vec<(EventCard, Cell)>;

/// Each event on the first track that is free when it starts: how many tracks that
/// takes, the events on them, and those for which there is none.
fn lay_out(events: Vec<(EventCard, Interval)>, first: usize) -> (usize, LaidOut, Vec<EventCard>) {
    let mut ends: Vec<i64> = Vec::new();
    let (mut laid, mut left) = (Vec::new(), Vec::new());
    for (card, during) in events {
        let free = ends.iter().position(|end| *end <= during.start);
        let track = match free {
            Some(track) => track,
            None if ends.len() < MOST_TRACKS => {
                ends.push(0);
                ends.len() - 1
            }
            None => {
                left.push(card);
                continue;
            }
        };
        ends[track] = during.end;
        let track = first + track;
        laid.push((card, Cell { track, during }));
    }
    (ends.len(), laid, left)
}

/// The whole hours that hold all of them.
fn hours(cells: &[(EventCard, Cell)]) -> Option<Interval> {
    let start = cells.iter().map(|(_, cell)| cell.during.start).min()?;
    let end = cells.iter().map(|(_, cell)| cell.during.end).max()?;
    let until = end.div_euclid(HOUR) + i64::from(end.rem_euclid(HOUR) > 0);
    Interval::new(start.div_euclid(HOUR) * HOUR, until * HOUR)
}
