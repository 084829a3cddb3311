//! The programme with its places side by side: each place takes as many tracks as
//! events meet there at once.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::view_model::{Cell, EventCard, FestivalId, GridPlace, GridView, ScheduleFilter};
use super::lens::Lens;
use super::listing::Listed;
use super::title_order::title_order;
use crate::protocol::id::InstanceId;
use crate::protocol::schema::parts::Interval;

/// An hour, seconds.
const HOUR: i64 = 3600;
/// A place takes at most so many tracks: narrower ones hold no word. What is more
/// at once stands beside.
const MOST_TRACKS: usize = 4;

impl Lens<'_> {
    /// The grid; none where the filter names no time. Its `rows` say which places.
    pub(super) fn grid(&self, festival: &FestivalId, filter: &ScheduleFilter) -> Option<GridView> {
        let day = filter.fields.during?;
        let listing = self.listing(festival, filter);
        let all = listing.events.iter().chain(&listing.proposals);
        let mut beside = Vec::new();
        let mut columns: BTreeMap<Option<InstanceId>, Vec<Timed<'_>>> = BTreeMap::new();
        for listed in all {
            let time = listed.event.value.time.as_ref();
            let time = time.filter(|time| !time.all_day);
            let during = time
                .and_then(|time| Interval::new(time.start.max(day.start), time.end.min(day.end)));
            match during {
                Some(during) => {
                    let column = columns.entry(listed.held_at()).or_default();
                    column.push((*listed, during));
                }
                None => beside.push(*listed),
            }
        }
        let mut columns: Vec<_> = columns
            .into_iter()
            .map(|(place, events)| (place, place.and_then(|id| self.title_of(&id)), events))
            .collect();
        // By title; what has no place comes last.
        columns.sort_by_cached_key(|(place, title, _)| {
            let title = title_order(title.as_deref().unwrap_or_default());
            (place.is_none(), title, *place)
        });
        let (mut places, mut cells, mut track) = (Vec::new(), Vec::new(), 0);
        for (place, title, events) in filter.rows.of(&columns) {
            let mut events = events.clone();
            events.sort_by_key(|(listed, during)| (during.start, during.end, listed.event.id()));
            let (tracks, laid, left) = lay_out(events, track);
            places.push(GridPlace {
                place: *place,
                title: title.clone(),
                track,
                tracks,
            });
            track += tracks;
            cells.extend(laid);
            beside.extend(left);
        }
        cells.sort_by_key(|(listed, cell)| {
            let during = cell.during;
            (during.start, during.end, cell.track, listed.event.id())
        });
        let cards = self.cards(festival, cells.iter().map(|(listed, _)| listed));
        let laid_out = cells.iter().map(|(_, cell)| *cell);
        let events: Rc<[_]> = cards.iter().cloned().zip(laid_out).collect();
        Some(GridView {
            festival: *festival,
            hours: hours(&events).unwrap_or(day),
            from: filter.rows.from,
            count: columns.len(),
            places: places.into(),
            events,
            beside: self.cards(festival, beside.iter()),
        })
    }
}

/// An event, and its part of the day.
type Timed<'a> = (Listed<'a>, Interval);

/// Each event on the first track that is free when it starts: how many tracks that
/// takes, the events on them and where each stands, and those for which there is none.
fn lay_out<'a>(
    events: Vec<Timed<'a>>,
    first: usize,
) -> (usize, Vec<(Listed<'a>, Cell)>, Vec<Listed<'a>>) {
    let mut ends: Vec<i64> = Vec::new();
    let (mut laid, mut left) = (Vec::new(), Vec::new());
    for (listed, during) in events {
        let free = ends.iter().position(|end| *end <= during.start);
        let track = match free {
            Some(track) => track,
            None if ends.len() < MOST_TRACKS => {
                ends.push(0);
                ends.len() - 1
            }
            None => {
                left.push(listed);
                continue;
            }
        };
        ends[track] = during.end;
        let track = first + track;
        laid.push((listed, Cell { track, during }));
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
